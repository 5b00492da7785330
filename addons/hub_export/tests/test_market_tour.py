from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.hub_entrepreneurs.tools.dates import today


@tagged("post_install", "-at_install")
class TestMarketTour(HttpCase):
    """Look at a market and add a company to it, in a browser; the steps are the tour's."""

    def test_market_page(self):
        new_test_user(
            self.env,
            login="hub_tour_account",
            password="hub_tour_account",
            groups="hub_entrepreneurs.group_hub_account_manager",
        )
        malta, belgium = self.env.ref("base.mt"), self.env.ref("base.be")
        atelier, forge, studio, weavery = self.env["res.partner"].create(
            [
                {"name": f"Tour {name}", "is_company": True, "country_id": belgium.id}
                for name in ("Atelier", "Forge", "Studio", "Weavery")
            ]
        )
        self.env["hub.export.target"].create(
            [
                {"partner_id": partner.id, "country_id": malta.id, "status": status, "year": year, "amount": amount}
                for partner, status, year, amount in (
                    (atelier, "exporting", 2025, 1000),
                    (forge, "entering", False, 0),
                )
            ]
        )
        self.env["crm.lead"].create(
            {
                "name": "Tour lead",
                "type": "opportunity",
                "team_id": self.env.ref("hub_export.crm_team_export").id,
                "partner_id": studio.id,
                "target_country_id": malta.id,
            }
        )
        day = today(self.env)
        mandate = {"country_id": malta.id, "date_start": "2020-01-01", "date_end": day + timedelta(days=30)}
        self.env["hub.foreign.office"].create(
            {"name": "Tour House", "country_id": malta.id, "mandate_ids": [(0, 0, mandate)]}
        )
        self.start_tour("/odoo/hub-markets", "hub_market_page", login="hub_tour_account")
        years = {(target.country_id.code, target.year, target.amount) for target in weavery.export_target_ids}
        self.assertEqual(years, {("MT", 2025, 0), ("CY", 2024, 5000)})
        self.assertEqual(weavery.exporter_status, "occasional")
        self.assertTrue(weavery.exports_goods)
