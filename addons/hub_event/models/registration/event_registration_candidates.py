from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.domain import enterprise_number
from odoo.addons.hub_entrepreneurs.members_import.candidates import Key, find_candidates
from odoo.addons.hub_entrepreneurs.members_import.headers import Column
from odoo.addons.hub_entrepreneurs.members_import.workbook import Line
from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER

_NUMBER = "number"


class EventRegistration(models.Model):
    """The company of a registration that names none is proposed with the reason, and taken by a click.

    It is found by its enterprise number, else by the name of the company, the email or the phone number, as a line of
    an imported list is (``members_import/candidates.py``). A namesake with another number is another company.
    """

    _inherit = "event.registration"

    proposed_company_id = fields.Many2one("res.partner", compute="_compute_proposed_company_id", groups=READER)
    proposed_because = fields.Char("Because", compute="_compute_proposed_company_id", groups=READER)
    candidate_count = fields.Integer("Candidates", compute="_compute_proposed_company_id", groups=READER)

    @api.depends("attendee_company_id", "company_number", "company_name", "email", "phone")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_proposed_company_id(self):
        found = self._find_companies()
        why = {
            _NUMBER: self.env._("same enterprise number"),
            Key.NAME: self.env._("same name"),
            Key.EMAIL: self.env._("same email"),
            Key.PHONE: self.env._("same phone"),
        }
        for registration in self:
            candidates = found.get(registration, {})
            company = next(iter(candidates), self.env["res.partner"])
            registration.proposed_company_id = company
            registration.proposed_because = ", ".join(why[key] for key in candidates.get(company, ()) if key in why)
            registration.candidate_count = len(candidates)

    def _find_companies(self):
        """Return the companies that registrations without one may be about, the likeliest first, each with its reasons.

        :rtype: dict[event.registration, dict[res.partner, tuple]]
        """
        companies = self.env["res.partner"]
        asked = self.filtered(lambda each: not each.attendee_company_id and each.state != "cancel")
        lines = {each: [each._as_line()] for each in asked}
        numbers = {each: line.number for each, [line] in lines.items() if line.number}
        by_number = companies.search(
            [("is_company", "=", True), ("company_registry", "in", list(numbers.values()))]
        ).grouped("company_registry") if numbers else {}  # fmt: skip
        likely = find_candidates(self.env, lines) if lines else {}
        found = {}
        for registration in asked:
            same = by_number.get(numbers.get(registration), companies)
            found[registration] = dict.fromkeys(same, (_NUMBER,))
            found[registration] |= {
                companies.browse(each.id): each.keys
                for each in likely.get(registration, ())
                if each.is_company and each.active and each.id not in same.ids
            }
        return found

    def _as_line(self):
        """Return what is known of the company as a line of a list is."""
        texts = {
            Column.NAME: self.company_name or "",
            Column.EMAIL: self.email or "",
            Column.PHONE: self.phone or "",
            Column.PERSON: self.name or "",
        }
        number = next(iter(enterprise_number.whole([self.company_number or ""])), None)
        return Line(0, {**dict.fromkeys(Column, ""), **texts}, number, None, ())

    def action_take_company(self):
        """Take the company that is proposed for each of these, and the person in it who has the same address."""
        if not self.filtered("proposed_company_id"):
            raise UserError(self.env._("No company is proposed. Choose the company yourself, or create it."))
        for registration in self.filtered("proposed_company_id"):
            company, email = registration.proposed_company_id, registration._get_address()
            people = company.child_ids.filtered_domain(
                [("email_normalized", "=", email), ("email_normalized", "!=", False)]
            )
            person = registration.partner_id or (people if len(people) == 1 else people.browse())
            registration.write({"attendee_company_id": company.id, "partner_id": person.id})

    def action_open_candidates(self):
        """Open the companies that the registration may be about."""
        self.ensure_one()
        companies = self.env["res.partner"].union(*self._find_companies().get(self, ()))
        changes = {"domain": [("id", "in", companies.ids)], "context": {"create": False}}
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", **changes)
