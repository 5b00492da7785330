from datetime import date

from odoo import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users


@tagged("post_install", "-at_install")
class TestIndicatorTour(HttpCase):
    """From an indicator to its figures and the companies behind them, in a browser; the steps are the tour's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles = {"hub_tour_analyst": "analyst", "hub_tour_director": "director"}
        create_users(cls.env, {name: f"hub_entrepreneurs.group_hub_{role}" for name, role in roles.items()})
        called, visited = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Tour Called", "Tour Visited")]
        )
        cls.programme = cls.env["hub.programme"].create(
            {"name": "Tour Programme", "code": "TOUR", "date_start": date(2024, 1, 1)}
        )
        talks = [
            {"partner_id": called.id, "channel": "phone", "programme_id": cls.programme.id},
            {"partner_id": visited.id, "channel": "visit", "programme_id": False},
        ]
        cls.env["hub.interaction"].create([{**talk, "date": "2024-05-05 11:00:00"} for talk in talks])
        cls.indicator = cls.env["hub.indicator"].create({"name": "Tour Contact", "code": "TOUR", "unit": "company"})
        cls.version = cls.env["hub.indicator.version"].create(
            {
                "indicator_id": cls.indicator.id,
                "definition": "Companies with a conversation of the tour.",
                "breakdown_ids": [Command.set(cls.env.ref("hub_reporting.hub_breakdown_channel").ids)],
                "source_ids": [
                    Command.create(
                        {"fact_kind": "support", "domain": repr([("partner_id", "in", (called + visited).ids)])}
                    )
                ],
            }
        )

    def test_a_figure_and_its_list(self):
        self.start_tour(f"/odoo/hub-indicators/{self.indicator.id}", "hub_indicator_figure", login="hub_tour_analyst")

    def test_a_target_and_its_list(self):
        self.env["hub.programme.indicator"].create(
            {"programme_id": self.programme.id, "version_id": self.version.id, "target": 4}
        )
        self.start_tour(f"/odoo/hub-programmes/{self.programme.id}", "hub_programme_target", login="hub_tour_director")
