from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.once import once

from ..domain import cards
from ..models.met.hub_action_contact import CONTACT_KINDS
from .hub_action_contact_entry_line import OF_CONTACT


class HubActionContactEntry(models.TransientModel):
    """Enter whom companies met at an action, as a list of business cards that is pasted or typed, a line each."""

    _name = "hub.action.contact.entry"
    _description = "Enter Contacts Made"
    _inherit = ["hub.own.dialog.mixin"]

    event_id = fields.Many2one(
        "event.event",
        "Action",
        required=True,
        domain=["|", ("action_plan_id", "!=", False), ("action_type_id", "!=", False)],
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Met By",
        domain=[("is_company", "=", True)],
        ondelete="cascade",
        help="The company that met them; each line can say another one. Empty: the agency itself did.",
    )
    kind = fields.Selection(CONTACT_KINDS, required=True, default="buyer")
    text = fields.Text(
        "Business Cards",
        help="A line each: name, organisation, function, email, phone and country, in columns or separated by "
        "semicolons. Email, phone and country may stand anywhere in the line.",
    )
    line_ids = fields.One2many(
        "hub.action.contact.entry.line",
        "entry_id",
        "Contacts",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("text")
    def _compute_line_ids(self):
        for entry in self:
            if not entry.text:
                entry.line_ids = entry.line_ids
                continue
            read = cards.read(entry.text, self._get_countries())
            if len(read) > cards.MOST:
                raise UserError(self.env._("Business Cards: paste %s at most, and the others afterwards.", cards.MOST))
            entry.line_ids = [Command.clear(), *(Command.create(entry._prepare_line(card)) for card in read)]

    def _prepare_line(self, card):
        return {
            **{name: getattr(card, name) for name in OF_CONTACT},
            "country_id": card.country or self.event_id.country_id.id,
            "kind": self.kind,
            "partner_id": self.partner_id.id,
        }

    @api.model
    def _get_countries(self):
        """Return the ids of countries by their names in each language and by their codes."""
        found = {}
        for lang, _name in self.env["res.lang"].get_installed():
            for country in self.env["res.country"].with_context(lang=lang).search_fetch([], ["name", "code"]):
                found |= {country.name.casefold(): country.id, country.code.casefold(): country.id}
        return found

    @once
    def action_save(self):
        """Keep the contacts: those that Hub knows by their address are no new ones."""
        lines = self.line_ids.filtered("name")
        if not lines:
            raise UserError(self.env._("Business Cards: enter at least one, or close this window."))
        rows = self.env["hub.action.contact"]
        made = {(row.partner_id, row.contact_id) for row in rows.search([("event_id", "=", self.event_id.id)])}
        values = []
        for line, contact in lines._get_contacts().items():
            if (line.partner_id, contact) not in made:
                made.add((line.partner_id, contact))
                values.append(line._prepare_row(contact))
        rows.create(values)
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
