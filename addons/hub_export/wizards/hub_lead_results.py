from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.once import once

_KINDS = ("new_market", "export_contract")


class HubLeadResults(models.TransientModel):
    """What came of a won lead: the market where its company sells now, and the outcome. Both are filled in."""

    _name = "hub.lead.results"
    _description = "Market and Outcome of a Won Lead"
    _inherit = ["hub.own.dialog.mixin"]

    lead_id = fields.Many2one("crm.lead", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one(related="lead_id.partner_id.commercial_partner_id", string="Company")
    with_market = fields.Boolean("Enter the Market", compute="_compute_from_lead", store=True, readonly=False)
    country_id = fields.Many2one("res.country", "Market", compute="_compute_from_lead", store=True, readonly=False)
    kind = fields.Selection(
        lambda self: self.env["hub.export.target"]._fields["kind"]._description_selection(self.env),
        "Goods or Services",
        compute="_compute_from_lead",
        store=True,
        readonly=False,
    )
    with_outcome = fields.Boolean("Enter the Outcome", compute="_compute_from_lead", store=True, readonly=False)
    outcome_kind = fields.Selection(
        lambda self: self._selection_outcome_kind(),
        "Outcome",
        compute="_compute_from_lead",
        store=True,
        readonly=False,
    )
    value = fields.Float(compute="_compute_value", store=True, readonly=False)
    date = fields.Date(required=True, default=lambda self: today(self.env))

    @api.model
    def _selection_outcome_kind(self):
        labels = dict(self.env["hub.outcome"]._fields["kind"]._description_selection(self.env))
        return [(kind, labels[kind]) for kind in _KINDS]

    @api.depends("lead_id")
    def _compute_from_lead(self):
        for wizard in self:
            lead, company = wizard.lead_id, wizard.lead_id._get_company()
            only_services = company.exports_services and not company.exports_goods
            wizard.with_market, wizard.with_outcome = lead.lacks_market, lead.lacks_outcome
            wizard.country_id = lead.target_country_id
            wizard.kind = "services" if only_services else "goods"
            wizard.outcome_kind = "export_contract" if lead.expected_revenue else "new_market"

    @api.depends("lead_id", "outcome_kind")
    def _compute_value(self):
        for wizard in self:
            wizard.value = wizard.lead_id.expected_revenue if wizard.outcome_kind == "export_contract" else 1

    @once
    def action_save(self):
        """Enter the market and the outcome that are ticked."""
        if not (self.with_market or self.with_outcome):
            raise UserError(self.env._("Tick the market, the outcome or both. To enter neither, close this window."))
        if not self.partner_id.is_company:
            raise UserError(self.env._("Company: the lead is about no company. Choose its company on the lead first."))
        if self.with_market:
            self._enter_market()
        if self.with_outcome:
            self.env["hub.outcome"].create(
                {
                    "partner_id": self.partner_id.id,
                    "lead_id": self.lead_id.id,
                    "kind": self.outcome_kind,
                    "value": self.value,
                    "date": self.date,
                }
            )
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}

    def _enter_market(self):
        """Say that the company sells there now: in the row of the present situation, if there is one."""
        if not self.country_id:
            raise UserError(self.env._("Market: choose the country in which the company sells now."))
        market = {"partner_id": self.partner_id.id, "country_id": self.country_id.id, "kind": self.kind}
        present = [(name, "=", value) for name, value in market.items()] + [("year", "in", (0, False))]
        targets = self.env["hub.export.target"]
        if known := targets.search(present, limit=1):
            known.status = "exporting"
        else:
            targets.create({**market, "status": "exporting"})
