from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .personal_common import WOMEN, ClosedListCase


@tagged("post_install", "-at_install")
class TestClosedList(ClosedListCase):
    """What was frozen from personal data stays with the group Personal Data."""

    def _assert_closed(self):
        self.env.flush_all()
        for user in self.others:
            for model in ("hub.campaign.member", "hub.campaign.funnel"):
                self.assertFalse(self.seen(model, [("partner_id", "in", self.led.ids)], user), (model, user.login))
            for domain in ([("campaign_member_ids.campaign_id", "=", self.women.id)],):
                if self.env["hub.campaign.member"].with_user(user).has_access("read"):
                    self.assertFalse(self.seen("res.partner", domain, user), user.login)
        self.assertEqual(len(self.seen("hub.campaign.member", [("campaign_id", "=", self.women.id)], self.knowing)), 12)

    def test_who_may_know_sees_it_and_nobody_else(self):
        self.assertTrue(self.women.personal_data_frozen_on)
        self.assertEqual(set(self.members.mapped("rests_on_personal_data")), {True})
        self._assert_closed()

    def test_another_audience_does_not_open_it(self):
        self.women.with_user(self.knowing).audience_domain = repr([("id", "in", self.companies.ids)])
        self.assertTrue(self.women.rests_on_personal_data)
        self._assert_closed()
        for user in (self.cluster_manager, self.director):
            with self.assertRaisesRegex(ValidationError, "uses personal data"), self.cr.savepoint():
                self.women.with_user(user).audience_domain = repr([("id", "in", self.led.ids)])

    def test_a_second_list_in_the_same_campaign_is_closed_too(self):
        """Whoever saw it would know the first one by what is missing."""
        self.women.with_user(self.knowing).audience_domain = repr([("id", "in", (self.led + self.companies).ids)])
        self.women.with_user(self.knowing)._freeze()
        everybody = self.seen("hub.campaign.member", [("campaign_id", "=", self.women.id)], self.knowing)
        self.assertEqual(len(everybody), 14)
        for user in self.others:
            self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", self.women.id)], user), user.login)
        self.assertEqual(set(everybody.mapped("rests_on_personal_data")), {True})
        for user in (self.cluster_manager, self.director):
            self.assertFalse(self.women.with_user(user).targeted_count)
            for method in ("_freeze", "action_freeze", "action_open_audience"):
                with self.assertRaisesRegex(UserError, "uses personal data"), self.cr.savepoint():
                    getattr(self.women.with_user(user), method)()

    def test_a_plain_list_is_closed_once_personal_data_are_in_it(self):
        campaign = self.create_campaign(self.companies, user=self.knowing)
        campaign._freeze()
        self.assertTrue(self.seen("hub.campaign.member", [("campaign_id", "=", campaign.id)], self.cluster_manager))
        campaign.audience_domain = repr(WOMEN)
        campaign._freeze()
        campaign.audience_domain = False
        self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", campaign.id)], self.cluster_manager))

    def test_the_name_of_a_target_group_closes_it_as_its_members_do(self):
        women = repr([("target_group_ids.code", "=", "women")])
        campaign = self.create_campaign(user=self.knowing, audience_domain=women)
        self.assertTrue(campaign.rests_on_personal_data)
        self.assertEqual(campaign.audience_count, 12)
        campaign._freeze()
        for user in self.others:
            self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", campaign.id)], user), user.login)
        for user in (self.cluster_manager, self.director):
            self.assertIn("personal data", campaign.with_user(user).audience_problem)
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.create_campaign(user=user).with_user(user).audience_domain = women

    def test_nobody_types_what_it_rests_on(self):
        for user in (self.cluster_manager, self.director, self.knowing):
            for record, name in (
                (self.women, "rests_on_personal_data"),
                (self.women, "personal_data_frozen_on"),
                (self.members[0], "rests_on_personal_data"),
            ):
                with self.subTest(name, user=user.login), self.assertRaises(UserError):
                    record.with_user(user).write({name: False})
            result = (
                self.env["utm.campaign"]
                .with_user(user)
                .load([".id", "personal_data_frozen_on"], [[str(self.women.id), ""]])
            )
            self.assertTrue(result["messages"])
        self._assert_closed()

    def test_a_copy_and_a_moved_member(self):
        plain = self.create_campaign(self.companies)
        self.members[0].with_user(self.knowing).campaign_id = plain
        self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", plain.id)], self.cluster_manager))
        with self.assertRaises(UserError):
            self.women.with_user(self.cluster_manager).copy()
        copy = self.women.with_user(self.knowing).copy()
        self.assertFalse(copy.personal_data_frozen_on)

    def test_members_that_become_one_keep_it(self):
        kept, gone = self.members[0].partner_id, self.companies[0]
        self.create_campaign(gone)._freeze()
        self.env["base.partner.merge.automatic.wizard"]._merge((kept + gone).ids, kept)
        self.assertTrue(self.members[0].rests_on_personal_data)

    def test_an_audience_that_rests_on_a_closed_list(self):
        """Its filter names no personal data, but another campaign."""
        domain = repr([("campaign_member_ids.campaign_id", "=", self.women.id)])
        follow_up = self.create_campaign(user=self.knowing, title="Second Letter", audience_domain=domain)
        self.assertEqual(follow_up._freeze(), 12)
        self.assertTrue(follow_up.rests_on_personal_data)
        self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", follow_up.id)], self.cluster_manager))

    def test_a_filter_of_somebody_else_finds_what_its_author_finds(self):
        domain = repr([("campaign_member_ids.campaign_id", "=", self.women.id)])
        sly = self.create_campaign(audience_domain=domain)
        self.assertEqual(sly.domain_author_id, self.cluster_manager)
        self.assertFalse(sly.audience_count)
        with self.assertRaisesRegex(UserError, "No company fits"), self.cr.savepoint():
            sly.with_user(self.knowing)._freeze()

    def test_a_plain_campaign_of_a_cluster_stays_open(self):
        self.assertEqual(
            len(self.seen("hub.campaign.member", [("campaign_id", "=", self.campaign.id)], self.director)), 2
        )
        self.assertIn(self.campaign.title, self.english.display_name)


