from lxml import etree

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase
from odoo.addons.hub_entrepreneurs.tests.test_merge import MergeCase
from odoo.addons.hub_entrepreneurs.tools.dates import today

from .calls_common import CallsCase

# The contact that a row hangs on.
WHOSE = {"hub.campaign.member": "partner_id", "hub.consent": "person_id"}


class TestMarking(CallsCase):
    """A cluster manager marks members by hand."""

    def test_responded(self):
        members = self.members.with_user(self.cluster_manager)
        members[:2].with_context(response="registration").action_mark_responded()
        members[:3].with_context(response="reply").action_mark_responded()
        self.assertEqual(self.members.mapped("response"), ["registration"] * 2 + ["reply"] + [False] * 3)
        self.assertEqual(set(self.members[:3].mapped("responded_on")), {today(self.env)})
        self.assertEqual(set(self.members[:3].mapped("contacted_on")), {today(self.env)})

    def test_contacted(self):
        self.members[:2].with_user(self.cluster_manager).action_mark_contacted()
        self.assertEqual(self.members.mapped("state"), ["contacted"] * 2 + ["targeted"] * 4)

    def test_only_in_own_campaigns(self):
        self.assign(self.members[:1], self.account)
        self.cluster.manager_id = self.director
        for user in (self.account, self.cluster_manager, self.analyst):
            for method in ("action_mark_contacted", "action_mark_responded"):
                with self.assertRaises(AccessError):
                    getattr(self.members[0].with_user(user), method)()
        self.assertFalse(self.members[0].contacted_on)

    def test_what_follows_from_others_is_not_typed_in(self):
        member = self.members[0].with_user(self.cluster_manager)
        consent = self.env["hub.consent"]._answer(self.company, self.purpose, "given", "form")
        for record, name, value in (
            (member, "state", "won"),
            (member, "email", "other@example.com"),
            (member, "call_on", "2030-01-01"),
            (self.campaign.with_user(self.cluster_manager), "rests_on_personal_data", True),
            (consent.with_user(self.director), "email_normalized", "other@example.com"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, "computed from others"):
                record[name] = value


class TestSearch(CallsCase):
    """The filters of the members' list find what they say."""

    def _found(self, name, user=None):
        arch = self.env.ref("hub_campaign.hub_campaign_member_view_search").arch
        [node] = etree.fromstring(arch).xpath(f"//filter[@name='{name}']")
        user = user or self.account
        domain = safe_eval(node.get("domain"), {"uid": user.id})
        # Whose the filter is decides, not what the user may see.
        members = self.env["hub.campaign.member"].with_user(user).sudo()
        return members.search([("id", "in", self.members.ids), *domain], order="id")

    def test_steps_are_cumulative(self):
        for rank, name in enumerate(("contacted_on", "responded_on", "lead_on", "won_on", "outcome_on")):
            self.members[rank][name] = "2026-01-01"
        for rank, step in enumerate(("contacted", "responded", "lead", "won", "outcome")):
            self.assertEqual(self._found(f"reached_{step}"), self.members[rank:5], step)
        self.assertEqual(self._found("not_responded"), self.members[0])
        self.assertEqual(self._found("responded_no_lead"), self.members[1])
        self.assertEqual(self._found("state_targeted"), self.members[4:], "an outcome alone is no state")

    def test_calls(self):
        self.assign(self.members[0], self.account)
        self.assign(self.members[1], self.colleague, "2020-01-01")
        self.members[2].user_id = self.account
        self.assertEqual(self._found("my_open_calls"), self.members[0])
        self.assertEqual(self._found("my_calls"), self.members[0] + self.members[2])
        self.assertEqual(self._found("open_calls"), self.members[:2])
        self.assertEqual(self._found("late_calls"), self.members[1])

    def test_bounced_and_opted_out(self):
        self.members[0].message_bounce = 2
        self.members[1].opted_out_on = "2026-01-01"
        self.assertEqual(self._found("bounced"), self.members[0])
        self.assertEqual(self._found("state_opted_out"), self.members[1])


class TestCompanyPage(CallsCase):
    """Campaigns and consents of a company, a person, a sole trader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.create_person(cls.makers[0])
        cls.members[0].contact_id = cls.person

    def test_campaigns_with_the_own_rights(self):
        other = self.create_campaign(self.makers[0], user=self.director, cluster_ids=self.other_cluster.ids)
        self.create_members(self.makers[0], other)
        for user, count in ((self.cluster_manager, 1), (self.director, 2), (self.analyst, 2), (self.account, 0)):
            self.env.invalidate_all()
            self.assertEqual(self.makers[0].with_user(user).campaign_count, count)
        self.assign(self.members[0], self.account)
        self.env.invalidate_all()
        company = self.makers[0].with_user(self.account)
        self.assertEqual(company.campaign_count, 1)
        self.assertEqual(self.person.with_user(self.cluster_manager).campaign_count, 1, "addressed for the company")
        action = company.action_open_campaign_members()
        found = self.env["hub.campaign.member"].with_user(self.account).search(action["domain"])
        self.assertEqual(found, self.members[0])

    def test_two_clicks_to_an_answer(self):
        trader = self.env["res.partner"].create({"name": "Trader", "is_company": True, "is_natural_person": True})
        for contact in (self.makers[1] + self.person + trader).with_user(self.account):
            action = contact.action_answer_purposes()
            purposes = self.env["hub.consent.purpose"].with_user(self.account).with_context(**action["context"])
            purpose = purposes.browse(self.purpose.id)
            self.assertFalse(purpose.person_state)
            self.assertFalse(purpose.action_open_person_consent())
            purpose.action_person_given()
            self.assertEqual((purpose.person_state, purpose.person_date), ("given", today(self.env)))
            purpose.action_person_withdrawn()
            self.assertEqual(purpose.person_state, "withdrawn")
            self.assertFalse(purposes.browse(self.other_purpose.id).person_state)
            self.env.invalidate_all()
            self.assertEqual(contact.consent_count, 1)
            self.assertEqual(purpose.action_open_person_consent()["res_id"], contact.consent_ids.id)

    def test_analysts_look_only(self):
        purpose = self.purpose.with_user(self.analyst).with_context(hub_consent_person_id=self.person.id)
        self.assertFalse(purpose.person_state)
        with self.assertRaises(AccessError):
            purpose.action_person_given()

    def test_the_page_opens_for_each_role(self):
        view = self.env.ref("base.view_partner_form")
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            company = self.makers[0].with_user(user)
            fields = company.get_views([(view.id, "form")])["models"]["res.partner"]["fields"]
            self.assertIn("campaign_count", fields, user.login)
            self.env.invalidate_all()
            self.assertTrue(company.web_read({name: {} for name in fields}), user.login)

    def test_users_without_a_role_are_untouched(self):
        view = self.env.ref("base.view_partner_form")
        for user, there in ((self.account, True), (self.outsider, False)):
            arch = self.env["res.partner"].with_user(user).get_view(view.id, "form")["arch"]
            self.assertEqual("action_open_campaign_members" in arch, there)
            self.assertEqual("action_answer_purposes" in arch, there)
        with self.assertRaises(AccessError):
            self.makers[0].with_user(self.outsider).read(["campaign_count"])


class TestMergeMembers(MergeCase, CallsCase):
    """Two companies, or two contacts, that turn out to be one."""

    def test_nothing_of_a_company_is_lost(self):
        double = self.env["res.partner"].create({"name": "Test Double", "is_company": True})
        rows = self.one_of_each_of_campaigns(double)
        self.assertEqual(set(rows), self.models_of_campaigns_about_contacts(), "a new model gets a row in common.py")
        self._merge(self.company, double)
        for row in rows.values():
            self.assertEqual(row.exists().mapped(WHOSE[row._name]), self.company, row)

    def test_two_companies_in_one_campaign(self):
        kept, gone = self.members[:2]
        self.assign(self.members[1], self.colleague)
        kept.contacted_on, gone.contacted_on = "2026-02-01", "2026-01-01"
        gone._note_response("reply", self.wave)
        gone._create_leads()
        lead = gone.lead_id
        self._merge(self.makers[0], self.makers[1])
        self.assertFalse(gone.exists())
        self.assertEqual((kept.partner_id, kept.lead_id, kept.state), (self.makers[0], lead, "lead"))
        self.assertEqual(kept.contacted_on, fields.Date.to_date("2026-01-01"))
        self.assertEqual(kept.responded_wave_ids, self.wave)
        self.assertEqual((kept.user_id, kept.call_on), (self.colleague, fields.Date.to_date("2030-01-01")))
        self.assertEqual(kept.activity_ids.user_id, self.colleague, "the call is still to be made")

    def test_companies_in_different_campaigns(self):
        other = self.create_campaign(self.companies, title="Other")
        elsewhere = self.create_members(self.makers[1], other)
        self.members[1].unlink()
        self._merge(self.makers[0], self.makers[1])
        self.assertEqual(self.makers[0].campaign_member_ids, self.members[0] + elsewhere)

    def test_contacts_with_opposite_answers(self):
        persons = self.env["res.partner"].create([{"name": f"Twin {rank}"} for rank in range(2)])
        consents = self.env["hub.consent"]
        for person, state in zip(persons, ("given", "withdrawn"), strict=True):
            consents._answer(person, self.purpose, state, "form")
        consents._answer(persons[1], self.other_purpose, "given", "form")
        self.members[0].contact_id = persons[0]
        self._merge(*persons)
        answers = {consent.purpose_id: consent.state for consent in persons[0].consent_ids}
        self.assertEqual(answers, {self.purpose: "withdrawn", self.other_purpose: "given"})
        self.assertEqual(self.members[0].contact_id, persons[0])


class TestAgencies(CallsCase):
    """What hangs on a company follows the agency of that company."""

    def test_rows_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Another Agency"})
        self.campaign.sudo().company_id = False
        rows = self.one_of_each_of_campaigns(self.company).values()
        for row in rows:
            row.with_user(self.director).check_access("read")
        self.company.company_id = agency
        for row in rows:
            with self.assertRaises(AccessError):
                row.with_user(self.director).check_access("read")
        self.director.company_ids = [Command.link(agency.id)]
        for row in rows:
            row.with_user(self.director).with_context(allowed_company_ids=[agency.id]).check_access("read")


class TestMemberQueries(QueryCountCase, CallsCase):
    """The number of queries of a screen does not grow with its rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sector = cls.env["hub.sector"].create({"name": "Count", "code": "COUNT", "kind": "artisan"})
        cls.counted = cls.create_members(
            cls.env["res.partner"].create(
                [
                    {
                        "name": f"Count {rank}",
                        "is_company": True,
                        "phone": "+32 2 555 00 00",
                        "sector_added_ids": [Command.set(sector.ids)],
                    }
                    for rank in range(60)
                ]
            )
        )
        cls.assign(cls.counted, cls.account)
        cls.counted._create_leads()
        cls.env.flush_all()

    def test_screens(self):
        for view, view_type in (
            ("hub_campaign_member_view_list", "list"),
            ("hub_campaign_member_view_list_calls", "list"),
            ("hub_campaign_member_view_kanban", "kanban"),
        ):
            self._assert_flat(f"hub_campaign.{view}", view_type, self.counted)
            self.assertLess(self._count(self._open_list, view, view_type), 40)

    def _open_list(self, view, view_type):
        specification = self._fields_of(f"hub_campaign.{view}", view_type, "hub.campaign.member")
        members = self.env["hub.campaign.member"].with_user(self.account)
        members.web_search_read([("user_id", "=", self.account.id)], specification, limit=80)

    def test_companies(self):
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_company", "list", self.counted.partner_id)

    def test_purposes_of_a_contact(self):
        purposes = self.env["hub.consent.purpose"].create(
            [{"name": f"Purpose {rank}", "code": f"purpose_{rank}"} for rank in range(20)]
        )
        self._assert_flat("hub_campaign.hub_consent_purpose_view_list_person", "list", purposes)
