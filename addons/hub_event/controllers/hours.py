from odoo import fields, http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date, format_datetime

from .links import LinkPages

_ID_DIGITS, _SUBJECT_LENGTH = 9, 200
_MOMENT = "EEEE d MMMM, HH:mm"


class HoursController(LinkPages, http.Controller):
    """The page on which a company books an hour of consultation, or cancels it."""

    _model = "hub.slot.invitation"
    _template = "hub_event.hours_page"
    _status = {**LinkPages._status, "booked": 200}

    @http.route(
        "/hours/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
        readonly=True,
    )
    def hours(self, token, **_tracking):
        """Show the hours that are free, the appointment, or why there is nothing."""
        return self._show(self._find(token), token)

    @http.route("/hours/<string:token>/book", type="http", auth="public", website=True, sitemap=False, methods=["POST"])
    def book(self, token, **typed):
        """Book an hour, or say why that can't be."""
        invitation = self._find(token)
        if not invitation or self._get_standing(invitation) != "open":
            return self._show(invitation, token)
        typed = self._only_texts(typed)
        chosen, subject = (typed.get(name, "") for name in ("slot_id", "subject"))
        is_id = chosen.isascii() and chosen.isdigit() and len(chosen) < _ID_DIGITS
        try:
            with request.env.cr.savepoint():
                invitation._book(int(chosen) if is_id else 0, subject[:_SUBJECT_LENGTH])
        except UserError as error:
            return self._show(invitation, token, wrong=str(error))
        return self._show(invitation, token)

    @http.route(
        "/hours/<string:token>/cancel", type="http", auth="public", website=True, sitemap=False, methods=["POST"]
    )
    def cancel(self, token, **_posted):
        """Cancel the appointment."""
        invitation = self._find(token)
        if invitation:
            invitation._cancel()
        return self._show(invitation, token)

    def _show(self, invitation, token, *, wrong=None):
        standing = self._get_standing(invitation)
        values = {"wrong": wrong, "words": {}}
        if standing == "open":
            until = format_date(request.env, invitation.date_expires)
            values |= {"company": invitation.partner_id.name, "days": self._get_days(invitation._get_free())}
            values["words"]["until"] = request.env._("The link works until %s.", until)
        elif standing == "booked":
            slot = invitation.registration_id.event_slot_id
            values |= {
                "company": invitation.partner_id.name,
                "slot": slot,
                "moment": format_datetime(request.env, slot.start_datetime, tz=slot.date_tz, dt_format=_MOMENT),
                "channel": dict(slot._fields["channel"]._description_selection(request.env))[slot.channel],
                "subject": invitation.registration_id.subject,
                "may_cancel": slot.start_datetime > fields.Datetime.now(),
            }
        return self._show_page(standing, invitation, token, values, status=422 if wrong else None)

    def _get_days(self, slots):
        """Return the free hours by day, as the page shows them."""
        env = request.env
        channels = dict(slots._fields["channel"]._description_selection(env))
        return [
            (
                format_date(env, day, date_format="EEEE d MMMM"),
                [
                    {
                        "id": slot.id,
                        "hour": format_datetime(env, slot.start_datetime, tz=slot.date_tz, dt_format="HH:mm"),
                        "where": " · ".join(filter(None, (slot.user_id.name, channels[slot.channel], slot.place))),
                    }
                    for slot in of_day
                ],
            )
            for day, of_day in slots.sorted(lambda each: (each.date, each.start_datetime)).grouped("date").items()
        ]
