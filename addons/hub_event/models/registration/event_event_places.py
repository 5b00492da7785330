from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.selection import Applicant, Quota, choose, ranked

WAITS_FOR_SELECTION = Domain("selection_rule", "in", ("draw", "readiness")) & Domain("places_given_on", "=", False)
"""An action where nobody gets a place yet, because the order of registration is not what decides."""
_REGISTRATIONS = "event.registration", "event_id"
_MOVES_PLACES = {
    "seats_max", "seats_limited", "seats_held_back", "quota_ids", "selection_rule", "kanban_state", "date_begin",
    "event_type_id", "action_type_id", "action_plan_id",
}  # fmt: skip


class EventEvent(models.Model):
    """The places of an action: who has one, who gets the next one, and in which order the others wait.

    1. There are as many places as core's seats, less those held back; those of a quota are for its group alone. A
       place that is offered is taken until the offer ends.
    2. In order: whoever registers gets a place at once while one is free. By draw or by readiness: all wait until who
       runs the action gives the places; what is free later goes by the same order.
    3. A place that falls free is offered to who waits (``event_registration_offer.py``); a new registration never
       passes them.
    4. Two at once: each change of places changes the row of the action, so the database refuses the second one, which
       Odoo then starts again.
    """

    _inherit = "event.event"

    offer_hours = fields.Integer(
        "Offers Hold (Hours)",
        default=48,
        aggregator=None,
        groups=READER,
        help="How long a free place is kept for who waits, before it goes to the next one.",
    )
    places_given_on = fields.Datetime(readonly=True, copy=False, tracking=True, groups=READER)
    places_free = fields.Integer("Free Places", compute="_compute_places_free", groups=READER)
    to_check_count = count_of(*_REGISTRATIONS, "To Check", [("place_state", "=", "check")], groups=READER)
    waiting_count = count_of(*_REGISTRATIONS, "Waiting", [("place_state", "=", "waiting")], groups=READER)
    offered_count = count_of(*_REGISTRATIONS, "Offered", [("place_state", "=", "offered")], groups=READER)
    override_count = count_of(*_REGISTRATIONS, "Overridden", [("override_reason", "!=", False)], groups=READER)
    is_to_give = fields.Boolean(compute="_compute_is_to_give", groups=READER)

    _offer_hours_positive = models.Constraint("CHECK (offer_hours > 0)", "Offers Hold: enter 1 hour or more.")

    @api.depends(
        "seats_max", "seats_limited", "seats_held_back", "seats_taken", "offered_count", "is_multi_slots",
        "event_slot_count",
    )  # fmt: skip
    def _compute_places_free(self):
        for event in self:
            places = (event._get_places() or 0) * (event.event_slot_count if event.is_multi_slots else 1)
            event.places_free = max(places - event.seats_taken - event.offered_count, 0)

    @api.depends("selection_rule", "places_given_on", "waiting_count")
    def _compute_is_to_give(self):
        for event in self:
            event.is_to_give = bool(event._waits_for_selection() and event.waiting_count)

    def write(self, vals):
        result = super().write(vals)
        if not _MOVES_PLACES.isdisjoint(vals):
            self._allot_places()
        return result

    def _get_places(self):
        """Return how many places there are, of each slot where there are several; None for no limit."""
        # As superuser: those who may not read what Hub adds register as well.
        event = self.sudo()
        return max(event.seats_max - event.seats_held_back, 0) if event.seats_limited and event.seats_max else None

    def _waits_for_selection(self):
        """Tell whether nobody gets a place yet."""
        return bool(self.filtered_domain(WAITS_FOR_SELECTION))

    def _takes_place(self):
        """Tell whether it is neither dropped nor archived."""
        return self.active and self.kanban_state != "cancel"

    def _may_offer(self, slot):
        """Tell whether a place that falls free, of a slot where there are several, is of use to somebody who waits."""
        return self._takes_place() and (slot.start_datetime or self.date_begin) > fields.Datetime.now()

    def action_give_places(self):
        """Give the places by draw or by readiness, to those who wait now."""
        self.check_access("write")
        for event in self:
            if not event._waits_for_selection():
                raise UserError(
                    self.env._("The places of “%s” are given already, or in order of registration.", event.name)
                )
        # As superuser: nobody writes that field directly.
        events = self.sudo()
        take_turns(events)
        events.write({"places_given_on": fields.Datetime.now()})
        events._allot_places(direct=events.registration_ids)

    def action_open_registrations(self):
        """Open the registrations of the action; of a button, those in one standing."""
        self.ensure_one()
        standing = self.env.context.get("hub_standing")
        context = {"default_event_id": self.id, **({f"search_default_{standing}": 1} if standing else {})}
        changes = {"domain": [("event_id", "=", self.id)], "context": context}
        return open_window(self.env, "hub_event.event_registration_action", **changes)

    def _allot_places(self, direct=None):
        """Give what is free: to whom it is due at once, or by an offer to who waits; and rank the others.

        :param direct: the registrations that get a place without an offer, as they have just come
        """
        # As superuser: whoever frees a place need not see who gets it.
        events = self.sudo().filtered("is_action")
        if not events:
            return
        take_turns(events)
        registrations = self.env["event.registration"].sudo()
        direct = registrations.browse(direct.ids if direct else ())
        present = registrations.search(
            ["&", ("event_id", "in", events.ids), "|", ("state", "in", ("open", "done")),
             ("place_state", "in", ("waiting", "offered"))]
        )  # fmt: skip
        # Whose company is there no more waits for nobody's place: somebody looks at it.
        gone = present.filtered(lambda each: each.place_state == "waiting" and each._is_company_gone())
        gone._note_place("check")
        present -= gone
        for (event, _slot), rows in present.grouped(lambda each: (each.event_id, each.event_slot_id)).items():
            event._take_offers_back(rows)
        given, offered, ranks = registrations.browse(), registrations.browse(), {}
        groups = present._get_quota_groups()
        for (event, slot), rows in present.grouped(lambda each: (each.event_id, each.event_slot_id)).items():
            waiting = rows.filtered(lambda each: each.place_state == "waiting")
            chosen = event._choose(waiting, rows - waiting, groups)
            at_once = chosen & direct
            given += at_once
            offered += (chosen - at_once) if event._may_offer(slot) else registrations.browse()
            left = event._rank(waiting - given - offered, groups)
            ranks.update((each, place) for place, each in enumerate(left, start=1))
        for registration, place in ranks.items():
            if registration.waiting_rank != place:
                registration.waiting_rank = place
        given._give_place()
        offered._offer_place()

    def _take_offers_back(self, rows):
        """Let the last ones wait again whom a place was offered that there is not any more.

        :param rows: all who have a place, are offered one, or wait
        """
        places = self._get_places()
        taking = rows.filtered(lambda each: each.place_state != "waiting")
        if places is None or len(taking) <= places:
            return
        offers = taking.filtered(lambda each: each.place_state == "offered").sorted(
            lambda each: (each.offered_on, each.id)
        )
        if taken_back := offers[max(len(offers) - (len(taking) - places), 0) :]:
            taken_back._note_place("waiting", offered_on=False)

    def _choose(self, waiting, taking, groups):
        """Return who of those waiting gets a place now, in the order of the rule."""
        if not waiting or self._waits_for_selection() or not self._takes_place():
            return waiting.browse()
        choice = choose(
            [each._as_applicant(groups) for each in waiting],
            places=self._get_places(),
            rule=self.selection_rule or "order",
            seed=self.selection_seed or "",
            quotas=[Quota(each.id, each.places) for each in self.quota_ids],
            taken=[groups.get(each, ()) for each in taking],
        )
        return waiting.browse(choice.chosen)

    def _rank(self, waiting, groups):
        """Return who waits, the next one first."""
        applicants: list[Applicant] = [each._as_applicant(groups) for each in waiting]
        order = ranked(applicants, self.selection_rule or "order", self.selection_seed or "")
        return waiting.browse(each.key for each in order)
