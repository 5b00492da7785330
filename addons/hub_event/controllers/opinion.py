from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .links import LinkPages


class OpinionController(LinkPages, http.Controller):
    """The page on which a participant says what he or she thinks of an action: one question, without a log-in."""

    _model = "hub.action.opinion"
    _template = "hub_event.opinion_page"
    _status = {**LinkPages._status, "thanks": 200}

    @http.route(
        "/opinion/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
        readonly=True,
    )
    def opinion(self, token, **_tracking):
        """Show the question, or why there is none."""
        return self._show(self._find(token), token)

    @http.route(
        "/opinion/<string:token>/answer", type="http", auth="public", website=True, sitemap=False, methods=["POST"]
    )
    def answer(self, token, **typed):
        """Keep the answer, or say what is wrong with it."""
        opinion = self._find(token)
        if not opinion or self._get_standing(opinion) != "open":
            return self._show(opinion, token)
        typed = self._only_texts(typed)
        try:
            with request.env.cr.savepoint():
                opinion._answer(typed.get("opinion"), typed.get("remark"))
        except UserError as error:
            return self._show(opinion, token, wrong=str(error))
        return self._show(opinion, token, standing="thanks")

    def _show(self, opinion, token, *, standing=None, wrong=None):
        standing = standing or self._get_standing(opinion)
        values, words = {"wrong": wrong}, {}
        if standing == "open":
            registration, agency = opinion.registration_id, self._get_agency(opinion)
            values |= {
                "action": registration.event_id.name,
                "answers": request.env[self._model]._fields["answer"]._description_selection(request.env),
                "chosen": opinion.answer,
                "remark": opinion.remark or "",
            }
            words["use"] = request.env._(
                "%s reads your answer to do better. Others learn how many answered, and the average.", agency.name
            )
        return self._show_page(standing, opinion, token, {**values, "words": words}, status=wrong and 422)
