"""The stream's values are those of Odoo's own ``export_data``: every model, every field, as three users."""

from __future__ import annotations

import itertools

from odoo import fields
from odoo.fields import Command
from odoo.orm.fields import Field
from odoo.orm.fields_properties import Properties
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger, split_every

from .export_case import ExportCase
from .filled_models import fill_empty_models
from .sample_models import FOLDER, LINE, SAMPLE, TAG

RECORDS = 8
SLICE = 8
SHOWN = 12


class Refused:
    """What came instead of values."""

    def __init__(self, error):
        self.error = error

    def same(self, other):
        return (
            isinstance(other, Refused) and type(self.error) is type(other.error) and str(self.error) == str(other.error)
        )

    def __repr__(self):
        return f"{type(self.error).__name__}({str(self.error)!r})"


class SameValuesCase(ExportCase):
    def odoos(self, model, paths, ids=None, domain=None):
        """Odoo's rows, or its refusal."""

        def rows():
            records = model.browse(ids) if ids else model.search(domain or [])
            return records.export_data(paths)["datas"]

        return self._result_of(rows)

    def ours(self, model, paths, ids=None, domain=None):
        """The stream's rows, or its refusal."""
        batches = self._result_of(lambda: list(model.export_stream(paths, domain=domain, ids=ids)))
        if isinstance(batches, Refused):
            return batches
        for batch in batches:
            lines = [1] * len(batch.ids) if batch.lines is None else batch.lines
            self.assertEqual(len(batch.columns), len(paths), "A batch has a column for each path")
            self.assertEqual(len(batch.ids), len(lines), "A batch has a number of lines for each record")
            self.assertEqual({len(column) for column in batch.columns} | {sum(lines)}, {sum(lines)})
        return [list(row) for batch in batches for row in batch.rows()]

    def _result_of(self, export):
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            with mute_logger("odoo.sql_db", "odoo.models"), self.env.cr.savepoint(flush=False):
                return export()
        except Exception as error:  # noqa: BLE001
            return Refused(error)

    def differences(self, model, paths, ids=None, domain=None, ours_first=False):
        """Sentences about what differs."""
        both = [self.ours, self.odoos] if ours_first else [self.odoos, self.ours]
        outcomes = [export(model, paths, ids, domain) for export in both]
        odoos, ours = reversed(outcomes) if ours_first else outcomes
        if isinstance(odoos, Refused) or isinstance(ours, Refused):
            return self._differences_of_refusals(model, paths, odoos, ours, ids=ids, domain=domain)
        found = self._differences_of_rows(paths, odoos, ours)
        if not found:
            return []
        # What tells the time, for instance: whichever was first may have changed meanwhile.
        again = [(odoos, self.odoos(model, paths, ids, domain)), (ours, self.ours(model, paths, ids, domain))]
        unstable = {
            path
            for before, after in again
            if not isinstance(after, Refused)
            for path, _what in self._differences_of_rows(paths, before, after)
        }
        return [self._sentence(model, path, what) for path, what in found if path not in unstable]

    def _differences_of_refusals(self, model, paths, odoos, ours, **found_by):
        """The same for an export that one of the two refused; a refusal of several paths is looked at one by one."""
        if len(paths) > 1:
            alone = [self.differences(model, [path], **found_by) for path in paths]
            sentences = [sentence for sentences in alone for sentence in sentences]
            if sentences or (isinstance(odoos, Refused) and isinstance(ours, Refused)):
                return sentences
        elif isinstance(odoos, Refused) and odoos.same(ours):
            return []
        odoos, ours = (outcome if isinstance(outcome, Refused) else f"{len(outcome)} rows" for outcome in (odoos, ours))
        return [self._sentence(model, ", ".join(paths), f"Odoo: {odoos}; ours: {ours}")]

    @staticmethod
    def _differences_of_rows(paths, odoos, ours):
        """Pairs of a path and what differs there."""
        if len(odoos) != len(ours):
            return [(", ".join(paths), f"Odoo has {len(odoos)} lines, ours {len(ours)}")]
        return [
            (path, f"line {number}: Odoo {theirs!r:.300}, ours {own!r:.300}")
            for number, (their_row, own_row) in enumerate(zip(odoos, ours, strict=True))
            for path, theirs, own in zip(paths, their_row, own_row, strict=True)
            if _plain_type(theirs) is not _plain_type(own) or theirs != own
        ]

    @staticmethod
    def _sentence(model, path, what):
        user, compat = model.env.user.login, model.env.context.get("import_compat", True)
        return f"{model._name}, as {user}{', import-compatible' if compat else ''}, path {path}: {what}"

    def assertSameValues(self, model, paths, **found_by):  # noqa: N802
        sentences = self.differences(model, paths, **found_by)
        self.assertFalse(sentences, "\n".join(["", *sentences[:SHOWN], f"{len(sentences)} differences"]))


