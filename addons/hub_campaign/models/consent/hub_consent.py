from odoo import api, fields, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...tools.quiet import ANSWERED_EMAIL

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
    (GDPR, articles 6(1)(a), 7(3) and 21(2); Directive 2002/58/EC, article 13). The answer is the contact's; a no is
    kept for each of its addresses as well, in the book of refusals, and stays there whatever becomes of the contact.
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
        consents._keep_refusals(consents._filtered_fresh())
        consents._tell_campaigns()
        return consents

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "date", "person_id", "purpose_id"}:
            self._keep_refusals(self if "state" in vals else self.browse())
            self._tell_campaigns()
        return result

    def _filtered_fresh(self):
        """Return those that were said now. A list that comes in may be older than a no."""
        imported = self.env.context.get("import_file")
        return self.browse() if imported else self.filtered(lambda consent: consent.source != "import")

    def _keep_refusals(self, fresh):
        """Keep each no for the addresses of its contact; a fresh yes takes the no of its addresses back."""
        # As superuser: nobody writes in the book by hand.
        book = self.env["hub.refusal"].sudo()
        for purpose, consents in self.grouped("purpose_id").items():
            left = consents.filtered(lambda consent: consent.state == "withdrawn")
            book._refuse(purpose, left._get_emails())
            joined = (consents - left) & fresh
            if emails := joined._get_emails():
                book._take_back(purpose, emails - joined._get_emails_of_others(emails))

    def _get_emails(self):
        """Return the normalized addresses that were answered for: all of the contacts, or the one of the link.

        :rtype: set[str]
        """
        if self and (answered := self.env.context.get(ANSWERED_EMAIL)):
            return {answered}
        return {email for person in self.person_id for email in tools.email_normalize_all(person.email)}

    def _get_emails_of_others(self, emails):
        """Return which of these addresses another contact said no for."""
        left = Domain("state", "=", "withdrawn") & Domain("purpose_id", "in", self.purpose_id.ids)
        left &= Domain("person_id", "not in", self.person_id.ids) & Domain("email_normalized", "in", list(emails))
        # As superuser: a no counts whoever may see it.
        return set(self.sudo().search(left).mapped("email_normalized"))

    def _tell_campaigns(self):
        """Let the members of campaigns with these purposes know, so that waves that are not sent yet respect it."""
        for (purpose, state, date), consents in self.grouped(
            lambda each: (each.purpose_id, each.state, each.date)
        ).items():
            self._tell_members(purpose, state == "withdrawn" and date, consents._get_emails(), consents.person_id)

    @api.model
    def _tell_members(self, purpose, left_on, emails, people=()):
        """Let the members of campaigns with a purpose know that these addresses and contacts left it, or came back.

        :param left_on: the day of the no, or False for a yes
        """
        # As superuser: a no counts in the campaigns of all cluster managers, a yes as well.
        members = self.env["hub.campaign.member"].sudo()
        # Whoever has another address as well is still written to there.
        whose = Domain("email_normalized", "in", list(emails)) & Domain("contact_id.email_others", "=", False)
        whose |= Domain("contact_id", "in", [person.id for person in people])
        whose &= Domain("campaign_id.purpose_id", "=", purpose.id)
        found = members.search(whose & Domain("opted_out_on", "=" if left_on else "!=", False))
        if not left_on:
            refused = self.env["hub.refusal"].sudo()._get_refused(purpose, set(found.mapped("email_normalized")))
            found = found.filtered(lambda member: member.email_normalized not in refused)
        found.write({"opted_out_on": left_on})

    @api.model
    def _answer_by_link(self, person, email, purpose, state, note=False):
        """Keep what was answered by the link of a mail to an address: for that address, whoever has it by now.

        It is the answer of the contact that was written to as well, unless that one has other addresses besides.

        :param person: the contact (res.partner), or None where what the mail referred to is gone
        """
        email = tools.email_normalize(email, strict=False) or email
        if not person:
            # As superuser: the one contact with the address took over what the mail referred to.
            found = self.env["res.partner"].sudo().search([("email_normalized", "=", email)], limit=2)
            person = found if len(found) == 1 else found.browse()
        others = set(tools.email_normalize_all(person.email)) if person else set()
        if person and not (email in others and len(others) > 1):
            return self._answer(person, purpose, state, "unsubscribe", note, email=email)
        # As superuser: nobody writes in the book by hand.
        book = self.env["hub.refusal"].sudo()
        if state == "withdrawn":
            book._refuse(purpose, [email])
        else:
            book._take_back(purpose, [email])
        self._tell_members(purpose, state == "withdrawn" and today(self.env), {email})
        return self.browse()

    @api.model
    def _answer(self, person, purpose, state, source, note=False, *, email=False):
        """Keep what a contact answered about a purpose; the answer before is in the history.

        :param person: the contact (res.partner)
        :param str state: ``given`` or ``withdrawn``
        :param str source: how the agency knows, see ``source``
        :param str email: the one normalized address that it was said for; without it, all that the contact has
        :return: the answers that changed: the contact's own and, of a yes, those of the same address
        """
        take_turns(person)
        self = self.with_context(**{ANSWERED_EMAIL: email})  # noqa: PLW0642
        same = self._domain_of(person, state == "given" and (email or person.email_normalized))
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

        A no of the address counts as the contact's own.

        :rtype: dict[int, str | bool]
        """
        consents = self.search(Domain("person_id", "=", person.id) & Domain("purpose_id", "in", purposes.ids))
        answers = {**dict.fromkeys(purposes.ids, False), **{each.purpose_id.id: each.state for each in consents}}
        # As superuser: the book is for nobody to read.
        book = self.env["hub.refusal"].sudo()
        refused = {purpose.id: "withdrawn" for purpose in purposes if book._get_refused(purpose, [email])}
        return answers | refused

    @api.model
    def _get_withdrawn_emails(self, purpose):
        """Return the addresses of known contacts that said no to a purpose; the book knows those of others.

        :rtype: set[str]
        """
        withdrawn = Domain("purpose_id", "=", purpose.id) & Domain("state", "=", "withdrawn")
        # As superuser: a no counts whoever sends.
        groups = self.sudo()._read_group(withdrawn & Domain("email_normalized", "!=", False), ["email_normalized"])
        return self.env["hub.refusal"].sudo()._get_refused(purpose, {email for [email] in groups})

    @api.model
    def _get_answered_sql(self, state, purpose):
        """Return the condition that ``person``, the contact in a query, gave or withdrew consent to a purpose.

        A no of all addresses that mails reach counts as the contact's own.
        """
        answers = SQL("FROM hub_consent WHERE purpose_id = %s AND state = %s", purpose.id or 0, state)
        own = SQL("person.id IN (SELECT person_id %s)", answers)
        if state == "given":
            return own
        refused = self.env["hub.refusal"]._get_refused_sql(purpose, SQL("email"))
        contacts = self.env["res.partner"]
        open_ = SQL("NOT %s AND %s", refused, contacts._get_not_blacklisted_sql())
        # Whoever is on the list with every address said nothing about this purpose.
        listed = SQL("NOT %s", contacts._get_has_email_sql(contacts._get_not_blacklisted_sql()))
        return SQL("(%s OR NOT (%s OR %s))", own, listed, contacts._get_has_email_sql(open_))

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Keep one answer a purpose: a no counts more than a yes, the later one more than the one before."""
        rows = self.search([("person_id", "in", (sources + destination).ids)])
        for same in rows.grouped("purpose_id").values():
            (same - same.sorted(lambda row: (row.state == "withdrawn", row.date), reverse=True)[:1]).unlink()
