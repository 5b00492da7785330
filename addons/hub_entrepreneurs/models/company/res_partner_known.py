from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import enterprise_number
from ...tools import finding
from ...tools.compat import column, columns
from ...tools.groups import READER

_MOST = 5


class ResPartner(models.Model):
    """Whoever types a contact that is known already is told so at once, with a link to the known one.

    1. A company may be another company, a person another person: by the e-mail address, the phone number, or the name
       without legal form, accents and signs.
    2. Those of one company share an address, and are no duplicates of each other; nor are colleagues of the agency.
    3. Numbers that are taken are refused by the number itself.
    """

    _inherit = "res.partner"

    _name_key_idx = models.Index(f"USING hash ({finding.name_key(SQL('name')).code})")
    _email_normalized_idx = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")

    known_contacts = fields.Json(
        "Known Already",
        compute="_compute_known_contacts",
        groups=READER,
        exportable=False,
        help="Contacts that may be the same: how each is called, and what they have in common.",
    )

    @api.depends("name", "email_normalized", "phone_sanitized", "is_company", "parent_id", "active")
    def _compute_known_contacts(self):
        known = self._find_known()
        asked = self._get_asked_merges()
        for partner in self:
            contacts = [*asked[partner], *(each for each in known[partner] if each not in asked[partner])]
            partner.known_contacts = [
                contact._prepare_known_values(known[partner].get(contact), contact in asked[partner])
                for contact in contacts[:_MOST]
            ]

    def _prepare_known_values(self, keys, is_asked):
        """Return a contact that may be the same as the form shows it."""
        why = {"email": self.env._("same email"), "phone": self.env._("same phone"), "name": self.env._("same name")}
        reasons = [why[key] for key in why if key in (keys or ())]
        if is_asked:
            reasons.append(self.env._("a merge was asked for"))
        return {
            "id": self.id,
            "name": self.display_name,
            "number": enterprise_number.dotted(self.company_registry) if self.is_company and self.is_belgian else "",
            "why": ", ".join(reasons),
            "is_asked": is_asked,
        }

    def _find_known(self):
        """Return the contacts that may be the same as these: by contact, what each has in common with it."""
        known = {partner: {} for partner in self}
        keys = self._get_known_keys()
        wanted = defaultdict(set)
        for partner_keys in keys.values():
            for key, value in partner_keys.items():
                wanted[key].add(value)
        if not wanted:
            return known
        by_key = {
            "name": Domain.custom(to_sql=lambda model, alias, query: SQL(
                "%s IN %s", finding.name_key(column(model, alias, query, "name")), tuple(wanted["name"])
            )),
            "email": Domain("email_normalized", "in", list(wanted["email"])),
            "phone": Domain("phone_sanitized", "in", list(wanted["phone"])),
        }  # fmt: skip
        query = self._search(Domain("partner_share", "=", True) & Domain.OR(by_key[key] for key in wanted), limit=200)
        id_, name, email, number = columns(self, query, "id", "name", "email_normalized", "phone_sanitized")
        rows = self.env.execute_query(query.select(id_, finding.name_key(name), email, number))
        others = self.browse(row[0] for row in rows)
        for partner in self:
            for other, [_id, *values] in zip(others, rows, strict=True):
                common = {key for key, value in zip(("name", "email", "phone"), values, strict=True)
                          if value and keys[partner].get(key) == value}  # fmt: skip
                if common and partner._may_be(other):
                    known[partner][other] = common
        return known

    def _get_known_keys(self):
        """Return by what each of these contacts may be known: its values by key."""
        names = [partner.name or "" for partner in self]
        rows = self.env.execute_query(
            SQL(
                "SELECT %s FROM unnest(%s::text[]) WITH ORDINALITY AS typed(name, place) ORDER BY place",
                finding.name_key(SQL.identifier("typed", "name")),
                names,
            )
        )
        return {
            partner: {
                key: value
                for key, value in (
                    ("name", name),
                    ("email", partner.email_normalized),
                    ("phone", partner.phone_sanitized),
                )
                if value
            }
            for partner, [name] in zip(self, rows, strict=True)
        }

    def _may_be(self, other):
        """Tell whether another contact may be this one: of its kind, and of another company."""
        own = self._origin
        if other == own or bool(other.is_company) != bool(self.is_company):
            return False
        family = own | self.parent_id._origin
        return not (other | other.parent_id | other.commercial_partner_id) & (family | family.commercial_partner_id)

    def _get_asked_merges(self):
        """Return the contacts with which a merge of these was asked for, by contact."""
        asked = {partner: self.browse() for partner in self}
        known = {partner.id: partner for partner in self if isinstance(partner.id, int)}
        for activity in self.env["mail.activity"]._search_merges(list(known)):
            contacts = activity.merge_partner_ids._filtered_access("read")
            for partner in contacts:
                if partner.id in known:
                    asked[known[partner.id]] |= contacts - partner
        return asked

    def action_ask_for_merge(self):
        """Open the dialog that asks a director to merge a contact with what may be the same."""
        self.ensure_one()
        ids = [self.id, *(each["id"] for each in self.known_contacts or [])]
        return self.env["hub.merge.request"]._action_ask(ids)

    def action_merge_known(self):
        """Open core's dialog with a contact and the likeliest ones that may be the same; it takes three at most."""
        self.ensure_one()
        ids = [self.id, *(each["id"] for each in self.known_contacts or [])][:3]
        action = self.env["ir.actions.act_window"]._for_xml_id("base.action_partner_merge")
        return {**action, "context": {"active_model": self._name, "active_ids": ids, "active_id": self.id}}
