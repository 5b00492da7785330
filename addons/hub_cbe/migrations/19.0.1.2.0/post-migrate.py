from odoo.tools import SQL


def migrate(cr, version):
    """What the register says stands by itself, and since when it says so beside it: each had its day with it before."""
    if not version:
        return
    cr.execute(
        SQL(
            """
            WITH first AS (
                SELECT company.id, MIN(value.told ->> 1) AS day
                  FROM hub_cbe_company AS company
            CROSS JOIN LATERAL jsonb_each(company.said) AS value (name, told)
                 WHERE company.told_on IS NULL
              GROUP BY company.id
            )
            UPDATE hub_cbe_company AS company
               SET told_on = TO_DATE(first.day, 'YYYY-MM-DD'),
                   said = (SELECT jsonb_object_agg(name, told -> 0)
                             FROM jsonb_each(company.said) AS value (name, told)),
                   since = (SELECT jsonb_object_agg(name, told -> 1)
                              FROM jsonb_each(company.said) AS value (name, told)
                             WHERE told ->> 1 > first.day)
              FROM first
             WHERE first.id = company.id
            """
        )
    )
