from datetime import timedelta

from werkzeug.exceptions import Forbidden

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools import dates

DAYS = 30
"""How long a dashboard is published, unless somebody chooses another last day."""
MAX_DAYS = 366


class SpreadsheetDashboardShare(models.Model):
    """A dashboard is published by directors and analysts, until a last day, and can be withdrawn.

    Its address needs no log-in. It answers as long as the last day is not over, nobody withdrew it (which archives it),
    and the publisher still works here and may publish.

    Core: spreadsheet_dashboard/models/spreadsheet_dashboard_share.py, 19.0. Contract: test_core_spreadsheet_dashboard.
    """

    _name = "spreadsheet.dashboard.share"
    _inherit = ["spreadsheet.dashboard.share", "hub.computed.only.mixin", "hub.pointing.mixin"]
    _order = "expires_on desc, id desc"

    active = fields.Boolean(default=True, help="A dashboard that was withdrawn is archived: its address is closed.")
    expires_on = fields.Date(
        string="Published Until",
        required=True,
        default=lambda self: self._default_expires_on(),
        help="The last day on which the address shows the dashboard: at most a year from now.",
    )
    company_id = fields.Many2one(
        "res.company", string="Agency", required=True, readonly=True, default=lambda self: self.env.company
    )
    is_open = fields.Boolean(
        string="Open",
        compute="_compute_is_open",
        search="_search_is_open",
        help="The address shows the dashboard today to everybody who has it.",
    )

    @api.model
    def _default_expires_on(self):
        return dates.today(self.env) + timedelta(days=DAYS)

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "access_token": lambda: self.env._("The address of a published dashboard is made by itself. Leave it out.")
        }

    @api.constrains("expires_on")
    def _check_expires_on(self):
        last = dates.today(self.env) + timedelta(days=MAX_DAYS)
        if any(share.expires_on > last for share in self):
            raise ValidationError(self.env._("Published Until: choose a day within a year from now."))

    @api.depends("active", "expires_on")
    def _compute_is_open(self):
        today = dates.today(self.env)
        for share in self:
            share.is_open = share.active and share.expires_on and share.expires_on >= today

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        is_open = Domain("active", "=", True) & Domain("expires_on", ">=", dates.today(self.env))
        return Domain.OR(is_open if wanted else ~is_open for wanted in set(value))

    def action_withdraw(self):
        """Close the addresses at once; the rows stay as a record of what was published."""
        return self.action_archive()

    def _check_dashboard_access(self, access_token):
        result = super()._check_dashboard_access(access_token)
        publisher = self.create_uid
        if not (self.is_open and publisher.active and self.with_user(publisher).has_access("create")):
            raise Forbidden(
                self.env._("This dashboard is no longer published. Ask who gave you the address for a new one.")
            )
        return result


def end_earlier_shares(env):
    """Close what people published who may not, before this addon was there; what the others published gets 30 days."""
    shares = env["spreadsheet.dashboard.share"].search([])
    shares.filtered(lambda share: not share.with_user(share.create_uid).has_access("create")).action_archive()
