from odoo.exceptions import AccessError

from .calls_common import CallsCase


class TestStandIn(CallsCase):
    """Campaigns, waves and calls of a colleague who is away are the stand-in's, as far as the own role goes."""

    USERS = {**CallsCase.USERS, "other_manager": "hub_entrepreneurs.group_hub_cluster_manager"}

    def _stand_in(self, user, stand_in):
        day = self.env["hub.stand.in"].default_get(["date_start"])["date_start"]
        values = {"user_id": user.id, "stand_in_id": stand_in.id, "date_start": day, "date_end": day}
        return self.env["hub.stand.in"].create(values)

    def test_campaigns(self):
        campaign = self.campaign.with_user(self.other_manager)
        with self.assertRaises(AccessError):
            campaign.read(["title"])
        row = self._stand_in(self.cluster_manager, self.other_manager)
        self.env.invalidate_all()
        campaign.description = "Seen to"
        wave = self.env["hub.campaign.wave"].with_user(self.other_manager).create({"campaign_id": campaign.id})
        self.assertTrue(wave.has_access("write"))
        self.assertTrue(self.campaign.member_ids.with_user(self.other_manager).has_access("write"))
        self.assertEqual(self.campaign.user_id, self.cluster_manager, "nothing changes its owner")
        row.unlink()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            campaign.read(["title"])

    def test_not_without_the_role(self):
        self._stand_in(self.cluster_manager, self.account)
        self.env.invalidate_all()
        self.assertFalse(self.campaign.member_ids.with_user(self.account).has_access("write"))
        with self.assertRaises(AccessError):
            self.env["hub.campaign.wave"].with_user(self.account).create({"campaign_id": self.campaign.id})

    def test_a_campaign_of_two_managers_is_run_by_whoever_stands_for_both(self):
        self.campaign.sudo().cluster_ids += self.other_cluster
        self._stand_in(self.cluster_manager, self.other_manager)
        self.env.invalidate_all()
        self.assertTrue(self.campaign.with_user(self.other_manager).has_access("read"))
        self.assertFalse(self.campaign.with_user(self.other_manager).has_access("write"))
        self._stand_in(self.director, self.other_manager)
        self.env.invalidate_all()
        self.assertTrue(self.campaign.with_user(self.other_manager).has_access("write"))
        self.other_cluster.manager_id = False
        self.env.invalidate_all()
        self.assertFalse(self.campaign.with_user(self.other_manager).has_access("write"), "nobody's is not one's own")

    def test_calls(self):
        member = self.campaign.member_ids[:1]
        member.sudo().user_id = self.account
        with self.assertRaises(AccessError):
            member.with_user(self.colleague).read(["partner_id"])
        self._stand_in(self.account, self.colleague)
        self.env.invalidate_all()
        self.assertTrue(member.with_user(self.colleague).may_log_call)
        mine = self.env["hub.campaign.member"].with_user(self.colleague).search([("user_id.is_mine", "=", True)])
        self.assertIn(member, mine)
