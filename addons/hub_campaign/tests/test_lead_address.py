from .common import CampaignCase


class TestLeadAddress(CampaignCase):
    """A lead about a person's answer keeps that person's address, and the company keeps its own."""

    def setUp(self):
        super().setUp()
        self.company.phone = "+32 2 555 01 01"
        self.create_person(self.company, email="paula@example.com", phone="+32 470 55 01 02")
        self.campaign._freeze()
        self.members = self.campaign.member_ids.sorted("partner_id")
        self.lead, self.general = self.members._create_leads()[0].sorted("partner_id")
        self.assertEqual((self.lead.partner_id, self.lead.email_from), (self.company, "paula@example.com"))

    def test_correcting_the_lead_leaves_the_company(self):
        self.lead.with_user(self.director).write({"email_from": "paula.new@example.com", "phone": "+32 470 99 99 99"})
        self.assertEqual((self.company.email, self.company.phone), ("atelier@example.com", "+32 2 555 01 01"))
        self.assertFalse(self.lead.partner_email_update or self.lead.partner_phone_update, "nothing is announced")

    def test_correcting_the_company_leaves_the_lead(self):
        phone = self.lead.phone
        self.company.write({"email": "info@example.com", "phone": "+32 2 555 09 09"})
        self.assertEqual((self.lead.email_from, self.lead.phone), ("paula@example.com", phone))

    def test_a_lead_from_the_general_address_that_somebody_else_answers(self):
        self.general.email_from = "whoever.answered@example.com"
        self.assertEqual(self.other_company.email, "forge@example.com")

    def test_a_lead_that_was_adopted(self):
        company = self.create_companies(1)
        lead = self.env["crm.lead"].create({"name": "Known", "partner_id": company.id, "campaign_id": self.campaign.id})
        member = self.env["hub.campaign.member"].create({"campaign_id": self.campaign.id, "partner_id": company.id})
        self.assertEqual(member._create_leads()[1], lead)
        lead.email_from = "person@example.com"
        self.assertEqual(company.email, "maker0@example.com")

    def test_other_leads_share_it_as_in_core(self):
        lead = self.env["crm.lead"].create({"name": "Plain", "partner_id": self.company.id})
        lead.email_from = "corrected@example.com"
        self.assertEqual(self.company.email, "corrected@example.com")
