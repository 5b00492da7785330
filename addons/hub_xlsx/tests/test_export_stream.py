"""How the stream reads: one statement, few others, and Odoo itself where a statement would go around it."""

from __future__ import annotations

import contextlib
import itertools
from unittest.mock import patch

from psycopg2.errors import DivisionByZero

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import SQL, mute_logger

from ..reading import source as export_source
from ..reading.leaf import leaf
from ..reading.reader import Reader

PLAIN = ["name", "email", "city", "active", "color", "create_date", "type", "ref", ".id", "is_company"]
LINKED = ["country_id", "country_id/code", "country_id/phone_code", "country_id/currency_id/name", "industry_id"]


class TestExportStream(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "hub_xlsx_stream", "base.group_user,base.group_allow_export", tz="Asia/Tokyo")
        cls.country = cls.env.ref("base.be")
        cls.env["res.partner.category"].create({"name": "Bakery"})
        cls.partners = cls._create_partners(30)
        cls.model = cls.env["res.partner"].with_user(cls.user).with_context(import_compat=False)

    @classmethod
    def _create_partners(cls, count):
        return cls.env["res.partner"].create(
            [{"name": f"Stream {n}", "country_id": cls.country.id, "color": n % 3} for n in range(count)]
        )

    def _export(self, model, paths, **found_by):
        return [list(row) for batch in model.export_stream(paths, **found_by) for row in batch.rows()]

    def _statements(self, paths, ids):
        """How many statements an export takes, on a cold cache."""
        self.env.flush_all()
        self._export(self.model, paths, ids=ids)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._export(self.model, paths, domain=[("id", "in", ids)])
        return self.env.cr.sql_log_count - before

    def test_statements_do_not_grow_with_the_records(self):
        more = self.partners + self._create_partners(300)
        for paths in (PLAIN, LINKED, [*PLAIN, *LINKED, "category_id", "parent_id", "user_id", "display_name", "id"]):
            self.assertEqual(self._statements(paths, more.ids), self._statements(paths, self.partners.ids), paths)

    def _with_lists(self):
        """Contacts with no, one, several and archived tags, some with an external id, two of one."""
        tags = self.env["res.partner.category"].create([{"name": f"Tag {n}", "active": n != 2} for n in range(4)])
        for place, partner in enumerate(self.partners):
            partner.category_id = [Command.set(tags[: place % 5].ids)]
        self.env["ir.model.data"].create(
            [
                {"module": module, "name": f"stream_{n}", "model": "res.partner", "res_id": self.partners[n].id}
                for n, module in enumerate(("hub_xlsx_test", "__export__", ""))
            ]
        )
        self.env.flush_all()

    def test_external_ids_and_lists_are_those_of_odoo(self):
        self._with_lists()
        paths = ["id", "name", "category_id", "category_id/id", "country_id/id", "id", "child_ids/name", ".id"]
        for import_compat in (False, True):
            model = self.model.with_context(import_compat=import_compat)
            for some in (paths, ["id"], ["category_id"], ["category_id/id", "name"], ["category_id/color", "id"]):
                odoos = model.browse(self.partners.ids).export_data(some)["datas"]
                with self.subTest(paths=some, import_compat=import_compat):
                    self.assertEqual(self._export(model, some, ids=self.partners.ids), odoos)
                    found = model.search([("id", "in", self.partners.ids)])
                    self.assertEqual(
                        self._export(model, some, domain=[("id", "in", self.partners.ids)]),
                        found.export_data(some)["datas"],
                    )

    def test_missing_external_ids_are_made_once(self):
        first = self._export(self.model, ["id"], ids=self.partners.ids)
        self.assertTrue(all(name.startswith("__export__.res_partner_") for [name] in first))
        self.assertEqual(self._export(self.model, ["id"], ids=self.partners.ids), first)
        self.assertEqual(self.env.ref(first[0][0]), self.partners[0])

    def test_of_several_external_ids_the_last_one_is_told(self):
        names = [{"name": f"bakery_{n}", "model": "res.partner", "res_id": self.partners[0].id} for n in (2, 3, 1)]
        self.env["ir.model.data"].create([{"module": "hub_xlsx_stream", **name} for name in names])
        self.assertEqual(
            self._export(self.model, ["id"], domain=[("id", "=", self.partners[0].id)]), [["hub_xlsx_stream.bakery_1"]]
        )

    def test_lists_keep_the_domain_of_their_field(self):
        shown, hidden = self.env["res.partner.category"].create([{"name": "Shown"}, {"name": "Hidden"}])
        self.partners[0].category_id = shown + hidden
        field = self.model._fields["category_id"]
        with patch.object(field, "domain", [("name", "!=", "Hidden")]):
            found = self._export(self.model, ["category_id/name"], domain=[("id", "=", self.partners[0].id)])
        self.assertEqual(found, [["Shown"]])

    def test_tags_that_are_known_take_no_statement_in_the_next_batch(self):
        tags = self.env["res.partner.category"].create([{"name": name} for name in ("B", "A", "C")])
        for partner, own in zip(self.partners, itertools.cycle((tags[:2], tags[1:], tags[2])), strict=False):
            partner.category_id = own
        counts = []
        for batch in (len(self.partners), 1):
            with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", batch):
                counts.append(self._statements(["name", "category_id/name"], self.partners.ids))
        self.assertEqual(counts[1] - counts[0], 2, "The order and the name of the third tag")

    def test_lists_take_no_look_at_each_record(self):
        """The statement has applied the rules on contacts: Odoo is not asked to do it once more, in Python."""
        self._with_lists()
        contacts = type(self.model)
        seen, check = [], contacts._check_access

        def spy(records, operation):
            seen.extend(records._ids)
            return check(records, operation)

        spy.is_transparent = True
        for paths in (["id", "name", "category_id"], ["name", "category_id/id"]):
            with patch.object(contacts, "_check_access", spy):
                self.assertTrue(self._export(self.model, paths, domain=[("id", "in", self.partners.ids)]))
        self.assertFalse(set(seen).intersection(self.partners.ids))

    def test_names_and_dotted_paths_take_no_further_statement(self):
        ids = self.partners.ids
        self.assertEqual(self._statements([*PLAIN, *LINKED], ids), self._statements(PLAIN, ids))

    def test_batches_are_bounded(self):
        with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 7):
            batches = list(self.model.export_stream(PLAIN, domain=[("id", "in", self.partners.ids)]))
        self.assertEqual([len(batch.ids) for batch in batches], [7, 7, 7, 7, 2])
        self.assertEqual(
            list(itertools.chain.from_iterable(batch.ids for batch in batches)),
            list(self.model.search([("id", "in", self.partners.ids)])._ids),
        )

    def test_of_wide_exports_fewer_records_are_read_at_once(self):
        for paths, least in ((["name", "city", "zip"], 4), (["name"] * 20, 1)):
            with patch("odoo.addons.hub_xlsx.reading.reader.CELLS", 12):
                batch = next(self.model.export_stream(paths, domain=[("id", "in", self.partners.ids)]))
            self.assertEqual(len(batch.ids), least)

    def test_linked_records_are_forgotten_when_there_are_many(self):
        tags = self.env["res.partner.category"].create([{"name": f"Tag {n}"} for n in range(12)])
        for partner, tag in zip(self.partners, itertools.cycle(tags), strict=False):
            partner.category_id = [Command.set(tag.ids)]
        expected = [
            [tag] for tag in self.partners.with_user(self.user).mapped(lambda one: one.category_id.display_name)
        ]
        with (
            patch.multiple(export_source, REMEMBERED=3, SHOWN=3),
            patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 5),
        ):
            self.assertEqual(self._export(self.model, ["category_id"], ids=self.partners.ids), expected)

    def test_order_with_ties_is_that_of_the_search(self):
        with patch.object(type(self.model), "_order", "color"):
            found = [("id", "in", self.partners.ids)]
            exported = [int(row[0]) for row in self._export(self.model, [".id", *LINKED], domain=found)]
            self.assertEqual(exported, list(self.model.search(found)._ids))

    def test_cursor_ends_with_the_stream(self):
        stream = self.model.export_stream(PLAIN, domain=[("id", "in", self.partners.ids)])
        with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 7):
            next(stream)
            self.assertEqual(self._open_cursors(), 1)
            stream.close()
        self.assertEqual(self._open_cursors(), 0)

    def _open_cursors(self):
        [[count]] = self.env.execute_query(SQL("SELECT count(*) FROM pg_cursors WHERE name LIKE %s", "hub_xlsx%"))
        return count

    def test_linked_record_that_the_user_may_not_read_is_refused_as_by_odoo(self):
        self.env["ir.rule"].create(
            {
                "name": "No Belgium",
                "model_id": self.env["ir.model"]._get_id("res.country"),
                "domain_force": "[('code', '!=', 'BE')]",
            }
        )
        self.partners[3:].country_id = self.env.ref("base.fr")
        self.assertIsNotNone(leaf(self.model, ["country_id", "name"]), "The rule is a condition of the statement")
        for path in ("country_id", "country_id/name", "country_id/phone_code", "country_id/currency_id/name"):
            with self.assertRaises(AccessError) as odoos:
                self.model.browse(self.partners.ids).export_data([path])
            for found_by in ({"ids": self.partners.ids}, {"domain": [("id", "in", self.partners.ids)]}):
                self.env.invalidate_all()
                with self.assertRaises(AccessError) as ours:
                    self._export(self.model, [path], **found_by)
                self.assertEqual(str(ours.exception), str(odoos.exception))
            readable = self._export(self.model, [path], ids=self.partners[3:].ids)
            self.assertEqual(len(readable), 27)

    def test_what_a_model_does_when_it_is_read_happens(self):
        country_class = type(self.env["res.country"])
        fetch, seen = country_class.fetch, []

        def logged(records, field_names=None):
            seen.extend(records._ids)
            return fetch(records, field_names)

        self.assertIsNotNone(leaf(self.model, ["country_id", "name"]))
        with patch.object(country_class, "fetch", logged):
            self.assertIsNone(leaf(self.model, ["country_id", "name"]))
            self.env.invalidate_all()
            rows = self._export(self.model, ["country_id/name"], ids=self.partners.ids)
        self.assertEqual(rows, [["Belgium"]] * 30)
        self.assertIn(self.country.id, seen)

    def test_display_name_of_its_own_is_asked_for(self):
        self.assertIsNotNone(leaf(self.model, ["country_id", "display_name"]))
        with patch.object(type(self.env["res.country"]), "_compute_display_name", _shout):
            self.assertIsNone(leaf(self.model, ["country_id", "display_name"]))
            self.env.invalidate_all()
            self.assertEqual(self._export(self.model, ["country_id"], ids=self.partners.ids), [["BELGIUM!"]] * 30)

    def test_field_of_other_groups_is_refused_as_by_odoo(self):
        field = self.model._fields["ref"]
        with patch.object(field, "groups", "base.group_system"):
            self.assertIsNone(leaf(self.model, ["ref"]))
            with self.assertRaises(AccessError) as odoos:
                self.model.browse(self.partners.ids).export_data(["name", "ref"])
            with self.assertRaises(AccessError) as ours:
                self._export(self.model, ["name", "ref"], ids=self.partners.ids)
            self.assertEqual(str(ours.exception), str(odoos.exception))

    def test_paths_are_read_where_they_can_be(self):
        expressible = ["name", "active", "create_date", "country_id/name", "country_id/currency_id/symbol", ".id"]
        reader = Reader(self.model, [path.split("/") for path in [*expressible, "display_name", "category_id"]])
        self.assertEqual(
            [(type(source).__name__, len(source.leaves)) for source in reader.sources],
            [("Leaves", len(expressible)), ("ByOdoo", 0), ("Lists", 1)],
        )

    def test_cursor_ends_with_the_error_of_who_reads(self):
        with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 7), self.assertRaises(ZeroDivisionError):
            with contextlib.closing(
                self.model.export_stream(PLAIN, domain=[("id", "in", self.partners.ids)])
            ) as stream:
                for _batch in stream:
                    raise ZeroDivisionError
        self.assertEqual(self._open_cursors(), 0)

    def test_failed_transaction_says_why_it_failed(self):
        with db_connect(self.env.cr.dbname).cursor() as cr, mute_logger("odoo.sql_db"):
            model = self.env(cr=cr, user=SUPERUSER_ID)["res.country"]
            with patch("odoo.addons.hub_xlsx.reading.reader.BATCH", 7), self.assertRaises(DivisionByZero):
                for _batch in model.export_stream(["name"]):
                    cr.execute(SQL("SELECT 1 / 0"))
            cr.rollback()


def _shout(records):
    for record in records:
        record.display_name = f"{record.name.upper()}!"