@tagged("post_install", "-at_install")
class TestWhatHangsOnIt(ClosedListCase):
    """The list does not leak by what hangs on it."""

    def test_mailings(self):
        self.send_to_women()
        self.assertTrue(self.mailing.rests_on_personal_data)
        for model, domain in (
            ("mailing.trace", [("mass_mailing_id", "=", self.mailing.id)]),
            ("mailing.trace.report", [("campaign_id", "=", self.women.id)]),
            ("link.tracker", [("mass_mailing_id", "=", self.mailing.id)]),
            ("link.tracker.click", [("campaign_id", "=", self.women.id)]),
        ):
            for user in self.others:
                self.assertFalse(self.seen(model, domain, user), (model, user.login))
            self.assertTrue(self.seen(model, domain, self.knowing), model)

    def test_numbers_in_steps_of_ten(self):
        wave = self.send_to_women()
        for user in (self.cluster_manager, self.director):
            self.env.invalidate_all()
            mailing = self.mailing.with_user(user)
            self.assertEqual((mailing.expected, mailing.sent, mailing.delivered, mailing.clicked), (10, 10, 10, 0))
            self.assertEqual((mailing.received_ratio, mailing.opened_ratio, mailing.clicks_ratio), (100, 0, 0))
            self.assertEqual((mailing.total, mailing.crm_lead_count), (0, 0))
            campaign = self.women.with_user(user)
            self.assertEqual((campaign.received_ratio, campaign.click_count, campaign.audience_count), (0, 0, 0))
            self.assertFalse(campaign.targeted_count or campaign.contacted_count or campaign.get_funnel()["opted_out"])
            self.assertFalse(wave.with_user(user).addressed_count)
        self.env.invalidate_all()
        self.assertEqual(self.mailing.with_user(self.knowing).expected, 12)
        self.env.invalidate_all()
        self.assertEqual(self.women.with_user(self.knowing).targeted_count, 12)

    def test_the_chatter_says_no_exact_number(self):
        texts = " ".join(self.women.sudo().message_ids.mapped("body"))
        self.assertIn("added: 10 to 19, left out: fewer than 10", texts)
        self.assertNotIn("12", texts)

    def test_what_was_sent_stays_closed_whatever_becomes_of_the_mailing(self):
        self.send_to_women()
        self.mailing.with_user(self.knowing).write({"campaign_id": self.campaign.id, "mailing_domain": "[]"})
        self.env.flush_all()
        self.assertTrue(self.mailing.rests_on_personal_data)
        self.assertFalse(self.seen("mailing.trace", [("mass_mailing_id", "=", self.mailing.id)], self.cluster_manager))

    def test_leads_name_neither_campaign_nor_mailing(self):
        self.send_to_women()
        clicked = self.mailing.sudo().mailing_trace_ids.filtered("links_click_datetime")
        member = self.members.browse(clicked.res_id)
        [lead] = member.with_user(self.knowing)._create_leads()[0]
        self.assertEqual(lead.name, member.partner_id.name)
        self.assertFalse(lead.campaign_id or lead.source_id)
        self.assertEqual(member.lead_id, lead)
        shown = str(lead.with_user(self.account).read())
        self.assertNotIn("Women", shown)
        self.assertFalse(lead.with_user(self.director).campaign_member_ids)
        self.assertEqual(self.women.with_user(self.knowing).lead_count, 1, "it counts all the same")
        dialog = self.env["hub.campaign.lead.create"].with_user(self.knowing)
        self.assertNotIn("Women", dialog.create({"member_ids": self.members[:2].ids}).example)

    def test_calls_go_to_those_who_may_know(self):
        wave = self.create_wave(self.women, user=self.knowing, channel="phone", script="<p>…</p>")
        member = self.members[0].with_user(self.knowing)
        with self.assertRaisesRegex(UserError, "Choose a member of the group Personal Data"), self.cr.savepoint():
            member._plan_calls(wave, self.account, "2030-01-01")
        member._plan_calls(wave, self.knowing, "2030-01-01")
        member.user_id = self.knowing
        [call] = self.env["mail.activity"].search([("res_model", "=", member._name), ("res_id", "=", member.id)])
        self.assertFalse(call.summary)
        self.assertEqual(call.res_name, member.partner_id.display_name)
        for user in (self.account, self.director):
            with self.assertRaisesRegex(UserError, "Choose a member of the group Personal Data"), self.cr.savepoint():
                call.with_user(self.knowing).user_id = user
            self.assertFalse(self.seen("mail.activity", [("id", "=", call.id)], user))
        member._log_call("interested", note="Yes")
        conversation = self.env["hub.interaction"].search([("mail_activity_id", "=", call.id)])
        self.assertEqual(conversation.partner_id, member.partner_id)
        self.assertNotIn("Women", str(conversation.with_user(self.account).read()))
        self.assertFalse(conversation.campaign_member_id)
        self.assertEqual(member.state, "responded")

    def test_an_activity_is_no_way_to_tell_somebody(self):
        with self.assertRaisesRegex(UserError, "Choose a member of the group Personal Data"), self.cr.savepoint():
            self.members[0].with_user(self.knowing).activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.account.id
            )

    def test_consents_do_not_name_the_mailing(self):
        self.send_to_women()
        self.members[0]._leave_purpose(self.purpose, self.mailing, "maker0@example.com")
        self.members[1]._join_purpose(self.purpose, self.mailing)
        consents = self.env["hub.consent"].search([("person_id", "in", self.members[:2].contact_id.ids)])
        self.assertEqual(set(consents.mapped("state")), {"given", "withdrawn"})
        for consent in consents:
            self.assertNotIn("Women", consent.note or "")

    def test_answers_go_to_somebody_who_may_know(self):
        self.women.user_id = self.cluster_manager
        self.members[0].message_update({})
        self.assertEqual(self.members[0].message_follower_ids.partner_id, self.knowing.partner_id)

    def test_statistics_go_to_those_who_may_know(self):
        self.send_to_women()
        for user, mails in ((self.cluster_manager, 0), (self.knowing, 1)):
            self.mailing.sudo().write({"user_id": user.id, "kpi_mail_required": True})
            sent = [("email_to", "=", user.email_formatted), ("subject", "ilike", "24H Stats")]
            before = self.env["mail.mail"].search_count(sent)
            self.env["mailing.mailing"].browse(self.mailing.id)._action_send_statistics()
            self.assertEqual(self.env["mail.mail"].search_count(sent) - before, mails, user.login)
            self.assertFalse(self.mailing.kpi_mail_required)

    def test_names_of_members(self):
        self.assertEqual(self.members[0].display_name, self.members[0].partner_id.display_name)
