from odoo.exceptions import AccessError

from .calls_common import CallsCase


class TestPointedRows(CallsCase):
    """Nobody points a row at what is somebody else's: asked before and after, as each role."""

    USERS = {**CallsCase.USERS, "second": "hub_entrepreneurs.group_hub_cluster_manager"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_cluster = cls.env["hub.cluster"].create(
            {"name": "Test Own", "code": "TESTOWN", "manager_id": cls.second.id}
        )
        cls.own_campaign = cls.create_campaign(user=cls.second, title="Own", cluster_ids=cls.own_cluster.ids)
        cls.shared_campaign = cls.create_campaign(
            user=cls.director, title="Of both", cluster_ids=(cls.own_cluster + cls.cluster).ids
        )
        cls.own_member = cls.create_members(cls.company, cls.own_campaign)
        cls.own_wave = cls.env["hub.campaign.wave"].create({"campaign_id": cls.own_campaign.id, "name": "Own"})
        cls.roles = cls.account + cls.second + cls.analyst + cls.privacy + cls.outsider

    def _assert_refused(self, change, values):
        with self.assertRaises(AccessError), self.cr.savepoint():
            change(values)
            self.env.flush_all()
        self.env.invalidate_all(flush=False)

    # Activities

    def _own_call(self, user):
        values = {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self.company.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
            "user_id": user.id,
        }
        return self.env["mail.activity"].with_user(user).create(values)

    def test_a_call_does_not_make_its_author_a_caller(self):
        member = self.members[0]
        to_member = {"res_model_id": self.env["ir.model"]._get_id(member._name), "res_id": member.id}
        for user in self.account + self.second:
            activity = self._own_call(user)
            own = {**to_member, "user_id": user.id}
            for values in (own, to_member, {"res_model_id": to_member["res_model_id"]}):
                self._assert_refused(activity.write, values)
            self._assert_refused(activity.create, own)
        self.assertFalse(member.user_id)

    def test_a_call_moved_among_members(self):
        """From a member that one calls to one that a colleague calls."""
        self.assign(self.members[0], self.account)
        self.assign(self.members[1], self.colleague)
        call = self.members[0].activity_ids.with_user(self.account)
        self._assert_refused(call.write, {"res_id": self.members[1].id})
        self._assert_refused(call.with_user(self.second).write, {"user_id": self.second.id})
        call.with_user(self.cluster_manager).user_id = self.colleague
        self.assertEqual(self.members[0].user_id, self.colleague, "whoever runs the campaign gives calls")

    def test_a_task_that_becomes_a_call(self):
        task = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("hub.campaign.member"),
                "res_id": self.members[0].id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                "user_id": self.account.id,
            }
        )
        call = self.env.ref("mail.mail_activity_data_call").id
        values = {"activity_type_id": call, "user_id": self.account.id}
        self._assert_refused(task.with_user(self.account).write, values)

    # Members, waves, mailings

    def test_members_and_waves_stay_in_the_campaigns_that_one_runs(self):
        for target in (self.campaign, self.shared_campaign):
            for row in (self.own_member, self.own_wave):
                for user in self.roles:
                    with self.subTest(target=target.title, row=row._name, user=user.login):
                        self._assert_refused(row.with_user(user).write, {"campaign_id": target.id})
            loaded = (
                self.own_wave.with_user(self.second)
                .browse()
                .load([".id", "campaign_id/.id"], [[str(self.own_wave.id), str(target.id)]])
            )
            self.assertFalse(loaded["ids"])
        second_own = self.create_campaign(user=self.second, title="Own too", cluster_ids=self.own_cluster.ids)
        self.own_wave.with_user(self.second).campaign_id = second_own
        self.own_member.with_user(self.second).campaign_id = second_own
        self.assertEqual(self.own_member.campaign_id, second_own)

    def test_another_managers_wave(self):
        wave = self.own_wave.with_user(self.second)
        self._assert_refused(wave.write, {"audience": "responded", "previous_wave_id": self.wave.id})
        self._assert_refused(wave.create, {"campaign_id": self.campaign.id, "name": "Foreign"})

    def test_mailings(self):
        values = {
            "subject": "News",
            "mailing_model_id": self.env["ir.model"]._get_id("hub.campaign.member"),
            "campaign_id": self.own_campaign.id,
        }
        mailing = self.env["mailing.mailing"].with_user(self.second).create(values)
        for change in ({"campaign_id": self.campaign.id}, {"wave_id": self.wave.id}):
            self._assert_refused(mailing.write, change)
            self._assert_refused(mailing.create, {**values, **change})
        mailing.wave_id = self.own_wave

    def test_contacts_and_leads_that_one_may_not_read(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        stranger = self.env["res.partner"].create(
            {"name": "A Stranger", "company_id": agency.id, "email": "stranger@example.com"}
        )
        values = {"name": "Foreign", "company_id": agency.id, "team_id": False, "user_id": False}
        lead = self.env["crm.lead"].create(values)
        member = self.own_member.with_user(self.second)
        self._assert_refused(member.write, {"contact_id": stranger.id})
        self._assert_refused(member.write, {"lead_id": lead.id})
        self.assertNotEqual(member.email, "stranger@example.com")
        consents = self.env["hub.consent"].with_user(self.account)
        self._assert_refused(consents.create, {"person_id": stranger.id, "purpose_id": self.purpose.id})
        consent = consents.create({"person_id": self.company.id, "purpose_id": self.purpose.id})
        self._assert_refused(consent.write, {"person_id": stranger.id})
