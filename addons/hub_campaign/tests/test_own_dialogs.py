from odoo.exceptions import AccessError

from .common import CampaignCase


class TestOwnDialogs(CampaignCase):
    """What stands in a dialog is for whoever opened it, a director's curiosity included."""

    def _open(self, model, user, **values):
        return self.env[model].with_user(user).create(values)

    def _assert_closed(self, records, *users):
        for user in users:
            others = records.with_user(user)
            others.invalidate_recordset()
            if others.browse().has_access("read"):
                self.assertFalse(others.search([("id", "in", records.ids)]), f"{records._name} of {user.login}")
            for change in (
                lambda others=others: others.read(["create_date"]),
                lambda others=others: others.write({"write_date": "2026-01-01"}),
                others.unlink,
            ):
                with self.assertRaises(AccessError):
                    change()

    def test_the_preview_of_an_audience(self):
        dialog = self.env["hub.campaign.freeze"].with_user(self.cluster_manager)
        dialog = dialog.with_context(default_campaign_id=self.campaign.id).create({})
        self.assertTrue(dialog.line_ids)
        self._assert_closed(dialog, self.director, self.account)
        self._assert_closed(dialog.line_ids, self.director, self.account)
        own = self.env["hub.campaign.freeze"].with_user(self.director).create({"campaign_id": self.campaign.id})
        lines = self.env["hub.campaign.freeze.line"].with_user(self.director)
        with self.assertRaises(AccessError):
            lines.create({"freeze_id": dialog.id, "partner_id": self.company.id})
        line = lines.create({"freeze_id": own.id, "partner_id": self.company.id})
        with self.assertRaises(AccessError):
            line.freeze_id = dialog

    def test_other_dialogs(self):
        campaign = {"campaign_id": self.campaign.id}
        for model, values in (
            ("hub.campaign.audience", campaign),
            ("hub.campaign.lead.create", campaign),
            ("hub.campaign.share.calls", {}),
            ("hub.interaction.log", {"partner_ids": self.company.ids}),
            ("hub.cluster.join", {}),
        ):
            with self.subTest(model=model):
                self._assert_closed(self._open(model, self.cluster_manager, **values), self.director)
