import io

import xlsxwriter

from odoo import models

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone

from .hub_action_plan import TAKES_PLACE

_ACTIONS = (
    "date_begin", "date_end", "name", "action_type_id", "country_id", "office_id", "cluster_ids", "sector_ids",
    "programme_id", "action_state", "cost_planned", "cost_spent", "cost_income", "seats_max",
)  # fmt: skip
_CHANGES = ("kind", "title", "previous_begin", "previous_country_id", "date_begin", "country_id", "reason")
_CONSULTATIONS = ("date", "cluster_id", "sector_id", "who", "request", "answer")
_WIDTH, _WIDE = 14, 36
_WIDE_TYPES = ("char", "text", "many2many")


class HubActionPlan(models.Model):
    """The programme of the year as a workbook: what the printed one says, with the costs."""

    _inherit = "hub.action.plan"

    def action_workbook(self):
        """Download the programme as a workbook.

        :raise UserError: if the user may not export
        """
        self.ensure_one()
        self._check_export_right()
        return {"type": "ir.actions.act_url", "url": f"/hub_event/programme/{self.id}/excel", "target": "download"}

    def _check_export_right(self):
        self.browse().export_data([])

    def _get_workbook(self):
        """Return the workbook as bytes; its rows are those that the user may read.

        :raise UserError: if the user may not export
        """
        self.ensure_one()
        self._check_export_right()
        actions = self.action_ids.filtered_domain(TAKES_PLACE).sorted("date_begin")
        file = io.BytesIO()
        # A text stays one, whatever it begins with.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
            for title, records, names in (
                (self.env._("Programme %s", self.year), actions, _ACTIONS),
                (self.env._("Against Last Year"), self.change_ids, _CHANGES),
                (self.env._("Consultations"), self.consultation_ids, _CONSULTATIONS),
            ):
                sheet = book.add_worksheet(title)
                sheet.freeze_panes(1, 0)
                for rank, name in enumerate(names):
                    field = records._fields[name]
                    is_day = field.type in ("date", "datetime")
                    sheet.set_column(
                        rank, rank, _WIDE if field.type in _WIDE_TYPES else _WIDTH, day if is_day else None
                    )
                    cells = [self._as_cell(record, field) for record in records]
                    sheet.write_column(0, rank, [field._description_string(self.env)], head)
                    sheet.write_column(1, rank, cells, day if is_day else None)
        return file.getvalue()

    def _as_cell(self, record, field):
        value = record[field.name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "datetime":
            return day_of(value, zone(self.env)) if value else ""
        return value or (0 if field.type in ("float", "integer") else "")
