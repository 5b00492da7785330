from odoo.exceptions import RedirectWarning

from .common import ExportCase


class TestOpenWork(ExportCase):
    """Offices have another head before theirs leaves."""

    def test_offices(self):
        office = self.create_office("Test Paris", self.france, user_id=self.colleague.id)
        closed = self.create_office("Test Lille", user_id=self.colleague.id, date_end="2020-01-01")
        with self.assertRaisesRegex(RedirectWarning, "Offices: 1"), self.cr.savepoint():
            self.colleague.action_archive()
        wizard = self.env["hub.portfolio.handover"].with_user(self.director)
        wizard = wizard.create({"from_user_id": self.colleague.id, "to_user_ids": self.account.ids})
        self.assertEqual(wizard.other_work, "Offices: 1")
        wizard.action_hand_over()
        self.assertEqual((office.user_id, closed.user_id), (self.account, self.colleague))
        self.colleague.action_archive()
