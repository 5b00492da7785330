from odoo.tests import HttpCase, tagged

from .common import HubCase


@tagged("post_install", "-at_install")
class TestOverlapTour(HttpCase, HubCase):
    """Where groups overlap, the page says so."""

    def test_companies_by_sector(self):
        self.company.sector_added_ids = self.env["hub.sector"].search([], limit=2)
        self.start_tour("/odoo/hub-companies", "hub_overlap", login="hub_analyst")
