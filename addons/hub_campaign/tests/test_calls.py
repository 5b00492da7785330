import re
from collections import Counter
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .calls_common import CallsCase


class TestShareCalls(CallsCase):
    """Calls are shared out among account managers."""

    def test_each_company_is_called_by_its_own_account_manager(self):
        form = self.share()
        self.assertEqual(form.user_ids[:], self.callers)
        self.assertEqual((form.ready_count, form.no_phone_count, form.already_count), (6, 0, 0))
        form.save().action_share()
        for member in self.members:
            self.assertEqual(member.user_id, member.partner_id.user_id)
        self.assertEqual(self.members.wave_ids, self.wave)
        self.assertEqual(self.members.call_wave_id, self.wave)
        calls = self.members.activity_ids
        self.assertEqual(len(calls), 6)
        self.assertEqual(calls.activity_type_id, self.env.ref("mail.mail_activity_data_call"))
        self.assertIn("Good morning", calls[0].note)
        self.assertEqual(set(calls.mapped("date_deadline")), {today(self.env) + timedelta(days=14)})
        self.assertEqual(set(self.members.mapped("call_on")), {today(self.env) + timedelta(days=14)})
        self.assertEqual(set(self.members.mapped("state")), {"targeted"}, "nobody has called yet")

    def test_the_preview_names_who_gets_how_many(self):
        self.assign(self.create_members(self.company), self.colleague)
        form = self.share(callers=self.callers, method="load")
        rows = str(form.preview)
        self.assertRegex(
            rows, rf"{re.escape(self.account.name)}</td><td class=.text-end.>0</td><td class=.text-end.>4<"
        )
        self.assertRegex(
            rows, rf"{re.escape(self.colleague.name)}</td><td class=.text-end.>1</td><td class=.text-end.>2<"
        )

    def test_who_has_the_fewest_calls_gets_more(self):
        self.assign(self.create_members(self.company + self.other_company), self.account)
        self.share(callers=self.callers, method="load").save().action_share()
        counts = Counter(member.user_id for member in self.members)
        self.assertEqual(counts, {self.account: 2, self.colleague: 4})

    def test_communes_stay_together(self):
        self.share(callers=self.callers, method="commune").save().action_share()
        for members in self.members.grouped("commune_id").values():
            self.assertEqual(len(members.user_id), 1)
        self.assertEqual(self.members.user_id, self.callers)

    def test_sectors_stay_together(self):
        sectors = self.env["hub.sector"].create(
            [{"name": f"S{rank}", "code": f"S{rank}", "kind": "artisan"} for rank in range(3)]
        )
        for rank, maker in enumerate(self.makers):
            maker.sector_added_ids = sectors[rank % 3] + sectors[2]
        self.campaign.sector_ids = sectors[:2]
        self.share(callers=self.callers, method="sector").save().action_share()
        for sector in sectors[:2]:
            same = self.members.filtered(lambda member, sector=sector: sector in member.sector_ids)
            self.assertEqual(len(same.user_id), 1)

    def test_who_is_left_out_is_counted(self):
        self.makers[0].phone = False
        self.makers[1].user_id = self.director
        self.members[2].opted_out_on = "2026-01-01"
        self.assign(self.members[3], self.account)
        form = self.share(callers=self.callers)
        self.assertEqual((form.ready_count, form.no_phone_count, form.already_count, form.nobody_count), (2, 1, 1, 1))
        form.save().action_share()
        self.assertEqual(len(self.members.activity_ids), 3)
        self.assertFalse((self.members[:3]).activity_ids)

    def test_a_number_that_is_not_to_be_called(self):
        self.makers[0].phone = "+32 2 555 01 77"
        self.makers[1].phone = "+32(0)25550177"
        self.env["phone.blacklist"].create({"number": "+3225550177"})
        form = self.share(callers=self.callers)
        self.assertEqual((form.ready_count, form.no_phone_count), (4, 2))
        form.save().action_share()
        self.assertFalse(self.members[:2].activity_ids)

    def test_sharing_out_again_doubles_no_call(self):
        self.share().save().action_share()
        with self.assertRaisesRegex(UserError, "There is nobody to call. Called already: 6"):
            self.share(callers=self.callers).save().action_share()
        self.create_members(self.company).partner_id.write({"phone": "+32 2 555 99 99"})
        self.share(callers=self.account, method="load").save().action_share()
        self.assertEqual(len(self.campaign.member_ids.activity_ids), 7)

    def test_only_the_selected_members(self):
        form = self.share(members=self.members[:2])
        self.assertEqual(form.wave_id, self.wave, "the only one of the campaign")
        form.save().action_share()
        self.assertEqual(self.members.filtered("call_on"), self.members[:2])

    def test_what_is_wrong_is_said(self):
        wizard = self.share().save()
        wizard.date_deadline = today(self.env) - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "Call Until: choose today"):
            wizard.action_share()
        with self.assertRaisesRegex(UserError, "Callers: choose at least one"):
            self.share(callers=self.env["res.users"]).save().action_share()
        with self.assertRaisesRegex(UserError, "None of these callers is the account manager"):
            self.share(callers=self.director).save().action_share()
        elsewhere = self.create_members(self.company, self.create_campaign(self.companies, title="Other"))
        with self.assertRaisesRegex(UserError, "These members are of several campaigns"):
            wizard = self.share(members=self.members + elsewhere)
            wizard.wave_id = self.wave
            wizard.save().action_share()
        self.wave.channel = "email"
        with self.assertRaisesRegex(UserError, "is a mailing"):
            self.wave.action_share_calls()
        self.assertFalse(self.members.activity_ids)

    def test_nobody_is_mailed_and_nobody_follows(self):
        self.cluster_manager.partner_id.email = "cluster@example.com"
        self.callers.partner_id.email = "caller@example.com"
        before = self.env["mail.mail"].sudo().search_count([])
        wizard = self.share().save()
        wizard.with_context(tracking_disable=False, mail_create_nosubscribe=False).action_share()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)
        self.assertFalse(self.members.message_follower_ids)

    def test_only_who_runs_the_campaign(self):
        wizard = self.share().save()
        self.cluster.manager_id = self.director
        with self.assertRaises(AccessError):
            wizard.action_share()
        with self.assertRaises(AccessError):
            self.env["hub.campaign.share.calls"].with_user(self.account).create({"wave_id": self.wave.id})

    def test_two_dialogs_open(self):
        """Who shares out second sees what the first one planned."""
        wizard, second = self.share().save(), self.share().save()
        wizard.action_share()
        with self.assertRaisesRegex(UserError, "nobody to call"):
            second.action_share()

    def test_queries_do_not_grow_with_the_members(self):
        counts = []
        for size in (10, 200):
            companies = self.env["res.partner"].create(
                [
                    {"name": f"Called {size} {rank}", "is_company": True, "phone": "+32 2 555 00 00"}
                    for rank in range(size)
                ]
            )
            members = self.create_members(companies)
            wizard = self.share(members=members, callers=self.callers, method="load").save()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.action_share()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(members.activity_ids), size)
        self.assertLessEqual(counts[1], counts[0] + 4)


