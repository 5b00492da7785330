from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_datetime

from .links import LinkPages


class OfferController(LinkPages, http.Controller):
    """The page on which a company takes a place that has fallen free, or leaves it to the next one."""

    _model = "event.registration"
    _template = "hub_event.offer_page"

    @http.route(
        "/place/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
        readonly=True,
    )
    def offer(self, token, **_tracking):
        """Show what is offered, or why nothing is."""
        return self._show(self._find(token), token)

    @http.route(
        "/place/<string:token>/<any(accept,decline):answer>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def answer(self, token, answer, **_posted):
        """Take the place or leave it, once."""
        registration = self._find(token)
        if not registration:
            return self._show(registration, token)
        try:
            with request.env.cr.savepoint():
                registration._answer_offer(accepts=answer == "accept")
        except UserError:
            # The page says how the offer stands.
            return self._show(registration, token)
        return self._show(registration, token, status=200)

    def _show(self, registration, token, *, status=None):
        standing = self._get_standing(registration)
        agency, words = self._get_agency(registration), {}
        values = {"registration": registration, "words": words}
        if standing == "open":
            event = registration.event_id
            zone = event.date_tz
            until = format_datetime(request.env, registration.offered_until, tz=zone, dt_format="short")
            values |= {
                "action": event.name,
                "when": registration._get_days(),
                "company": registration.attendee_company_id.name or registration.name,
                "fee": registration.fee_amount,
            }
            words["until"] = request.env._("We keep the place for you until %s.", until)
            words["fee"] = request.env._("Taking part costs €%s.", f"{registration.fee_amount:.2f}")
        else:
            words["accepted"] = request.env._("%s has noted that you take part.", agency.name)
            words["declined"] = request.env._(
                "%s has noted that you do not take part, and offers the place to the next.", agency.name
            )
        return self._show_page(standing, registration, token, values, status=status)
