from odoo import Command
from odoo.exceptions import AccessError, UserError

from odoo.addons.hub_entrepreneurs.tests.test_merge import MergeCase

from .readiness_common import ReadinessCase


class TestReadiness(ReadinessCase, MergeCase):
    """How ready a company is, on the company and on its leads."""

    def _readiness(self, company=None):
        company = company or self.company
        return company.export_assessment_id, company.export_readiness_score, company.export_readiness_band_id

    def test_it_follows_the_last_done_assessment(self):
        nothing = (self.env["hub.assessment"], 0, self.env["hub.assessment.band"])
        draft = self.assess(4, state="draft")
        self.assertEqual(self._readiness(), nothing)
        draft.action_done()
        self.assertEqual(self._readiness(), (draft, 80, self.ready))
        older = self.assess(3, date="2025-06-15")
        self.assertEqual(self._readiness(), (draft, 80, self.ready), "a back-dated one is not the last")
        newer = self.assess(5, date="2026-07-01")
        self.assertEqual(self._readiness(), (newer, 100, self.strong))
        self.assertEqual(newer.previous_id, draft)
        newer.action_reopen()
        self.assertEqual(self._readiness(), (draft, 80, self.ready))
        draft.with_user(self.director)._void("Of another company")
        self.assertEqual(self._readiness(), (older, 60, self.preparing))
        older.action_reopen()
        older.partner_id = self.other_company
        older.action_done()
        self.assertEqual(self._readiness(), nothing)
        self.assertEqual(self._readiness(self.other_company), (older, 60, self.preparing))

    def test_of_two_on_one_day_the_later_counts(self):
        self.assess(4)
        last = self.assess(3)
        self.assertEqual(self.company.export_assessment_id, last)

    def test_a_transition_assessment_tells_nothing(self):
        framework = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        self.assess(5, framework_id=framework.id)
        self.assertFalse(self.company.export_assessment_id)
        self.assertEqual(self.company.transition_status, "diagnosed")
        self.assertEqual((len(self.company.transition_assessment_ids), len(self.company.export_assessment_ids)), (1, 0))

    def test_nobody_types_it_in(self):
        assessment = self.assess()
        for name, value in (
            ("export_assessment_id", assessment.id),
            ("export_readiness_score", 99),
            ("export_readiness_band_id", self.strong.id),
        ):
            for user in (self.account, self.director):
                with self.assertRaisesRegex(UserError, "The export readiness is computed from"):
                    self.other_company.with_user(user).write({name: value})
                with self.assertRaisesRegex(UserError, "The export readiness is computed from"):
                    self.env["res.partner"].with_user(user).create({"name": "Typed", name: value})
        lead = self.create_lead(self.account, partner_id=self.other_company.id)
        for name, value in (("assessment_id", assessment.id), ("readiness_band_id", self.strong.id)):
            with self.assertRaisesRegex(UserError, "The readiness is computed from"):
                lead.write({name: value})
            with self.assertRaisesRegex(UserError, "The readiness is computed from"):
                self.create_lead(self.account, **{name: value})
            with self.assertRaisesRegex(UserError, "The readiness is computed from"):
                lead.with_context(**{f"default_{name}": value}).create({"name": "Typed"})

    def test_who_sees_it(self):
        self.assess()
        for user in (self.account, self.adviser, self.analyst):
            self.assertEqual(self.company.with_user(user).export_readiness_score, 80)
        with self.assertRaises(AccessError):
            self.company.with_user(self.outsider).read(["export_readiness_score"])
        self.assertNotIn("export_readiness_band_id", self.env["res.partner"].with_user(self.outsider).fields_get())
        self.assertTrue(self.company.with_user(self.outsider).exists().name)

    def test_a_company_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.company.company_id = agency
        assessment = self.assess(user=self.env.user)
        self.assertEqual(self.company.export_assessment_id, assessment)
        self.assertFalse(self.env["hub.assessment"].with_user(self.account).search([("id", "=", assessment.id)]))

    def test_leads_follow(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        lead, of_person, won = (
            self.create_lead(**values) for values in ({}, {"partner_id": person.id}, {"stage_id": self.stages[-1].id})
        )
        leads = lead | of_person | won
        self.assertFalse(leads.assessment_id)
        assessment = self.assess()
        self.assertEqual(leads.mapped("assessment_id"), assessment)
        self.assertEqual([each.readiness_band_id for each in leads], [self.ready] * 3)
        self.assertEqual(self.create_lead(self.adviser).readiness_band_id, self.ready, "a new one as well")
        better = self.assess(5, date="2026-07-01")
        self.assertEqual(set(leads.mapped("readiness_band_id")), {self.strong})
        better.action_reopen()
        self.assertEqual(leads.mapped("readiness_band_id"), self.ready)
        lead.partner_id = self.other_company
        self.assertFalse(lead.assessment_id)
        self.assertFalse(lead.readiness_band_id)
        self.assertEqual(
            self.env["crm.lead"].search_count([("readiness_band_id", "=", self.ready.id), ("id", "in", leads.ids)]), 2
        )

    def test_merging_leads(self):
        assessment = self.assess()
        lead, other = self.create_lead(self.account), self.create_lead(self.account, partner_id=False)
        other.write({"stage_id": self.stages[1].id, "partner_name": "Test Atelier"})
        self.assertFalse(other.assessment_id)
        merged = (other | lead).with_user(self.account).merge_opportunity()
        self.assertEqual((merged.partner_id, merged.assessment_id), (self.company, assessment))
        self.assertEqual(merged.readiness_band_id, self.ready)
        elsewhere = self.create_lead(self.account, partner_id=self.other_company.id)
        elsewhere.stage_id = self.stages[1]
        merged = (merged | elsewhere).with_user(self.account).merge_opportunity()
        self.assertEqual(merged.assessment_id, merged.partner_id.export_assessment_id, "never that of another company")

    def test_merging_companies(self):
        lead = self.create_lead()
        twin = self.env["res.partner"].create({"name": "Test Atelier Twin", "is_company": True})
        of_twin = self.create_lead(partner_id=twin.id)
        self.assess(3)
        newer = self.assess(5, twin, date="2026-07-01")
        self._merge(self.company, twin, into=self.company)
        self.assertEqual(self._readiness(), (newer, 100, self.strong))
        self.assertEqual((lead | of_twin).mapped("assessment_id"), newer)
        self.assertEqual((lead | of_twin).mapped("readiness_band_id"), self.strong)

    def test_a_draft_that_is_merged_into_a_company_asks_what_fits_it(self):
        twin = self.env["res.partner"].create({"name": "Test Joiner Twin", "is_company": True})
        draft = self.env["hub.assessment"].create({"partner_id": twin.id, "framework_id": self.framework.id})
        self.assertNotIn(self.makers, draft.answer_ids.question_id.dimension_id)
        self._merge(self.maker, twin, into=self.maker)
        self.assertEqual(draft.partner_id, self.maker)
        self.assertIn(self.makers, draft.answer_ids.question_id.dimension_id)

    def test_the_person_of_a_company_that_is_merged_away(self):
        twin = self.env["res.partner"].create({"name": "Test Atelier Twin", "is_company": True})
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": twin.id})
        of_person = self.create_lead(partner_id=person.id)
        done = self.assess()
        self._merge(self.company, twin, into=self.company)
        self.assertEqual(of_person.assessment_id, done)

    def test_open_leads(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        opened = self.create_lead() | self.create_lead(partner_id=person.id)
        lost = self.create_lead()
        lost.action_set_lost()
        self.create_lead(stage_id=self.stages[-1].id)
        self.create_lead(partner_id=self.other_company.id)
        self.assertEqual(self.company.with_user(self.account).open_lead_ids, opened)
        self.assertEqual(self.company.with_user(self.analyst).open_lead_ids, opened)
        self.assertFalse(self.maker.open_lead_ids)

    def test_assessing(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        lead = self.create_lead(self.adviser, partner_id=person.id)
        for action in (lead.action_assess_readiness(), self.company.action_new_export_assessment()):
            self.assertEqual((action["res_model"], action["res_id"]), ("hub.assessment", False))
            new = self.env["hub.assessment"].with_context(**action["context"]).new({})
            self.assertEqual((new.partner_id, new.framework_id), (self.company, self.framework))
        draft = self.assess(state="draft")
        self.assertEqual(lead.action_assess_readiness()["res_id"], draft.id, "the one that waits for answers")
        self.assertEqual(self.company.with_user(self.account).action_new_export_assessment()["res_id"], draft.id)
        draft.action_done()
        self.assertFalse(lead.action_assess_readiness()["res_id"])
        self.assertEqual(lead.action_open_readiness()["res_id"], draft.id)
        lead.partner_id = False
        with self.assertRaisesRegex(UserError, "The lead “Test lead” has no company yet"):
            lead.action_assess_readiness()

    def test_filters(self):
        self.assess()
        search = self.env["res.partner"].get_views(
            [(self.env.ref("hub_entrepreneurs.res_partner_view_search_company").id, "search")]
        )["views"]["search"]["arch"]
        for name in ("export_assessed", "export_never_assessed", "group_by_export_readiness", "exporter_never"):
            self.assertIn(f'name="{name}"', search)
        companies = self.company | self.other_company
        groups = (
            self.env["res.partner"]
            .with_user(self.analyst)
            ._read_group(
                [("id", "in", companies.ids)], ["export_readiness_band_id"], ["__count", "export_readiness_score:avg"]
            )
        )
        self.assertIn((self.ready, 1, 80), groups)
        self.company.with_user(self.account).write({"name": "Still Writable", "category_id": [Command.clear()]})
