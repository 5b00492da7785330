from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from .calls_common import CallsCase


class TestOpenWork(CallsCase):
    """Calls, campaigns and mailings of somebody who leaves go to others, and no wave passes for done."""

    def _hand_over(self, user, *receivers):
        receivers = self.env["res.users"].union(*receivers)
        return (
            self.env["hub.portfolio.handover"]
            .with_user(self.director)
            .create({"from_user_id": user.id, "to_user_ids": receivers.ids})
        )

    def _refused(self, change, *parts):
        """Assert that a change is refused, with these parts in the sentence."""
        sentence = ""
        try:
            with self.cr.savepoint():
                change()
        except Exception as error:  # noqa: BLE001
            sentence = error.args[0]
        for part in parts:
            self.assertIn(part, sentence)
        self.env.invalidate_all()

    def test_calls(self):
        self.share().save().action_share()
        calls = self.members.activity_ids
        self._refused(self.account.action_archive, self.account.name, "Companies: 3", "Activities: 3")
        self._refused(lambda: self.account.write({"active": False}), "Activities: 3")
        self._refused(self.account.unlink, "Activities: 3")
        self.assertEqual((calls.exists(), self.wave.state), (calls, "running"))
        # Each call goes with its company.
        self._hand_over(self.account, self.colleague, self.cluster_manager).action_hand_over()
        for member in self.members:
            self.assertEqual(member.user_id, member.activity_ids.user_id)
            self.assertEqual(member.user_id, member.partner_id.user_id)
        self.account.action_archive()
        self.assertEqual((len(calls.exists()), self.wave.open_call_count, self.wave.state), (6, 6, "running"))

    def test_campaigns_and_mailings(self):
        mailing, sent = self.env["mailing.mailing"].create(
            [
                {
                    "subject": state,
                    "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "user_id": self.cluster_manager.id,
                    "email_from": self.cluster_manager.email_formatted,
                    "state": state,
                }
                for state in ("draft", "done")
            ]
        )
        ended = self.create_campaign(date_end="2020-01-01")
        self._refused(self.cluster_manager.action_archive, "Clusters: 1", "Campaigns: 1", "Mailings: 1")
        with self.assertRaisesRegex(UserError, "whose role is Cluster Manager"):
            self._hand_over(self.cluster_manager, self.account).action_hand_over()
        self._hand_over(self.cluster_manager, self.account, self.director).action_hand_over()
        self.assertEqual((self.cluster.manager_id, self.campaign.sudo().user_id), (self.director, self.director))
        self.assertEqual((mailing.user_id, mailing.email_from), (self.director, self.director.email_formatted))
        self.assertEqual((sent.user_id, ended.sudo().user_id), (self.cluster_manager, self.cluster_manager))
        self.cluster_manager.action_archive()

    def test_calls_that_were_lost_in_the_past(self):
        made, again, kept, left_it = self.members[0], self.members[2], self.members[1], self.members[4]
        self.share().save().action_share()
        made.with_user(self.account)._log_call("not_interested")
        again.with_user(self.account)._log_call("not_reached")
        left_it.opted_out_on = "2026-01-01"
        self.env["mail.activity"].search([("user_id", "=", self.account.id)]).unlink()
        kept.activity_ids.unlink()
        self.archive_in_the_past(self.account)
        script = migration_of("hub_campaign", "19.0.1.1.0/post-migrate.py")
        for _time in range(2):
            script.plan_lost_calls(self.env)
            self.assertEqual([len(each.activity_ids) for each in (made, again, kept, left_it)], [0, 1, 0, 0])
        self.assertEqual(again.activity_ids.user_id, self.account, "from whom it is handed over")
        self.assertEqual(self.wave.state, "running")
        self._hand_over(self.account, self.colleague).action_hand_over()
        self.assertEqual((again.activity_ids.user_id, again.user_id), (self.colleague, self.colleague))
