from datetime import date
from unittest.mock import patch

from lxml import etree
from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .calls_common import CallsCase


class LeadsCase(CallsCase):
    """Members who responded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.responders = cls.members[:4]
        cls.responders._note_response("reply")
        cls.team = cls.env["crm.team"].create({"name": "Team of Makers"})

    def _form(self, user=None, members=None):
        context = {"default_campaign_id": self.campaign.id}
        if members is not None:
            context = {"active_model": "hub.campaign.member", "active_ids": members.ids}
        return Form(
            self.env["hub.campaign.lead.create"].with_user(user or self.cluster_manager).with_context(**context)
        )

    def _lead_by_hand(self, partner, **values):
        return self.env["crm.lead"].create(
            {
                "name": "By hand",
                "type": "opportunity",
                "partner_id": partner.id,
                "campaign_id": self.campaign.id,
                **values,
            }
        )


class TestCreateLeads(LeadsCase):
    """Leads are made in bulk, once for each company in each campaign."""

    def test_keys_of_our_own_have_no_effect_when_a_request_sends_them(self):
        lead = self._lead_by_hand(self.company)
        for sent in (True, "AUTOMATIC", {}):
            with self.subTest(sent=sent):
                asked = lead.with_context(hub_contact_of_lead=sent, hub_subscribe_together=sent, tracking_disable=False)
                asked.write({"email_from": f"new{sent}@example.com", "user_id": False})
                self.assertEqual(self.company.email, lead.email_from, "as in core, the company gets it")
                lead.message_unsubscribe(self.account.partner_id.ids)
                asked.user_id = self.account
                self.assertIn(self.account.partner_id, lead.message_partner_ids)
                member = self.members[0].with_context(hub_subscribe_nobody=sent)
                member.message_unsubscribe(self.account.partner_id.ids)
                member.message_subscribe(self.account.partner_id.ids)
                self.assertIn(self.account.partner_id, member.message_partner_ids)

    def test_leads_of_the_responders(self):
        tag = self.env["crm.tag"].create({"name": "Fair"})
        form = self._form()
        self.assertEqual((form.ready_count, form.already_count, form.adopted_count, form.nobody_count), (4, 0, 0, 0))
        self.assertIn("Test Campaign", form.example)
        form.team_id = self.team
        form.tag_ids.add(tag)
        form.save().action_create()
        leads = self.responders.lead_id
        self.assertEqual(len(leads), 4)
        self.assertEqual((leads.campaign_id, leads.team_id, leads.tag_ids), (self.campaign, self.team, tag))
        for member in self.responders:
            self.assertEqual(member.lead_id.partner_id, member.partner_id)
            self.assertEqual(member.lead_id.user_id, member.partner_id.user_id)
            self.assertIn(member.partner_id.name, member.lead_id.name)
        self.assertEqual(set(self.responders.mapped("state")), {"lead"})
        self.assertEqual(set(self.responders.mapped("lead_on")), {today(self.env)})
        self.assertFalse(self.members[4:].lead_id)
        self.assertEqual(leads.campaign_member_ids, self.responders)

    def test_nothing_twice(self):
        self._form().save().action_create()
        with self.assertRaisesRegex(UserError, "no member who responded and has no lead yet"):
            self._form().save().action_create()
        with self.assertRaisesRegex(UserError, "Each of these members has a lead"):
            self._form(members=self.responders).save().action_create()
        form = self._form(members=self.members)
        self.assertEqual((form.ready_count, form.already_count), (2, 4))
        form.save().action_create()
        self.assertEqual(self.env["crm.lead"].search_count([("campaign_id", "=", self.campaign.id)]), 6)

    def test_a_lead_made_by_hand_counts(self):
        person = self.env["res.partner"].create({"name": "Employee", "parent_id": self.makers[1].id})
        by_hand = self._lead_by_hand(self.makers[0])
        of_person = self._lead_by_hand(person)
        lost = self._lead_by_hand(self.makers[2])
        lost.action_set_lost()
        elsewhere = self._lead_by_hand(self.makers[3], campaign_id=False)
        form = self._form()
        self.assertEqual((form.ready_count, form.adopted_count), (2, 2))
        form.save().action_create()
        self.assertEqual((self.members[0].lead_id, self.members[1].lead_id), (by_hand, of_person))
        self.assertNotIn(lost + elsewhere, self.responders.lead_id)
        self.assertFalse((lost + elsewhere) & self.responders.lead_id)
        self.assertEqual(len(self.responders.lead_id), 4)
        self.assertEqual(by_hand.name, "By hand", "it stays as it was")

    def test_the_person_who_responded(self):
        person = self.create_person(self.makers[0], phone="+32 2 555 12 12")
        self.members[0].contact_id = person
        before = (self.makers[0].email, self.makers[0].phone, person.email)
        self._form().save().action_create()
        lead = self.members[0].lead_id
        self.assertEqual((lead.partner_id, lead.contact_name), (self.makers[0], person.name))
        self.assertEqual((lead.email_from, lead.phone), (person.email, person.phone))
        self.assertEqual((self.makers[0].email, self.makers[0].phone, person.email), before)

    def test_where_the_response_came_from(self):
        mailing = self.env["mailing.mailing"].create(
            {"subject": "Fair", "mailing_model_id": self.env["ir.model"]._get_id("hub.campaign.member")}
        )
        replied, opened = self.members[0], self.members[1]
        self.env["mailing.trace"].create(
            [
                {"mass_mailing_id": mailing.id, "model": "hub.campaign.member", "res_id": member.id, **values}
                for member, values in (
                    (replied, {"reply_datetime": "2026-01-01", "trace_status": "reply"}),
                    (opened, {"open_datetime": "2026-01-01", "trace_status": "open"}),
                )
            ]
        )
        self.members[2].response = "call"
        self._form().save().action_create()
        self.assertEqual((replied.lead_id.source_id, replied.lead_id.medium_id), (mailing.source_id, mailing.medium_id))
        self.assertFalse(opened.lead_id.source_id)
        self.assertEqual(self.members[2].lead_id.medium_id, self.env.ref("utm.utm_medium_phone"))

    def test_for_one_or_for_several(self):
        form = self._form(members=self.members[:1])
        form.method = "one"
        form.user_id = self.director
        form.save().action_create()
        self.assertEqual(self.members[0].lead_id.user_id, self.director)
        form = self._form(members=self.members[2:])
        form.method = "shared"
        with self.assertRaisesRegex(UserError, "Account Managers: choose at least one"):
            form.save().action_create()
        form.user_ids.set(self.callers)
        form.save().action_create()
        for caller in self.callers:
            self.assertEqual(
                len(self.members[2:].lead_id.filtered(lambda lead, caller=caller: lead.user_id == caller)), 2
            )

    def test_companies_without_an_account_manager(self):
        self.makers.user_id = False
        form = self._form()
        self.assertEqual(form.nobody_count, 4)
        form.save().action_create()
        self.assertFalse(self.responders.lead_id.user_id)

    def test_who_may(self):
        with self.assertRaisesRegex(AccessError, "in a campaign of a colleague"):
            self.members.with_user(self.analyst)._create_leads()
        with self.assertRaises(AccessError):
            self.env["hub.campaign.lead.create"].with_user(self.analyst).create({})
        self.cluster.manager_id = self.director
        with self.assertRaises(AccessError):
            self.members.with_user(self.cluster_manager)._create_leads()
        self.assertFalse(self.members.lead_id)

    def test_a_caller_makes_the_lead_of_an_own_call(self):
        self.assign(self.members[:1], self.account)
        form = self._form(user=self.account, members=self.members[:1])
        action = form.save().action_create()
        self.assertEqual(self.members[0].lead_id.id, action["res_id"])
        self.assertIn(self.campaign.title, self.members[0].lead_id.name)
        with self.assertRaises(AccessError):
            self.members[1].with_user(self.account)._create_leads()

    def test_two_at_once(self):
        """The database refuses the second of two who make leads at the same time, and Odoo starts that one again."""
        with self.two_connections() as (first, second):
            env, other = (api.Environment(cursor, SUPERUSER_ID, {}) for cursor in (first, second))
            members = env["hub.campaign.member"]
            campaign = env["utm.campaign"].create({"title": "At Once", "is_sector_campaign": True})
            partner = env["res.partner"].create({"name": "At Once", "is_company": True})
            member = members.create({"campaign_id": campaign.id, "partner_id": partner.id})
            first.commit()
            try:
                rival = other["hub.campaign.member"].browse(member.id)
                self.assertFalse(rival.lead_id)
                member._create_leads()
                first.commit()
                refused = self.assertRaises(SerializationFailure)
                unmade = patch.object(self.env.registry["crm.lead"], "create", side_effect=AssertionError)
                with refused, unmade, mute_logger("odoo.sql_db"):
                    rival._create_leads()  # before it makes any
                second.rollback()
                other.invalidate_all()
                fresh, adopted = rival._create_leads()
                self.assertFalse(fresh + adopted)
                self.assertEqual(other["crm.lead"].search_count([("campaign_id", "=", campaign.id)]), 1)
            finally:
                second.rollback()
                env.invalidate_all()
                env["crm.lead"].search([("campaign_id", "=", campaign.id)]).unlink()
                member.unlink()
                partner.unlink()
                campaign.unlink()
                first.commit()

    def test_queries_do_not_grow_with_the_members(self):
        counts = []
        for size in (2, 10, 90):  # the first one warms the caches
            members = self.create_members(self.create_companies(size, user_id=self.account.id))
            self.env.flush_all()
            wizard = self.env["hub.campaign.lead.create"].with_user(self.cluster_manager)
            counts.append(self._queries(wizard.create({"member_ids": members.ids}).action_create))
            self.assertEqual(len(members.lead_id), size)
            self.assertEqual(members.lead_id.message_partner_ids, self.account.partner_id)
            self.assertEqual(len(members.lead_id.stage_id), 1)
        self.assertEqual(*counts[1:])

    def _queries(self, function, *args):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function(*args)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestQuietLeads(LeadsCase):
    """Nobody gets a message about each lead; Odoo sends none while it installs."""

    def test_nobody_is_mailed_and_the_maker_follows_nothing(self):
        self.callers.partner_id.email = "caller@example.com"
        told = [("message_type", "=", "user_notification")]
        before = self.env["mail.message"].sudo().search_count(told)
        wizard = self._form().save()
        wizard.with_context(tracking_disable=False, mail_create_nosubscribe=False).action_create()
        self.assertEqual(self.env["mail.message"].sudo().search_count(told), before)
        self.assertNotIn(self.cluster_manager.partner_id, self.responders.lead_id.message_partner_ids)
        for lead in self.responders.lead_id:
            self.assertEqual(len(lead.message_ids), 1, "its history begins with who made it")


class TestResults(LeadsCase):
    """What becomes of a lead moves its member."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.responders._create_leads()
        cls.member = cls.responders[0]
        cls.lead = cls.member.lead_id

    def test_won(self):
        self.lead.action_set_won()
        self.assertEqual((self.member.state, self.member.won_on), ("won", today(self.env)))
        self.lead.stage_id = self.env["crm.stage"].search([("is_won", "=", False)], limit=1)
        self.assertEqual((self.member.state, self.member.won_on), ("lead", False))

    def test_lost(self):
        self.lead.action_set_lost()
        self.assertEqual((self.member.state, self.member.lead_id), ("lead", self.lead), "it was one")
        self.assertFalse(self.member.won_on)

    def test_deleted(self):
        self.lead.action_set_won()
        self.env["hub.outcome"].create(
            {"partner_id": self.member.partner_id.id, "kind": "jobs_created", "value": 1, "lead_id": self.lead.id}
        )
        self.assertTrue(self.member.outcome_on)
        self.lead.with_user(self.director).unlink()
        self.env.invalidate_all()
        self.assertFalse(self.member.lead_id)
        self.assertEqual((self.member.lead_on, self.member.won_on, self.member.outcome_on), (False,) * 3)
        self.assertEqual(self.member.state, "responded")

    def test_outcome(self):
        for day in ("2026-03-01", "2026-02-01"):
            outcome = self.env["hub.outcome"].create(
                {
                    "partner_id": self.member.partner_id.id,
                    "kind": "jobs_created",
                    "value": 1,
                    "date": day,
                    "lead_id": self.lead.id,
                }
            )
        self.assertEqual(self.member.outcome_on, date(2026, 2, 1))
        outcome.unlink()
        self.assertEqual(self.member.outcome_on, date(2026, 3, 1))

    def test_merged(self):
        other = self._lead_by_hand(self.member.partner_id, name="The other")
        self.lead.priority, other.priority = "0", "3"
        other.stage_id = self.env["crm.stage"].search([("is_won", "=", False)], order="sequence desc", limit=1)
        merged = (self.lead + other).with_user(self.director).merge_opportunity()
        self.env.invalidate_all()
        self.assertEqual(merged.exists(), other)
        self.assertEqual((self.member.lead_id, self.member.state), (merged, "lead"))
        merged.action_set_won()
        self.assertEqual(self.member.state, "won")

    def test_search_by_campaign(self):
        by_hand = self._lead_by_hand(self.company)
        for view in ("crm.view_crm_case_opportunities_filter", "crm.view_crm_case_leads_filter"):
            leads = self.env["crm.lead"].with_user(self.account)
            arch = etree.fromstring(leads.get_view(self.env.ref(view).id, "search")["arch"])
            [node] = arch.xpath("//filter[@name='sector_campaign']")
            found = leads.search([("campaign_id", "=", self.campaign.id), *safe_eval(node.get("domain"))])
            self.assertEqual(found, self.responders.lead_id)
            self.assertNotIn(by_hand, found)
            self.assertTrue(arch.xpath("//field[@name='campaign_id']"))
            self.assertTrue(arch.xpath("//filter[contains(@context, 'campaign_id')]"))
