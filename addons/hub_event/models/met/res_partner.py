from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER

_CONTACTS = "hub.action.contact"
GUIDED = ["|", ("is_company", "=", True), "&", ("parent_id", "=", False), ("is_met_abroad", "=", False)]
"""Whom the agency guides: a company, or a starter, who is at home here."""


class ResPartner(models.Model):
    """Whom a company met at actions; and of a contact, who met him or her, and where."""

    _inherit = "res.partner"

    contact_made_count = count_of(_CONTACTS, "partner_id", "Contacts Made", groups=READER)
    met_count = count_of(_CONTACTS, "contact_id", "Met at Actions", groups=READER)
    is_met_abroad = fields.Boolean(
        "Met Abroad",
        compute="_compute_is_met_abroad",
        search="_search_is_met_abroad",
        groups=READER,
        help="A contact of a market, whom a company or the agency met at an action: no starter of the agency.",
    )

    @api.depends("is_company", "parent_id", "country_id")
    def _compute_is_met_abroad(self):
        everybody = self.with_context(active_test=False)
        abroad = everybody.search(Domain("id", "in", self._origin.ids) & self._domain_met_abroad())
        for partner in self:
            partner.is_met_abroad = partner._origin in abroad

    @api.model
    def _search_is_met_abroad(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Core asks nobody for the right to a field that is found by a method.
        self._check_field_access(self._fields["is_met_abroad"], "read")
        abroad = self._domain_met_abroad()
        return Domain.OR(abroad if each else ~abroad for each in value)

    @api.model
    def _domain_met_abroad(self):
        home = (self.env.company.country_id or self.env.ref("base.be")).id
        # As superuser: whose contact it is does not depend on who asks.
        rows = self.env[_CONTACTS].sudo()
        met = rows._search([("contact_id", "!=", False)]).subselect("contact_id")
        market = rows._search([("contact_id", "!=", False), ("country_id", "not in", (home, False))])
        # Where the contact is at home, or else the market in which it was met.
        elsewhere = Domain("country_id", "not in", (home, False)) | (
            Domain("country_id", "=", False) & Domain("id", "in", market.subselect("contact_id"))
        )
        person = Domain("is_company", "=", False) & Domain("parent_id", "=", False)
        return person & Domain("id", "in", met) & elsewhere

    def action_open_contacts_made(self):
        """Open the contacts that the company made."""
        return open_rows(self, "hub_event.hub_action_contact_action", "partner_id")

    def action_open_met(self):
        """Open where the contact was met, and by whom."""
        return open_rows(self, "hub_event.hub_action_contact_action", "contact_id")

    def unlink(self):
        # As superuser: whoever erases a contact need not see where it was met.
        met = self.env[_CONTACTS].sudo().search([("contact_id", "in", self.ids)])
        result = super().unlink()
        # What was written down there is about the contact as well.
        met.activity_ids.unlink()
        met.message_ids.unlink()
        met.write({"note": False})
        return result
