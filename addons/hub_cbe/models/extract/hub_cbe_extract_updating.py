"""Reading an update: what it changes of the rows that are kept, and who comes into the region by it.

Deletes go before inserts, subject by subject. Of whoever was not kept so far, an update has what has changed alone: all
rows of these are read from the last full extract and the updates since, in a range of its own. So are those of whom
somebody has written down since the extract before, natural persons among them.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import layout
from ...domain.extract import Extract
from ...domain.numbers import key, number_of, value
from ...domain.region import NATURAL_PERSON
from ...domain.updates import Change, change, rows_since
from ...tools import pieces
from ...tools import rows as kept_rows
from ...tools.references import get_region

_KIND = layout.ENTERPRISE.place("TypeOfEnterprise")
_FIRST_ESTABLISHMENT = 2 * 10**9
# A contact that was written while the extract before was read may not have been seen by it.
_MARGIN = timedelta(days=1)


class Cut(NamedTuple):
    """What is loaded after a reading.

    :param numbers: companies whose rows are here
    :param coming: enterprises, or establishments, of which all rows are read from the full extract first
    :param places: establishments that companies which are kept have taken over from others, to be read as well
    """

    numbers: list[int]
    coming: list[int] = []
    places: list[int] = []


class HubCbeExtract(models.Model):
    _inherit = "hub.cbe.extract"

    def _read_update(self, extract: Extract) -> Cut:
        """Change the rows that are kept, and return whom something was said about."""
        cr = self.env.cr
        changes = {subject.name: change(extract, subject) for subject in kept_rows.SUBJECTS}
        here = self._get_enterprises_in_region(changes)
        named = set().union(*(_get_named(changes[subject.name]) for subject in kept_rows.SUBJECTS))
        named |= {kept_rows.owner_of(row) for row in changes[layout.ESTABLISHMENT.name].inserted}
        new, persons = _get_new(changes[layout.ENTERPRISE.name])
        kept = kept_rows.kept(cr, named) | (new & (here | self.env["hub.cbe.company"]._get_by_number(new).keys()))
        before = kept_rows.owners_of_kept(cr, named)
        places = _Places(changes[layout.ESTABLISHMENT.name], before, kept)
        for subject in kept_rows.SUBJECTS:
            found = changes[subject.name]
            gone = {each: each if each in kept else before.get(each) for each in map(number_of, found.deleted)}
            kept_rows.remove(cr, subject, {each: company for each, company in gone.items() if company})
            if subject is layout.ESTABLISHMENT:
                rows = [row for row in found.inserted if kept_rows.owner_of(row) in kept]
            else:
                rows = [row for row in found.inserted if value(row[0]) in kept or value(row[0]) in places.owners]
            kept_rows.add(cr, subject, kept_rows.lines([rows], places.owners))
        kept_rows.move(cr, places.moved)
        touched = named & kept | {owners[each] for owners in (before, places.owners) for each in named & owners.keys()}
        self.write({"company_count": len(touched), "establishment_count": len(places.owners)})
        coming = here - kept - persons | self._get_newly_known()
        return Cut(sorted(touched), sorted(coming), sorted(places.strange))

    @api.model
    def _get_newly_known(self) -> set[int]:
        """Return the enterprises that somebody has written down since the extract before, and of which no row is here.

        Whoever has stopped is looked for no more.
        """
        last = self._get_last()
        self.env.flush_all()
        query = SQL(
            """SELECT company_registry FROM res_partner AS contact
                WHERE write_date >= %s AND is_company AND is_belgian AND company_registry ~ '^[01][0-9]{9}$'
                  AND NOT EXISTS (SELECT FROM hub_cbe_company WHERE number = contact.company_registry)""",
            last.read_on - _MARGIN,
        )
        found = {int(number) for [number] in self.env.execute_query(query)}
        return found - kept_rows.kept(self.env.cr, found)

    @api.model
    def _get_enterprises_in_region(self, changes) -> set[int]:
        """Return the enterprises that are in the region by an update.

        Of an establishment whose enterprise the update does not name, the full extract knows it: it is returned itself.
        """
        seats, places = get_region(self.env).places(changes[layout.ADDRESS.name].inserted)
        owners = {value(row[0]): kept_rows.owner_of(row) for row in changes[layout.ESTABLISHMENT.name].inserted}
        known = kept_rows.owners_of_kept(self.env.cr, numbers := set(map(number_of, places)))
        return set(map(number_of, seats)) | {owners.get(each, known.get(each, each)) for each in numbers}

    # Whoever comes in

    @api.model
    def _fetch(self, numbers: list[int], places: list[int]) -> list[int]:
        """Take all rows of enterprises that were not kept, and of some establishments; return the companies.

        :param numbers: of enterprises, and of establishments whose enterprises nobody knows
        :param places: establishments that companies which are kept have taken over
        :raise UserError: if a zip that it takes is not here any more
        """
        extracts = self._get_extracts_since_full()
        with ExitStack() as stack:
            full, *updates = [stack.enter_context(each._opened()) for each in extracts]

            def rows_of(subject, keys):
                found = pieces.stream(self.env.cr, extracts[0].id, subject, keys)
                return rows_since(full, updates, subject, keys, found) if keys else []

            asked, wanted_places = set(numbers), {*places, *(each for each in numbers if each >= _FIRST_ESTABLISHMENT)}
            owner_rows = self._get_places(full, updates, asked, wanted_places)
            asked = {each for each in asked if each < _FIRST_ESTABLISHMENT}
            found_by_place = {kept_rows.owner_of(row) for row in owner_rows if value(row[0]) not in places}
            if not found_by_place <= asked:
                # They may have other establishments.
                asked |= found_by_place
                owner_rows = self._get_places(full, updates, asked, wanted_places)
            enterprises = rows_of(layout.ENTERPRISE, _keys(asked))
            known = self.env["hub.cbe.company"]._get_contacts(asked)
            companies = {
                number for row in enterprises if (number := value(row[0])) in known or row[_KIND] != NATURAL_PERSON
            }
            companies -= kept_rows.kept(self.env.cr, asked)
            touched = companies | {kept_rows.owner_of(row) for row in owner_rows if value(row[0]) in places}
            owners = {value(row[0]): owner for row in owner_rows if (owner := kept_rows.owner_of(row)) in touched}
            wanted = _keys(companies) | _keys(owners)
            for subject in kept_rows.SUBJECTS:
                if subject is layout.ENTERPRISE:
                    found = [row for row in enterprises if value(row[0]) in companies]
                elif subject is layout.ESTABLISHMENT:
                    found = [row for row in owner_rows if value(row[0]) in owners]
                else:
                    found = rows_of(subject, wanted)
                kept_rows.remove(self.env.cr, subject, owners | {each: each for each in companies})
                found.sort(key=lambda row: row[0])
                kept_rows.add(self.env.cr, subject, kept_rows.lines([found], owners))
        return sorted(touched)

    @api.model
    def _get_places(self, full, updates, numbers, places):
        """Return the rows of establishments that are among these, or are these enterprises'."""

        def is_wanted(row):
            return kept_rows.owner_of(row) in numbers or value(row[0]) in places

        found = full.unchecked(layout.ESTABLISHMENT, _keys(places), _keys(numbers))
        present = [row for rows in found for row in rows if is_wanted(row)]
        for update in updates:
            changed = change(update, layout.ESTABLISHMENT)
            present = [row for row in changed.apply(layout.ESTABLISHMENT, present) if is_wanted(row)]
        return present

    @api.model
    def _get_extracts_since_full(self):
        """Return the last full extract and the updates after it up to this one, in order."""
        read = self.search([("read_on", "!=", False), ("number", "<=", self.number)], order="number")
        full = read.filtered(lambda each: each.kind == "full")[-1:]
        since = full | read.filtered(lambda each: each.kind == "update" and each.number > full.number) | self
        if not full or not all(each.file_name and each._get_attachment() for each in since):
            raise UserError(
                self.env._("Companies came into the region, and the last full extract is not kept. Load a full one.")
            )
        return since


