from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

SOURCE_SELECTION = [
    ("unsubscribe", "Unsubscribe Link"),
    ("form", "Form"),
    ("email", "Email"),
    ("phone", "Phone"),
    ("event", "Event"),
    ("import", "Import"),
    ("other", "Other"),
]


class HubConsent(models.Model):
    """Whether somebody may be written to for a purpose, since when, and how the agency knows.

    The basis of direct marketing in the Union: a natural person says yes beforehand, everybody may say no at any time
    (GDPR, articles 6(1)(a), 7(3) and 21(2); Directive 2002/58/EC, article 13). A no counts for the address: whoever has
    several contacts with one address is not written to through another of them.
    """

    _name = "hub.consent"
    _description = "Consent"
    _inherit = ["hub.computed.only.mixin", "hub.owned.mixin", "hub.named.mixin", "hub.merge.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _rec_names_search = ["person_id", "email_normalized"]
    _owner_fields = ("person_id",)
    _named_by = ("person_id", "purpose_id")

    person_id = fields.Many2one(
        "res.partner",
        "Contact",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
        help="The person, the sole trader, or the company whose general address it is.",
    )
    purpose_id = fields.Many2one("hub.consent.purpose", required=True, index=True, ondelete="restrict", tracking=True)
    state = fields.Selection(
        [("given", "Given"), ("withdrawn", "Withdrawn")], required=True, default="given", index=True, tracking=True
    )
    date = fields.Date("Since", required=True, default=lambda self: today(self.env), tracking=True)
    source = fields.Selection(
        SOURCE_SELECTION, required=True, default="other", tracking=True, help="How the agency knows the answer."
    )
    note = fields.Char(help="Where it can be read again: the form, the email, the event.")
    email_normalized = fields.Char("Email", related="person_id.email_normalized", store=True, index="btree_not_null")

    _one_a_purpose = models.UniqueIndex(
        "(person_id, purpose_id)",
        "Purpose: this contact has an answer for this purpose already. Change that one instead.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create(vals_list)
        consents._tell_campaigns()
        return consents

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "date", "person_id", "purpose_id"}:
            self._tell_campaigns()
        return result

    def _tell_campaigns(self):
        """Let the members of campaigns with these purposes know, so that waves that are not sent yet respect it."""
        # As superuser: a no counts in the campaigns of all cluster managers, a yes as well.
        members = self.env["hub.campaign.member"].sudo()
        for (purpose, state, date), consents in self.grouped(
            lambda each: (each.purpose_id, each.state, each.date)
        ).items():
            left = state == "withdrawn"
            whose = Domain("campaign_id.purpose_id", "=", purpose.id) & consents._domain_of_members()
            whose &= Domain("opted_out_on", "=" if left else "!=", False)
            members.search(whose).write({"opted_out_on": left and date})

    def _domain_of_members(self):
        people = Domain("contact_id", "in", self.person_id.ids)
        addresses = [email for email in self.mapped("email_normalized") if email]
        return people | Domain("email_normalized", "in", addresses) if addresses else people

    @api.model
    def _answer(self, person, purpose, state, source, note=False):
        """Keep what a contact answered about a purpose; the answer before is in the history.

        :param person: the contact (res.partner)
        :param str state: ``given`` or ``withdrawn``
        :param str source: how the agency knows, see ``source``
        :return: the answers that changed: the contact's own and, of a yes, those of the same address
        """
        take_turns(person)
        same = self._domain_of(person, person.email_normalized if state == "given" else False)
        consents = self.search(same & Domain("purpose_id", "=", purpose.id))
        values = {"state": state, "source": source, "note": note, "date": today(self.env)}
        consents.write(values)
        if person not in consents.person_id:
            consents += self.create({**values, "person_id": person.id, "purpose_id": purpose.id})
        return consents

    @api.model
    def _domain_of(self, person, email):
        """Return the domain of the answers of a contact, and of those with the same address."""
        own = Domain("person_id", "=", person.id)
        return own | Domain("email_normalized", "=", email) if email else own

    @api.model
    def _get_answers(self, person, email, purposes):
        """Return what a contact answered, by id of the purpose: ``given``, ``withdrawn`` or False.

        A no of the same address counts as the contact's own.

        :rtype: dict[int, str | bool]
        """
        consents = self.search(self._domain_of(person, email) & Domain("purpose_id", "in", purposes.ids))
        answers = dict.fromkeys(purposes.ids, False)
        for consent in consents.sorted(lambda consent: consent.state):
            answers[consent.purpose_id.id] = consent.state
        return answers

    @api.model
    def _get_withdrawn_emails(self, purpose):
        """Return the addresses that said no to a purpose, whoever's they are.

        :rtype: set[str]
        """
        withdrawn = Domain("purpose_id", "=", purpose.id) & Domain("state", "=", "withdrawn")
        # As superuser: a no counts whoever sends.
        groups = self.sudo()._read_group(withdrawn & Domain("email_normalized", "!=", False), ["email_normalized"])
        return {email for [email] in groups}

    @api.model
    def _get_answered_sql(self, state, purpose):
        """Return the condition that ``person``, the contact in a query, gave or withdrew consent to a purpose.

        A no of the same address counts as the contact's own.
        """
        answers = SQL("FROM hub_consent WHERE purpose_id = %s AND state = %s", purpose.id or 0, state)
        own = SQL("person.id IN (SELECT person_id %s)", answers)
        if state == "given":
            return own
        same = SQL("person.email_normalized IN (SELECT email_normalized %s AND email_normalized IS NOT NULL)", answers)
        return SQL("(%s OR COALESCE(%s, FALSE))", own, same)

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Keep one answer a purpose: a no counts more than a yes, the later one more than the one before."""
        rows = self.search([("person_id", "in", (sources + destination).ids)])
        for same in rows.grouped("purpose_id").values():
            (same - same.sorted(lambda row: (row.state == "withdrawn", row.date), reverse=True)[:1]).unlink()
