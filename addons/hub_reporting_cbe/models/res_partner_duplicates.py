from odoo import api, models
from odoo.tools import SQL

_LIKELY = 70
"""From so many points on, whoever may be the same company of the register may be the same company in Hub."""


class ResPartner(models.Model):
    """Companies that may be the same one because they may be the same company of the register.

    1. Both are without number, and the same company of the register is proposed for both.
    2. Or one is, and somebody works already with the company of the register that is proposed for it.
    3. Of whom somebody has said that they are two, for the register or as duplicates, that holds for both.
    """

    _inherit = "res.partner"

    @api.model
    @api.depends("name", "zip", "vat", "company_registry", "is_belgian", "parent_id", "company_id")
    def _is_quality_pair_sql(self, one, other):
        return SQL(
            """(%(same)s OR EXISTS (
                   SELECT FROM (%(pairs)s) AS pair (one, other)
                     JOIN res_partner AS one ON one.id = pair.one
                     JOIN res_partner AS other ON other.id = pair.other
                    WHERE pair.one = LEAST(%(one)s, %(other)s) AND pair.other = GREATEST(%(one)s, %(other)s)
                      AND %(may_be)s))""",
            same=super()._is_quality_pair_sql(one, other),
            pairs=self._get_register_pairs_sql(),
            one=one,
            other=other,
            may_be=self._may_be_same_sql(),
        )

    @api.model
    def _get_quality_pairs_sql(self, looked_at):
        return SQL(
            """
            SELECT DISTINCT ON (one, other) one, other, kind
              FROM (SELECT one, other, kind, 1 AS place FROM (%(same)s) AS same (one, other, kind)
                 UNION ALL
                    SELECT pair.one, pair.other, 'register', 2
                      FROM (%(pairs)s) AS pair (one, other)
                      JOIN res_partner AS one ON one.id = pair.one
                      JOIN res_partner AS other ON other.id = pair.other
                     WHERE one.id IN (%(looked_at)s) AND other.id IN (%(looked_at)s) AND %(may_be)s) AS found
          ORDER BY one, other, place
            """,
            same=super()._get_quality_pairs_sql(looked_at),
            pairs=self._get_register_pairs_sql(),
            looked_at=looked_at,
            may_be=self._may_be_same_sql(),
        )

    @api.model
    def _get_register_pairs_sql(self):
        """Return the query of the contacts that may be the same company of the register, the lower id first."""
        return SQL(
            """
            SELECT mine.partner_id, theirs.partner_id
              FROM hub_cbe_match AS mine JOIN hub_cbe_match AS theirs USING (register_id)
             WHERE mine.partner_id < theirs.partner_id AND mine.state = 'open' AND theirs.state = 'open'
               AND mine.score >= %(likely)s AND theirs.score >= %(likely)s
         UNION
            SELECT LEAST(mine.partner_id, register.partner_id), GREATEST(mine.partner_id, register.partner_id)
              FROM hub_cbe_match AS mine
              JOIN hub_cbe_company AS register ON register.id = mine.register_id
              JOIN res_partner AS known ON known.id = register.partner_id
             WHERE known.is_prospect IS NOT TRUE AND %(state)s = 'open' AND mine.score >= %(likely)s
            """,
            state=SQL.identifier("mine", "state", to_flush=self.env["hub.cbe.match"]._fields["state"]),
            likely=_LIKELY,
        )

    @api.model
    def _may_be_same_sql(self):
        """Return the condition that nothing speaks against it, a decision about the register neither."""
        return SQL(
            """(%s AND NOT EXISTS (
                   SELECT FROM hub_cbe_match AS decided JOIN hub_cbe_company AS register
                       ON register.id = decided.register_id
                    WHERE decided.state = 'not_same'
                      AND (decided.partner_id, register.partner_id) IN ((one.id, other.id), (other.id, one.id))))""",
            super()._may_be_same_sql(),
        )