class _Places:
    """Whose establishments are by an update.

    :param before: the company of each establishment that is kept
    :param kept: the companies that are kept
    """

    def __init__(self, found: Change, before: dict[int, int], kept: set[int]):
        deleted = set(map(number_of, found.deleted))
        told = {value(row[0]): kept_rows.owner_of(row) for row in found.inserted}
        self.owners = {place: owner for place, owner in (before | told).items() if owner in kept or place in before}
        """The company of each establishment of which there are rows, with those that come."""
        self.moved = {
            place: (before[place], owner) for place, owner in told.items() if place in before and before[place] != owner
        }
        """Establishments that other companies have taken over: who had them, and who has them."""
        self.strange = {place for place, owner in told.items() if owner in kept and place in deleted - before.keys()}
        """Establishments that were those of companies which are not kept: the update has what has changed alone."""


def _get_named(found: Change) -> set[int]:
    return {*map(number_of, found.deleted), *(value(row[0]) for row in found.inserted)}


def _get_new(enterprises: Change) -> tuple[set[int], set[int]]:
    """Return the companies that the register did not have, of which an update has all rows; and natural persons."""
    persons = {value(row[0]) for row in enterprises.inserted if row[_KIND] == NATURAL_PERSON}
    told = {value(row[0]) for row in enterprises.inserted}
    return told - persons - set(map(number_of, enterprises.deleted)), persons


def _keys(numbers) -> set[bytes]:
    return set(map(key, numbers))
