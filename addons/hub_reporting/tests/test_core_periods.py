from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from .periods_common import PeriodsCase


class TestCorePeriods(PeriodsCase):
    """What core does with contacts on their way into the database, and in a merge."""

    def test_each_column_goes_through_write_multi(self):
        """Core writes no column of a contact past `_write_multi`, typed or computed."""
        self.company.write({"entrepreneur_stage": "growing", "user_id": self.account.id})
        self.company.write({"employee_count": 4, "turnover": 100_000, "size_data_year": 2025})
        self.company.city = "Schaerbeek"
        [period] = self.periods()
        self.assertEqual(
            (period.entrepreneur_stage, period.user_id, period.size_class, period.commune_id.nis_code),
            ("growing", self.account, "micro", "21015"),
        )

    def test_sectors_are_computed_where_they_are_noted(self):
        """Core leads the computation of a stored many2many through `_compute_field_value`."""
        sector = self.env["hub.sector"].create({"name": "Test Glass", "code": "test_glass", "kind": "artisan"})
        self.company.sector_added_ids = sector
        [period] = self.periods()
        self.assertEqual(period.sector_ids, sector)

    def test_a_merge_moves_rows_contact_by_contact(self):
        """Core asks `_update_foreign_keys` to move the rows of the losing contacts."""
        # Two numbers would be two companies.
        self.other_company.company_registry = False
        with self.later(10):
            self.other_company.entrepreneur_stage = "growing"
            self.record()
        kept = self.periods()
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.company + self.other_company).ids, self.company, extra_checks=False
        )
        self.assertEqual(self.periods(), kept)

    def test_each_column_of_a_lead_goes_through_write_multi(self):
        """Core moves, wins and archives a lead by `_write_multi`, typed or computed."""
        lead = self.env["crm.lead"].create({"name": "Test Lead", "type": "opportunity"})
        periods = self.env["hub.lead.period"]
        for change in (
            lambda: lead.write({"stage_id": self.env["crm.stage"].create({"name": "Test Stage"}).id}),
            lead.action_set_lost,
            lead.action_unarchive,
            lead.action_set_won,
        ):
            self.record()
            change()
            self.env.flush_all()
            noted = self.env.cr.precommit.data.get(periods._name, {})
            self.assertIn(lead.id, noted.get("crm.lead", ()))


class TestNoRole(HubCase):
    def test_a_contact_of_others_changes(self):
        """Who has no role with Hub changes a plain contact, and what it was is kept all the same."""
        contact = self.env["res.partner"].with_user(self.outsider).with_context(tracking_disable=True)
        self.env.ref("base.group_partner_manager").user_ids += self.outsider
        company = contact.create({"name": "Test Plain", "is_company": True})
        self.env.flush_all()
        self.env.cr.precommit.run()
        period = self.env["hub.company.period"].search([("partner_id", "=", company.id)])
        self.assertTrue(period.is_first)
