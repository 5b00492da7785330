from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.dates import today


class HubForeignOffice(models.Model):
    """An office of the agency abroad, from the day it opened to the day it closed."""

    _name = "hub.foreign.office"
    _description = "Office Abroad"
    _inherit = ["hub.period.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "city", "country_id"]
    # Of many an older office nobody knows when it opened.
    _period_open_start = True

    name = fields.Char(required=True, tracking=True)
    city = fields.Char(tracking=True)
    country_id = fields.Many2one("res.country", required=True, index=True, ondelete="restrict", tracking=True)
    kind = fields.Selection(
        [("office", "Office"), ("brussels_house", "Brussels House"), ("antenna", "Antenna")],
        required=True,
        default="office",
        index=True,
        tracking=True,
    )
    date_start = fields.Date("Opened On", index=True, tracking=True, help="Empty: nobody knows any more.")
    date_end = fields.Date("Closed On", index="btree_not_null", tracking=True, help="The last day. Empty: it is open.")
    is_current = fields.Boolean("Open Today", compute="_compute_runs_today", search="_search_runs_today")
    user_id = fields.Many2one(
        "res.users", "Head of Office", index="btree_not_null", domain=[("share", "=", False)], tracking=True
    )
    user_ids = fields.Many2many("res.users", string="Staff", domain=[("share", "=", False)])
    email = fields.Char()
    phone = fields.Char()
    successor_id = fields.Many2one(
        "hub.foreign.office", ondelete="restrict", tracking=True, help="Who took its work over when it closed."
    )
    mandate_ids = fields.One2many("hub.foreign.office.mandate", "office_id", "Mandates")
    lead_ids = fields.One2many("crm.lead", "office_id", "Leads")
    note = fields.Text("Remarks")
    company_id = fields.Many2one("res.company", "Agency", index="btree_not_null")
    active = fields.Boolean(default=True)

    @api.model
    def _leading(self, countries, day=None):
        """Return the office that leads each country on a day, today if none is given.

        :rtype: dict[res.country, hub.foreign.office]
        """
        mandates = self.env["hub.foreign.office.mandate"]
        # As superuser: which office a lead goes to does not depend on who enters it.
        running = mandates.sudo().search(
            [("country_id", "in", countries.ids), ("is_lead", "=", True), *mandates._domain_on(day or today(self.env))]
        )
        return {mandate.country_id: mandate.office_id.sudo(False) for mandate in running}
