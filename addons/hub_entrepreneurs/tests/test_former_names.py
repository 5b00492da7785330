from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from .common import QueryCountCase
from .test_merge import MergeCase


class TestFormerNames(MergeCase):
    """A company that has another name today is found by those that it had."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.name = "Ancienne Verrerie SRL"
        cls.settle(cls.company | cls.other_company)

    @classmethod
    def settle(cls, companies):
        """Let companies be there for a while."""
        cls.env.flush_all()
        long_ago = fields.Datetime.now() - timedelta(days=30)
        cls.env.cr.execute(SQL("UPDATE res_partner SET create_date = %s WHERE id IN %s", long_ago, companies._ids))
        cls.env.invalidate_all()

    def found(self, text, user=None):
        return self.env["hub.search"].with_user(user or self.account).find(text)["kinds"]

    def test_whoever_renames_it_leaves_its_name(self):
        company = self.company.with_user(self.account)
        company.name = "Nouvelle Soufflerie"
        self.assertEqual(company.former_names, "Ancienne Verrerie SRL")
        for text in ("ancienne verrerie", "VERRERIE", "Ancienne Verrerie SA"):
            with self.subTest(text):
                self.assertIn(company.id, dict(company.name_search(text)))
                self.assertIn(company, company.search([("display_name", "ilike", text)]))
                [row] = [row for kind in self.found(text) for row in kind["rows"] if row["id"] == company.id]
                self.assertEqual(row["why"], "Formerly Ancienne Verrerie SRL")
        self.assertFalse(company.search([("display_name", "ilike", "ancienne soufflerie")]), "no name has both")
        company.name = "Troisième Atelier"
        self.assertEqual(company.former_names, "Ancienne Verrerie SRL\nNouvelle Soufflerie")
        [row] = self.found("soufflerie")[0]["rows"]
        self.assertEqual(row["why"], "Formerly Nouvelle Soufflerie")

    def test_the_same_name(self):
        for name in ("Ancienne Verrerie", "ANCIENNE VERRERIE S.A.", "Anciènne-Verrerie"):
            self.company.name = name
        self.assertFalse(self.company.former_names)
        self.company.name = "Autre Nom"
        self.company.name = "Anciènne-Verrerie"
        self.assertEqual(self.company.former_names, "Anciènne-Verrerie\nAutre Nom")

    def test_who_has_typed_it_wrong(self):
        new = self.env["res.partner"].create({"name": "Atelir Mistype", "is_company": True})
        new.name = "Atelier Mistype"
        self.assertFalse(new.former_names)

    def test_people_and_sole_traders(self):
        person = self.env["res.partner"].create({"name": "Someone"})
        self.settle(person)
        self.company.is_natural_person = True
        for partner in person | self.company:
            partner.name = "Someone Else"
            self.assertFalse(partner.former_names)

    def test_merged(self):
        former = "Miroiterie du Nord\n\n  Verrerie du Sud "
        other = self.env["res.partner"].create({"name": "Verrerie du Midi", "is_company": True, "former_names": former})
        self.company.former_names = "Miroiterie du Nord SA"
        self._merge(self.company, other)
        self.assertEqual(self.company.name, "Ancienne Verrerie SRL")
        kept = self.company._get_former_names()
        self.assertIn("Miroiterie du Nord SA", kept)
        self.assertNotIn("Miroiterie du Nord", kept)
        self.assertLess({"Verrerie du Midi", "Verrerie du Sud"}, set(kept))

    def test_the_briefing(self):
        self.company.former_names = "Ancienne Forge"
        report = self.env["ir.actions.report"].with_user(self.account)
        html, _type = report._render_qweb_html("hub_entrepreneurs.briefing", self.company.ids)
        self.assertIn("Formerly Ancienne Forge", html.decode())

    def test_of_another_agency(self):
        self.company.write(
            {"former_names": "Ancienne Forge", "company_id": self.env["res.company"].create({"name": "Other"}).id}
        )
        self.env.flush_all()
        self.assertFalse(self.env["res.partner"].with_user(self.account).name_search("ancienne forge"))
        self.assertFalse([kind for kind in self.found("ancienne forge") if kind["model"] == "res.partner"])


class TestFormerNamesQueries(QueryCountCase):
    def test_an_index_has_them(self):
        """A search by name does not read every company for the names that a few had."""
        companies = self.env["res.partner"]
        companies.create([{"name": f"Test {rank}", "is_company": True} for rank in range(30)])
        companies.flush_model()
        query = companies._search([("display_name", "ilike", "verrerie du nord")])
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(line for [line] in self.env.execute_query(SQL("EXPLAIN %s", query.select())))
        self.assertIn("res_partner_former_names_trgm", plan)
        self.assertIn("res_partner_found_by_trgm", plan)
