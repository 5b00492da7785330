from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain.tile_map import PLACES, Place, tile_map


class HubCommune(models.Model):
    """The tile map of the communes: any number by commune, as whoever looks at it may read the rows behind it."""

    _inherit = "hub.commune"

    @api.model
    def _get_tile_map_measures(self):
        """Return what the rows of a model are counted by on a map: titles by aggregates, the usual one first."""
        return {
            "res.partner": {"__count": self.env._("Companies by Commune")},
            "hub.fact": {
                "partner_id:count_distinct": self.env._("Companies by Commune"),
                "hours:sum": self.env._("Hours by Commune"),
                "__count": self.env._("Facts by Commune"),
            },
        }

    @api.model
    @api.readonly
    def get_tile_map(self, model, domain, measure=None):
        """Return the map of the rows of a model that the user may read, counted by the database in one statement.

        :param str model: one of :meth:`_get_tile_map_measures`
        :param list domain: which rows
        :param str measure: one of its aggregates; the usual one, if none is named
        :return: see :meth:`_draw_tile_map`, with ``measure`` and ``measures``, pairs of an aggregate and its title
        """
        measures = self._get_tile_map_measures().get(model) if isinstance(model, str) else None
        # Whoever calls from outside may put anything there.
        if not measures or (measure and measure not in list(measures)):
            raise UserError(self.env._("There is no map of this by commune. Choose what the list of the map offers."))
        measure = measure or next(iter(measures))
        try:
            asked = Domain(domain).optimize_full(self.env[model])
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(self.env._("Filter: it can't be read: %s. Correct it.", error)) from error
        by_commune, [total] = self._read_by_commune(self.env[model], asked, [], measure)
        drawn = self._get_placed()._draw_tile_map(dict(by_commune), *total, measures[measure])
        return {**drawn, "measure": measure, "measures": list(measures.items())}

    @api.model
    def _read_by_commune(self, rows, domain, groupby, measure):
        """Return the numbers by commune, and those of all communes together, each by some other fields as well.

        :return: two lists of tuples: groups and their number
        """
        parts, wholes = rows._read_grouping_sets(domain, [[*groupby, "commune_id"], groupby], [measure])
        return parts, wholes or ([] if groupby else [(0,)])

    @api.model
    def _get_placed(self):
        """Return the communes that have a tile."""
        return self.search([("nis_code", "in", list(PLACES))])

    def _draw_tile_map(self, numbers, total, title):
        """Return what the browser draws: these communes, which have a tile, and what else has a number.

        A commune without a tile has a row in the table if it has a number, and so has what lies in no commune. A
        company that was in two communes counts in both, and once in the total.

        :param dict numbers: a number by commune, or nothing where it must not be shown; no commune is an empty record
        :param float total: of all of them; it is not shown where one is hidden
        :return: a :class:`..domain.tile_map.TileMap` with ``title`` and ``total``
        """
        communes = self | self.concat(*(commune for commune, number in numbers.items() if number != 0))
        places = [Place(commune.id, commune.nis_code, commune.name) for commune in communes]
        by_key = {commune.id: number for commune, number in numbers.items()}
        if by_key.get(False, 0) != 0:
            places.append(Place(False, None, self.env._("No Commune")))
        drawn = tile_map(places, by_key)
        return {**drawn, "title": title, "total": None if drawn["hidden"] else total}
