from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import finding

# So many neighbours each company is compared with that has the same key: who calls twenty companies "unknown" is asked
# about a hundred pairs at most, and not about all.
_NEIGHBOURS = 5


class ResPartner(models.Model):
    """Companies that may be the same one.

    1. They have the same number: of the enterprise register or of VAT, in whatever spelling, each compared with both.
    2. Or they have the same name, without accents, signs and legal form, and the same postcode, or one has none.
    3. They are none if both have an enterprise number and not the same one, belong to different agencies, or one is the
       parent of the other.
    4. Of whom somebody has said that they are two, the form of neither asks any more whether it is known already.
    """

    _inherit = "res.partner"

    @api.model
    @api.depends("name", "zip", "vat", "company_registry", "is_belgian", "parent_id", "company_id")
    def _is_quality_pair_sql(self, one, other):
        return SQL(
            """EXISTS (
                   SELECT FROM res_partner AS one, res_partner AS other
                    WHERE one.id = %(one)s AND other.id = %(other)s AND %(may_be)s
                      AND (ARRAY_REMOVE(%(numbers)s, NULL) && ARRAY_REMOVE(%(other_numbers)s, NULL)
                           OR (%(name)s <> '' AND %(name)s = %(other_name)s AND %(near)s)))""",
            one=one,
            other=other,
            may_be=self._may_be_same_sql(),
            near=self._is_near_sql(),
            numbers=SQL("ARRAY[%s]", SQL(", ").join(self._get_numbers_sql("one"))),
            other_numbers=SQL("ARRAY[%s]", SQL(", ").join(self._get_numbers_sql("other"))),
            name=finding.name_key(self._get_quality_column("one", "name")),
            other_name=finding.name_key(self._get_quality_column("other", "name")),
        )

    @api.model
    def _get_quality_pairs_sql(self, looked_at):
        registered, taxed = self._get_numbers_sql("company")
        following = SQL(", ").join(SQL("LEAD(id, %s) OVER same", place + 1) for place in range(_NEIGHBOURS))
        # By windows, and no join of companies with companies: the database sorts once, however often a name is there.
        return SQL(
            """
            SELECT DISTINCT ON (one.id, other.id) one.id, other.id, place.kind
              FROM (SELECT id, kind, ARRAY[%(following)s] AS following
                      FROM (SELECT DISTINCT company.id, known.kind, known.key
                              FROM res_partner AS company
                        CROSS JOIN LATERAL (VALUES ('number', %(registered)s), ('number', %(taxed)s),
                                                   ('name', %(name)s)) AS known (kind, key)
                             WHERE company.id IN (%(looked_at)s) AND known.key <> '') AS keyed
                    WINDOW same AS (PARTITION BY kind, key ORDER BY id)) AS place
        CROSS JOIN LATERAL unnest(place.following) AS beside (id)
              JOIN res_partner AS one ON one.id = place.id
              JOIN res_partner AS other ON other.id = beside.id
             WHERE %(may_be)s AND (place.kind = 'number' OR %(near)s)
          ORDER BY one.id, other.id, place.kind DESC
            """,
            following=following,
            registered=registered,
            taxed=taxed,
            name=finding.name_key(self._get_quality_column("company", "name")),
            looked_at=looked_at,
            may_be=self._may_be_same_sql(),
            near=self._is_near_sql(),
        )

    @api.model
    def _get_numbers_sql(self, alias):
        """Return the numbers of a company, each in one spelling: that of the register, and that of VAT."""
        names = ("company_registry", "vat", "is_belgian")
        number, vat, belgian = (self._get_quality_column(alias, name) for name in names)
        digits = SQL("regexp_replace(%s, '[^0-9]', '', 'g')", vat)
        bare = SQL("upper(regexp_replace(%s, '[^[:alnum:]]', '', 'g'))", vat)
        return [
            SQL("CASE WHEN %s AND %s <> '' THEN 'BE' || %s END", belgian, number, number),
            SQL(
                "CASE WHEN %s ~* '^ *BE' AND length(%s) IN (9, 10) THEN 'BE' || lpad(%s, 10, '0') "
                "WHEN length(%s) >= 8 THEN %s END",
                vat, digits, digits, bare, bare,
            ),
        ]  # fmt: skip

    @api.model
    def _may_be_same_sql(self):
        """Return the condition that nothing speaks against it that companies, called one and other, are the same."""
        columns = {
            f"{alias}_{name}": self._get_quality_column(alias, name)
            for alias in ("one", "other")
            for name in ("is_belgian", "company_registry", "company_id", "parent_id")
        }
        return SQL(
            """NOT COALESCE(
                   %(one_is_belgian)s AND %(other_is_belgian)s AND %(one_company_registry)s <> ''
                   AND %(other_company_registry)s <> ''
                   AND %(one_company_registry)s <> %(other_company_registry)s, FALSE)
               AND (%(one_company_id)s IS NULL OR %(other_company_id)s IS NULL
                    OR %(one_company_id)s = %(other_company_id)s)
               AND %(one_parent_id)s IS DISTINCT FROM other.id AND %(other_parent_id)s IS DISTINCT FROM one.id""",
            **columns,
        )

    @api.model
    def _is_near_sql(self):
        """Return the condition that companies, called one and other, have one postcode, or one of them has none."""
        places = [
            SQL("NULLIF(regexp_replace(%s, '[^[:alnum:]]', '', 'g'), '')", self._get_quality_column(alias, "zip"))
            for alias in ("one", "other")
        ]
        return SQL("COALESCE(%s = %s, TRUE)", *places)

    @api.model
    def _get_quality_column(self, alias, name):
        return SQL.identifier(alias, name, to_flush=self._fields[name])

    def _find_known(self):
        known = super()._find_known()
        others = [other.id for found in known.values() for other in found]
        if not others:
            return known
        # As superuser: what was decided of two companies that this user reads holds, whoever decided it.
        pairs = self.env["hub.quality.issue"].sudo()
        pairs = pairs.search_fetch(
            [("state", "=", "set_aside"), "|", ("res_id", "in", others), ("other_id", "in", others)],
            ["res_id", "other_id"],
        )
        decided = {frozenset((pair.res_id, pair.other_id.id)) for pair in pairs if pair.other_id}
        return {
            partner: {
                other: common
                for other, common in found.items()
                if frozenset((partner._origin.id, other.id)) not in decided
            }
            for partner, found in known.items()
        }
