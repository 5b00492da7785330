from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...domain.tables import APART, EXCLUSIVE, OVERLAPPING

# What a company is changes; a figure takes what it was on the day of the fact.
# What stands in its period, by the names of facts; a period has several sectors.
_OF_PERIOD = {
    "commune_id": "commune_id",
    "size_class": "size_class",
    "entrepreneur_stage": "entrepreneur_stage",
    "account_manager_id": "user_id",
    "sector_ids": "id",
}
INTERVALS = ("year", "quarter", "month")


class HubBreakdown(models.Model):
    """What a figure may be divided by: a field of ``hub.fact``, or an interval of its day."""

    _name = "hub.breakdown"
    _description = "Breakdown"
    _inherit = ["hub.kept.mixin", "hub.coded.mixin"]
    _order = "sequence, id"

    field_name = fields.Char("Field of a Fact", required=True, help="Or its day with an interval, such as date:year.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "Code: another breakdown has this code already. Choose another one.")

    @api.constrains("field_name")
    def _check_field_name(self):
        for breakdown in self:
            name, _colon, interval = (breakdown.field_name or "").partition(":")
            field = self.env["hub.fact"]._fields.get(name)
            if field is None or (interval and (name != "date" or interval not in INTERVALS)):
                raise ValidationError(
                    self.env._("Field of a Fact: facts have no field “%s”. Choose another one.", breakdown.field_name)
                )

    @property
    def _interval(self):
        """The interval of the day that it stands for, or nothing."""
        return self.field_name.partition(":")[2]

    @property
    def _field(self):
        """The field of ``hub.fact`` that it stands for."""
        return self.env["hub.fact"]._fields[self.field_name.partition(":")[0]]

    @property
    def _is_many(self):
        """Whether a fact may be in several cells; then its key is what has them: the company's period, the market."""
        return self._field.type == "many2many"

    @property
    def _is_of_company(self):
        """Whether it is what the company was on the day of the fact."""
        return self._field.name in _OF_PERIOD

    def _get_axis(self, versions):
        """Return how the cells of this breakdown stand to their total, as :mod:`hub_reporting.domain.tables` has it."""
        if self._interval:
            # As superuser: a definition whose figure is read says of which kinds its facts are.
            at_end = "at_end" in versions.mapped("timing") and any(
                source._lasts() for source in versions.sudo().source_ids
            )
            return APART if at_end or len(versions) > 1 else OVERLAPPING
        return EXCLUSIVE if self._is_of_company and not self._is_many else OVERLAPPING

    def _get_key_sql(self, query, *, lasts):
        """Return the SQL for the key of a fact; what its company was is asked for the day in ``placed``.

        :param query: of ``hub.fact``, with what the company was on that day
        """
        facts, field = self.env["hub.fact"], self._field
        name = field.related.partition(".")[0] if self._is_many else field.name
        day, own = SQL("placed.day"), SQL.identifier(query.table, name)
        facts._check_field_access(field, "read")
        if self._interval:
            return SQL("CAST(date_trunc(%s, CAST(placed.day AS timestamp)) AS date)", self._interval)
        if field.name == "transition_status":
            partner = SQL.identifier(query.table, "partner_id")
            return self.env["hub.transition.change"]._join_status_on(query, "placed", partner, day)
        if not self._is_of_company:
            return own
        was = SQL.identifier(query.make_alias("placed", "period"), _OF_PERIOD[field.name])
        # What was kept of a fact itself goes before.
        return SQL("COALESCE(%s, %s)", own, was) if field.name == "commune_id" and not lasts else was

    def _get_many_sql(self, column):
        """Return the relation of a breakdown of several values, and its two columns, of the key and of the value."""
        facts, (link, _dot, name) = self.env["hub.fact"], self._field.related.partition(".")
        own = self.env[facts._fields[link].comodel_name]._fields[name]
        return SQL.identifier(own.relation), SQL.identifier(own.column1), SQL.identifier(column, own.column2)

    def _get_labels(self, keys):
        """Return the words for keys of cells, for the reader: a dict by key; None is what a fact has no value for."""
        self.ensure_one()
        labels = {None: self.env._("None")}
        known = [key for key in set(keys) if key is not None]
        if self._interval:
            return labels | {day: self._get_interval_label(day) for day in known}
        if self._field.relational:
            # As superuser: a figure that the reader may see has words, also where a commune or market is archived.
            records = self.env[self._field.comodel_name].browse(known).exists().sudo()
            return labels | {record.id: record.display_name for record in records}
        words = dict(self._field._description_selection(self.env)) if self._field.type == "selection" else {}
        return labels | {key: words.get(key, key) for key in known}

    def _get_interval_label(self, day):
        if self._interval == "year":
            return str(day.year)
        if self._interval == "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        return f"{day.year}-{day.month:02}"
