from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import STAGE_GATE


class HubLeadStageOverride(models.Model):
    """A director's decision to move a lead on although something is missing, and why.

    What was missing then is not asked of this lead any more, while it is about the same company. Creating the record
    moves the lead.
    """

    _name = "hub.lead.stage.override"
    _description = "Override of Stage Requirements"
    _inherit = ["hub.pointing.mixin"]
    _order = "create_date desc, id desc"
    _rec_names_search = ["lead_id", "reason"]

    lead_id = fields.Many2one("crm.lead", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(related="lead_id.partner_id", string="Company")
    decided_for_id = fields.Many2one(
        "res.partner",
        "Company at the Time",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The decision holds for this company. Empty if the lead had none: then it holds for any.",
    )
    stage_id = fields.Many2one("crm.stage", "Moved To", required=True, index=True, ondelete="restrict")
    reason = fields.Text(required=True)
    requirement_ids = fields.Many2many("hub.stage.requirement", string="Missing at the Time", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Decided By", required=True, readonly=True, index=True, default=lambda self: self.env.user
    )

    @api.depends("lead_id", "stage_id")
    def _compute_display_name(self):
        for override in self:
            override.display_name = f"{override.lead_id.name or ''} → {override.stage_id.name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        """Note the decisions and move their leads on; as superuser only note them, as when data is loaded."""
        if self.env.su:
            return super().create(vals_list)
        default = self.env.context.get("default_reason")
        if not all((vals.get("reason", default) or "").strip() for vals in vals_list):
            raise ValidationError(self.env._("Reason: write why the lead moves on although something is missing."))
        # Who decides, and what was missing, is not told but found out.
        found_out = {"user_id": self.env.uid, "requirement_ids": False, "decided_for_id": False}
        decided = super().create([{**vals, **found_out} for vals in vals_list])
        decided._carry_out()
        return decided

    def _carry_out(self):
        self._check_decision()
        self.lead_id.check_access("write")
        for stage, overrides in self.grouped("stage_id").items():
            missing = overrides.lead_id._get_missing_for(stage)
            overrides._note_unmet(stage)
            overrides.lead_id.with_context(**{STAGE_GATE: AUTOMATIC}).write({"stage_id": stage.id})
            overrides._post_decision(missing)

    def _check_decision(self):
        gate = self.env["hub.stage.requirement"]._get_gate()
        for override in self:
            lead, stage = override.lead_id, override.stage_id
            names = {"lead": lead.name, "stage": stage.name}
            if lead.stage_id == stage:
                raise UserError(self.env._("“%(lead)s” is at %(stage)s already. Choose a later stage.", **names))
            if stage.id not in [each.id for each in lead.sudo().team_id._get_stage_path(gate)]:
                raise UserError(
                    self.env._(
                        "Stage: %(stage)s is not a stage of the team of “%(lead)s”. Choose one of its own stages.",
                        **names,
                    )
                )

    def _note_unmet(self, stage):
        gate = self.env["hub.stage.requirement"]._get_gate()
        unmet = self.lead_id._get_unmet_requirements({stage.id: self.lead_id})
        for override in self:
            lead, required = override.lead_id, unmet[override.lead_id]
            path = lead.sudo().team_id._get_stage_path(gate)
            if not required or not gate.is_raised(path, lead.stage_id.id, stage.id):
                raise UserError(
                    self.env._(
                        "Nothing is missing for “%(lead)s” to reach %(stage)s. Move it without an override.",
                        lead=lead.name,
                        stage=stage.name,
                    )
                )
            # As superuser: nobody changes a decision, not even who takes it.
            override.sudo().write(
                {
                    "requirement_ids": [requirement.id for requirement in required],
                    "decided_for_id": lead.sudo()._get_company().id,
                }
            )

    def _post_decision(self, missing):
        """Post the decision in the lead's chatter."""
        for override in self:
            said = self.env._(
                "Moved to %(stage)s although this was missing: %(missing)s.",
                stage=override.stage_id.name,
                missing=", ".join(item["name"] for item in missing[override.lead_id]),
            )
            reason = self.env._("Reason: %s", override.reason)
            override.lead_id.message_post(body=Markup("%s<br/>%s") % (said, reason), subtype_xmlid="mail.mt_note")
