from collections import defaultdict

from odoo import api, models


class HubAssessment(models.Model):
    """How far a company moved from one assessment to the next."""

    _inherit = "hub.assessment"

    @api.model
    def _update_progress(self, partners):
        """Tell each done assessment of companies which one came before it, and how far the company moved since.

        A back-dated assessment comes between two others, so all of a company's are looked at.
        """
        # As superuser: scores are nobody's to write, and all of a company's assessments count.
        done = self.sudo().search(
            [("partner_id", "in", partners.ids), ("state", "=", "done")], order="partner_id, kind, date, id"
        )
        last = {}
        for assessment in done:
            company_and_kind = assessment.partner_id, assessment.kind
            assessment._compare_with(last.get(company_and_kind, self.browse()))
            last[company_and_kind] = assessment

    @api.model
    def _unite_rows(self, sources, destination):
        """Bring the assessments of contacts that become one into one row of steps; a done one moves as well."""
        self.search([("partner_id", "in", sources.ids)])._store({"partner_id": destination.id})
        self._update_progress(destination)

    def _compare_with(self, previous):
        delta = round(self.score - previous.score, 1) if previous else 0
        if (self.previous_id, self.delta) != (previous, delta):
            self._store({"previous_id": previous.id, "delta": delta})
        before = {row.dimension_id._key(): row.score for row in previous.dimension_score_ids}
        moved = defaultdict(self.env["hub.assessment.dimension.score"].browse)
        for row in self.dimension_score_ids:
            score = before.get(row.dimension_id._key())
            moved[row.score - score if score is not None else 0, score is not None] += row
        for (points, is_compared), rows in moved.items():
            rows.write({"delta": round(points, 1), "has_previous": is_compared})
