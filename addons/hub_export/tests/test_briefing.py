from .gate_common import GateCase


class TestBriefing(GateCase):
    """What a briefing says of the way abroad."""

    def _page(self):
        report = self.env["report.hub_entrepreneurs.briefing"].with_user(self.account)
        return report._get_report_values(self.company.ids)["pages"][0]

    def test_a_lead_says_where_it_goes_and_what_it_lacks(self):
        office = self.create_office("Test Office", self.netherlands)
        self.create_lead(stage_id=self.export_plan.id, target_country_id=self.netherlands.id, user_id=self.account.id)
        self.create_lead(name="Second lead", stage_id=self.consolidated.id)
        [leads] = [section for section in self._page().main if section.name == "leads"]
        [line] = leads.lines
        self.assertEqual((line.text, line.aside), ("Test lead", self.export_plan.name))
        for part in (
            "Netherlands",
            office.name,
            f"Missing: {self.needs_plan.display_name}"[:9],
            self.account.name[:11],
        ):
            self.assertIn(part, line.detail)
        self.assertIn(self.names(self.env["crm.lead"].search([("name", "=", "Test lead")]))[0], line.detail)

    def test_readiness_is_drawn(self):
        [picture] = [picture for picture in self._page().pictures if picture.title == "Export Readiness"]
        self.assertIn(self.company.export_readiness_band_id.name, picture.when)
        self.assertEqual(len(picture.drawing.spokes), len(self.company.export_assessment_id.dimension_score_ids))
        self.company.export_assessment_id.unlink()
        self.assertFalse(self._page().pictures)
