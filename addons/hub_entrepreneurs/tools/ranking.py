"""The first rows of each record, in one statement however many records there are."""

from __future__ import annotations

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL

from .compat import columns


def first_of_each(model: BaseModel, by: str, domain: Domain | list, limit: int) -> dict[int, tuple[BaseModel, int]]:
    """Return the first rows in the order of a model that name each record, and how many name it.

    :param by: the stored many2one of the rows that names the record
    :param domain: which of the rows count; the user's access rules apply
    :return: by id of the record, its rows and their number
    """
    query = model._search(Domain(domain))
    order = model._order_to_sql(model._order, query)
    row_id, owner = columns(model, query, "id", by)
    ranked = query.subselect(
        SQL("%s AS id", row_id),
        SQL("%s AS owner", owner),
        SQL("ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s) AS rank", owner, order),
        SQL("COUNT(*) OVER (PARTITION BY %s) AS total", owner),
    )
    rows = model.env.execute_query(
        SQL(
            "SELECT owner, ARRAY_AGG(id ORDER BY rank), MAX(total) FROM %s r WHERE rank <= %s GROUP BY owner",
            ranked,
            limit,
        )
    )
    # All of them fetch their fields together.
    found = model.browse(row_id for _owner, ids, _total in rows for row_id in ids)
    return {owner: (found.browse(ids).with_prefetch(found._prefetch_ids), total) for owner, ids, total in rows}
