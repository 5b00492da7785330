import datetime

from odoo.tests import tagged

from .common import NUMBERS
from .test_members_workbook import workbook
from .test_tours_cluster import TourCase


@tagged("post_install", "-at_install")
class TestMembersTour(TourCase):
    def test_say_what_the_columns_are(self):
        headers = ("N° BCE", "Entreprise", "Enseigne", "Grappe", "Membre depuis")
        row = (NUMBERS[3], "TOUR WEAVER SRL", "Brand", "TOURMAKERS", datetime.date(2026, 1, 31))
        self.env["ir.attachment"].create(
            {
                "name": "columns.xlsx",
                "url": "/hub_test/columns.xlsx",
                "public": True,
                "raw": workbook(row, headers=headers),
            }
        )
        action = "/odoo/action-hub_entrepreneurs.hub_members_import_action"
        self.start_tour(action, "hub_members_columns", login=self.manager.login)
        self.assertEqual(self.weaver.company_registry, NUMBERS[3])
        self.assertEqual(self.weaver.membership_ids.cluster_id, self.cluster)
        self.assertTrue(self.env["hub.members.layout"].search([]))
