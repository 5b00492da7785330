from odoo.tests import HttpCase, tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools.dates import today

from .common import STAGES


@tagged("post_install", "-at_install")
class TestDemoData(HubCase):
    """What the demo database shows of the way abroad: each screen, graph and filter has something to tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref("hub_export.user_adviser", raise_if_not_found=False):
            raise AssertionError("The demo data was not loaded.")
        rows = cls.env["ir.model.data"].search([("module", "=", "hub_export"), ("name", "=like", "lead\\_%")])
        cls.leads = cls.env["crm.lead"].with_context(active_test=False).browse(rows.mapped("res_id"))
        cls.open_leads = cls.leads.filtered("active")
        cls.team = cls.env.ref("hub_export.crm_team_export")
        cls.day = today(cls.env)

    def _count(self, model, domain, field):
        return dict(self.env[model]._read_group(domain, [field], ["__count"]))

    def test_leads_in_every_stage_and_lost_ones(self):
        counts = self._count("crm.lead", [("id", "in", self.open_leads.ids)], "stage_id")
        for stage in STAGES:
            self.assertGreaterEqual(counts.get(self.env.ref(f"hub_export.crm_stage_{stage}"), 0), 5, stage)
        self.assertEqual(set(self.leads.mapped("won_status")), {"pending", "won", "lost"})
        lost = self.leads.filtered(lambda lead: lead.won_status == "lost")
        self.assertEqual(lost.lost_reason_id.team_ids, self.team)
        self.assertNotIn(self.belgium, self.leads.target_country_id)
        for lead in self.leads.filtered("target_country_id"):
            self.assertIn(lead.target_country_id, lead.partner_id.export_target_ids.country_id)

    def test_leads_have_what_their_stages_require_but_for_a_few(self):
        missing = self.open_leads._get_missing(self.open_leads.grouped(lambda lead: lead.stage_id.id))
        self.assertFalse([lead.name for lead, items in missing.items() if items])
        self.assertEqual(self.leads.override_ids.user_id, self.env.ref("hub_entrepreneurs.user_director"))
        self.assertEqual(len(self.leads.override_ids.requirement_ids), 2)
        waiting = self.open_leads.filtered("missing_requirements")
        self.assertTrue(len(self.open_leads) / 10 < len(waiting) < len(self.open_leads) / 2, len(waiting))

    def test_activities(self):
        domain = [("res_model", "=", "crm.lead"), ("res_id", "in", self.leads.ids)]
        activities = self.env["mail.activity"].search(domain)
        self.assertEqual(set(activities.mapped("state")), {"overdue", "today", "planned"})
        self.assertGreaterEqual(len(activities.user_id), 5)

    def test_offices(self):
        offices = self.env["hub.foreign.office"].with_context(active_test=False)
        offices = offices.search([("note", "!=", False)])
        self.assertEqual(len(offices), 28)
        self.assertEqual(len(offices.filtered(lambda office: office.active and office.is_current)), 19)
        self.assertEqual(set(offices.mapped("kind")), {"office", "brussels_house", "antenna"})
        today_leading = offices._get_leading(self.env["res.country"].search([]))
        names = {country.code: office.name for country, office in today_leading.items()}
        self.assertEqual(names["FR"], "Paris")
        self.assertEqual((names["NL"], names["LU"]), ("Brussels", "Brussels"))
        self.assertNotIn("DE", names)
        before = offices._get_leading(self.env.ref("base.cn"), self.day.replace(year=2024, month=6, day=1))
        self.assertEqual([office.name for office in before.values()], ["Beijing"])
        self.assertEqual(names["CN"], "Shanghai")
        self.assertGreaterEqual(len(self.leads.office_id), 8)
        without = self.leads.filtered(lambda lead: lead.target_country_id and not lead.office_id)
        self.assertIn(self.env.ref("base.de"), without.target_country_id)

    def test_days_of_offices_are_facts_or_remarks(self):
        for office in self.env["hub.foreign.office"].with_context(active_test=False).search([("note", "!=", False)]):
            if office.date_end:
                self.assertIn("the day is not known", office.note)
            if office.date_start:
                self.assertIn(office.city, ("Milan", "Geneva"))

    def test_markets(self):
        statuses = self._count("res.partner", [("is_company", "=", True)], "exporter_status")
        self.assertGreaterEqual(min(statuses[status] for status in ("never", "occasional", "regular")), 8)
        targets = self.env["hub.export.target"].search([])
        self.assertGreaterEqual(len(targets.partner_id), 80)
        self.assertEqual(set(targets.mapped("status")), {"exploring", "entering", "exporting", "stopped"})
        self.assertEqual(set(targets.mapped("kind")), {"goods", "services"})
        self.assertGreaterEqual(len(set(targets.mapped("year")) - {0}), 4)
        self.assertGreaterEqual(len(targets.hs_section_id), 8)
        self.assertTrue(self.env["res.partner"].search([("export_share", ">", 0)]))

    def test_readiness(self):
        assessments = self.env["hub.assessment"].search([("kind", "=", "export")])
        done = assessments.filtered(lambda assessment: assessment.state == "done")
        self.assertGreaterEqual(len(done.partner_id), 60)
        self.assertEqual(len(done.band_id), 4)
        self.assertTrue(done.filtered("is_capped"))
        self.assertTrue(done.filtered(lambda assessment: assessment.previous_id and assessment.delta > 0))
        self.assertTrue(assessments - done, "drafts wait for answers")
        makers = done.filtered(lambda assessment: len(assessment.answer_ids) == 45)
        self.assertTrue(makers)
        plan = self.env["hub.commitment"].search([("dimension_id.framework_id.kind", "=", "export")])
        self.assertEqual(set(plan.mapped("state")), {"open", "done", "dropped"})
        self.assertTrue(plan.filtered("is_overdue"))
        self.assertEqual(len(plan.dimension_id), 6)

    def test_each_group_and_filter_of_the_pipeline_shows_something(self):
        leads = self.env["crm.lead"].with_user(self.env.ref("hub_export.user_adviser"))
        domain = safe_eval(self.env.ref("hub_export.crm_lead_action_export").domain)
        for groupby in ("sector_ids", "commune_id", "cluster_ids", "transition_status", "readiness_band_id"):
            groups = leads.web_read_group(domain, [groupby], ["__count"])["groups"]
            self.assertGreaterEqual(len(groups), 4, groupby)


@tagged("post_install", "-at_install")
class TestDemoUsers(HttpCase):
    """Who logs in to look around."""

    def test_adviser_logs_in_and_belongs_to_the_team(self):
        self.authenticate("adviser", "adviser")
        adviser = self.env.ref("hub_export.user_adviser")
        self.assertEqual(self.session.uid, adviser.id)
        self.assertIn(self.env.ref("hub_export.crm_team_export"), adviser.crm_team_ids)
        self.assertTrue(adviser.has_group("hub_export.group_hub_export_adviser"))
