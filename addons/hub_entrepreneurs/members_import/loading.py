"""Loading the good lines: all at once, and without the one that the database refuses."""

from __future__ import annotations

from collections.abc import Sequence

from psycopg2 import IntegrityError

from odoo.exceptions import UserError

from ..tools.quiet import NO_LOG
from .taking import Taking
from .verdict import COMPANY, WRONG, Verdict
from .workbook import Column


class Loading:
    """Creates and completes what good lines are about, with the user's rights; the verdicts learn the records.

    :param email_source: where the addresses of the list come from, if anybody said so
    """

    def __init__(self, env, email_source: str | bool = False):
        self.env = env(context={**env.context, **NO_LOG})
        self.email_source = email_source
        self.created: dict[str, int] = {}

    def load(self, verdicts: Sequence[Verdict]) -> None:
        """Load lines together; where one is refused, the others without it."""
        if not verdicts:
            return
        try:
            with self.env.cr.savepoint():
                loaded = self._load_together(verdicts)
        except (UserError, IntegrityError) as error:
            if len(verdicts) == 1:
                verdicts[0].outcome = WRONG
                verdicts[0].sentences.append(self._sentence(error))
                return
            middle = len(verdicts) // 2
            self.load(verdicts[:middle])
            self.load(verdicts[middle:])
        else:
            for verdict, (partner_id, membership_id) in zip(verdicts, loaded, strict=True):
                verdict.membership_id = membership_id
                if verdict.outcome == COMPANY:
                    self.created[verdict.line.number] = partner_id

    def _load_together(self, verdicts: Sequence[Verdict]) -> list[tuple[int, int]]:
        """Return the company and the membership of each line."""
        taking = Taking(self.env, verdicts, self.email_source)
        new = [verdict for verdict in verdicts if verdict.outcome == COMPANY]
        created = self.created | self._create_companies(
            [verdict for verdict in new if verdict.line.number not in self.created], taking
        )
        self._complete([verdict for verdict in verdicts if verdict.company])
        taking.fill_in()
        partner_ids = [verdict.partner_id or created[verdict.line.number] for verdict in verdicts]
        contacts = taking.bring_people(dict(zip((verdict.line.row for verdict in verdicts), partner_ids, strict=True)))
        memberships = self.env["hub.cluster.membership"].create([
            {
                "partner_id": partner_id,
                "cluster_id": verdict.cluster_id,
                "date_start": verdict.line.joined,
                **({"contact_id": contacts[verdict.line.row]} if verdict.line.row in contacts else {}),
            }
            for verdict, partner_id in zip(verdicts, partner_ids, strict=True)
        ])  # fmt: skip
        return list(zip(partner_ids, memberships.ids, strict=True))

    def _create_companies(self, verdicts: Sequence[Verdict], taking: Taking) -> dict[str, int]:
        """Create one company for each number, as the first line that has it says; return their ids by number."""
        first_lines = {}
        for verdict in verdicts:
            first_lines.setdefault(verdict.line.number, verdict.line)
        belgium = self.env.ref("base.be")
        companies = self.env["res.partner"].create([
            {
                "name": line.name,
                "is_company": True,
                "company_registry": number,
                "city": line.texts[Column.CITY],
                "zip": line.texts[Column.POSTCODE],
                "country_id": belgium.id,
                **({"street": line.texts[Column.STREET]} if line.texts[Column.STREET] else {}),
                **taking.values_of(line),
            }
            for number, line in first_lines.items()
        ])  # fmt: skip
        return dict(zip(first_lines, companies.ids, strict=True))

    def _complete(self, verdicts: Sequence[Verdict]) -> None:
        """Give known companies the numbers that they lack, and make companies of sole traders kept as persons."""
        known = {verdict.company.id: verdict for verdict in reversed(verdicts)}
        for partner in self.env["res.partner"].browse(known):
            company, number = known[partner.id].company, known[partner.id].line.number
            values = {} if company.is_company else {"is_company": True, "is_natural_person": True}
            if number and not company.number:
                values["company_registry"] = number
            if values:
                partner.write(values)

    def _sentence(self, error: Exception) -> str:
        """Return what the user reads of an error; one of the database by the model whose table it is about."""
        if isinstance(error, UserError):
            return str(error.args[0])
        model = next((model for model in self.env.values() if model._table == error.diag.table_name), self.env["base"])
        return model._sql_error_to_message(error)
