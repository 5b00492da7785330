from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.hub_entrepreneurs.tools.compat import column, joined_terms, table_query

from ..tools.asked import KINDS

_SOURCE = "hub.fact.source.mixin"
# What stands in the period of the company, by the names here.
_OF_PERIOD = {
    "period_id": "id",
    "size_class": "size_class",
    "entrepreneur_stage": "entrepreneur_stage",
    "account_manager_id": "user_id",
}


def _same_as(model, name):
    """Return a function for the selection of a field of another model, as it is in this database."""
    return lambda self: self.env[model]._fields[name]._description_selection(self.env)


class HubFact(models.Model):
    """Everything that counts: one row a fact, with what its company was on that day.

    Each kind is told by the rows of a model that inherits ``hub.fact.source.mixin``, as the user may read them: nobody
    counts what he or she may not read. A fact happens on a day, or lasts from one to another; then nothing in
    ``date_end`` means that it goes on.

    Its id is that of the row behind it and the place of its kind; it holds as long as the addons are the same.
    """

    _name = "hub.fact"
    _description = "Fact"
    _inherit = ["hub.asked.mixin", "hub.sums.mixin"]
    _auto = False
    _rec_name = "kind"
    _order = "date desc, id desc"
    _sums_within = {"amount": "unit"}

    kind = fields.Selection("_get_kinds", readonly=True)
    date = fields.Date("Day", readonly=True, help="The day of the fact, or the first day where it lasts.")
    date_end = fields.Date("Last Day", readonly=True, help="Of a fact that lasts. Empty: it goes on.")
    lasts = fields.Boolean(readonly=True, help="Whether the fact goes on from its first day to its last one.")
    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    person_id = fields.Many2one("res.partner", readonly=True)
    user_id = fields.Many2one("res.users", "By", readonly=True)
    service_id = fields.Many2one("hub.service", readonly=True)
    programme_id = fields.Many2one("hub.programme", readonly=True)
    cluster_id = fields.Many2one("hub.cluster", readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True)
    lead_id = fields.Many2one("crm.lead", readonly=True)
    stage_id = fields.Many2one("crm.stage", readonly=True, help="In which a lead was.")
    country_id = fields.Many2one("res.country", "Market", readonly=True)
    channel = fields.Selection(_same_as("hub.interaction", "channel"), readonly=True)
    hours = fields.Float(readonly=True)
    amount = fields.Float(readonly=True)
    unit = fields.Selection(_same_as("hub.outcome", "unit"), readonly=True)
    proof_level = fields.Selection(_same_as("hub.outcome", "proof_level"), readonly=True)
    detail = fields.Char(
        readonly=True,
        help="What the kind tells besides: the kind of outcome, the scheme of the evidence, the new status.",
    )
    is_reportable = fields.Boolean("Reportable", readonly=True, help="Whether it counts in reports to funders.")
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)

    # What its company was on that day
    period_id = fields.Many2one("hub.company.period", "Company as It Was", readonly=True)
    commune_id = fields.Many2one("hub.commune", readonly=True, help="Where the company was on that day.")
    size_class = fields.Selection(_same_as("res.partner", "size_class"), readonly=True)
    entrepreneur_stage = fields.Selection(_same_as("res.partner", "entrepreneur_stage"), readonly=True)
    sector_ids = fields.Many2many(related="period_id.sector_ids")
    account_manager_id = fields.Many2one("res.users", readonly=True)
    transition_status = fields.Selection(_same_as("res.partner", "transition_status"), readonly=True)

    @api.model
    def _get_sources(self):
        """Return the models that tell facts, in the order of their names."""
        names = self.env.registry.descendants([_SOURCE], "_inherit") - {_SOURCE}
        return [self.env[name] for name in sorted(names)]

    @api.model
    def _get_kinds(self):
        return [kind for source in self._get_sources() for kind in source._fact_kinds().items()]

    @table_query
    def _table_query(self):
        asked = self._asked
        places = {kind: place for place, (kind, _label) in enumerate(self._get_kinds())}
        parts = [
            self._get_part_sql(source, part, places[part.kind], asked)
            for source in self._get_sources()
            if source.has_access("read")
            for part in source._fact_parts()
            if asked.has_kind(part.kind, places[part.kind])
        ]
        return SQL(" UNION ALL ").join(parts or [self._get_no_part_sql()])

    @api.model
    def _get_no_part_sql(self):
        """Return a statement of the right shape without rows: for who may read nothing that counts."""
        empty = [self._as_column(name, SQL("NULL")) for name in self._get_columns()]
        return SQL("SELECT NULL::int8 AS id, %s WHERE FALSE", SQL(", ").join(empty))

    @api.model
    def _get_part_sql(self, source, part, place, asked):
        """Return the statement for the facts of a kind, as the user may read their rows.

        :param place: that of the kind among all
        :param asked: which of them are asked for, an :class:`Asked`
        """
        # Of a row that was archived, the fact stays.
        narrowed = self._get_asked_domain(source, part, place, asked)
        query = source.with_context(active_test=False)._search(Domain(part.domain) & narrowed)
        columns = self._get_columns()
        terms = {name: self._get_term(source, query, path, columns[name]) for name, path in part.columns.items()}
        row = SQL.identifier(source._table, "id")
        terms |= {
            "kind": SQL("%s", part.kind),
            "lasts": SQL("%s", "date_end" in part.columns),
            "res_model": SQL("%s", source._name),
            "res_id": row,
        }
        own = [self._as_column(name, terms.get(name, SQL("NULL"))) for name in columns]
        return query.select(SQL("%s::int8 * %s + %s AS id", row, KINDS, place), *own)

    @api.model
    def _get_asked_domain(self, source, part, place, asked):
        """Return the domain of the rows that can tell a fact that is asked for, as far as an index can find them."""
        domain = Domain.TRUE if asked.ids is None else Domain("id", "in", asked.ids[place])
        name = part.columns["date"]
        field = source._fields.get(name) if isinstance(name, str) else None
        if not field or not field.store:
            return domain
        first, after = asked.first, asked.last and asked.last < date.max and asked.last + timedelta(days=1)
        if field.type == "datetime":
            zone = dates.zone(self.env)
            first, after = (day and dates.start_of(day, zone) for day in (first, after))
        for operator, value in ((">=", first), ("<", after)):
            if value:
                domain &= Domain(name, operator, value)
        return domain

    @api.model
    def _get_columns(self):
        """Return the fields that stand in the query, by their names."""
        joined = {"id", "transition_status", *_OF_PERIOD}
        return {name: each for name, each in self._fields.items() if each.column_type and name not in joined}

    @joined_terms
    def _get_joined_term(self, alias, name, query):
        """Return the term of what the company was on that day, which is joined where it is asked for."""
        if name not in (*_OF_PERIOD, "commune_id", "transition_status"):
            return None
        partner, day = SQL.identifier(alias, "partner_id"), SQL.identifier(alias, "date")
        if name == "transition_status":
            return self.env["hub.transition.change"]._join_status_on(query, alias, partner, day)
        was = self.env["hub.company.period"]._join_on_day(query, alias, partner, day)
        if name == "commune_id":
            # What was kept of the fact itself goes before.
            return SQL("COALESCE(%s, %s)", SQL.identifier(alias, "commune_id"), SQL.identifier(was, "commune_id"))
        return SQL.identifier(was, _OF_PERIOD[name])

    @api.model
    def _as_column(self, name, term):
        return SQL("(%s)::%s AS %s", term, SQL(self._fields[name].column_type[1]), SQL.identifier(name))

    @api.model
    def _get_term(self, source, query, path, field):
        """Return the SQL for a column: that of a field of the row or of a record it points to; a moment is a day.

        :param path: the names on the way, with dots between them, or SQL
        """
        if isinstance(path, SQL):
            return path
        alias, model = source._table, source
        *links, name = path.split(".")
        for link in links:
            comodel = self.env[model._fields[link].comodel_name]
            alias, model = query.left_join(alias, link, comodel._table, "id", link), comodel
        term = column(model, alias, query, name)
        if field.type == "date" and model._fields[name].type == "datetime":
            return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", term, dates.zone(self.env).key)
        return term

    def action_open_record(self):
        """Open what the fact is told by."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)._get_records_action()
