from odoo import models


class HubReportCell(models.Model):
    """A figure by commune as a tile map."""

    _inherit = "hub.report.cell"

    def _get_map(self, cells, placed, is_hidden=lambda cell: cell.is_suppressed):
        """Return the map of a total and of its cells, which are by commune.

        :param placed: the communes that have a tile
        :param is_hidden: tells which cells are not shown
        :return: see :meth:`hub.commune._draw_tile_map`, with the cell of each commune by its key
        """
        self.ensure_one()
        keys = {cell: next(cell._get_keys())[1] or False for cell in cells}
        beside = placed.browse(key for key in keys.values() if key and key not in placed._ids)
        there = {False, *placed._ids, *(beside.exists()._ids if beside else ())}
        shown = {cell: key for cell, key in keys.items() if key in there}
        numbers = {
            placed.browse(key or ()): cell.value if cell.is_known and not is_hidden(cell) else None
            for cell, key in shown.items()
        }
        total = None if is_hidden(self) else self.value
        drawn = placed._draw_tile_map(numbers, total, self.indicator_id.name)
        return {**drawn, "cells": {str(key): cell.id for cell, key in shown.items() if not is_hidden(cell)}}