class TestCalling(CallsCase):
    """An account manager calls."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assign(cls.members[:3], cls.account)
        cls.assign(cls.members[3:], cls.colleague)
        cls.member = cls.members[0].with_user(cls.account)

    def _log(self, result, member=None, **values):
        wizard = self.env["hub.campaign.call"].with_user(self.account)
        wizard = wizard.create({"member_id": (member or self.member).id, "result": result, **values})
        return wizard.action_log()["params"]["memberId"]

    def test_interested(self):
        person = self.create_person(self.makers[0])
        self.member.sudo().contact_id = person
        following = self._log("interested", note="Wants the workshop", duration=0.5)
        member = self.members[0]
        self.assertEqual((member.state, member.response, member.call_result), ("responded", "call", "interested"))
        self.assertEqual((member.contacted_on, member.responded_wave_ids), (today(self.env), self.wave))
        self.assertFalse(member.call_on)
        self.assertFalse(member.activity_ids.filtered("active"))
        conversation = member.partner_id.interaction_ids
        self.assertEqual((conversation.channel, conversation.user_id), ("phone", self.account))
        self.assertEqual((conversation.contact_id, conversation.cluster_id), (person, self.cluster))
        self.assertEqual((conversation.note, conversation.duration), ("Wants the workshop", 0.5))
        self.assertEqual(conversation.campaign_member_id, member)
        self.assertEqual(following, self.members[1].id, "the next one of the own calls")

    def test_not_interested(self):
        self._log("not_interested")
        self.assertEqual((self.members[0].state, self.members[0].call_result), ("contacted", "not_interested"))
        self.assertEqual(len(self.makers[0].interaction_ids), 1)

    def test_the_cluster_only_where_it_is_clear_which(self):
        self.campaign.sudo().cluster_ids += self.other_cluster
        self._log("interested")
        self.assertFalse(self.makers[0].interaction_ids.cluster_id)

    def test_not_reached(self):
        with self.on_day(date(2026, 5, 8)):  # a Friday
            following = self.member.action_not_reached()["params"]["memberId"]
        member = self.members[0]
        self.assertEqual((member.call_on, member.call_attempts), (date(2026, 5, 11), 1))
        self.assertEqual((member.state, member.call_result), ("targeted", "not_reached"))
        self.assertEqual(len(member.activity_ids), 1, "the same call, later")
        self.assertFalse(self.makers[0].interaction_ids)
        self.assertEqual(following, self.members[1].id)
        with self.on_day(date(2026, 5, 8)):
            for each in self.members[1:3]:
                following = each.with_user(self.account).action_not_reached()["params"]["memberId"]
        self.assertFalse(following, "whoever was tried today is not tried again today")
        with self.on_day(date(2026, 5, 11)):
            self.assertEqual(self._log("not_reached", again_on=date(2026, 5, 20)), self.members[1].id)
        self.assertEqual((member.call_on, member.call_attempts), (date(2026, 5, 20), 2))

    def test_call_again_on_a_day_that_is_over(self):
        with self.assertRaisesRegex(UserError, "Call Again On: choose today"):
            self._log("not_reached", again_on=date(2020, 1, 1))

    def test_wants_no_more(self):
        self._log("no_more")
        member = self.members[0]
        self.assertEqual((member.state, member.contacted_on), ("opted_out", today(self.env)))
        consent = self.makers[0].consent_ids
        self.assertEqual((consent.purpose_id, consent.state, consent.source), (self.purpose, "withdrawn", "phone"))
        self.assertFalse(self.env["mail.blacklist"].search([("email", "=", self.makers[0].email)]))
        with self.assertRaisesRegex(AccessError, "does not want to be called"):
            self._log("interested")

    def test_who_opts_out_is_not_called(self):
        self.env["hub.consent"]._answer(self.makers[1], self.purpose, "withdrawn", "unsubscribe")
        self.assertFalse(self.members[1].call_on)
        self.assertFalse(self.members[1].with_context(active_test=False).activity_ids)
        self.assertEqual(self._log("interested"), self.members[2].id)

    def test_the_most_urgent_call_comes_first(self):
        self.members[2].activity_ids.date_deadline = "2029-01-01"
        self.assertEqual(self.members[2].call_on, date(2029, 1, 1))
        self.assertEqual(self._log("interested"), self.members[2].id)

    def test_marking_the_activity_as_done(self):
        activity = self.members[0].activity_ids.with_user(self.account)
        action = activity.action_done()
        self.assertEqual(action["res_model"], "hub.campaign.call")
        wizard = self.env["hub.campaign.call"].with_user(self.account).with_context(**action["context"]).create({})
        self.assertEqual(wizard.member_id, self.member)
        wizard.action_log()
        self.assertEqual(self.members[0].state, "responded")
        self.assertEqual(self.makers[0].interaction_ids.mail_activity_id, activity)
        self.assertFalse(activity.action_log_interaction(), "it is logged once")

    def test_a_call_given_to_a_colleague(self):
        self.members[0].activity_ids.user_id = self.colleague
        self.assertEqual(self.members[0].user_id, self.colleague)
        self.members[0].with_user(self.cluster_manager).user_id = self.account
        self.assertEqual(self.members[0].activity_ids.user_id, self.account)

    def test_script_and_facts_for_who_may_not_read_the_campaign(self):
        self.assertFalse(self.campaign.with_user(self.account).has_access("read"))
        view = self.env.ref("hub_campaign.hub_campaign_member_view_form")
        fields = self.member.get_views([(view.id, "form")])["models"]["hub.campaign.member"]["fields"]
        specification = {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {} for name, field in fields.items()
        }
        [values] = self.member.web_read(specification)
        self.assertIn("Good morning", values["call_script"])
        self.assertEqual(values["campaign_id"]["display_name"], self.campaign.display_name)
        self.assertTrue(values["may_log_call"])

    def test_only_the_own_members(self):
        members = self.env["hub.campaign.member"].with_user(self.account)
        self.assertEqual(members.search([("campaign_id", "=", self.campaign.id)]), self.members[:3])
        with self.assertRaises(AccessError):
            self._log("interested", self.members[3].with_user(self.account))
        self.assertFalse(self.members[3].responded_on)

    def test_a_caller_says_how_it_went_and_changes_nothing_else(self):
        other = self.create_campaign(self.companies, title="Other")
        for values in (
            {"campaign_id": other.id},
            {"partner_id": self.company.id},
            {"contacted_on": "2026-01-01"},
            {"won_on": "2026-01-01"},
            {"call_result": "interested"},
            {"user_id": self.colleague.id},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                self.member.write(values)
        with self.assertRaises(AccessError):
            self.member.unlink()

    def test_cluster_managers_and_directors_log_calls_too(self):
        for user, rank in ((self.cluster_manager, 0), (self.director, 1)):
            self.members[rank].with_user(user)._log_call("interested")
        self.assertEqual(self.members[:2].mapped("state"), ["responded"] * 2)
        self.assertFalse(self.members[2].with_user(self.analyst).may_log_call)
        with self.assertRaisesRegex(AccessError, "is called by"):
            self.members[2].with_user(self.analyst)._log_call("interested")

    def test_queries_of_a_call_do_not_grow_with_the_list(self):
        counts = []
        for size in (3, 60):
            companies = self.env["res.partner"].create(
                [{"name": f"Listed {size} {rank}", "is_company": True} for rank in range(size)]
            )
            self.assign(self.create_members(companies), self.account, "2031-01-01")
            member = self.create_members(self.companies[len(counts)])
            self.assign(member, self.account)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._log("interested", member)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
