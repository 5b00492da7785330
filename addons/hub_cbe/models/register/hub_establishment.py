from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import numbers
from ...domain.company import Address, Company
from ...domain.contact import street_line
from ...tools.arrays import array, arrays, assigned

_TYPES = {
    "number": "varchar",
    "partner_id": "int4",
    "name": "varchar",
    "street": "varchar",
    "zip": "varchar",
    "city": "varchar",
    "commune_id": "int4",
    "date_start": "date",
}


class HubEstablishment(models.Model):
    """A place where a company works, as the enterprise register has it."""

    _name = "hub.establishment"
    _description = "Establishment"
    _inherit = ["hub.of.company.mixin", "hub.computed.only.mixin"]
    _order = "partner_id, date_end desc, number"
    _is_work = False

    partner_id = fields.Many2one(readonly=True, ondelete="cascade")
    number = fields.Char("Establishment Number", required=True, readonly=True, size=10)
    dotted_number = fields.Char("Number", compute="_compute_dotted_number")
    name = fields.Char(required=True, readonly=True)
    street = fields.Char(readonly=True)
    zip = fields.Char("Postcode", readonly=True)
    city = fields.Char("Municipality", readonly=True)
    commune_id = fields.Many2one("hub.commune", readonly=True, index="btree_not_null", ondelete="restrict")
    date_start = fields.Date("Since", readonly=True)
    date_end = fields.Date(
        "Until", readonly=True, help="The day of the first extract in which the company did not have it any more."
    )

    _number_uniq = models.UniqueIndex(
        "(number)", "Establishment Number: the register has each once. Open that establishment instead."
    )

    @api.depends("number")
    def _compute_dotted_number(self):
        for place in self:
            place.dotted_number = numbers.dotted(int(place.number or 0))

    @api.model
    def _keep(self, companies: Iterable[Company], contacts: Mapping[int, int], changed: list[int], day: date):
        """Bring the establishments of these companies up to what the register says; those it names no more end.

        :param contacts: the ids of the contacts of the companies, by number
        :param changed: the ids of those that are not new
        """
        rows = [
            (
                numbers.bare(place.number),
                contacts[company.number],
                place.name or numbers.bare(place.number),
                *_address_cells(place.address, company.language),
                place.start,
            )
            for company in companies
            for place in company.establishments
        ]
        places = {row[0]: row for row in rows}
        if changed:
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE hub_establishment SET date_end = %s
                     WHERE partner_id = ANY(%s) AND number <> ALL(%s) AND date_end IS NULL
                    """,
                    day, array("int4", changed), array("varchar", places),
                )
            )  # fmt: skip
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_establishment AS known (
                       %(names)s, create_uid, create_date, write_uid, write_date)
                SELECT *, %(user)s, %(now)s, %(user)s, %(now)s FROM UNNEST(%(columns)s) ORDER BY 1
           ON CONFLICT (number) DO UPDATE
                   SET %(assigned)s, date_end = NULL, write_uid = %(user)s, write_date = %(now)s
                 WHERE (%(known)s, known.date_end) IS DISTINCT FROM (%(excluded)s, NULL)
                """,
                names=SQL(", ").join(map(SQL.identifier, _TYPES)),
                columns=arrays(_TYPES, places.values()),
                assigned=assigned(_TYPES),
                known=SQL(", ").join(SQL.identifier("known", name) for name in _TYPES),
                excluded=SQL(", ").join(SQL.identifier("excluded", name) for name in _TYPES),
                user=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        self.invalidate_model()


def _address_cells(address: Address | None, language: str) -> tuple:
    if not address:
        return (None, None, None, None)
    return (
        street_line(address, language) or None,
        address.postcode or None,
        address.municipality or None,
        address.commune,
    )
