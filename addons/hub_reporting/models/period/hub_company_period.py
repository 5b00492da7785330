from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import dates


class HubCompanyPeriod(models.Model):
    """What a company was, by dates: nothing that was counted moves because the company does.

    A period begins on the day on which one of its values changes, by whatever way, and ends on the day before the next
    one. What changes several times on a day is kept as it was at its end. Of the days before the first period nobody
    knows; there, what the company was then stands for them, and :attr:`is_first` says so.

    The changes of a transaction are recorded as it commits, by two statements.
    """

    _name = "hub.company.period"
    _description = "Company as It Was"
    _inherit = [
        "hub.recorded.mixin",
        "hub.computed.only.mixin",
        "hub.of.company.mixin",
        "hub.named.mixin",
        "hub.period.mixin",
    ]
    _order = "date_start desc, id desc"
    _named_by = ("partner_id", "date_start")

    partner_id = fields.Many2one(ondelete="cascade", index=False)
    date_start = fields.Date(required=True)
    is_first = fields.Boolean(
        "Since Always", readonly=True, help="Nobody knows what the company was before: this stands for those days, too."
    )
    commune_id = fields.Many2one("hub.commune", readonly=True, index="btree_not_null", ondelete="restrict")
    size_class = fields.Selection(
        lambda self: self.env["res.partner"]._fields["size_class"]._description_selection(self.env), readonly=True
    )
    entrepreneur_stage = fields.Selection(
        lambda self: self.env["res.partner"]._fields["entrepreneur_stage"]._description_selection(self.env),
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", "Account Manager", readonly=True, index="btree_not_null", ondelete="set null"
    )
    sector_ids = fields.Many2many("hub.sector", string="Sectors", readonly=True)

    # Each fact asks what its company was: the index says it without the row.
    _one_a_day = models.UniqueIndex(
        "(partner_id, date_start)"
        " INCLUDE (id, date_end, is_first, commune_id, size_class, entrepreneur_stage, user_id)",
        "What a company was is kept once a day. Leave the period as it is.",
    )
    _one_goes_on = models.UniqueIndex(
        "(partner_id) WHERE date_end IS NULL", "What a company is stands in one period. Leave the period as it is."
    )

    @api.model
    def _get_values_names(self):
        """Return the fields whose changes begin a period; those of one value stand in columns."""
        return ("commune_id", "size_class", "entrepreneur_stage", "user_id")

    @api.model
    def _get_begun_columns(self, company, is_first, day):  # noqa: ARG002
        """Return when a period begins that a change on a day brings, and what else it has then, by column.

        :param SQL company: the alias of the company
        :param SQL is_first: whether it is the first one of its company
        """
        return {"date_start": SQL("CAST(%s AS date)", day)}

    @api.model
    def _record(self, condition, day=None):
        """End the periods of which something changed, and begin those of the day on which it did.

        :param SQL condition: which ids the companies have
        :param date day: today, unless somebody knows better
        """
        day = day or dates.today(self.env)
        self._end_changed(condition, day)
        self._begin(condition, day)

    @api.model
    def _get_record_parts(self, condition, day):
        """Return what the statements that record are put together from."""
        sectors, own_sectors = self._fields["sector_ids"], self.env["res.partner"]._fields["sector_ids"]
        names = self._get_values_names()
        values = SQL(", ").join(SQL.identifier(name) for name in names)
        return {
            "day": day,
            "day_before": day - timedelta(days=1),
            "companies": condition,
            "values": values,
            "of_company": SQL(", ").join(SQL.identifier("company", name) for name in names),
            "of_period": SQL(", ").join(SQL.identifier("period", name) for name in names),
            "assigned": SQL(", ").join(SQL("%s = changed.%s", *[SQL.identifier(name)] * 2) for name in names),
            "sectors": SQL.identifier(sectors.relation),
            "period": SQL.identifier(sectors.column1),
            "sector": SQL.identifier(sectors.column2),
            "own_sectors": SQL.identifier(own_sectors.relation),
            "own_company": SQL.identifier(own_sectors.column1),
            "own_sector": SQL.identifier(own_sectors.column2),
        }

    @api.model
    def _end_changed(self, condition, day):
        """End the periods of which something changed; what changed on the day on which one began is corrected there."""
        self.env.cr.execute(
            SQL(
                """
                WITH changed AS (
                    SELECT period.id, period.date_start, %(of_company)s, is_of.sectors
                      FROM hub_company_period AS period
                      JOIN res_partner AS company ON company.id = period.partner_id
                CROSS JOIN LATERAL (
                               SELECT ARRAY(SELECT %(own_sector)s FROM %(own_sectors)s
                                             WHERE %(own_company)s = company.id ORDER BY 1) AS sectors,
                                      ARRAY(SELECT %(sector)s FROM %(sectors)s
                                             WHERE %(period)s = period.id ORDER BY 1) AS kept) AS is_of
                     WHERE company.id %(companies)s AND period.date_end IS NULL
                       AND (is_of.sectors <> is_of.kept OR (%(of_company)s) IS DISTINCT FROM (%(of_period)s))
                ), corrected AS (
                    UPDATE hub_company_period AS period SET %(assigned)s FROM changed
                     WHERE period.id = changed.id AND changed.date_start >= %(day)s
                ), left_sectors AS (
                    DELETE FROM %(sectors)s AS kept USING changed
                     WHERE kept.%(period)s = changed.id AND changed.date_start >= %(day)s
                       AND kept.%(sector)s <> ALL(changed.sectors)
                )
                UPDATE hub_company_period AS period SET date_end = %(day_before)s FROM changed
                 WHERE period.id = changed.id AND changed.date_start < %(day)s
                """,
                **self._get_record_parts(condition, day),
            )
        )
        self.invalidate_model()

    @api.model
    def _begin(self, condition, day):
        """Begin a period of each company that has none that goes on, and give those of the day their sectors."""
        without = SQL(
            """NOT EXISTS (SELECT FROM hub_company_period WHERE partner_id = company.id AND date_end IS NULL)
               AND company.is_company"""
        )
        is_first = SQL("NOT EXISTS (SELECT FROM hub_company_period WHERE partner_id = company.id)")
        of_the_day = SQL(
            "UNION ALL SELECT id, partner_id FROM hub_company_period WHERE partner_id %s AND date_start = %s",
            condition,
            day,
        )
        self._insert_begun(condition, day, without, is_first, of_the_day)

    @api.model
    def _begin_first(self, condition, day):
        """Begin the first period of companies that have had none."""
        self._insert_begun(condition, day, SQL("company.is_company"), SQL("TRUE"), SQL())

    @api.model
    def _insert_begun(self, condition, day, whose, is_first, besides):
        """Insert periods with their sectors, by one statement.

        :param SQL condition: which ids the companies have
        :param SQL whose: what else they have to be
        :param SQL is_first: whether the period is the first one of its company
        :param SQL besides: other periods that get their sectors
        """
        begun = self._get_begun_columns(SQL.identifier("company"), SQL.identifier("first", "is_first"), day)
        self.env.cr.execute(
            SQL(
                """
                WITH begun AS (
                    INSERT INTO hub_company_period (partner_id, is_first, %(begun)s, %(values)s)
                    SELECT company.id, first.is_first, %(of_begun)s, %(of_company)s
                      FROM res_partner AS company
                CROSS JOIN LATERAL (SELECT %(is_first)s AS is_first) AS first
                     WHERE company.id %(companies)s AND %(whose)s
                 RETURNING id, partner_id
                ), present AS (
                    SELECT id, partner_id FROM begun %(besides)s
                )
                INSERT INTO %(sectors)s (%(period)s, %(sector)s)
                SELECT present.id, own.%(own_sector)s
                  FROM present JOIN %(own_sectors)s AS own ON own.%(own_company)s = present.partner_id
           ON CONFLICT DO NOTHING
                """,
                **self._get_record_parts(condition, day),
                begun=SQL(", ").join(map(SQL.identifier, begun)),
                of_begun=SQL(", ").join(begun.values()),
                whose=whose,
                is_first=is_first,
                besides=besides,
            )
        )
        self.invalidate_model()

    @api.model
    def _forget(self, partners):
        """Drop what these companies were: each of them becomes another one, whose own history counts."""
        self.search([("partner_id", "in", partners.ids)]).unlink()

    @api.model
    def _join_on_day(self, query, alias, partner, day):
        """Join to a query what a company was on a day; return the alias of the period.

        :param SQL partner: the id of the company
        :param SQL day: the day
        """
        joined = query.make_alias(alias, "period")
        on_day = SQL(
            """%(period)s.partner_id = %(partner)s AND (%(period)s.is_first OR %(period)s.date_start <= %(day)s)
               AND (%(period)s.date_end IS NULL OR %(period)s.date_end >= %(day)s)""",
            period=SQL.identifier(joined),
            partner=partner,
            day=day,
        )
        query.add_join("LEFT JOIN", joined, self._table, on_day)
        return joined
