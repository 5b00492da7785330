"""What the demo data has of the register, loaded as an agency loads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools import dates

from ...domain import layout
from ...domain.layout import Kind
from ...domain.numbers import dotted
from ...synthetic import demo

_LANGUAGES = {"fr": demo.FRENCH, "nl": demo.DUTCH}
_MOVED = demo.At("Voorbeeldstraat", "1", "3000", "Leuven")


class HubCbeExtract(models.Model):
    _inherit = "hub.cbe.extract"

    @api.model
    def _load_demo(self):
        """Load a full extract and an update, and have two zips refused; then look for companies without number."""
        days = [dates.today(self.env) - timedelta(days=back) for back in (4, 3, 1)]
        first = demo.FIRST_NUMBER
        known, others = self._get_demo_companies(), demo.others()
        before = [*known.values(), *others]
        later = {rank: told for rank, told in known.items() if rank != demo.STOPS}
        if demo.LEAVES in later:
            later[demo.LEAVES] = replace(later[demo.LEAVES], at=_MOVED, places=())
        now = [*later.values(), *demo.after_a_day(others)]
        with TemporaryDirectory() as folder:
            for number, day, kind, content in (
                (first, days[0], Kind.FULL, demo.full(first, days[0], before)),
                (first + 1, days[1], Kind.UPDATE, demo.update(first + 1, days[1], before, now)),
                # The updates between are missing.
                (first + 4, days[2], Kind.UPDATE, demo.update(first + 4, days[2], [], [])),
                (first + 5, days[2], Kind.FULL, demo.by_spreadsheet(first + 5, days[2])),
            ):
                path = Path(folder) / layout.zip_name(number, kind, day)
                path.write_bytes(content)
                extract = self._get_or_create_of_file(path)
                if extract._begin():
                    extract._run_here(lambda *_told: None, self.env.flush_all)
        self.env["hub.cbe.match"]._find()

    @api.model
    def _get_demo_companies(self) -> dict[int, demo.Told]:
        """Return what the register says of companies of the demo data, by their ranks: mostly what these say."""
        found = {}
        for rank in demo.RANKS:
            partner = self.env.ref(f"hub_entrepreneurs.company_{rank:02d}", raise_if_not_found=False)
            language = _LANGUAGES.get((partner.lang or "fr")[:2]) if partner else None
            if not language or partner.is_natural_person:
                continue
            contacts = {"TEL": partner.phone} | ({"EMAIL": partner.email} if partner.email_source == "register" else {})
            at = demo.At(*partner.street.rsplit(" ", 1), partner.zip, partner.city)
            told = demo.Told(
                dotted(int(partner.company_registry)),
                partner.name,
                language,
                partner.founding_date or date(2015, 3, 2),
                at,
                contacts=tuple(contacts.items()),
                places=((demo.place_number(rank), "", at),) if rank % 3 else (),
            )
            found[rank] = demo.otherwise(rank, told)
        return found
