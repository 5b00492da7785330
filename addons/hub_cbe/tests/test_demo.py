from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from ..synthetic import demo
from .common import without_register


@tagged("post_install", "-at_install")
class TestDemo(HubCase):
    """After an installation with demo data there is something of each kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref("hub_entrepreneurs.company_133", raise_if_not_found=False):
            cls.skipTest(cls, "without demo data")
        without_register(cls.env)
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": company.name,
                    "is_company": True,
                    "country_id": cls.belgium.id,
                    "street": f"{company.at.street} {company.at.house}",
                    "zip": company.at.postcode,
                    "city": company.at.city,
                    "phone": company.phone,
                }
                for company in demo.WITHOUT_NUMBER
            ]
        )
        # When the demo data was loaded, it moved.
        leaves = cls.env.ref(f"hub_entrepreneurs.company_{demo.LEAVES}")
        leaves.write({"street": "Rue de la Maquette 27", "zip": "1083", "city": "Ganshoren"})
        cls.env["hub.cbe.extract"]._load_demo()

    def test_extracts(self):
        states = self.env["hub.cbe.extract"].search([], order="id").mapped("state")
        self.assertEqual(states, ["done", "done", "refused", "refused"])
        full, update, *refused = self.env["hub.cbe.extract"].search([], order="id")
        self.assertEqual((full.bad_row_count, full.person_count), (3, demo.PERSONS))
        self.assertEqual(update.stopped_count, 2)
        self.assertTrue(all(each.error for each in refused))

    def test_prospects_differences_and_news(self):
        prospects = self.env["res.partner"].search([("is_prospect", "=", True)])
        self.assertGreater(len(prospects), demo.OTHERS)
        self.assertTrue(prospects.establishment_ids)
        differing = self.env["hub.cbe.value"].search([("differs", "=", True)])
        self.assertGreaterEqual(len(differing), len(demo.DIFFERENT))
        for rank, news in ((demo.STOPS, "stopped"), (demo.LEAVES, "left")):
            company = self.env.ref(f"hub_entrepreneurs.company_{rank}")
            self.assertEqual(company.register_ids.news, news)
            self.assertTrue(company.activity_ids.filtered(lambda each: "register" in (each.summary or "")))

    def test_proposals_clear_doubtful_and_twice(self):
        matches = self.env["hub.cbe.match"].search([("partner_id", "in", self.companies.ids)])
        self.assertGreaterEqual(len(matches.filtered("is_clear")), 4)
        self.assertTrue(matches.filtered(lambda match: not match.is_clear))
        self.assertTrue(matches.filtered("is_known"))
