"""Pages that a link in a mail leads to: without a log-in, in the company's language."""

import time

from odoo.http import request

from ..domain.guesses import Guesses

_WRONG = Guesses(most=20, seconds=600)
HEADERS = {
    "Cache-Control": "no-store",
    # The address of the page is the key to it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class LinkPages:
    """What the pages of all links have in common; a controller of one model inherits it.

    Opening a page changes nothing, so that a machine that looks into mails answers nothing; only what is posted counts.
    A page shows nothing of its row once that is closed. Whoever guesses at links gets no further for a while.
    """

    # The model of the rows, and its page.
    _model = None
    _template = None
    # By how a link finds its row, the status of the page; all others are gone.
    _status = {"open": 200, "unknown": 404, "often": 429}

    def _find(self, token):
        """Return the row that a link leads to, in the company's language; None for who guesses too often."""
        who, now = request.httprequest.remote_addr or "", time.monotonic()
        if _WRONG.is_over(who, now):
            return None
        # As superuser: companies are no users. What they may do hangs on the token of their own mail.
        row = request.env[self._model].sudo()._find_by_token(token)
        if not row:
            _WRONG.note(who, now)
        elif lang := row._get_link_lang():
            request.update_context(lang=lang)
            row = row.with_context(lang=lang)
        return row

    def _get_standing(self, row):
        return row._get_standing() if row else "often" if row is None else "unknown"

    def _get_agency(self, row):
        return row._get_agency() if row else request.env.company.sudo()

    @staticmethod
    def _only_texts(typed):
        """Leave out what no field of a page sends: files, and texts that PostgreSQL can't keep."""
        return {name: text for name, text in typed.items() if isinstance(text, str) and "\0" not in text}

    def _show_page(self, standing, row, token, values, *, status=None):
        """Return the page of a link.

        :param dict values: what the template shows besides
        :param status: another one than the standing has
        """
        agency = self._get_agency(row)
        words = {"more": request.env._("More about %s", agency.name), **values.pop("words", {})}
        return request.render(
            self._template,
            {"standing": standing, "agency": agency, "token": token, "title": agency.name, "words": words, **values},
            status=status or self._status.get(standing, 410),
            headers=HEADERS,
        )
