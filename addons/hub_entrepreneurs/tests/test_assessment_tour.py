from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAssessmentTour(HttpCase):
    """Do an assessment and make the plan, in a browser; the steps are the tour's."""

    def test_assess_and_plan(self):
        new_test_user(
            self.env,
            login="hub_tour_account",
            password="hub_tour_account",
            groups="hub_entrepreneurs.group_hub_account_manager",
        )
        company = self.env["res.partner"].create({"name": "Tour Atelier", "is_company": True})
        self.start_tour(f"/odoo/hub-companies/{company.id}", "hub_assess_and_plan", login="hub_tour_account")
        assessment = company.assessment_ids
        self.assertEqual((assessment.state, assessment.answered_count), ("done", 32))
        self.assertEqual(assessment.answer_ids[:6].mapped("value"), [1, 1, 1, 1, 4, 4])
        commitment = company.commitment_ids
        self.assertEqual(commitment.dimension_id.code, "energy_climate")
        self.assertEqual(company.transition_status, "committed")
        self.assertEqual(company.transition_change_ids.sorted("id").mapped("new_status"), ["diagnosed", "committed"])
