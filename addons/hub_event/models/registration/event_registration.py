from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain.fees import FeeClass, fee_of

# PostgreSQL keeps no more in an index; two people have no name that is alike for so long.
_KEY_LENGTH = 500


class EventRegistration(models.Model):
    """A registration knows the company that takes part, and the person.

    1. The person is core's ``partner_id``. Who chooses a contact chooses the company where he or she works; a company
       that was not chosen is only proposed (``event_registration_candidates.py``).
    2. For an action the same person registers once: one name with one address. The database refuses it a second time.
    3. Whether the company may take part is told with the reason (``event_registration_eligibility.py``), and whether a
       place is free (``event_registration_places.py``). Who has to wait is offered one once it falls free
       (``event_registration_offer.py``).
    4. Who was there has spoken with the agency, once (``event_registration_attendance.py``).

    Events that are no actions stay as core has them.
    """

    _name = "event.registration"
    _inherit = [
        "event.registration", "hub.computed.only.mixin", "hub.owned.mixin", "hub.merge.mixin", "hub.link.mixin",
    ]  # fmt: skip
    _owner_fields = ("attendee_company_id", "event_id")
    _pointing_fields = ("attendee_company_id",)

    attendee_company_id = fields.Many2one(
        "res.partner",
        "Company Taking Part",
        compute="_compute_attendee_company_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("is_company", "=", True)],
        tracking=True,
        groups=READER,
        help="The company that takes part. By default, the one where the chosen contact works.",
    )
    company_number = fields.Char(
        "Enterprise Number Given", groups=READER, help="The number as whoever registered gave it."
    )
    person_key = fields.Char(compute="_compute_person_key", store=True, exportable=False, groups=READER)
    same_person = fields.Char(
        "Registered as Well",
        compute="_compute_same_person",
        groups=READER,
        help="Who is registered for the same action with the same address.",
    )
    is_action = fields.Boolean(related="event_id.is_action")
    fee_amount = fields.Float(
        "Fee (EUR)",
        compute="_compute_fee_amount",
        store=True,
        groups=READER,
        help="What the company pays by the fees of the action. Once it has paid, the amount stays.",
    )

    _person_once = models.UniqueIndex(
        "(event_id, COALESCE(event_slot_id, 0), person_key) "
        "WHERE person_key IS NOT NULL AND active AND state <> 'cancel'",
        "Attendee: this person is registered for this action already. Open that registration instead.",
    )

    @api.depends("partner_id")
    def _compute_attendee_company_id(self):
        for registration in self:
            company = registration.partner_id.commercial_partner_id
            registration.attendee_company_id = company if company.is_company else registration.attendee_company_id

    @api.onchange("attendee_company_id")
    def _onchange_attendee_company_id(self):
        """Propose the person of a company that has only one: name, email and phone come along."""
        if self.attendee_company_id and not self.partner_id:
            self.partner_id = self.attendee_company_id._get_only_person()

    @api.depends("event_id.action_type_id", "event_id.action_plan_id", "name", "email", "phone", "partner_id")
    def _compute_person_key(self):
        for registration in self:
            name = " ".join((registration.name or "").casefold().split())
            address = registration._get_address() or registration.phone or registration.partner_id.id
            is_known = registration.is_action and name and address
            registration.person_key = f"{address} {name}"[:_KEY_LENGTH] if is_known else False

    @api.depends("event_id", "email", "state")
    def _compute_same_person(self):
        others = self.search([("event_id", "in", self.event_id.ids), ("state", "!=", "cancel"), ("email", "!=", False)])
        by_address = others.grouped(lambda each: (each.event_id, each._get_address()))
        for registration in self:
            address = registration.is_action and registration.state != "cancel" and registration._get_address()
            same = by_address.get((registration.event_id._origin, address), self.browse()) if address else self.browse()
            registration.same_person = ", ".join((same - registration._origin).mapped("display_name"))

    def _get_address(self):
        """Return the email address that is written to: the first one, where somebody has entered several."""
        return email_normalize(self.email, strict=False)

    # On purpose not on the size or the clusters of the company: what was asked stays.
    @api.depends(
        "attendee_company_id",
        "event_id.fee_ids.amount",
        "event_id.fee_ids.size_class",
        "event_id.fee_ids.membership",
    )
    def _compute_fee_amount(self):
        members = self._get_members(self.event_id.cluster_ids)
        for registration in self.filtered(lambda each: not (each.fee_paid_on and each.fee_amount)):
            company, event = registration.attendee_company_id, registration.event_id
            classes = [FeeClass(each.amount, each.size_class, each.membership) for each in event.fee_ids]
            is_member = any((company, cluster) in members for cluster in event.cluster_ids)
            registration.fee_amount = (fee_of(classes, company.size_class, is_member) or 0) if company else 0

    def _get_members(self, clusters):
        """Return which of the companies of these belong to which of some clusters today.

        :rtype: set[tuple[res.partner, hub.cluster]]
        """
        if not clusters or not self.attendee_company_id:
            return set()
        memberships = self.env["hub.cluster.membership"].search(
            [
                ("cluster_id", "in", clusters.ids),
                ("partner_id", "in", self.attendee_company_id.ids),
                ("state", "=", "active"),
            ]
        )
        return {(each.partner_id, each.cluster_id) for each in memberships}

    def write(self, vals):
        moves = not self.env.su and not vals.keys().isdisjoint({"event_id", "attendee_company_id", "partner_id"})
        # As superuser: those who may not read what Hub adds change registrations as well.
        before = {each.id: (each.event_id, each.attendee_company_id) for each in self.sudo()} if moves else {}
        people = {each: each.partner_id for each in self} if "partner_id" in vals else {}
        result = super().write(vals)
        if moves:
            self._check_moved(before)
        for registration, person in people.items():
            registration._take_name_of(person)
        return result

    def _take_name_of(self, person):
        """Take the name and the addresses of whoever comes instead of a person, unless somebody has typed others.

        Core keeps those of the first one: the second one would be invited and certified under that name.
        """
        if self.is_action and person and self.partner_id and self.partner_id != person:
            names = [name for name in ("name", "email", "phone") if (self[name] or "") == (person[name] or "")]
            self.write({name: self.partner_id[name] for name in names})

    def _check_moved(self, before):
        """Refuse that a place goes to another action, or past the waiting list to another company.

        :param dict before: by id, the event and the company that each had
        """
        # A person brings the company along, and with it who keeps the registration.
        self.check_access("write")
        # As superuser, for the same reason.
        for registration in self.sudo():
            event, company = before[registration.id]
            if registration.event_id != event and (event.is_action or registration.is_action):
                raise UserError(
                    self.env._(
                        "%s: a registration stays with its action. Register for the other one, and cancel this one.",
                        registration.display_name,
                    )
                )
            moved = registration.is_action and company and registration.attendee_company_id != company
            if moved and registration.state != "cancel" and not registration.event_id.can_run:
                raise UserError(
                    self.env._(
                        "%(company)s has registered %(person)s: only who runs the action gives that place to another "
                        "company. Cancel this registration, and register the other company.",
                        company=company.display_name,
                        person=registration.display_name,
                    )
                )
            if moved and registration.state == "open":
                registration.sudo(False)._check_fit()

    def action_override(self):
        """Open the dialog in which a director says why a company takes part all the same."""
        self.check_access("write")
        context = {"default_registration_ids": self.ids}
        return open_window(self.env, "hub_event.hub_registration_override_action", context=context)

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Leave one registration of a person for each action; who was there counts before who is only registered."""
        contacts = sources + destination
        rows = self.search([("partner_id", "in", contacts.ids), ("state", "!=", "cancel")]).filtered("is_action")
        order = ("draft", "open", "done")
        for same in rows.grouped(lambda row: (row.event_id, row.event_slot_id, row.name)).values():
            kept = same.sorted(lambda row: (order.index(row.state), -row.id), reverse=True)[:1]
            if twins := same - kept:
                twins.write({"state": "cancel"})
