from odoo import api, models


class ReportBriefing(models.AbstractModel):
    """A briefing tells how ready for export a company is, and where its leads go and what they lack."""

    _inherit = "report.hub_entrepreneurs.briefing"

    @api.model
    def _get_pictures(self, companies):
        pictures = super()._get_pictures(companies)
        return [*pictures, self._draw(companies, self.env._("Export Readiness"), "export_assessment_id")]

    @api.model
    def _get_lead_details(self, leads):
        details = super()._get_lead_details(leads)
        for lead in leads:
            missing = ", ".join(item["name"] for item in lead.missing_requirements or [])
            details[lead] = [
                lead.target_country_id.name,
                lead.office_id.name,
                missing and self.env._("Missing: %s", missing),
                *details[lead],
            ]
        return details
