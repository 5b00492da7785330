from odoo import fields, models

from ..models.met.hub_action_contact import CONTACT_KINDS

OF_CONTACT = {
    "name": "name", "organisation": "company_name", "function": "function", "email": "email", "phone": "phone",
    "website": "website",
}  # fmt: skip
"""What a business card says, and the fields of a contact for it."""


class HubActionContactEntryLine(models.TransientModel):
    """A business card, as it was read and as somebody has corrected it."""

    _name = "hub.action.contact.entry.line"
    _description = "Contact to Enter"
    _inherit = ["hub.own.dialog.mixin"]

    entry_id = fields.Many2one("hub.action.contact.entry", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    organisation = fields.Char()
    function = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    website = fields.Char()
    country_id = fields.Many2one("res.country", "Market", ondelete="cascade")
    kind = fields.Selection(
        CONTACT_KINDS, required=True, default=lambda self: self.env.context.get("hub_kind", "buyer")
    )
    partner_id = fields.Many2one("res.partner", "Met By", domain=[("is_company", "=", True)], ondelete="cascade")

    def _get_key(self):
        """Return what two lines about the same person have in common."""
        return (self.email or "").strip().casefold() or (self.name, self.organisation)

    def _get_contacts(self):
        """Return the contact that each of these lines is about, which is created where it is not known.

        :rtype: dict[hub.action.contact.entry.line, res.partner]
        """
        known = self._find_contacts()
        unknown = {line._get_key(): line for line in self if not known[line]}
        created = self.env["res.partner"].create([line._prepare_contact() for line in unknown.values()])
        new = dict(zip(unknown, created, strict=True))
        return {line: contact or new[line._get_key()] for line, contact in known.items()}

    def _find_contacts(self):
        """Return the contact that each of these lines is about, as far as the user may know it.

        :rtype: dict[hub.action.contact.entry.line, res.partner]
        """
        partners = self.env["res.partner"]
        emails = {line: (line.email or "").strip().casefold() for line in self}
        persons = [("is_company", "=", False), ("parent_id", "=", False)]
        by_email = partners.search(
            [*persons, ("email_normalized", "in", [email for email in emails.values() if email])], order="id desc"
        ).grouped("email_normalized")
        unwritten = self.filtered(lambda line: not emails[line] and line.organisation)
        by_name = partners.search(
            [*persons, ("name", "in", unwritten.mapped("name")), ("company_name", "!=", False)], order="id desc"
        ).grouped(lambda each: (each.name, each.company_name))
        return {
            line: (by_email.get(emails[line]) or by_name.get((line.name, line.organisation)) or partners)[:1]
            for line in self
        }

    def _prepare_contact(self):
        values = {field: self[name] for name, field in OF_CONTACT.items() if self[name]}
        return {**values, "country_id": self.country_id.id, "is_company": False}

    def _prepare_row(self, contact):
        return {
            "event_id": self.entry_id.event_id.id,
            "partner_id": self.partner_id.id,
            "contact_id": contact.id,
            "kind": self.kind,
            "country_id": self.country_id.id,
        }
