from odoo import models

from odoo.addons.hub_entrepreneurs.tools.dates import today


class ResPartner(models.Model):
    """Where a company gets what a stage of its lead requires."""

    _inherit = "res.partner"

    def _action_fill_band(self, requirement):
        """Return the action that assesses the company."""
        kind = requirement.framework_id.kind or "export"
        if kind == "export":
            return self._action_export_assessment()
        drafts = self.env["hub.assessment"].search(
            [("partner_id", "=", self.id), ("state", "=", "draft"), ("kind", "=", kind)], limit=1
        )
        context = {"default_partner_id": self.id, "hub_kind": kind, "dialog_size": "extra-large"}
        return self._fill_in("hub.assessment", self.env._("Assessment"), context, drafts.id)

    def _action_fill_plan(self, requirement):
        """Return the action that writes down a step of the company's plan: one against its weakest spot."""
        kind = requirement.framework_id.kind or "export"
        last = self.env["hub.assessment"].search(
            [("partner_id", "=", self.id), ("state", "=", "done"), ("kind", "=", kind)],
            order="date desc, id desc",
            limit=1,
        )
        weakest = last.dimension_score_ids.sorted("score")[:1]
        step = last._step(weakest) if weakest else {"partner_id": self.id}
        context = {f"default_{name}": value for name, value in step.items()}
        return self._fill_in("hub.commitment", self.env._("Step of the Plan"), {**context, "hub_kind": kind})

    def _action_fill_evidence(self, requirement):
        """Return the action that enters evidence of what is required."""
        version = requirement.scheme_id._version_on(today(self.env)) if requirement.scheme_id else requirement.scheme_id
        context = {"default_partner_id": self.id, "default_version_id": version.id}
        return self._fill_in("hub.evidence", self.env._("Evidence"), context)

    def _fill_in(self, model, name, context, record=False):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "res_id": record,
            "views": [(False, "form")],
            "context": context,
        }
