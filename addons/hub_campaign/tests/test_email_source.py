from odoo.tests import Form

from .common import CampaignCase


class TestEmailSource(CampaignCase):
    """Where an address comes from is asked anew when another one replaces it."""

    def test_a_replaced_address_has_no_source_yet(self):
        for source in ("given", "public", "register"):
            self.company.write({"email": "old@example.com", "email_source": source})
            self.company.email = "new@example.com"
            self.assertFalse(self.company.email_source, source)

    def test_the_same_address_in_another_spelling_keeps_it(self):
        self.company.email = "Atelier <ATELIER@example.com>"
        self.assertEqual(self.company.email_source, "given")
        self.company.name = "Another Name"
        self.assertEqual(self.company.email_source, "given")

    def test_whoever_says_both_is_believed(self):
        self.company.write({"email": "new@example.com", "email_source": "public"})
        self.assertEqual(self.company.email_source, "public")

    def test_a_lead_that_corrects_it_asks_as_well(self):
        lead = self.env["crm.lead"].create({"name": "Plain", "partner_id": self.company.id})
        lead.email_from = "corrected@example.com"
        self.assertEqual((self.company.email, self.company.email_source), ("corrected@example.com", False))

    def test_a_sole_trader_is_not_mailed_at_an_address_that_nobody_gave(self):
        self.company.is_natural_person = True
        self.env["hub.consent"]._answer(self.company, self.purpose, "given", "form")
        campaign = self.create_campaign(self.company)
        self.assertEqual(campaign._get_freeze_counts(), {None: 1})
        self.company.email = "new@example.com"
        self.assertEqual(campaign._get_freeze_counts(), {"not_given": 1})

    def test_the_form_asks_at_once(self):
        with Form(self.company.with_user(self.director)) as form:
            form.email = "new@example.com"
            self.assertFalse(form.email_source)
            form.email_source = "public"
        self.assertEqual(self.company.email_source, "public")
