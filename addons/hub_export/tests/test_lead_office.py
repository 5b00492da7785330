from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ExportCase

DAY = date(2026, 6, 15)


# Once all is loaded: an addon that comes later may add to what a copy of a lead reads.
@tagged("-at_install", "post_install")
class TestLeadOffice(ExportCase):
    """A lead goes to the office that leads its market, unless somebody chose another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paris = cls.create_office("Test Paris", cls.france)
        cls.hague = cls.create_office("Test Hague", cls.netherlands)
        cls.spare = cls.create_office("Test Spare", country_id=cls.belgium.id)
        cls.germany = cls.env.ref("base.de")

    def setUp(self):
        super().setUp()
        day = self.on_day(DAY)
        day.__enter__()
        self.addCleanup(day.__exit__, None, None, None)

    def _lead(self, country=None, user=None, **values):
        return self.create_lead(user or self.account, target_country_id=(country or self.france).id, **values)

    # By the market

    def test_the_market_decides(self):
        lead = self._lead()
        self.assertEqual((lead.office_id, lead.office_set_by_hand), (self.paris, False))
        lead.target_country_id = self.netherlands
        self.assertEqual(lead.office_id, self.hague)
        lead.target_country_id = self.germany
        self.assertFalse(lead.office_id)

    def test_the_form_shows_it_at_once(self):
        context = {"default_type": "opportunity", "default_team_id": self.team.id}
        form = Form(self.env["crm.lead"].with_user(self.account).with_context(**context), "crm.crm_lead_view_form")
        form.name = "Abroad"
        form.target_country_id = self.france
        self.assertEqual(form.office_id, self.paris)
        form.target_country_id = self.netherlands
        self.assertEqual(form.office_id, self.hague)
        lead = form.save()
        self.assertEqual((lead.office_id, lead.office_set_by_hand), (self.hague, False))

    def test_a_salesman_without_a_hub_role_gets_it_as_well(self):
        self.account.group_ids = [Command.set(self.env.ref("sales_team.group_sale_salesman").ids)]
        self.assertEqual(self._lead().office_id, self.paris)

    # By hand

    def test_chosen_by_hand(self):
        for lead in (self._lead(office_id=self.spare.id), self._lead()):
            lead.office_id = self.spare
            self.assertTrue(lead.office_set_by_hand)
            lead.target_country_id = self.netherlands
            self.assertEqual(lead.office_id, self.spare, "the choice stays")
            lead.office_id = False
            self.assertEqual((lead.office_id, lead.office_set_by_hand), (self.hague, False), "back to the leading one")

    def test_choosing_the_leading_one_is_no_choice(self):
        lead = self._lead(office_id=self.paris.id)
        self.assertFalse(lead.office_set_by_hand)
        lead.office_id = self.spare
        lead.office_id = self.paris
        self.assertFalse(lead.office_set_by_hand)

    def test_choosing_in_the_form(self):
        form = Form(self._lead().with_user(self.account), "crm.crm_lead_view_form")
        form.office_id = self.spare
        form.target_country_id = self.netherlands
        lead = form.save()
        self.assertEqual(lead.office_id, self.hague, "not saved yet, the market decides")
        form = Form(lead, "crm.crm_lead_view_form")
        form.office_id = self.spare
        lead = form.save()
        form = Form(lead, "crm.crm_lead_view_form")
        form.target_country_id = self.france
        self.assertEqual(form.office_id, self.spare)
        self.assertEqual(form.save().office_id, self.spare)

    def test_empty_or_by_default_when_created(self):
        self.assertEqual(self._lead(office_id=False).office_id, self.paris)
        leads = self.env["crm.lead"].with_user(self.account).with_context(default_office_id=self.spare.id)
        lead = leads.create({"name": "By default", "target_country_id": self.france.id})
        self.assertEqual((lead.office_id, lead.office_set_by_hand), (self.spare, True))
        lead = leads.create({"name": "Emptied", "target_country_id": self.france.id, "office_id": False})
        self.assertEqual((lead.office_id, lead.office_set_by_hand), (self.paris, False))

    def test_nobody_types_in_whose_choice_it_was(self):
        with self.assertSays(UserError, "“Office Chosen by Hand” follows from the office"):
            self._lead().with_user(self.account).office_set_by_hand = True
        with self.assertSays(UserError, "Office Chosen by Hand"):
            self._lead(office_set_by_hand=True)
        with self.assertSays(UserError, "Office Chosen by Hand"):
            self.env["crm.lead"].with_user(self.account).with_context(default_office_set_by_hand=True).create(
                {"name": "X"}
            )

    def test_a_copy_is_a_new_lead(self):
        lead = self._lead(office_id=self.spare.id)
        self.assertEqual((lead.copy().office_id, lead.copy().office_set_by_hand), (self.paris, False))

    def test_merging_keeps_market_and_office(self):
        tail = self._lead(probability=10)
        head = self.create_lead(self.account, probability=50)
        merged = (head + tail).merge_opportunity()
        self.assertEqual((merged.target_country_id, merged.office_id), (self.france, self.paris))
        self.assertFalse(merged.office_set_by_hand)
        chosen = self._lead(office_id=self.spare.id, probability=10)
        merged = (merged + chosen).merge_opportunity()
        self.assertEqual((merged.target_country_id, merged.office_id), (self.france, self.spare))
        self.assertTrue(merged.office_set_by_hand)

    def test_merging_without_an_office(self):
        merged = (self.create_lead() + self._lead(self.germany)).merge_opportunity()
        self.assertEqual((merged.target_country_id, merged.office_id), (self.germany, self.paris.browse()))

    # Mandates change

    def test_open_leads_follow_the_mandate(self):
        auto, chosen = self._lead(), self._lead(office_id=self.spare.id)
        won, lost, archived = self._lead(), self._lead(), self._lead()
        won.sudo().action_set_won()
        lost.action_set_lost()
        archived.action_archive()
        self.paris.mandate_ids.with_user(self.adviser).date_end = "2026-06-14"
        self.assertFalse(auto.office_id)
        self.spare.with_user(self.adviser).mandate_ids = [
            Command.create({"country_id": self.france.id, "date_start": "2026-06-15"})
        ]
        self.assertEqual((auto.office_id, auto.office_set_by_hand), (self.spare, False))
        self.assertEqual((chosen.office_id, chosen.office_set_by_hand), (self.spare, True))
        self.assertEqual((won + lost + archived).office_id, self.paris, "the past stays")
        self.spare.mandate_ids.with_user(self.adviser).unlink()
        self.assertFalse(auto.office_id)
        self.assertEqual(chosen.office_id, self.spare)

    def test_a_mandate_of_another_day_changes_nothing(self):
        lead = self._lead()
        self.paris.mandate_ids.date_end = "2026-06-15"
        self.spare.mandate_ids = [Command.create({"country_id": self.france.id, "date_start": "2026-06-16"})]
        self.assertEqual(lead.office_id, self.paris)

    def test_another_country_or_office_of_a_mandate(self):
        lead, other = self._lead(), self._lead(self.germany)
        self.paris.mandate_ids.country_id = self.germany
        self.assertEqual((lead.office_id, other.office_id), (self.paris.browse(), self.paris))
        self.paris.mandate_ids.office_id = self.spare
        self.assertEqual(other.office_id, self.spare)
        self.spare.mandate_ids.is_lead = False
        self.assertFalse(other.office_id)

    def test_daily_job(self):
        lead, chosen, won = self._lead(), self._lead(office_id=self.hague.id), self._lead()
        won.sudo().action_set_won()
        self.paris.mandate_ids.date_end = "2026-06-20"
        self.spare.mandate_ids = [Command.create({"country_id": self.france.id, "date_start": "2026-06-21"})]
        self.assertEqual(self.env.ref("hub_export.ir_cron_offices").code, "model._cron_offices()")
        offices = self.env["hub.foreign.office"]
        with self.on_day(date(2026, 6, 20)):
            offices._cron_offices()
            self.assertEqual(lead.office_id, self.paris)
        with self.on_day(date(2026, 6, 21)):
            offices._cron_offices()
            self.assertEqual((lead.office_id, chosen.office_id, won.office_id), (self.spare, self.hague, self.paris))

    def test_a_won_lead_keeps_its_office_whoever_works_on_it(self):
        won = self._lead()
        won.sudo().action_set_won()
        self.paris.mandate_ids.date_end = "2026-06-14"
        won.user_id = self.colleague
        self.assertEqual(won.office_id, self.paris)

    def test_the_change_is_noted_on_the_lead(self):
        lead = self._lead()
        self.assertEqual(lead.office_id, self.paris)
        mandate = self.paris.mandate_ids.with_context(tracking_disable=False)
        mandate.office_id = self.spare
        lead.invalidate_recordset(["message_ids"])
        self.assertIn("Office: Test Paris → Test Spare", str(lead.message_ids.mapped("body")))

    # Agencies

    def test_never_an_office_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        own = self.create_office("Test Own", self.france, company_id=agency.id)
        lead = self.create_lead(target_country_id=self.france.id)
        self.assertEqual(lead.office_id, self.paris)
        with self.assertSays(ValidationError, "Office: Test Own belongs to another agency"):
            lead.office_id = own
        lead.write({"user_id": False, "company_id": agency.id})
        self.assertEqual((lead.office_id, lead.office_set_by_hand), (own, False), "its own agency's goes first")
        chosen = self.env["crm.lead"].create(
            {"name": "X", "company_id": agency.id, "user_id": False, "team_id": False, "office_id": own.id}
        )
        self.assertTrue(chosen.office_set_by_hand)
        chosen.company_id = self.env.company
        self.assertEqual((chosen.office_id, chosen.office_set_by_hand), (self.paris.browse(), False))

    def test_mandates_of_an_agency_move_its_own_leads(self):
        agency = self.env["res.company"].create({"name": "Agency A"})
        self.adviser.company_ids += agency
        theirs = self.create_lead(target_country_id=self.france.id, user_id=False, company_id=agency.id)
        ours = self._lead()
        own = self.create_office("Test Own", self.france, company_id=agency.id)
        self.assertEqual((theirs.office_id, ours.office_id), (own, self.paris))
        own.company_id = self.env.company
        self.assertEqual((theirs.office_id, ours.office_id), (self.paris, own))

    # Screens

    def test_filters(self):
        lead, none = self._lead(), self._lead(self.germany)
        self.paris.user_id = self.adviser
        arch = self.env["crm.lead"].get_view(self.env.ref("crm.view_crm_case_opportunities_filter").id, "search")[
            "arch"
        ]
        for name in ("my_offices", "no_office", "group_by_office"):
            self.assertIn(f'name="{name}"', arch)
        mine = ["|", ("office_id.user_id", "=", self.adviser.id), ("office_id.user_ids", "in", [self.adviser.id])]
        leads = self.env["crm.lead"].with_user(self.adviser)
        self.assertEqual(leads.search([("id", "in", (lead + none).ids), *mine]), lead)

    def test_salesmen_may_not_change_offices(self):
        with self.assertRaises(AccessError):
            self._lead().with_user(self.account).office_id.city = "Lyon"
