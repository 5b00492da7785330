from datetime import date, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .common import CampaignCase


class TestAudience(CampaignCase):
    def _choose(self, user=None, **values):
        """Return the companies among the two that the dialog finds with these conditions."""
        campaign = self.create_campaign(user=user)
        wizard = self.env["hub.campaign.audience"].with_user(user or self.cluster_manager)
        wizard = wizard.with_context(default_campaign_id=campaign.id).create({"cluster_ids": False, **values})
        wizard.action_apply()
        found = self.env["res.partner"].with_user(user or self.cluster_manager).search(campaign._domain_audience())
        self.assertEqual(campaign.audience_count, len(found))
        self.assertEqual(wizard.company_count, len(found))
        return found & self.companies

    def _option(self, field, value):
        options = self.env["ir.model.fields.selection"]
        return options.search(
            [("field_id.model", "=", "res.partner"), ("field_id.name", "=", field), ("value", "=", value)]
        )

    def test_members_of_a_cluster_today_or_on_a_date(self):
        day = today(self.env)
        self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": day - timedelta(days=9)},
                {
                    "cluster_id": self.cluster.id,
                    "partner_id": self.other_company.id,
                    "date_start": day - timedelta(days=99),
                    "date_end": day - timedelta(days=50),
                },
            ]
        )
        clusters = {"cluster_ids": self.cluster.ids}
        self.assertEqual(self._choose(**clusters), self.company)
        self.assertEqual(self._choose(**clusters, cluster_on=day - timedelta(days=60)), self.other_company)
        self.assertFalse(self._choose(**clusters, cluster_on=day - timedelta(days=30)))

    def test_a_label_that_lapses_soon(self):
        day = today(self.env)
        for company, days in ((self.company, 80), (self.other_company, 100)):
            self.create_evidence(company, day - timedelta(days=300), day + timedelta(days=days))
        self.assertEqual(self._choose(lapses_within=90), self.company)
        self.assertEqual(self._choose(lapses_within=120), self.companies)
        schemes = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_artisan").scheme_id
        self.assertFalse(self._choose(lapses_within=120, scheme_ids=schemes.ids))
        self.create_evidence(self.company, day + timedelta(days=81), day + timedelta(days=500))
        self.assertFalse(self._choose(lapses_within=90), "it is renewed already")

    def test_what_they_are(self):
        sector = self.env["hub.sector"].search([], limit=1)
        self.company.write({"sector_added_ids": sector.ids, "zip": "1000", "city": "Bruxelles"})
        self.company.write({"size_data_year": 2025, "employee_count": 2, "turnover": 1})
        self.assertEqual(self._choose(sector_ids=sector.ids), self.company)
        self.assertEqual(self._choose(commune_ids=self.company.commune_id.ids), self.company)
        self.assertEqual(self._choose(size_ids=self._option("size_class", "micro").ids), self.company)
        self.assertFalse(self._choose(size_ids=self._option("size_class", "large").ids))
        self.create_evidence(self.other_company, date(2020, 1, 1), False)
        exemplary = self._option("transition_status", "exemplary")
        self.assertEqual(self._choose(transition_status_ids=exemplary.ids), self.other_company)

    def test_all_sectors_of_a_kind(self):
        crafts = self.env["hub.sector"].search([("kind", "=", "artisan")], limit=2)
        self.company.sector_added_ids = crafts[0]
        self.other_company.sector_added_ids = crafts[1]
        self.assertEqual(self._choose(sector_kind="artisan"), self.companies)
        self.assertEqual(self._choose(sector_kind="artisan", sector_ids=crafts[0].ids), self.company)
        self.assertFalse(self._choose(sector_kind="ccs_core", sector_ids=crafts[0].ids))

    def test_no_contact_since(self):
        day = today(self.env)
        self.env["hub.interaction"].create({"partner_id": self.company.id, "user_id": self.account.id})
        self.assertEqual(self._choose(not_contacted_since=day), self.other_company)
        self.assertEqual(self._choose(not_contacted_since=day + timedelta(days=1)), self.companies)

    def test_target_groups_as_far_as_the_user_may(self):
        groups = self.env["hub.target.group"]
        group = groups.create(
            {"name": "Ateliers", "code": "ateliers", "definition": "-", "domain": "[('name', '=', 'Test Atelier')]"}
        )
        self.assertEqual(self._choose(target_group_ids=group.ids), self.company)
        offered = self.env["hub.campaign.audience"].with_user(self.cluster_manager)._domain_target_groups()
        self.assertNotIn("women", groups.search(offered).mapped("code"))
        women = groups.search([("code", "=", "women")])
        with self.assertRaisesRegex(ValidationError, "uses personal data"):
            self._choose(target_group_ids=women.ids)

    def test_the_dialog_starts_with_the_campaigns_own_clusters(self):
        campaign = self.create_campaign()
        wizard = self.env["hub.campaign.audience"].with_user(self.cluster_manager)
        wizard = wizard.with_context(default_campaign_id=campaign.id)
        with Form(wizard) as form:
            self.assertEqual(form.cluster_ids.ids, self.cluster.ids)
            form.lapses_within = 90
        self.assertIn("today +90d", form.record.domain)

    def test_conditions_instead_within_and_besides(self):
        campaign = self.create_campaign(self.company)
        wizard = self.env["hub.campaign.audience"].with_user(self.cluster_manager)
        wizard = wizard.create({"campaign_id": campaign.id, "not_contacted_since": today(self.env)})
        wizard.combine = "and"
        self.assertEqual(wizard.company_count, 1)
        wizard.combine = "or"
        everybody = self.env["res.partner"].with_user(self.cluster_manager).search_count([("is_company", "=", True)])
        self.assertEqual(wizard.company_count, everybody)

    def test_nothing_chosen_is_a_sentence(self):
        with self.assertRaisesRegex(UserError, "Choose at least one condition"):
            self._choose()

    def test_a_filter_that_no_longer_fits_is_a_sentence(self):
        with self.assertRaisesRegex(ValidationError, "The filter of the audience can't be used"):
            self.campaign.audience_domain = "[('no_such_field', '=', 1)]"
        for domain in ("[('no_such_field', '=', 1)]", "nonsense", "[('name', '~~', 1)]"):
            # The field was there when the filter was written.
            query = SQL("UPDATE utm_campaign SET audience_domain = %s WHERE id = %s", domain, self.campaign.id)
            self.env.cr.execute(query)
            self.campaign.invalidate_recordset()
            self.assertEqual(self.campaign.audience_count, 0)
            self.assertIn("The filter of the audience", self.campaign.audience_problem)
            for method in (self.campaign.action_freeze, self.campaign._freeze, self.campaign.action_open_audience):
                with self.assertRaisesRegex(UserError, "The filter of the audience can't be used"):
                    method()

    def test_the_count_is_of_companies_whom_the_user_may_see(self):
        person = self.env["res.partner"].create({"name": "A person"})
        self.campaign.audience_domain = repr([("id", "in", (self.companies + person).ids)])
        self.assertEqual(self.campaign.audience_count, 2)
        self.assertEqual(
            Domain(self.campaign.action_open_audience()["domain"]),
            self.campaign._domain_audience(),
            "the number can be opened",
        )

    def test_an_end_before_the_start_is_a_sentence(self):
        with self.assertRefused("utm.campaign", "End: this day is before “Start”"):
            self.campaign.write({"date_start": "2026-05-02", "date_end": "2026-05-01"})
            self.env.flush_all()
