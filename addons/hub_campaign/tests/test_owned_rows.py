from odoo.addons.hub_entrepreneurs.tests.owned_common import OwnedRowsCase

from .common import CampaignCase


class TestOwnedRows(OwnedRowsCase, CampaignCase):
    """Members and consents stay in the agency of the company and of the person."""

    def test_no_row_gets_into_another_agency(self):
        rows = self.one_of_each_of_campaigns(self.company)
        self.assertEqual(set(rows), self.owned_models_of("hub_campaign"), "a new model gets a row in common.py")
        roles = ("account", "cluster_manager", "director", "analyst", "outsider")
        able = self.check_owners_hold(rows, {role: getattr(self, role) for role in roles})
        self.assertEqual([able[way] for way in ("create", "move", "load")], [set(rows)] * 3)
