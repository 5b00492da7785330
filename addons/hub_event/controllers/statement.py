from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date

from ..domain.statement import read_number
from ..models.statement.hub_statement_answers_mixin import ANSWERS
from .links import LinkPages

_NUMBERS = ("jobs", "jobs_before", "contract_count", "contract_amount")
_MARKETS_READ, _ID_DIGITS = 500, 9


class StatementController(LinkPages, http.Controller):
    """The page on which a company states what came of the support: without a log-in, in its own language.

    It shows the name of the agency and what the company itself or the register said before, and nothing once the
    statement is closed.
    """

    _model = "hub.statement"
    _template = "hub_event.statement_page"
    _status = {**LinkPages._status, "thanks": 200}

    @http.route(
        "/statement/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
        readonly=True,
    )
    def statement(self, token, **_tracking):
        """Show the questions, or why there are none."""
        return self._show(self._find(token), token)

    @http.route(
        "/statement/<string:token>/answer",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def answer(self, token, **typed):
        """Keep the answers, or say what is wrong with them."""
        statement = self._find(token)
        if not statement or self._get_standing(statement) != "open":
            return self._show(statement, token)
        typed = self._only_texts(typed)
        try:
            values = self._read(statement, typed)
            with request.env.cr.savepoint():
                statement._answer(values, "link")
                statement._keep_opinion(typed.get("opinion"), typed.get("remark"))
        except UserError as error:
            return self._show(statement, token, typed=typed, wrong=str(error))
        return self._render("thanks", statement, token)

    @http.route(
        "/statement/<string:token>/refuse",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def refuse(self, token, **_posted):
        """Keep that the company does not want to answer."""
        statement = self._find(token)
        if statement and self._get_standing(statement) == "open":
            statement._refuse()
        return self._show(statement, token)

    def _show(self, statement, token, *, typed=None, wrong=None):
        return self._render(self._get_standing(statement), statement, token, typed=typed, wrong=wrong)

    def _render(self, standing, statement, token, *, typed=None, wrong=None):
        agency = self._get_agency(statement)
        words, values = self._get_words(agency.name), {"wrong": wrong}
        if standing == "open":
            values |= self._prepare_questions(statement, typed)
            words |= self._get_words_of(statement, agency.name, values["jobs_year"])
        return self._show_page(standing, statement, token, {**values, "words": words}, status=wrong and 422)

    # Sentences with a name, a day or a year in them

    def _get_words(self, agency):
        return {
            "noted": request.env._("%s has noted your answer. You need not do anything else.", agency),
            "refused": request.env._("%s has noted that you do not want to answer.", agency),
            "closed": request.env._("%s does not ask about this any more. Thank you.", agency),
        }

    def _get_words_of(self, statement, agency, year):
        began_on, since, until = (
            format_date(request.env, day)
            for day in (statement.date_start, statement._get_asked_since(), statement.date_expires)
        )
        return {
            "later": request.env._(
                "What has come of it since %s? What we know already is filled in: check it, and send it.", began_on
            ),
            "jobs_before": request.env._("Jobs on %s, in full-time equivalents", began_on),
            "figures": year and request.env._("Filled in from the figures of %s.", year),
            "since": request.env._("Signed since %s.", since),
            "use": request.env._(
                "%(agency)s uses the answers to show what came of its support, and for nothing else. The link works "
                "until %(day)s.",
                agency=agency,
                day=until,
            ),
        }

    # Questions and answers

    def _prepare_questions(self, statement, typed):
        """Return what the page shows of a statement that is open."""
        proposed = statement._get_proposed()
        shown = {name: self._write_number(proposed.get(name)) for name in _NUMBERS}
        shown |= {name: proposed.get(name) or "" for name in ("turnover_class", "without_support")}
        markets = proposed["market_ids"]
        if typed is not None:
            shown |= {name: typed.get(name, "") for name in shown}
            markets = markets.browse(self._get_country_ids(typed))
        fields = statement._fields
        countries = request.env["res.country"].sudo().search([])
        return {
            "statement": statement,
            "company": statement.partner_id.name,
            "about": statement.service_id.name or statement.event_id.name,
            "asked": statement._get_questions(),
            "shown": shown,
            "markets": markets,
            "countries": countries.sorted("name") - statement.partner_id._get_home_country(),
            "jobs_year": proposed.get("jobs_year"),
            "classes": fields["turnover_class"]._description_selection(request.env),
            "ways": fields["without_support"]._description_selection(request.env),
            **self._prepare_opinion(statement, typed or {}),
            "is_baseline": statement.moment == "0",
            "is_corrected": statement.state == "answered",
        }

    def _prepare_opinion(self, statement, typed):
        """Return what the page shows of the question what the participant thinks of the action."""
        opinions = request.env["hub.action.opinion"].sudo()
        participant = statement._get_participant()
        known = opinions.search([("registration_id", "=", participant.id)])
        return {
            "asks_opinion": bool(participant),
            "answers": opinions._fields["answer"]._description_selection(request.env),
            "chosen": typed.get("opinion") or known.answer,
            "remark": typed.get("remark") or known.remark or "",
        }

    def _write_number(self, number):
        """Return a number as its reader writes it; a blank where none is known."""
        if number is None:
            return ""
        lang = request.env["res.lang"]._get_data(code=request.env.lang)
        return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", lang.decimal_point or ".")

    def _read(self, statement, typed):
        """Return the answers that were typed.

        :raises UserError: if one can't be read
        """
        values = {}
        for name in ANSWERS:
            text = typed.get(name, "")
            if name in _NUMBERS:
                try:
                    values[name] = read_number(text)
                except ValueError:
                    label = statement._fields[name]._description_string(request.env)
                    raise UserError(
                        request.env._("%s: enter a number, such as 3 or 2.5, or 0 if there are none.", label)
                    ) from None
            elif name != "market_ids":
                values[name] = text if text in dict(statement._fields[name].selection) else False
        if (count := values["contract_count"]) and count % 1:
            raise UserError(request.env._("Contracts Abroad: enter a whole number."))
        values["market_ids"] = self._get_country_ids(typed)
        return values

    def _get_country_ids(self, typed):
        """Return the countries that were chosen and that there are."""
        chosen = request.httprequest.form.getlist("market_ids")[:_MARKETS_READ] if typed else ()
        ids = [int(text) for text in chosen if text.isascii() and text.isdigit() and len(text) < _ID_DIGITS]
        return request.env["res.country"].sudo().search([("id", "in", ids)]).ids
