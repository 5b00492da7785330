from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import CampaignCase


class TestConsent(CampaignCase):
    def _answer(self, person, state, purpose=None):
        return self.env["hub.consent"]._answer(person, purpose or self.purpose, state, "phone")

    def test_one_answer_for_each_purpose(self):
        [consent] = self._answer(self.company, "given")
        self.assertEqual(self._answer(self.company, "withdrawn"), consent)
        self.assertEqual((consent.state, consent.source), ("withdrawn", "phone"))
        self.assertNotEqual(self._answer(self.company, "given", self.other_purpose), consent)
        with self.assertRefused("hub.consent", "Purpose: this contact has an answer"):
            self.env["hub.consent"].create({"person_id": self.company.id, "purpose_id": self.purpose.id})

    def test_members_follow_a_no_and_a_yes(self):
        self.campaign._freeze()
        other = self.create_campaign(self.companies, purpose_id=self.other_purpose.id)
        other._freeze()
        [consent] = self._answer(self.company, "withdrawn")
        member = self.campaign.member_ids.filtered(lambda each: each.partner_id == self.company)
        self.assertEqual((member.state, member.opted_out_on), ("opted_out", consent.date))
        self.assertEqual(set(other.member_ids.mapped("state")), {"targeted"}, "another purpose")
        self.assertEqual((self.campaign.member_ids - member).state, "targeted")
        self._answer(self.company, "given")
        self.assertEqual(member.state, "targeted")

    def test_a_no_counts_for_the_address(self):
        self.campaign._freeze()
        twin = self.env["res.partner"].create({"name": "The same address", "email": self.company.email.upper()})
        self._answer(twin, "withdrawn")
        member = self.campaign.member_ids.filtered(lambda each: each.partner_id == self.company)
        self.assertEqual(member.state, "opted_out")
        self._answer(self.company, "given")
        self.assertEqual(member.state, "targeted", "a yes of the same address takes the no back")
        self.assertEqual(self.create_campaign(self.company)._get_freeze_counts(), {None: 1})

    def test_the_roles(self):
        [consent] = self._answer(self.company, "given")
        consent.with_user(self.account).state = "withdrawn"
        with self.assertRaises(AccessError):
            consent.with_user(self.account).unlink()
        with self.assertRaises(AccessError):
            consent.with_user(self.outsider).read(["state"])
        self.assertTrue(consent.with_user(self.analyst).read(["state"]))
        with self.assertRaises(AccessError):
            consent.with_user(self.analyst).state = "given"
        consent.with_user(self.director).unlink()

    def test_consents_of_another_agency_stay_there(self):
        agency = self.env["res.company"].create({"name": "Another agency"})
        [consent] = self._answer(self.company, "given")
        self.company.company_id = agency
        stranger = new_test_user(self.env, login="hub_stranger", groups="hub_entrepreneurs.group_hub_director")
        self.assertFalse(self.env["hub.consent"].with_user(stranger).search([("id", "=", consent.id)]))

    def test_merging_contacts_keeps_the_no(self):
        first, second = self.env["res.partner"].create([{"name": "Twin"}, {"name": "Twin"}])
        self._answer(first, "given")
        self._answer(second, "withdrawn")
        self._answer(second, "given", self.other_purpose)
        self.env["base.partner.merge.automatic.wizard"]._merge((first + second).ids, first)
        consents = self.env["hub.consent"].search([("person_id", "=", first.id)])
        self.assertEqual(
            {consent.purpose_id: consent.state for consent in consents},
            {self.purpose: "withdrawn", self.other_purpose: "given"},
        )

    def test_answers_are_counted_by_the_agencys_days(self):
        self.assertTrue(self.env["hub.consent"]._has_agency_days())
