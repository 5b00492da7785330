from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.dates import today


class HubForeignOfficeMandate(models.Model):
    """A country that an office serves over a period; on any day at most one office leads it."""

    _name = "hub.foreign.office.mandate"
    _description = "Mandate of an Office Abroad"
    _inherit = ["hub.period.mixin"]
    _order = "country_id, date_start desc, id desc"

    office_id = fields.Many2one("hub.foreign.office", required=True, index=True, ondelete="cascade")
    country_id = fields.Many2one("res.country", required=True, index=True, ondelete="restrict")
    state_ids = fields.Many2many(
        "res.country.state",
        string="Regions",
        domain="[('country_id', '=', country_id)]",
        help="The parts of the country that the mandate is for. Empty: all of it.",
    )
    is_lead = fields.Boolean(
        "Leads", default=True, help="Leads for this market go to this office. On any day, one office leads a country."
    )
    date_start = fields.Date("From", required=True, index=True, default=lambda self: today(self.env))
    date_end = fields.Date("Until", index="btree_not_null", help="The last day. Empty: it goes on.")
    is_current = fields.Boolean("Runs Today", compute="_compute_runs_today", search="_search_runs_today")
    company_id = fields.Many2one(related="office_id.company_id", store=True, index="btree_not_null")

    _one_lead = models.Constraint(
        """EXCLUDE USING gist (
            int4range(country_id, country_id, '[]') WITH &&,
            int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH &&,
            daterange(date_start, date_end, '[]') WITH &&
        ) WHERE (is_lead AND date_start IS NOT NULL)""",
        "Leads: another office leads this country on some of these days. End its mandate first, choose other dates, or "
        "let this office serve the country without leading it.",
    )

    @api.depends("office_id", "country_id")
    def _compute_display_name(self):
        for mandate in self:
            names = [mandate.office_id.display_name, mandate.country_id.display_name]
            mandate.display_name = " – ".join(filter(None, names))
