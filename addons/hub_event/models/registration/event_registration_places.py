from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain.selection import Applicant

_TAKES_PLACE = ("open", "done")
_MOVES = {"state", "active", "attendee_company_id", "partner_id", "event_slot_id"}
_WORK = {state: rank for rank, state in enumerate(("check", "waiting", "offered", "given", "lapsed", "declined"))}
"""In which order registrations of an action are worked on."""


class EventRegistration(models.Model):
    """The place of a registration for an action: to check, waiting, offered, given, or no more.

    A registration is never refused for want of a place or of a criterion: it is kept, says what it waits for, and core
    has it as unconfirmed meanwhile. What would take a place past that is refused, with the reason.
    """

    _inherit = "event.registration"

    place_state = fields.Selection(
        [
            ("check", "To Check"),
            ("waiting", "Waiting"),
            ("offered", "Place Offered"),
            ("given", "Has a Place"),
            ("lapsed", "Offer Lapsed"),
            ("declined", "Offer Declined"),
        ],
        "Place",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        groups=READER,
    )
    waiting_rank = fields.Integer(
        "Rank",
        readonly=True,
        copy=False,
        aggregator=None,
        groups=READER,
        help="The place on the waiting list, by the rule of the action.",
    )
    work_rank = fields.Integer(
        "Order of Work",
        compute="_compute_work_rank",
        store=True,
        aggregator=None,
        groups=READER,
        help="What waits for a decision comes first, then who waits for a place; who was there comes last.",
    )
    runs_action = fields.Boolean(related="event_id.can_run", groups=READER)

    @api.depends("state", "place_state")
    def _compute_work_rank(self):
        for registration in self:
            is_over = registration.state in ("done", "cancel")
            registration.work_rank = len(_WORK) if is_over else _WORK.get(registration.place_state, len(_WORK) - 1)

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_event_id")
        ids = {vals.get("event_id", default) for vals in vals_list} - {None, False}
        # As superuser: those who may not read what Hub adds register as well.
        actions = self.env["event.event"].sudo().browse(ids).exists().filtered("is_action")
        asked = [
            vals.get("event_id", default) in actions.ids and vals.get("state", "open") != "cancel" for vals in vals_list
        ]
        kept = [{**vals, "state": "draft"} if asks else vals for vals, asks in zip(vals_list, asked, strict=True)]
        registrations = super().create(kept)
        new = [(each, vals) for each, vals, asks in zip(registrations, vals_list, asked, strict=True) if asks]
        attended = self.browse(each.id for each, vals in new if vals.get("state") == "done")
        at_the_door = attended.filtered(lambda each: each._may_mark())
        at_the_door.write({"state": "done"})
        (self.browse(each.id for each, _vals in new) - at_the_door)._settle()
        (attended - at_the_door).filtered(lambda each: each.state == "open").write({"state": "done"})
        return registrations

    def write(self, vals):
        if "place_state" in vals or _MOVES.isdisjoint(vals):
            return super().write(vals)
        self._check_may_take(vals)
        before = {each: (each.active, each.state, each.event_slot_id) for each in self}
        result = super().write(vals)
        self._check_may_move(before)
        self._follow(before)
        return result

    def unlink(self):
        # As superuser: those who may not read what Hub adds delete registrations as well.
        events = self.sudo().event_id
        result = super().unlink()
        events._allot_places()
        return result

    def _follow(self, before):
        """Note what became of the places of registrations that somebody has changed.

        :param dict before: whether each of them was active, its state and its slot
        """
        # As superuser: those who may not read what Hub adds change registrations as well.
        actions = self.sudo().filtered("is_action")
        if not actions:
            return
        taking = actions.filtered(lambda each: each.active and each.state in _TAKES_PLACE)
        taking.filtered(lambda each: each.place_state != "given")._note_place("given")
        gone = actions.filtered(lambda each: not each.active or each.state == "cancel")
        gone.filtered("place_state")._note_place(False)
        back = actions - taking - gone
        back.filtered(lambda each: before[each] != (each.active, each.state, each.event_slot_id))._note_place("check")
        moved = actions.filtered(lambda each: before[each][2] != each.event_slot_id)
        # The places of another slot are others: whoever was offered one of the old ones waits for one of the new ones.
        (moved & back).write({"offered_on": False})
        self._settle()
        (gone + moved).event_id._allot_places()

    def _note_place(self, place, **values):
        """Keep how the place of these registrations stands; what was offered is offered no more."""
        if self:
            self._end_offer()
            self.write({"place_state": place, "waiting_rank": 0, **values})

    def _settle(self):
        """Find out for registrations that wait for it whether the company may take part, and whether a place is free.

        What the criteria ask is looked up as the user: nobody learns by it what he or she may not know.
        """
        asking = self.filtered(
            lambda each: each.is_action and each.active and each.state == "draft" and not each.sudo().offered_on
        )
        if not asking:
            return
        unfit = asking.browse(each.id for each in asking._get_unfit_of_user())
        # As superuser: nobody writes these fields directly.
        fit = (asking - unfit).sudo()
        unfit.sudo().filtered(lambda each: each.place_state != "check")._note_place("check")
        fit.filtered(lambda each: each.place_state != "waiting")._note_place("waiting")
        (fit + unfit.sudo()).event_id._allot_places(direct=fit)

    def _get_unfit_of_user(self):
        """Return those that may not take part; whoever may not read what Hub adds judges as Odoo itself."""
        readable = self.env["event.registration"]._has_field_access(self._fields["attendee_company_id"], "read")
        return (self if readable else self.sudo())._get_unfit()

    def _give_place(self):
        """Register these: they have a place from now on."""
        if self:
            self._note_place("given", state="open")

    def _may_mark(self):
        """Tell whether this user says who was there without a place: who runs the action, or Odoo itself."""
        # As superuser: whoever runs events without a role of Hub is asked as well.
        return self.env.su or self.sudo().event_id.can_run

    def _check_may_take(self, vals):
        """Refuse to confirm a registration that may not take part, or for which no place is free."""
        for registration in self.filtered("is_action"):
            state, active = vals.get("state", registration.state), vals.get("active", registration.active)
            took = registration.active and registration.state in _TAKES_PLACE
            takes = active and state in _TAKES_PLACE
            if took or not takes or (state == "done" and registration._may_mark()):
                continue
            registration._check_fit()
            registration.sudo()._check_free()

    def _check_may_move(self, before):
        """Refuse that a registration takes a place of another slot past those who wait for it.

        :param dict before: whether each of them was active, its state and its slot
        """
        for registration in self.filtered("is_action"):
            moved = before[registration][2] != registration.event_slot_id
            takes = registration.active and registration.state in _TAKES_PLACE
            if moved and takes and not (registration.state == "done" and registration._may_mark()):
                registration.sudo()._check_free()

    def _check_fit(self):
        for misses in self._get_unfit_of_user().values():
            raise UserError(
                self.env._(
                    "%(registration)s can't be confirmed: %(misses)s Correct that, or ask a director to override it.",
                    registration=self.display_name,
                    misses=" ".join(misses),
                )
            )

    def _check_free(self):
        event = self.event_id
        if self.place_state == "offered" and self.offered_until > fields.Datetime.now():
            return
        if not event._takes_place():
            raise UserError(
                self.env._(
                    "“%s” does not take place, so nobody is confirmed for it. Choose another action.", event.name
                )
            )
        if event._waits_for_selection():
            raise UserError(
                self.env._(
                    "The places of “%s” are not given in order of registration: use Give Places, once all have "
                    "registered.",
                    event.name,
                )
            )
        rows = self.search(
            [("event_id", "=", event.id), ("event_slot_id", "=", self.event_slot_id.id), ("id", "!=", self.id)]
        )
        taking = rows.filtered(lambda each: each.state in _TAKES_PLACE or each.place_state == "offered")
        waiting = rows.filtered(lambda each: each.place_state == "waiting")
        groups = (rows + self)._get_quota_groups()
        if self.offered_on:
            # It had its turn: whoever still waits comes first.
            taking, waiting = taking + event._choose(waiting, taking, groups), self.browse()
        if self not in event._choose(waiting + self, taking, groups):
            raise UserError(
                self.env._(
                    "No place of “%(action)s” is free for %(registration)s, or somebody else is next. It stays on the "
                    "waiting list; raise the places, or hold fewer of them back, to confirm it now.",
                    action=event.name,
                    registration=self.display_name,
                )
            )

    # The rule of the action

    def _as_applicant(self, groups):
        company = self.attendee_company_id
        return Applicant(
            self.id,
            registered=(self.create_date, self.id),
            score=company.export_readiness_score if company.export_readiness_band_id else None,
            groups=groups.get(self, frozenset()),
            lot=company.id or self.person_key or self.id,
        )

    def _get_quota_groups(self):
        """Return the quotas of its action that the company of each registration is for.

        :rtype: dict[event.registration, frozenset[int]]
        """
        asked = self.filtered("event_id.quota_ids")
        if not asked:
            return {}
        quotas = asked.event_id.quota_ids
        members = asked._get_members(quotas.cluster_id)
        earlier = asked._get_first_attended() if "first" in quotas.mapped("kind") else {}

        def is_for(quota, registration):
            company = registration.attendee_company_id
            if quota.kind == "cluster":
                return (company, quota.cluster_id) in members
            if quota.kind == "size":
                return company.size_class == quota.size_class
            begun = earlier.get(company)
            return not begun or begun >= registration.event_id.date_begin

        return {
            each: frozenset(quota.id for quota in each.event_id.quota_ids if is_for(quota, each))
            for each in asked
            if each.attendee_company_id
        }

    def _get_first_attended(self):
        """Return when the first action began in which each company took part."""
        attended = self.search_fetch(
            Domain("attendee_company_id", "in", self.attendee_company_id.ids) & Domain("state", "=", "done"),
            ["attendee_company_id", "event_id"],
        ).filtered("is_action")
        first = {}
        for each in attended:
            company, begin = each.attendee_company_id, each.event_id.date_begin
            first[company] = min(first.get(company, begin), begin)
        return first
