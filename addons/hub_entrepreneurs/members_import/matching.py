"""What each line of a workbook of members will do, judged against what the database holds.

The database is asked once for all lines: for their companies, the clusters, and the memberships of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from odoo.fields import Domain

from ..domain.communes import spelling_key
from ..domain.enterprise_number import dotted
from .sentences import line_sentence
from .workbook import Column, Line, LineProblem, Problem

COMPANY, MEMBERSHIP, MEMBER, WRONG = "company", "membership", "member", "wrong"


@dataclass
class Verdict:
    """What a line will do (``outcome``), with which records, and what there is to say about it."""

    line: Line
    outcome: str = WRONG
    partner_id: int | None = None
    cluster_id: int | None = None
    membership_id: int | None = None
    sentences: list[str] = field(default_factory=list)

    @property
    def loads(self) -> bool:
        return self.outcome in {COMPANY, MEMBERSHIP}


class Known(NamedTuple):
    """A company of the database."""

    id: int
    name: str
    active: bool


class Matching:
    """The records that some lines are about, and the verdict on each line.

    The user's own rights decide what is found and which clusters may get members.
    """

    def __init__(self, env, lines: Sequence[Line]):
        self.env = env
        self.lines = lines
        self.companies = self._find_companies()
        self.clusters = self._find_clusters()
        self.own_cluster_ids = set(env["hub.cluster"].browse(self.clusters.values())._filtered_access("write").ids)
        self.memberships = self._find_memberships()

    def _find_companies(self) -> dict[str, Known]:
        """The companies by number; an active one before an archived one, its own number before a VAT number."""
        numbers = {line.number for line in self.lines if line.number}
        registered = Domain("is_belgian", "=", True) & Domain("company_registry", "in", list(numbers))
        taxed = Domain("vat", "in", [*numbers, *(f"BE{number}" for number in numbers)])
        found = self.env["res.partner"].with_context(active_test=False).search_fetch(
            Domain("is_company", "=", True) & (registered | taxed),
            ["company_registry", "vat", "name", "active"],
            order="active desc, id",
        )  # fmt: skip
        companies = {}
        for number_field in ("company_registry", "vat"):
            for partner in found.filtered(number_field):
                # A VAT number beside a number of its own may be that of a VAT group.
                if number_field == "vat" and partner.company_registry:
                    continue
                number = partner[number_field].removeprefix("BE")
                companies.setdefault(number, Known(partner.id, partner.name, partner.active))
        return companies

    def _find_clusters(self) -> dict[str, int]:
        """The clusters by code and by name in each language; a code goes before a name."""
        clusters = self.env["hub.cluster"].search(Domain.TRUE)
        keys = {}
        for lang, _name in self.env["res.lang"].get_installed():
            keys |= {spelling_key(cluster.name): cluster.id for cluster in clusters.with_context(lang=lang)}
        return keys | {spelling_key(cluster.code): cluster.id for cluster in clusters}

    def _find_memberships(self) -> dict[tuple[int, int], Iterable]:
        """The memberships by company and cluster."""
        memberships = self.env["hub.cluster.membership"].search_fetch(
            [
                ("partner_id", "in", [company.id for company in self.companies.values()]),
                ("cluster_id", "in", list(set(self.clusters.values()))),
            ],
            ["partner_id", "cluster_id", "date_start", "date_end"],
        )
        return memberships.grouped(lambda each: (each.partner_id.id, each.cluster_id.id))

    def verdicts(self) -> Iterable[Verdict]:
        """Judge the lines in their order: of two that say the same, the first counts."""
        first_rows: dict[tuple[str, int], int] = {}
        names: dict[str, Line] = {}
        for line in self.lines:
            verdict = self._judge(line, first_rows)
            if verdict.loads:
                first_rows[line.number, verdict.cluster_id] = line.row
                verdict.sentences += self._remarks(verdict, names.setdefault(line.number, line))
            yield verdict

    def _judge(self, line: Line, first_rows: dict[tuple[str, int], int]) -> Verdict:
        company = self.companies.get(line.number)
        verdict = Verdict(
            line,
            partner_id=company and company.id,
            cluster_id=self.clusters.get(spelling_key(line.texts[Column.CLUSTER])),
        )
        verdict.sentences += [line_sentence(self.env, problem) for problem in line.problems]
        verdict.sentences += self._cluster_problems(verdict)
        verdict.sentences += self._company_problems(line, company)
        if verdict.sentences:
            return verdict
        if row := first_rows.get((line.number, verdict.cluster_id)):
            verdict.sentences.append(
                self.env._("Line %s has the same company and cluster already. Remove one of the two lines.", row)
            )
        elif memberships := self.memberships.get((verdict.partner_id, verdict.cluster_id)):
            self._judge_membership(verdict, memberships)
        else:
            verdict.outcome = MEMBERSHIP if company else COMPANY
        return verdict

    def _cluster_problems(self, verdict: Verdict) -> Iterable[str]:
        name = verdict.line.texts[Column.CLUSTER]
        if not name:
            return
        if not verdict.cluster_id:
            yield self.env._(
                "Cluster: no cluster is called %s. Write a code or a name as the template lists them.", name
            )
        elif verdict.cluster_id not in self.own_cluster_ids:
            yield self.env._("Cluster: you don't manage %s. Ask its manager or a director to load this line.", name)

    def _company_problems(self, line: Line, company: Known | None) -> Iterable[str]:
        if company and not company.active:
            yield self.env._("Enterprise number: %s is archived. Restore that company first.", company.name)
        if line.number and not company and not line.name:
            yield line_sentence(self.env, Problem(Column.NAME, LineProblem.MISSING))

    def _judge_membership(self, verdict: Verdict, memberships: Iterable) -> None:
        """Compare an open period from the day of joining with the periods that there are."""
        joined = verdict.line.joined
        later = [membership for membership in memberships if not membership.date_end or membership.date_end >= joined]
        covering = [membership for membership in later if membership.date_start and membership.date_start <= joined]
        if covering:
            verdict.outcome = MEMBER
            verdict.sentences.append(self.env._("A member already, %s: nothing will change.", covering[0]._period()))
        elif dated := [membership for membership in later if membership.date_start]:
            verdict.sentences.append(
                self.env._(
                    "Joined on: %(day)s comes before another membership, %(period)s. Correct that one or this date.",
                    period=dated[-1]._period(),
                    day=verdict.line.texts[Column.JOINED],
                )
            )
        elif later:
            verdict.sentences.append(
                self.env._("This company is a candidate of this cluster. Enter the day it joins in its membership.")
            )
        else:
            verdict.outcome = MEMBERSHIP

    def _remarks(self, verdict: Verdict, first: Line) -> Iterable[str]:
        """What to know about a line that will be loaded all the same."""
        line, company = verdict.line, self.companies.get(verdict.line.number)
        kept = company.name if company else first.name
        if line.hidden:
            yield self.env._("This line is hidden in the workbook, by hand or by a filter.")
        yield from (line_sentence(self.env, problem) for problem in line.remarks)
        if line.name and spelling_key(line.name) != spelling_key(kept):
            yield self.env._(
                "%(number)s is called %(name)s, and keeps that name.", number=dotted(line.number), name=kept
            )
        elif not company and first is not line:
            yield self.env._("The same new company as on line %s.", first.row)
        city, postcode = line.texts[Column.CITY], line.texts[Column.POSTCODE]
        if company or not (city or postcode):
            return
        found, address = self.env["hub.commune"]._match(city, postcode), " ".join(filter(None, (postcode, city)))
        if not found.is_certain:
            yield self.env._(
                "%s: municipality and postcode don't say the same commune. Check which one it is.", address
            )
        elif not found.commune:
            yield self.env._("%s lies in no commune of the region.", address)
