from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError

from ...tools.dates import today
from ...tools.turns import take_turns

_MONTHS_FOR_A_STEP = 6


class HubAssessment(models.Model):
    """From the weak spots of an assessment to the company's plan."""

    _inherit = "hub.assessment"

    def action_make_plan(self):
        """Plan one commitment for each weak spot that no open one is about yet, and show the companies' plans."""
        drafts = self.filtered(lambda assessment: assessment.state != "done")[:1]
        if drafts:
            raise UserError(
                self.env._(
                    "State: %(assessment)s is a draft, so its weak spots are not known yet. Mark it as done first.",
                    assessment=drafts.display_name,
                )
            )
        # Of two clicks at once, the second sees the commitments of the first.
        take_turns(self.partner_id)
        planned = {
            (commitment.partner_id, commitment.dimension_id._key())
            for commitment in self.env["hub.commitment"].search(
                [("partner_id", "in", self.partner_id.ids), ("state", "=", "open"), ("dimension_id", "!=", False)]
            )
        }
        values = {}
        for row in self.dimension_score_ids.filtered("is_weak"):
            key = row.partner_id, row.dimension_id._key()
            if key not in planned:
                values.setdefault(key, self._step(row))
        self.env["hub.commitment"].create(list(values.values()))
        return self.action_open_plan()

    def _step(self, row):
        """Return the values of the commitment that a weak spot asks for."""
        service = row.dimension_id.service_ids[:1]
        name = self.env._("Improve %(dimension)s", dimension=row.dimension_id.name)
        return {
            "name": f"{name}: {service.name}" if service else name,
            "partner_id": row.partner_id.id,
            "dimension_id": row.dimension_id.id,
            "assessment_id": row.assessment_id.id,
            "service_id": service.id,
            "date_deadline": today(self.env) + relativedelta(months=_MONTHS_FOR_A_STEP),
        }

    def action_open_plan(self):
        """Open the plan of the companies that were assessed."""
        return self.partner_id.action_open_plan()

    def action_open_company(self):
        """Open the company that the assessment is about."""
        self.ensure_one()
        return self.partner_id._get_records_action()

    def action_open_previous(self):
        """Open the assessment before this one."""
        self.ensure_one()
        return self.previous_id._get_records_action()
