from odoo import api, fields, models
from odoo.fields import Domain


class HubProgramme(models.Model):
    """Where the companies are that a programme supports."""

    _inherit = "hub.programme"

    support_map = fields.Json(
        "Companies Supported by Commune",
        compute="_compute_support_map",
        help="Companies with support that this programme paid for, by the commune they were in on that day.",
    )

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_support_map(self):
        communes, facts = self.env["hub.commune"]._get_placed(), self.env["hub.fact"]
        title = self._fields["support_map"]._description_string(self.env)
        measure = "partner_id:count_distinct"
        domain = Domain("kind", "=", "support") & Domain("programme_id", "in", self._origin.ids)
        parts, wholes = communes._read_by_commune(facts, domain, ["programme_id"], measure)
        totals = dict(wholes)
        for programme in self:
            own = programme._origin
            if not totals.get(own):
                programme.support_map = False
                continue
            numbers = {commune: number for of, commune, number in parts if of == own}
            rows = Domain("kind", "=", "support") & Domain("programme_id", "=", own.id)
            programme.support_map = {
                **communes._draw_tile_map(numbers, totals[own], title),
                "action": "hub_reporting.hub_fact_action",
                "domain": list(rows),
            }
