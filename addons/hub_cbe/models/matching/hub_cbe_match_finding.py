"""Which companies of the register are proposed for those that Hub has without a number."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize_all

from odoo.addons.hub_entrepreneurs.domain import enterprise_number, phone

from ...domain.hosts import hosts
from ...domain.matching import LEAST, Known, Registered, Verdict, judge
from ...tools import candidates
from ...tools.registered import get_registered

_PROPOSED = 5
"""So many are proposed for a company at most."""
_SHARED = 3
"""What more candidates have in common tells nothing: an accountant's phone number."""
_FIELDS = ("name", "former_names", "street", "zip", "phone", "email", "website", "vat")


class HubCbeMatch(models.Model):
    _inherit = "hub.cbe.match"

    @api.model
    def _cron_find(self):
        self._find()

    @api.model
    def _find(self, partners=None):
        """Propose companies of the register for those without number, by some statements for all of them.

        What was proposed and is no more goes; what was decided stays, and is not proposed again.

        :param partners: None: all that are without
        """
        self.env.flush_all()
        asked = self._get_without_number(partners)
        known = {partner.id: _known(partner) for partner in asked}
        pairs = self._find_pairs(known) - self._get_decided(known)
        found = list(self._judge(known, pairs)) if pairs else []
        self._keep_found(found, None if partners is None else partners.ids)

    @api.model
    def _get_without_number(self, partners=None):
        """Return the companies that Hub has without enterprise number, with what they are compared by."""
        # As superuser: whose company it is makes no difference. Who sees what is proposed is a matter of rules.
        contacts = self.env["res.partner"].sudo()
        domain = Domain(
            [
                ("is_company", "=", True),
                ("is_prospect", "!=", True),
                ("company_registry", "in", (False, "")),
                ("partner_share", "=", True),
                "|", ("country_id", "=", False), ("country_id.code", "=", "BE"),
            ]
        )  # fmt: skip
        return contacts.search_fetch(
            domain if partners is None else domain & Domain("id", "in", partners.ids), list(_FIELDS), order="id"
        )

    @api.model
    def _find_pairs(self, known: Mapping[int, Known]) -> set[candidates.Pair]:
        if not known:
            return set()
        ids = list(known)
        return (
            candidates.find_by_words(self.env, ids)
            | candidates.find_by_name(self.env, ids)
            | candidates.find_by_values(self.env, known)
        )

    @api.model
    def _get_decided(self, ids: Iterable[int]) -> set[candidates.Pair]:
        """Return the pairs of which somebody has said that they are two companies."""
        query = SQL(
            "SELECT partner_id, register_id FROM hub_cbe_match WHERE state = 'not_same' AND partner_id = ANY(%s)",
            list(ids),
        )
        return set(self.env.execute_query(query))

    @api.model
    def _judge(
        self, known: Mapping[int, Known], pairs: Iterable[candidates.Pair]
    ) -> Iterator[tuple[int, int, Verdict]]:
        """Yield the likeliest of each company, with their scores and reasons."""
        numbers = self._get_numbers({company for _id, company in pairs}, known)
        registered = get_registered(self.env, {id_: number for id_, (number, _agency) in numbers.items()},
                                               phone.numbers)  # fmt: skip
        agencies = dict(
            self.env.execute_query(SQL("SELECT id, company_id FROM res_partner WHERE id = ANY(%s)", list(known)))
        )
        of_contact = defaultdict(list)
        for id_, company in pairs:
            if company in numbers and not _apart(agencies[id_], numbers[company][1]):
                of_contact[id_].append(company)
        for id_, companies in of_contact.items():
            shared = _get_shared(registered[company] for company in companies)
            verdicts = [(company, judge(known[id_], registered[company], shared)) for company in companies]
            verdicts.sort(key=lambda each: (-each[1].score, each[0]))
            yield from ((id_, *each) for each in verdicts[:_PROPOSED] if each[1].score >= LEAST)

    @api.model
    def _get_numbers(self, companies, known) -> dict[int, tuple[str, int | None]]:
        """Return the number and the agency of each of these companies of the register that can be proposed.

        That of a contact which stands for another company by now, or is one of those that look for theirs, can't.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT company.id, company.number, partner.company_id
                     FROM hub_cbe_company AS company JOIN res_partner AS partner ON partner.id = company.partner_id
                    WHERE company.id = ANY(%s) AND company.stopped_on IS NULL
                      AND partner.company_registry = company.number AND partner.id <> ALL(%s)""",
                list(companies), list(known),
            )
        )  # fmt: skip
        return {id_: (number, agency) for id_, number, agency in rows}

    @api.model
    def _keep_found(self, found: list[tuple[int, int, Verdict]], ids: list[int] | None):
        """Keep what was found in the place of what was proposed before, for some companies or for all."""
        rows = [
            (partner, company, verdict.score, json.dumps([[kind.value, *told] for kind, *told in verdict.reasons]))
            for partner, company, verdict in found
        ]
        columns = [*map(list, zip(*rows, strict=True))] or [[], [], [], []]
        user = {"user": self.env.uid, "now": self.env.cr.now()}
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM hub_cbe_match AS match
                 WHERE state = 'open' AND %s
                   AND NOT EXISTS (SELECT FROM UNNEST(%s::int[], %s::int[]) AS found (partner, company)
                                    WHERE partner = match.partner_id AND company = match.register_id)
                """,
                SQL("TRUE") if ids is None else SQL("partner_id = ANY(%s)", ids),
                *columns[:2],
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_cbe_match AS match (partner_id, register_id, score, reasons, state, create_uid,
                                                    create_date, write_uid, write_date)
                SELECT partner, company, score, reasons, 'open', %(user)s, %(now)s, %(user)s, %(now)s
                  FROM UNNEST(%(partners)s::int[], %(companies)s::int[], %(scores)s::int[], %(reasons)s::jsonb[])
                       AS found (partner, company, score, reasons)
           ON CONFLICT (partner_id, register_id) DO UPDATE
                   SET score = EXCLUDED.score, reasons = EXCLUDED.reasons, state = 'open', decided_by_id = NULL,
                       decided_on = NULL, write_uid = %(user)s, write_date = %(now)s
                 WHERE match.state <> 'not_same'
                   AND (match.state, match.score, match.reasons)
                       IS DISTINCT FROM ('open', EXCLUDED.score, EXCLUDED.reasons)
                """,
                **dict(zip(("partners", "companies", "scores", "reasons"), columns, strict=True)),
                **user,
            )
        )
        self.invalidate_model()
        self._rank()

    @api.model
    def _rank(self):
        """Note how far each proposal is ahead of all others of either company."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_cbe_match AS match SET ahead = ranked.ahead
                  FROM (SELECT one.id, one.score - COALESCE(MAX(other.score), 0) AS ahead
                          FROM hub_cbe_match AS one
                     LEFT JOIN hub_cbe_match AS other
                            ON other.state = 'open' AND other.id <> one.id
                           AND (other.partner_id = one.partner_id OR other.register_id = one.register_id)
                         WHERE one.state = 'open'
                      GROUP BY one.id, one.score) AS ranked
                 WHERE ranked.id = match.id AND match.ahead IS DISTINCT FROM ranked.ahead
                """
            )
        )
        self.invalidate_model(["ahead", "is_clear"])


def _apart(agency: int | None, other: int | None) -> bool:
    return bool(agency and other and agency != other)


def _get_shared(companies: Iterable[Registered]) -> set[str]:
    counted = Counter(value for company in companies for value in {*company.phones, *company.emails, *company.sites})
    return {value for value, count in counted.items() if count > _SHARED}


def _known(partner) -> Known:
    emails = email_normalize_all(partner.email or "")
    is_belgian = enterprise_number.is_valid(partner.vat)
    return Known(
        names=tuple(filter(None, (partner.name, *partner._get_former_names()))),
        postcode="".join(filter(str.isdigit, partner.zip or "")),
        street=partner.street or "",
        phones=frozenset(phone.numbers(partner.phone)),
        emails=frozenset(emails),
        sites=hosts(partner.website, emails),
        number=enterprise_number.normalise(partner.vat) if is_belgian else "",
    )
