"""What each line of a workbook of members will do, judged against what the database holds.

The database is asked once for all lines: for their companies, the clusters, and the memberships of the two. Where a
number is not known, the company may be: by its name, its addresses or its phone numbers. Then the line waits until
somebody says whether it is that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from odoo.fields import Domain

from ..domain.communes import spelling_key
from ..domain.enterprise_number import dotted
from . import sentences
from .candidates import Candidate, find_candidates
from .sentences import line_sentence
from .verdict import ASKED, COMPANY, MEMBER, MEMBERSHIP, NEW, WRONG, Known, Verdict, about
from .workbook import Column, Line, LineProblem, Problem

__all__ = ["ASKED", "COMPANY", "MEMBER", "MEMBERSHIP", "NEW", "WRONG", "Matching", "Verdict"]


class Matching:
    """The records that some lines are about, and the verdict on each line.

    The user's own rights decide what is found and which clusters may get members.

    :param choices: what somebody said by line: the id of the company that it is about, or :data:`NEW`
    """

    def __init__(self, env, lines: Sequence[Line], choices: Mapping[int, int] | None = None):
        self.env = env
        self.lines = lines
        self.companies = self._find_companies()
        self.kept_elsewhere = self._find_kept_elsewhere()
        self.candidates = self._find_candidates()
        self.choices = {about(line): choices[line.row] for line in reversed(lines) if line.row in (choices or {})}
        self.clusters = self._find_clusters()
        self.own_cluster_ids = set(env["hub.cluster"].browse(self.clusters.values())._filtered_access("write").ids)
        self.memberships = self._find_memberships()
        self.numbers_given: dict[int, Line] = {}

    def _find_companies(self) -> dict[str, Known]:
        """The companies by number; an active one before an archived one, its own number before a VAT number.

        A person with a number is a sole trader whom somebody kept as a person; an employee has that of the company.
        """
        numbers = {line.number for line in self.lines if line.number}
        registered = Domain("is_belgian", "=", True) & Domain("company_registry", "in", list(numbers))
        taxed = Domain("vat", "in", [*numbers, *(f"BE{number}" for number in numbers)])
        own = Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        found = self.env["res.partner"].with_context(active_test=False).search_fetch(
            own & (registered | taxed),
            ["company_registry", "vat", "name", "active", "is_company"],
            order="active desc, is_company desc, id",
        )  # fmt: skip
        companies = {}
        for number_field in ("company_registry", "vat"):
            for partner in found.filtered(number_field):
                # A VAT number beside a number of its own may be that of a VAT group.
                if number_field == "vat" and partner.company_registry:
                    continue
                number = partner[number_field].removeprefix("BE")
                known = Known(
                    partner.id, partner.name or "", partner.active, partner.is_company, partner.company_registry or ""
                )
                companies.setdefault(number, known)
        return companies

    def _find_kept_elsewhere(self) -> set[str]:
        """The numbers of companies that the user may not read: the database would refuse them."""
        missing = {line.number for line in self.lines if line.number} - {
            number for number, known in self.companies.items() if known.active and known.is_company
        }
        # As superuser, for the numbers alone: those that the user typed, of companies of other agencies.
        held = self.env["res.partner"].sudo().search_fetch(
            [("is_belgian", "=", True), ("is_company", "=", True), ("company_registry", "in", list(missing))],
            ["company_registry"],
        )  # fmt: skip
        return set(held.mapped("company_registry"))

    def _find_candidates(self) -> dict[Hashable, list[Candidate]]:
        unknown: dict[Hashable, list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.number not in self.companies and line.number not in self.kept_elsewhere:
                unknown[about(line)].append(line)
        return find_candidates(self.env, unknown)

    def _find_clusters(self) -> dict[str, int]:
        """The clusters by code and by name in each language; a code goes before a name."""
        clusters = self.env["hub.cluster"].search(Domain.TRUE)
        keys = {}
        for lang, _name in self.env["res.lang"].get_installed():
            keys |= {spelling_key(cluster.name): cluster.id for cluster in clusters.with_context(lang=lang)}
        return keys | {spelling_key(cluster.code): cluster.id for cluster in clusters}

    def _find_memberships(self) -> dict[tuple[int, int], Iterable]:
        """The memberships by company and cluster, candidates' included."""
        memberships = self.env["hub.cluster.membership"].search_fetch(
            [
                ("partner_id", "in", list(self._partner_ids())),
                ("cluster_id", "in", list(set(self.clusters.values()))),
            ],
            ["partner_id", "cluster_id", "date_start", "date_end"],
        )
        return memberships.grouped(lambda each: (each.partner_id.id, each.cluster_id.id))

    def _partner_ids(self) -> set[int]:
        known = {company.id for company in self.companies.values()}
        return known | {candidate.id for each in self.candidates.values() for candidate in each}

    def verdicts(self) -> Iterable[Verdict]:
        """Judge the lines in their order: of two that say the same, the first counts."""
        first_rows: dict[tuple[Hashable, int], int] = {}
        first_lines: dict[Hashable, Line] = {}
        for line in self.lines:
            verdict = self._judge(line, first_rows)
            if verdict.loads:
                first_rows[verdict.key, verdict.cluster_id] = line.row
                verdict.sentences += self._remarks(verdict, first_lines.setdefault(verdict.key, line))
            yield verdict

    def _judge(self, line: Line, first_rows: dict[tuple[Hashable, int], int]) -> Verdict:
        company = self.companies.get(line.number)
        if company:
            return self._judge_as(line, company, first_rows)
        candidates = [each for each in self.candidates.get(about(line), ()) if each.active]
        choice = self.choices.get(about(line))
        taken = next((each for each in candidates if each.id == choice), None)
        if not candidates or choice == NEW:
            verdict = self._judge_as(line, None, first_rows)
            verdict.choice = NEW if candidates else None
            return verdict
        best = taken or candidates[0]
        known = Known(best.id, best.name, best.active, best.is_company, best.number)
        if taken and line.number and not taken.number:
            self.numbers_given.setdefault(taken.id, line)
        verdict = self._judge_as(line, known, first_rows)
        verdict.candidate, verdict.choice = best, taken and taken.id
        if not taken and verdict.outcome in (MEMBERSHIP, MEMBER):
            verdict.if_taken, verdict.outcome = verdict.outcome, ASKED
            verdict.sentences.insert(0, sentences.candidate_sentence(self.env, line, candidates))
        return verdict

    def _judge_as(self, line: Line, company: Known | None, first_rows: dict[tuple[Hashable, int], int]) -> Verdict:
        """Judge a line that is about a known company, or about a new one."""
        verdict = Verdict(
            line,
            company=company,
            partner_id=company and company.id,
            cluster_id=self.clusters.get(spelling_key(line.texts[Column.CLUSTER])),
        )
        verdict.sentences += [line_sentence(self.env, problem) for problem in self._line_problems(line, company)]
        verdict.sentences += self._cluster_problems(verdict)
        verdict.sentences += self._company_problems(line, company)
        if verdict.sentences:
            return verdict
        if row := first_rows.get((verdict.key, verdict.cluster_id)):
            verdict.sentences.append(
                self.env._("Line %s has the same company and cluster already. Remove one of the two lines.", row)
            )
        elif memberships := self.memberships.get((verdict.partner_id, verdict.cluster_id)):
            self._judge_membership(verdict, memberships)
        else:
            verdict.outcome = MEMBERSHIP if company else COMPANY
        return verdict

    def _line_problems(self, line: Line, company: Known | None) -> Iterable[Problem]:
        """What is wrong with the line itself: a number may be missing where the company is known by another key."""
        for problem in line.problems:
            if not (company and problem == Problem(Column.NUMBER, LineProblem.MISSING)):
                yield problem

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
        if line.number in self.kept_elsewhere:
            yield self.env._(
                "Enterprise number: %s is the number of a company that another agency keeps. Ask your director to have "
                "it shared, then load this line again.",
                dotted(line.number),
            )
        if line.number and not company and not line.name:
            yield line_sentence(self.env, Problem(Column.NAME, LineProblem.MISSING))
        if line.number and company and (first := self.numbers_given.get(company.id)):
            if first.number != line.number:
                yield self.env._(
                    "Enterprise number: line %(row)s gives %(company)s another number. Correct one of the two lines.",
                    row=first.row,
                    company=company.name,
                )

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
        line, company = verdict.line, verdict.company
        kept = company.name if company else first.name
        if line.hidden:
            yield self.env._("This line is hidden in the workbook, by hand or by a filter.")
        yield from (line_sentence(self.env, problem) for problem in line.remarks)
        if company and not company.is_company:
            yield self.env._("%s is kept as a person, and becomes a sole trader.", company.name)
        if line.name and spelling_key(line.name) != spelling_key(kept):
            yield self.env._(
                "%(number)s is called %(name)s, and keeps that name.",
                number=dotted(line.number) or line.name,
                name=kept,
            )
        elif not company and first is not line:
            yield self.env._("The same new company as on line %s.", first.row)
        for candidate in self.candidates.get(about(line), ()):
            if not company and not candidate.active:
                yield self.env._("An archived company may be the same: %s.", candidate.name)
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
