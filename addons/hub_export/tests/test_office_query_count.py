from datetime import date

from odoo import Command

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import ExportCase


class TestOfficeQueryCount(ExportCase, QueryCountCase):
    """The number of queries of offices, their mandates and their leads does not grow with the rows."""

    USERS = {**ExportCase.USERS, **dict.fromkeys(("attache", "head"), "hub_entrepreneurs.group_hub_account_manager")}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As in real life: with notes on the leads.
        cls.env = cls.env(context={"mail_create_nosubscribe": True, "mail_create_nolog": True})
        cls.countries = cls.env["res.country"].search([("id", "!=", cls.belgium.id)], limit=60)

    def _create_leads(self, number, country, **values):
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"Lead {rank}",
                    "type": "opportunity",
                    "team_id": self.team.id,
                    "target_country_id": country.id,
                    "partner_id": self.company.id,
                    **values,
                }
                for rank in range(number)
            ]
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        return leads

    def _count_change(self, change):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        change()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def _office(self, country, **values):
        return self.create_office(f"Test {country.name}", country, **values)

    def test_offices(self):
        offices = self.env["hub.foreign.office"].union(*(self._office(country) for country in self.countries[:30]))
        for office in offices:
            self._create_leads(2, office.country_id)
        self._assert_flat("hub_export.hub_foreign_office_view_kanban", "kanban", offices)
        self._assert_flat("hub_export.hub_foreign_office_view_list", "list", offices)
        self.assertEqual(offices.with_user(self.account).mapped("open_lead_count"), [2] * 30)

    def test_mandates(self):
        office = self.create_office("Test World", self.countries)
        self._assert_flat("hub_export.hub_foreign_office_mandate_view_list", "list", office.mandate_ids)
        self._assert_flat("hub_export.hub_foreign_office_mandate_view_kanban", "kanban", office.mandate_ids)

    def test_cards_cost_one_query_more(self):
        self._office(self.france)
        leads = self._create_leads(40, self.france, user_id=self.account.id).with_user(self.account)
        specification = self._fields_of("crm.crm_case_kanban_view_leads", "kanban", "crm.lead")
        self.assertIn("office_id", specification)
        without = {name: field for name, field in specification.items() if name != "office_id"}
        counts = [self._count(leads.web_read, each) for each in (without, specification)]
        self.assertLessEqual(counts[1], counts[0] + 1)
        self.assertEqual(self._count(leads[:3].web_read, specification), counts[1])

    def test_reassigning(self):
        other = self.create_office("Test Other", country_id=self.france.id)
        counts = []
        for number, country in zip((10, 300), self.countries, strict=False):
            office = self._office(country)
            leads = self._create_leads(number, country, user_id=self.account.id)
            self.assertEqual(leads.office_id, office)
            mandate = office.mandate_ids.with_user(self.adviser)
            counts.append(self._count_change(lambda mandate=mandate: mandate.write({"office_id": other.id})))
            self.assertEqual(leads.office_id, other)
            self.assertTrue(all("Office:" in str(lead.message_ids.mapped("body")) for lead in leads))
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_daily_job(self):
        counts = []
        for number, country in zip((10, 300), self.countries, strict=False):
            office = self._office(country)
            leads = self._create_leads(number, country)
            office.mandate_ids.date_end = date(2030, 1, 1)
            with self.on_day(date(2030, 1, 2)):
                counts.append(self._count_change(self.env["hub.foreign.office"]._cron_offices))
                self.assertFalse(leads.office_id)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_closing(self):
        successor = self.create_office("Test Heir", country_id=self.france.id, user_id=self.head.id)
        counts = []
        for number, country in zip((10, 300), self.countries, strict=False):
            office = self._office(country, user_ids=[Command.set(self.attache.ids)])
            leads = self._create_leads(number, country, user_id=self.attache.id)
            model = self.env["ir.model"]._get_id("crm.lead")
            activities = (
                self.env["mail.activity"]
                .with_context(mail_activity_quick_update=True)
                .create([{"res_model_id": model, "res_id": lead.id, "user_id": self.attache.id} for lead in leads])
            )
            wizard = (
                self.env["hub.foreign.office.close"]
                .with_user(self.adviser)
                .create({"office_id": office.id, "successor_id": successor.id, "date": date.today()})
            )
            counts.append(self._count_change(wizard.action_close))
            self.assertEqual((leads.office_id, leads.user_id, activities.user_id), (successor, self.head, self.head))
        self.assertLessEqual(counts[1], counts[0] + 5)

    def test_creating_leads(self):
        """A market costs a lead two queries: which office leads it, and none for each lead."""
        self._office(self.france)
        self._create_leads(1, self.france)
        counts = [
            self._count_change(lambda number=number: self._create_leads(number, self.france)) for number in (10, 60)
        ]
        spent = [
            self._count_change(lambda number=number: self._create_leads(number, self.france.browse()))
            for number in (10, 60)
        ]
        self.assertLessEqual(counts[1] - spent[1], counts[0] - spent[0] + 1)
