from __future__ import annotations

from datetime import date
from typing import NamedTuple

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from ..domain import layout
from ..domain.numbers import bare, check_digits, dotted
from ..tools import rows as kept_rows
from .common import without_register

FRENCH, DUTCH = "1", "2"
# Neither the register nor demo data have given these out.
_FIRST, _FIRST_PLACE = 17_770_000, 27_770_000


class At(NamedTuple):
    """An address as the register has it."""

    street: str
    number: str
    postcode: str = "1060"
    town: str = "Saint-Gilles"
    street_nl: str = ""
    town_nl: str = "Sint-Gillis"
    struck_off: str = ""


class MatchCase(HubCase):
    """Companies of the register written by hand, and those that Hub has without number."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        without_register(cls.env)
        cls.matches = cls.env["hub.cbe.match"]
        cls.extract = cls.env["hub.cbe.extract"].create(
            {"kind": "full", "state": "refused", "snapshot_date": date(2026, 1, 4)}
        )
        cls.given = 0

    @classmethod
    def register(cls, *names, seat=None, formerly=(), places=(), contacts=(), language=FRENCH):
        """Let the register have a company.

        :param names: its names, each as a text, or as a language and a text
        :param formerly: addresses that were struck off
        :param places: establishments, each with its name and its address
        :param contacts: each a kind (TEL, EMAIL, WEB) and a value
        :return: its row of the register
        """
        cls.given += 1
        stem = _FIRST + cls.given
        number = dotted(stem * 100 + check_digits(stem))
        owners = {}
        denominations = [[number, *cls._name(name, language)] for name in names]
        addresses = [cls._address(number, "REGO", each) for each in filter(None, (*formerly, seat))]
        establishments = []
        for rank, (name, at) in enumerate(places):
            place_stem = _FIRST_PLACE + cls.given * 20 + rank
            place = dotted(place_stem * 100 + check_digits(place_stem))
            owners[int(place.replace(".", ""))] = int(number.replace(".", ""))
            establishments.append([place, "01-01-2020", number])
            denominations.append([place, language, "003", name])
            addresses.append(cls._address(place, "BAET", at))
        rows = {
            layout.ENTERPRISE: [[number, "AC", "000", "2", "610", "", "01-01-2020"]],
            layout.ESTABLISHMENT: establishments,
            layout.DENOMINATION: denominations,
            layout.ADDRESS: addresses,
            layout.CONTACT: [[number, "ENT", kind, value] for kind, value in contacts],
            layout.ACTIVITY: [],
        }
        for subject, some in rows.items():
            kept_rows.add(cls.env.cr, subject, kept_rows.lines([some] if some else [], owners))
        return cls.take(int(number.replace(".", "")))

    @classmethod
    def take(cls, number):
        """Let an extract say what the rows of a company say; return its row of the register."""
        cls.env["hub.cbe.company"]._take_rows(kept_rows.companies_of(cls.env.cr, [number]), cls.extract)
        return cls.env["hub.cbe.company"].search([("number", "=", bare(number))])

    @staticmethod
    def _name(name, language):
        language, text = name if isinstance(name, tuple) else (language, name)
        return [language, "001", text]

    @staticmethod
    def _address(number, kind, at):
        return [
            number, kind, "", "", at.postcode, at.town_nl, at.town, at.street_nl or at.street, at.street, at.number,
            "", "", at.struck_off,
        ]  # fmt: skip

    @classmethod
    def in_hub(cls, name, **values):
        """Create a company without a number."""
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "country_id": cls.belgium.id, "user_id": cls.account.id, **values}
        )

    @classmethod
    def find(cls, *partners):
        """Let Hub look for these companies in the register, or for all; return what is proposed for them."""
        some = cls.env["res.partner"].union(*partners)
        cls.matches._find(some or None)
        return cls.matches.search([("partner_id", "in", some.ids)] if some else [])

    @staticmethod
    def kinds(match):
        """Return the reasons of a proposal, by their codes."""
        return {kind for kind, _points, _said in match.reasons}
