"""The file is Odoo's own, cell by cell: values, types, formats, header, widths, groups, and refusals."""

from __future__ import annotations

import logging
from io import BytesIO
from unittest.mock import patch

from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import SQL, split_every

from odoo.addons.web.controllers import export as odoos

from ..writing.groups import sums_within
from .file_case import FileCase
from .filled_models import fill_empty_models
from .sample_models import LINE, SAMPLE, TAG
from .test_same_values import Refused

SLICE = 12
RECORDS = 6


@tagged("post_install", "-at_install")
class TestSameFile(FileCase):
    def env_of(self, user):
        return self.model_as("res.users", user).env

    def test_every_field_in_every_format(self):
        """The users take turns: each field's values as all three of them are what ``test_same_values`` compares."""
        for turn, user in enumerate((self.admin, self.plain, self.narrow)):
            env = self.env_of(user)
            model = env[SAMPLE].with_context(import_compat=False)
            ids = model.with_context(active_test=False).search([]).ids
            paths = [*self.paths_of(model, down=6), "properties.p_many2many", "properties.p_tags", "properties.p_float"]
            files = 0
            for number, some in enumerate(split_every(SLICE, paths, list)):
                if number % 3 != turn:
                    continue
                import_compat = bool(number % 2)
                found_by = {"ids": ids[::-1]} if number % 9 > 2 else {"domain": [("id", "!=", ids[2])]}
                params = self.params(model, some, import_compat=import_compat, **found_by)
                for file_format in ("xlsx", "csv"):
                    with self.subTest(user=user.login, paths=some, file_format=file_format):
                        files += self.assertSameFile(env, params, file_format)
            self.assertGreater(files, 6)

    def test_every_model(self):
        """One file of each model, with as many types of fields as there are, every third one grouped."""
        fill_empty_models(self.env)
        # Some fields count the time until now: the two exports are to see the same.
        self.startPatcher(patch.object(Datetime, "now", return_value=Datetime.now()))
        names = [name for name, model in self.registry.items() if not (model._abstract or model._transient)]
        users = (self.admin, self.plain, self.narrow)
        files = 0
        for number, name in enumerate(sorted(names)):
            user = users[number % 3]
            model = self.env_of(user)[name].with_context(import_compat=False)
            with self.subTest(model=name, user=user.login):
                self.env.invalidate_all()
                ids = model.sudo().with_context(active_test=False).search([], limit=RECORDS).ids
                fields = self._exportable(model)
                paths = [".id", *self._varied(fields, SLICE, seed=number), "id"]
                # What has units is added up within one of them alone, which Odoo doesn't know.
                groupby = self._groupby(model)[:2] if number % 4 == 0 and not sums_within(model) else ()
                params = self.params(model, paths, domain=[("id", "in", ids)], groupby=groupby)
                # What a field says about external ids must not depend on who of the two exports them first.
                self.odoos(model.env, {**params, "fields": params["fields"][-1:], "groupby": ()}, "csv")
                files += self.assertSameFile(model.env, params)
        self.assertGreater(files, 40)

    @staticmethod
    def _groupby(model):
        fields = model.fields_get(attributes=["type", "groupable"])
        names = [name for name, field in fields.items() if field.get("groupable")]
        return sorted(names, key=lambda name: (fields[name]["type"] not in {"many2one", "selection"}, name))

    def test_groups(self):
        paths = [
            "char",
            "integer",
            "integer_max",
            "float_plain",
            "float_avg",
            "float_min",
            "monetary",
            "boolean",
            "boolean_and",
            "boolean_or",
            "date",
            "computed_stored",
            "line_ids/amount",
            "line_ids/name",
            "weight",
            "company_float",
            ".id",
            "tag_ids",
        ]
        properties = [
            f"properties.p_{kind}" for kind in ("many2one", "many2many", "selection", "tags", "boolean", "date")
        ]
        for number, groupby in enumerate(
            (
                ["integer"],
                ["boolean"],
                ["selection", "boolean"],
                ["many2one", "integer", "boolean"],
                ["tag_ids"],
                ["tag_ids", "many2one"],
                ["date:month"],
                ["datetime:day", "char"],
                ["datetime:week"],
                ["date:quarter", "date:year"],
                ["datetime:hour"],
                ["title"],
                ["char_translated"],
                ["many2one_company"],
                ["many2one.parent_id"],
                ["company_char"],
                ["company_many2one"],
                ["local_shade"],
                ["folder_id"],
                ["related_stored"],
                ["float_plain"],
                *([name] for name in properties),
            )
        ):
            for turn, user in enumerate((self.admin, self.narrow)):
                env = self.env_of(user)
                ids = self.samples.ids if user == self.admin else self.samples[3:].ids
                found_by = {"ids": ids[::-1]} if (number + turn) % 2 else {"domain": [("id", "in", ids)]}
                params = self.params(env[SAMPLE], paths, groupby=groupby, **found_by)
                with self.subTest(groupby=groupby, user=user.login, **found_by):
                    self.assertSameFile(env, params)

    def test_groups_that_are_none(self):
        for user in (self.admin, self.plain):
            env = self.env_of(user)
            for name in (
                "no_such_field",
                "computed",
                "precious",
                "properties",
                "json",
                "binary",
                "no.such",
                "char:month",
            ):
                with self.subTest(groupby=name, user=user.login):
                    self.assertSameFile(env, self.params(env[SAMPLE], ["char"], groupby=[name]))

    def test_groups_of_other_first_columns(self):
        """The first column is the group's name, whatever it would sum up to; labels are indented by depth."""
        env = self.env_of(self.admin)
        for paths in (["integer", "integer"], ["line_ids/amount", "monetary"], [".id", "integer"], ["tag_ids"], ["id"]):
            params = self.params(env[SAMPLE], paths, groupby=["boolean", "many2one"], domain=[])
            with self.subTest(paths=paths):
                self.assertTrue(self.assertSameFile(env, params))

    def test_grouped_and_asked_for_twice(self):
        env, ids = self.env_of(self.admin), self.samples.ids
        params = self.params(
            env[SAMPLE], ["char", "line_ids/amount"], groupby=["boolean"], ids=[ids[1], ids[3], ids[1]]
        )
        self.assertTrue(self.assertSameFile(env, params))

    def test_import_compatible_is_never_grouped(self):
        env = self.env_of(self.admin)
        params = self.params(env[SAMPLE], ["id", "char", "tag_ids/id"], import_compat=True, groupby=["boolean"])
        self.assertTrue(self.assertSameFile(env, params))

    def test_grouped_csv_is_refused(self):
        env = self.env_of(self.narrow)
        self.assertFalse(self.assertSameFile(env, self.params(env[SAMPLE], ["char"], groupby=["boolean"]), "csv"))

    def test_nothing_found(self):
        env = self.env_of(self.plain)
        for groupby in ((), ["boolean"]):
            params = self.params(env[SAMPLE], ["char", "integer"], domain=[("id", "=", 0)], groupby=groupby)
            self.assertTrue(self.assertSameFile(env, params))

    def test_context_of_the_client(self):
        env = self.env_of(self.plain)
        for context in ({"active_test": False}, {"lang": "fr_BE"}, {"tz": "Asia/Tokyo"}, {"import_compat": True}):
            with self.subTest(context=context):
                paths = ["char_translated", "datetime", "selection_method", "many2one", "line_ids/name"]
                self.assertSameFile(env, self.params(env[SAMPLE], paths, context=context))
                if "import_compat" not in context:
                    self.assertSameFile(env, self.params(env[SAMPLE], paths, context=context, groupby=["datetime:day"]))

    def test_decimal_places_of_currencies(self):
        """Amounts show as many places as the currency with the most of them has."""
        self.env["res.currency"].create({"name": "XXB", "symbol": "b", "rounding": 0.0001})
        env = self.env_of(self.plain)
        params = self.params(env[SAMPLE], ["monetary", "float_plain", "computed_stored"], groupby=["boolean"])
        self.assertTrue(self.assertSameFile(env, params))
        self.assertTrue(self.assertSameFile(env, {**params, "groupby": []}))

    def test_decimal_places_without_currencies(self):
        self.env.cr.execute(SQL("UPDATE res_currency SET active = FALSE"))
        env = self.env_of(self.plain)
        self.assertTrue(self.assertSameFile(env, self.params(env[SAMPLE], ["monetary"], ids=self.samples[1].ids)))

    def test_name_and_content_type(self):
        for user, model in ((self.admin, "res.partner"), (self.narrow, SAMPLE), (self.plain, LINE)):
            env = self.env_of(user)
            for file_format in ("xlsx", "csv"):
                params = self.params(env[model], ["display_name"], domain=[("id", "=", 0)])
                headers = self.odoos(env, params, file_format).headers
                with self.subTest(model=model, file_format=file_format), BytesIO() as file:
                    exported = env["hub.xlsx.export"]._write_file(params, file, file_format)
                    self.assertIn(exported.name.replace(" ", "%20").split("(")[0], headers["Content-Disposition"])
                    self.assertTrue(exported.name.endswith(f"({model}).{file_format}"))
                    self.assertEqual(headers["Content-Type"], exported.content_type)

    def test_rows_are_counted(self):
        env = self.env_of(self.admin)
        for groupby in ((), ["boolean"]):
            told = []
            params = self.params(env[SAMPLE], ["char", "line_ids/name"], ids=self.samples[:4].ids, groupby=groupby)
            with BytesIO() as file:
                exported = env["hub.xlsx.export"]._write_file(params, file, "xlsx", told.append)
            self.assertEqual(exported.rows, 6, "Four records, one of them with three lines")
            self.assertEqual(told, [6] * (3 if groupby else 1), "Once a batch, and once a group that is written")

    def test_same_line_in_the_log(self):
        env = self.env_of(self.plain)
        tags = env[TAG].search([]).ids
        for found_by in ({"ids": tags}, {"domain": [("id", "in", tags)]}):
            params = self.params(env[TAG], ["name", "code"], **found_by)
            lines = []
            for export in (self.odoos, self.ours):
                with self.assertLogs(odoos.__name__, logging.INFO) as logged:
                    self.assertNotIsInstance(export(env, params, "csv"), Refused)
                lines.append(logged.output[0].replace("127.0.0.1", "a job in the background"))
            self.assertEqual(*lines)
