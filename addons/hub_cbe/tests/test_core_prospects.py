from lxml import etree

from odoo.tests import tagged
from odoo.tools import SQL

from .common import RegisterCase

NUMBER = "0100000466"


@tagged("post_install", "-at_install")
class TestCoreProspects(RegisterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prospect = cls.env["res.partner"].create(
            {
                "name": "Zebrawood Prospect",
                "is_company": True,
                "country_id": cls.belgium.id,
                "company_registry": NUMBER,
                "street": "Rue du Zibeline 12",
                "is_prospect": True,
            }
        )
        cls.partners = cls.env["res.partner"].with_user(cls.account)

    def test_lists_and_counts_leave_prospects_out(self):
        named = [("name", "=", "Zebrawood Prospect")]
        self.assertFalse(self.partners.search(named))
        self.assertEqual(self.partners.search_count(named), 0)
        self.assertEqual(self.partners._read_group(named, [], ["__count"]), [(0,)])
        self.assertEqual(self.partners.web_search_read(named, {"name": {}})["records"], [])

    def test_whoever_asks_for_them_finds_them(self):
        named = [("name", "=", "Zebrawood Prospect")]
        for asked in ([("is_prospect", "=", True)], [("is_prospect", "in", (True, False))]):
            self.assertEqual(self.partners.search([*named, *asked]), self.prospect)
        self.assertEqual(self.partners.with_context(hub_with_prospects=True).search(named), self.prospect)

    def test_whoever_names_one_finds_it(self):
        self.assertEqual(self.partners.search([("company_registry", "=", NUMBER)]), self.prospect)
        self.assertEqual(self.partners.search([("enterprise_number", "=", "0100.000.466")]), self.prospect)
        self.assertEqual(self.partners.search([("id", "in", self.prospect.ids)]), self.prospect)
        self.assertEqual(self.partners.search([("id", "child_of", self.prospect.ids)]), self.prospect)
        self.assertFalse(self.partners.search([("id", "not in", self.company.ids), ("name", "like", "Zebrawood")]))

    def test_the_form_of_one_opens(self):
        prospect = self.prospect.with_user(self.account)
        view = self.env["res.partner"].with_user(self.account).get_view(view_type="form")
        names = etree.fromstring(view["arch"]).xpath("//field[not(ancestor::field)]/@name")
        [row] = prospect.web_read({name: {} for name in dict.fromkeys(names)})
        self.assertTrue(row["is_prospect"])
        self.assertEqual(row["meeting_count"], 0)

    def test_naming_one_shows_no_other(self):
        other = self.company
        named = [("name", "=", "Zebrawood Prospect")]
        for asked in (
            ["|", ("id", "=", other.id), *named],
            ["|", ("company_registry", "=", other.company_registry), *named],
            ["!", "|", ("id", "=", other.id), ("name", "!=", "Zebrawood Prospect")],
            [("id", "any", named)],
        ):
            with self.subTest(asked=asked):
                self.assertNotIn(self.prospect, self.partners.search(asked))
        self.assertEqual(
            self.partners.search(["|", ("id", "=", self.prospect.id), ("id", "=", other.id)]), self.prospect | other
        )
        self.assertIn(self.prospect, self.partners.search(["|", ("id", "=", self.prospect.id), ("name", "=", "–")]))

    def test_who_has_no_role_asks_for_none(self):
        partners = self.env["res.partner"].with_user(self.outsider)
        self.assertFalse(partners.search([("is_prospect", "=", True)]))
        self.assertFalse(partners.with_context(hub_with_prospects=True).search([("name", "=", "Zebrawood Prospect")]))
        self.assertFalse(partners.name_search("", [("is_prospect", "=", True)]))
        self.assertFalse(partners.search(["|", ("is_prospect", "=", True), ("name", "=", "Zebrawood Prospect")]))
        self.assertEqual(partners._read_group([("is_prospect", "=", True)], [], ["__count"]), [(0,)])
        self.assertEqual(partners.browse(self.prospect.id).read(["name"])[0]["name"], "Zebrawood Prospect")

    def test_a_setting_shows_them(self):
        self.env["res.config.settings"].create({"hub_cbe_prospects_in_sight": True}).execute()
        self.assertEqual(self.partners.search([("name", "=", "Zebrawood Prospect")]), self.prospect)

    def test_superuser_code_finds_all(self):
        self.assertEqual(self.env["res.partner"].sudo().search([("name", "=", "Zebrawood Prospect")]), self.prospect)

    def test_a_search_for_a_company_has_them_last(self):
        found = self.partners.name_search("zebrawood")
        self.assertEqual([id_ for id_, _name in found], self.prospect.ids)
        known = self.env["res.partner"].create({"name": "Zebrawood Known", "is_company": True})
        found = self.partners.name_search("zebrawood")
        self.assertEqual([id_ for id_, _name in found], [known.id, self.prospect.id])
        self.assertEqual([id_ for id_, _name in self.partners.name_search("zebrawood", limit=1)], known.ids)

    def test_who_has_no_role_finds_none_by_name(self):
        self.assertFalse(self.env["res.partner"].with_user(self.outsider).name_search("zebrawood"))

    def test_the_palette_finds_them_by_number_name_and_address(self):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "INSERT INTO hub_cbe_company (number, partner_id, names) VALUES (%s, %s, %s)",
                NUMBER, self.prospect.id, "Bois Zébré\nGezebreerd Hout",
            )
        )  # fmt: skip
        search = self.env["hub.search"].with_user(self.account)
        for text in ("BE 0100.000.466", "zebrawood", "zibeline 12", "gezebreerd", "bois zebre"):
            kinds = search.find(text)["kinds"]
            rows = [row for kind in kinds if kind["model"] == "res.partner" for row in kind["rows"]]
            self.assertIn(self.prospect.id, [row["id"] for row in rows], text)
