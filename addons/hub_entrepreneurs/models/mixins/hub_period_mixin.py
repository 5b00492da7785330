from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...domain.periods import overlapping, union
from ...tools.dates import today


def _order_message(env, diagnostics):
    """Return the sentence for a period that ends before it starts, with the labels of the table's own fields."""
    table = diagnostics.table_name if diagnostics else None
    model = next((model for model in env.registry.models.values() if model._table == table), None)
    return env[model._name if model is not None else "hub.period.mixin"]._period_order_message()


class HubPeriodMixin(models.AbstractModel):
    """A period of whole days, both included. Nothing in ``date_end`` means that it goes on.

    Whether it runs on a day is told here alone: as a domain, in Python and in SQL.
    """

    _name = "hub.period.mixin"
    _description = "Period"

    # Whether nothing in date_start means "since always". Otherwise the period has not begun.
    _period_open_start = False

    date_start = fields.Date("First Day", index=True)
    date_end = fields.Date("Last Day", index="btree_not_null")
    runs_on = fields.Date(
        compute="_compute_runs_on",
        search="_search_runs_on",
        exportable=False,
        help="Search for what was running on any day.",
    )

    _dates_order = models.Constraint("CHECK (date_start <= date_end)", _order_message)

    @api.model
    def _domain_on(self, day):
        """Return the domain of the records whose period runs on a day."""
        begun = Domain("date_start", "<=", day)
        if self._period_open_start:
            begun |= Domain("date_start", "=", False)
        return begun & (Domain("date_end", "=", False) | Domain("date_end", ">=", day))

    @api.model
    def _period_sql(self, alias, day):
        """Return the SQL condition that the period of a row of a table runs on a day, a date or SQL for one."""
        start, end = (SQL.identifier(alias, name, to_flush=self._fields[name]) for name in ("date_start", "date_end"))
        begun = SQL("%s <= %s", start, day)
        if self._period_open_start:
            begun = SQL("(%s IS NULL OR %s)", start, begun)
        return SQL("%s AND (%s IS NULL OR %s >= %s)", begun, end, end, day)

    def _runs_on(self, day):
        """Tell whether the period of this record runs on a day."""
        self.ensure_one()
        begun = self.date_start <= day if self.date_start else self._period_open_start
        return begun and (not self.date_end or day <= self.date_end)

    def _compute_runs_on(self):
        self.runs_on = False

    @api.model
    def _search_runs_on(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_on(fields.Date.to_date(day)) for day in value if day)

    @api.depends("date_start", "date_end")
    def _compute_runs_today(self):
        """Compute the field ``is_current`` of models that have one."""
        day = today(self.env)
        for record in self:
            record.is_current = record._runs_on(day)

    @api.model
    def _search_runs_today(self, operator, value):
        if operator != "in":
            return NotImplemented
        running = self._domain_on(today(self.env))
        return Domain.OR(running if current else ~running for current in set(value))

    def _period(self):
        """Return the period in words, in the user's date format."""
        self.ensure_one()
        start, end = format_date(self.env, self.date_start), format_date(self.env, self.date_end)
        if start and end:
            return self.env._("from %(start)s to %(end)s", start=start, end=end)
        if end:
            return self.env._("until %s", end)
        return self.env._("since %s", start) if start else self.env._("on every day")

    def _find_overlap(self, same):
        """Return another record that a domain finds and that runs on some of the days of this one, if any."""
        if not self.date_start:
            return self.browse()
        others = self.search(Domain(same) & Domain("id", "!=", self._origin.id) & Domain("date_start", "!=", False))
        return others.filtered(lambda other: any(overlapping([other, self])))[:1]

    def _overlapping(self, key):
        """Yield recordsets of those that have the same key and overlap, in the order of their first days."""
        for records in self.grouped(key).values():
            for chain in overlapping(records):
                yield self.browse().union(*chain)

    def _unite_overlapping(self, key, first):
        """Make one record of those that have the same key and overlap; it has the days of all of them.

        :param key: function of a record
        :param first: function of a record, false for the one to keep; without such a one the oldest is kept
        """
        for chain in self._overlapping(key):
            kept = chain.sorted(first)[0]
            values = kept._united_values(chain)
            # The database would refuse the longer period beside the others.
            (chain - kept).unlink()
            kept.write(values)

    def _united_values(self, chain):
        """Return the values of this record once it stands for all records of a chain."""
        start, end = union(chain)
        return {"date_start": start or False, "date_end": end or False}

    @api.onchange("date_start", "date_end")
    def _onchange_period(self):
        if self.date_start and self.date_end and self.date_end < self.date_start:
            return {"warning": {"title": self._period_labels()[1], "message": self._period_order_message()}}
        return None

    @api.model
    def _period_labels(self):
        labels = self.fields_get(["date_start", "date_end"], ["string"])
        return labels["date_start"]["string"], labels["date_end"]["string"]

    @api.model
    def _period_order_message(self):
        start, end = self._period_labels()
        return self.env._(
            "%(end)s: this day is before “%(start)s”. Correct one of the two dates.", start=start, end=end
        )