def _plain_type(value):
    """The type, but for ``Markup``: it is a text to every writer of files."""
    return str if isinstance(value, str) else type(value)


@tagged("post_install", "-at_install")
class TestSameValuesOfModels(SameValuesCase):
    """Every model of the installed addons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.filled = fill_empty_models(cls.env)

    def test_models_are_filled(self):
        names = [name for name, model in self.registry.items() if model._auto and not model._transient]
        empty = [name for name in names if not self.env[name].with_context(active_test=False).search_count([], limit=1)]
        self.assertLess(len(empty), len(names) / 4, f"filled: {self.filled}, empty: {empty}")

    def _test_every_model(self, user):
        models = [
            name
            for name, model in self.registry.items()
            if not (model._abstract or model._transient) and not name.startswith(SAMPLE)
        ]
        self.assertGreater(len(models), 40)
        cells = 0
        for number, name in enumerate(sorted(models)):
            with self.subTest(model=name, user=user.login):
                cells += self._test_model(self.model_as(name, user, import_compat=bool(number % 2)), number)
        self.assertGreater(cells, 1000, "There is something to compare")

    def _test_model(self, model, number):
        self.env.invalidate_all()
        records = model.with_context(active_test=False).sudo()
        first = records.search([], limit=RECORDS // 2, order="id").ids
        last = records.search([("id", "not in", first)], limit=RECORDS // 2, order="id desc").ids
        sentences, cells = [], 0
        # External ids apart: an export of them changes what fields about external ids say.
        paths = sorted(self.paths_of(model, down=3), key=lambda path: path.split("/")[-1] == "id")
        slices = [
            some
            for _, group in itertools.groupby(paths, key=lambda path: path.split("/")[-1] == "id")  # pylint: disable=bad-builtin-groupby
            for some in split_every(SLICE, group, list)
        ]
        for turn, some in enumerate(slices):
            found_by = {"ids": first + last} if turn % 2 and first else {"domain": [("id", "in", first + last)]}
            sentences += self.differences(model, some, ours_first=bool((turn + number) % 2), **found_by)
            cells += len(some) * len(first + last)
        self.assertFalse(sentences, "\n".join(["", *sentences[:SHOWN], f"{len(sentences)} differences"]))
        return cells

    def test_every_model_as_administrator(self):
        self._test_every_model(self.admin)

    def test_every_model_as_internal_user(self):
        self._test_every_model(self.plain)

    def test_every_model_as_user_abroad(self):
        self._test_every_model(self.narrow)


@tagged("post_install", "-at_install")
class TestSameValuesOfFields(SameValuesCase):
    """Every field type, on models of the tests' own."""

    def _sample_paths(self, model, down=12):
        names = [definition["name"] for definition in self.folder.definition if definition["type"] != "separator"]
        properties = [f"properties.{name}" for name in [*names, "no_such_property"]]
        linked = [
            f"properties.p_{name}/{leaf}" for name in ("many2one", "many2many") for leaf in ("name", "id", "email")
        ]
        deeper = [
            "line_ids/tag_ids/code",
            "line_ids/tag_ids/display_name",
            "line_ids/tag_id/company_id/name",
            "many2one/parent_id/name",
            "many2one/company_id/currency_id/name",
            "body_id/folder_id/parent_id",
            "tag_ids/company_id/country_id/name",
            "partner_ids/category_id/name",
            "many2one/.id",
            "line_ids/.id",
            "line_ids.id",
            "tag_ids:id",
        ]
        return [*self.paths_of(model, down=down), *properties, *linked, *deeper]

    def _test_samples(self, user):
        for import_compat in (False, True):
            model = self.model_as(SAMPLE, user, import_compat=import_compat)
            readable = model.with_context(active_test=False).search([]).ids
            for paths in split_every(SLICE, self._sample_paths(model), list):
                with self.subTest(paths=paths, import_compat=import_compat):
                    self.assertSameValues(model, paths, domain=[("id", "in", self.samples.ids)])
                    self.assertSameValues(model, paths, ids=readable[::-1], ours_first=True)
                    # The record with a value in each field alone: an unreadable link of another cannot hide it.
                    self.assertSameValues(model, paths, ids=self.samples[1].ids)
                    self.assertSameValues(model, paths, ids=self.samples[0].ids)

    def test_every_field_as_administrator(self):
        self._test_samples(self.admin)

    def test_every_field_as_internal_user(self):
        self._test_samples(self.plain)

    def test_every_field_as_user_abroad(self):
        self._test_samples(self.narrow)

    def test_every_field_type_is_there(self):
        """The samples have a field of each type that Odoo knows, so that the tests above say something."""
        names = {path.split("/")[-1] for path in self._sample_paths(self.model_as(SAMPLE, self.admin))}
        seen = {
            type(field)
            for model in (SAMPLE, LINE, TAG, FOLDER)
            for field in self.env[model]._fields.values()
            if field.name in names
        }
        known = {kind for kind in vars(fields).values() if isinstance(kind, type) and issubclass(kind, Field)}
        for kinds in (known - {Field}, Field._by_type__.values()):
            # Addons put types of their own there, of fields that no list shows.
            own = {kind for kind in kinds if not kind.__module__.startswith("odoo.addons.")}
            self.assertTrue(own)
            self.assertFalse(own - seen)

    def test_every_property_type_is_there(self):
        kinds = {definition["type"] for definition in self.folder.definition}
        self.assertEqual(kinds, set(Properties.ALLOWED_TYPES))

    def test_the_full_record_has_a_value_in_each_field(self):
        model = self.model_as(SAMPLE, self.admin, import_compat=False, allowed_company_ids=self.env.company.ids)
        paths = [path for path in self._sample_paths(model) if "no_such" not in path]
        values = self.ours(model, paths, ids=self.samples[1].ids)
        empty = {path for number, path in enumerate(paths) if all(row[number] in ("", False, 0) for row in values)}
        self.assertFalse({path for path in empty if "/" not in path})

    def test_paths_of_one_link_together(self):
        """Several fields of one link share its lines, in whatever order they are asked for."""
        for import_compat in (False, True):
            model = self.model_as(SAMPLE, self.admin, import_compat=import_compat)
            for paths in (
                ["line_ids/name", "char", "line_ids/amount", "tag_ids/name", "line_ids/tag_ids/name", "tag_ids/code"],
                ["tag_ids", "tag_ids/name", "tag_ids/id", "line_ids", "line_ids/id"],
                ["line_ids/tag_ids/name", "line_ids/tag_ids/code", "line_ids/day", "line_ids/moment", "id"],
                ["many2one", "many2one/name", "many2one/id", "many2one/.id", "many2one"],
                ["char", "char", "line_ids/amount", "line_ids/amount"],
                ["line_ids/checked", "line_ids/amount", "line_ids/total", "boolean", "float_plain"],
                ["partner_ids/name", "other_tag_ids/name", "archived_line_ids/name", "line_ids/name"],
                ["properties", "properties.p_many2many/name", "properties.p_tags", "properties.p_many2many/id"],
                [".id", "id", "tag_ids/.id", "line_ids/.id"],
                ["related_many2many/name", "related_many2many/code", "computed_many2many/name"],
            ):
                with self.subTest(paths=paths, import_compat=import_compat):
                    self.assertSameValues(model, paths, domain=[])
                    self.assertSameValues(model, paths[::-1], ids=self.samples.ids, ours_first=True)

    def test_external_ids(self):
        """External ids that were missing are created, and Odoo finds them."""
        data = self.env["ir.model.data"].sudo()
        for paths in (["id"], ["line_ids/id", "char"], ["tag_ids/id"], ["many2one/id", "id"]):
            with self.subTest(paths=paths):
                made_for = [("model", "=like", f"{SAMPLE}%")]
                data.search(made_for).unlink()
                for compat in (False, True):
                    model = self.model_as(SAMPLE, self.plain, import_compat=compat)
                    ours = self.ours(model, paths, ids=self.samples.ids)
                    created = data.search_count(made_for)
                    self.assertTrue(created)
                    self.assertEqual(ours, self.odoos(model, paths, ids=self.samples.ids))
                    self.assertEqual(data.search_count(made_for), created)

    def test_which_records(self):
        """Ids in any order, twice, archived, missing, and domains of every shape."""
        model = self.model_as(SAMPLE, self.plain, import_compat=False)
        ids, gone = self.samples.ids, self.samples.ids[-1] + 100000
        for found_by in (
            {"ids": ids[::-1]},
            {"ids": [ids[3], ids[1], ids[3]]},
            {"ids": [ids[-3]]},
            {"ids": [ids[0], gone]},
            {"ids": [gone]},
            {"ids": []},
            {"ids": False},
            {"domain": [("char", "ilike", "e")]},
            {"domain": [("active", "=", False)]},
            {"domain": ["|", ("line_ids.amount", ">", 1), ("tag_ids", "=", self.tags[0].id)]},
            {"domain": [(0, "=", 1)]},
            {"domain": [("no_such_field", "=", 1)]},
            {"domain": [("char", "no such operator", 1)]},
            {"domain": [("precious", "=", "x")]},
            {"domain": "nonsense"},
        ):
            for paths in (["char", "line_ids/amount"], [".id"], ["computed"], ["id"]):
                with self.subTest(paths=paths, **found_by):
                    self.assertSameValues(model, paths, **found_by)

    def test_context(self):
        """The context of the web client: active test, language, time zone, companies."""
        paths = ["char_translated", "datetime", "company_char", "company_integer", "line_ids/name", "tag_ids", "rate"]
        paths = [path for path in paths if path != "rate"]
        for context in (
            {"active_test": False},
            {"active_test": True},
            {"lang": "fr_BE", "tz": "Asia/Kolkata"},
            {"lang": False, "tz": False},
            {"tz": "No/Where"},
            {"allowed_company_ids": self.other_company.ids},
            {"bin_size": True},
            {"bin_size_binary": True},
        ):
            self.admin.company_ids = [Command.link(self.other_company.id)]
            model = self.model_as(SAMPLE, self.admin, import_compat=False, **context)
            with self.subTest(**context):
                self.assertSameValues(model, paths, domain=[])
                self.assertSameValues(model, ["binary", "binary_column", "image"], ids=self.samples[:3].ids)

    def test_refusals(self):
        for user, paths in (
            (self.plain, ["precious"]),
            (self.plain, ["char", "no_such_field"]),
            (self.plain, ["line_ids/no_such_field"]),
            (self.plain, ["many2one_company/no_such_field"]),
            (self.plain, ["char/name"]),
            (self.plain, ["char.name"]),
            (self.plain, [""]),
            (self.plain, ["/char"]),
            (self.narrow, ["tag_ids/name"]),
            (self.plain, ["unexportable"]),
        ):
            model = self.model_as(SAMPLE, user, import_compat=False)
            with self.subTest(user=user.login, paths=paths):
                self.assertSameValues(model, paths, ids=self.samples[1:3].ids)
                self.assertSameValues(model, paths, domain=[("id", "=", 0)])

    def test_without_the_right_to_export(self):
        self.plain.group_ids = [Command.unlink(self.env.ref("base.group_allow_export").id)]
        model = self.model_as(SAMPLE, self.plain)
        self.assertIsInstance(self.odoos(model, ["char"], domain=[]), Refused)
        self.assertSameValues(model, ["char"], domain=[])

    def test_more_records_than_a_batch(self):
        """Records, and lines of records, over several batches."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (name, code, active) SELECT jsonb_build_object('en_US', 'n' || n), n %% 7, n %% 50 > 0"
                " FROM generate_series(1, 6500) n",
                SQL.identifier(self.env[TAG]._table),
            )
        )
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (body_id, active, char, integer) SELECT %s, true, 'c' || n, n %% 3"
                " FROM generate_series(1, 4100) n",
                SQL.identifier(self.env[SAMPLE]._table),
                self.samples[1].body_id.id,
            )
        )
        many = self.model_as(SAMPLE, self.plain).search([("char", "like", "c%")])
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (sample_id, name, active) SELECT id, 'l' || n, true"
                " FROM %s, generate_series(1, 3) n WHERE id %% 5 = 0 AND char LIKE 'c%%'",
                SQL.identifier(self.env[LINE]._table),
                SQL.identifier(self.env[SAMPLE]._table),
            )
        )
        self.assertGreater(len(many), 4000)
        tags = self.model_as(TAG, self.plain, import_compat=False)
        self.assertSameValues(tags, ["name", "display_name", "code", "active", ".id"], domain=[])
        samples = self.model_as(SAMPLE, self.plain, import_compat=False)
        self.assertSameValues(samples, ["char", "line_ids/name", "line_ids/id"], domain=[])
        self.assertSameValues(samples, ["char", "line_ids/name", "computed"], ids=many.ids[::-1])
