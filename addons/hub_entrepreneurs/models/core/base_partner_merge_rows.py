from contextlib import suppress

from psycopg2 import IntegrityError

from odoo import api, models
from odoo.tools import SQL, mute_logger

# Where these columns are, a unique index compares: none of its own expressions.
_UNIQUE_INDEXES = """
    SELECT index_class.relname,
           pg_get_expr(index.indpred, index.indrelid),
           ARRAY(SELECT attname FROM pg_attribute
                  WHERE attrelid = index.indrelid AND attnum = ANY(index.indkey) ORDER BY attnum)
      FROM pg_index AS index
      JOIN pg_class AS index_class ON index_class.oid = index.indexrelid
     WHERE index.indrelid = %s::regclass AND index.indisunique AND NOT 0 = ANY(index.indkey)
"""


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Rows of which each of the contacts has one are united before core moves them, and none is lost for another.

    Of followers, notifications, reactions, members of channels and the like, core deletes **all** that the losing
    contact has as soon as one of them meets a unique index. So the twins alone go, and what hangs on them goes to
    those that stay: a follower keeps what both followed.

    Core: base/wizard/base_partner_merge.py, 19.0. Contract: test_core_base_partner_merge.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env.flush_all()
        for table, column in self._get_fk_on("res_partner"):
            if not table.startswith("base_partner_merge_"):
                self._unite_twins(table, column, src_partners, dst_partner)
        self.env.invalidate_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        self.env.flush_all()
        for field in self._get_references():
            table, model_column = self.env[field.model_name]._table, field.model_field
            about = SQL("%s = 'res.partner'", SQL.identifier(model_column))
            self._unite_twins(table, field.name, src_partners, dst_partner, about)
            if field.model_name not in ("ir.model.data", "ir.attachment"):
                # Core knows five of these models. A file of a field is the contact's own.
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = %s WHERE %s AND %s IN %s",
                        SQL.identifier(table),
                        SQL.identifier(field.name),
                        dst_partner.id,
                        about,
                        SQL.identifier(field.name),
                        src_partners._ids,
                    )
                )
        self.env.invalidate_all()
        return super()._update_reference_fields(src_partners, dst_partner)

    @api.model
    def _get_references(self):
        """Return the stored fields that point to a record of whatever model."""
        for model in self.env.registry.values():
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                named = model._fields.get(getattr(field, "model_field", None) or "")
                if field.type == "many2one_reference" and field.store and named is not None and named.store:
                    yield field

    @api.model
    def _unite_twins(self, table, column, sources, destination, about=None):
        """Leave one of the rows of a table that would be the same by a unique index: the destination's, if it has one.

        :param SQL about: which rows point to contacts at all
        """
        for _index, predicate, columns in self.env.execute_query(SQL(_UNIQUE_INDEXES, table)):
            if column not in columns or columns == ["id"]:
                continue
            conditions = [SQL("%s IN %s", SQL.identifier(column), (destination.id, *sources.ids))]
            conditions += [about] if about else []
            # PostgreSQL's own text of the index.
            conditions += [SQL(predicate.replace("%", "%%"))] if predicate else []  # pylint: disable=sql-injection
            same = SQL(", ").join(SQL.identifier(name) for name in columns if name != column) or SQL("NULL")
            if len(self._get_columns(table)) > 2:
                self._unite_rows_of(table, column, same, SQL(" AND ").join(conditions), destination)

    @api.model
    def _get_columns(self, table):
        query = SQL("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", table)
        return [name for (name,) in self.env.execute_query(query)]

    @api.model
    def _unite_rows_of(self, table, column, same, condition, destination):
        pairs = self.env.execute_query(
            SQL(
                """SELECT id, kept FROM (
                       SELECT id, first_value(id) OVER (PARTITION BY %(same)s ORDER BY %(column)s <> %(id)s, id) AS kept
                         FROM %(table)s WHERE %(condition)s
                   ) AS twins WHERE id <> kept""",
                same=same,
                column=SQL.identifier(column),
                id=destination.id,
                table=SQL.identifier(table),
                condition=condition,
            )
        )
        if not pairs:
            return
        gone, kept = (list(ids) for ids in zip(*pairs, strict=True))
        for child, pointer in self._get_fk_on(table):
            self._move_children(child, pointer, gone, kept)
        self.env.cr.execute(SQL("DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(table), gone))

    @api.model
    def _move_children(self, child, pointer, gone, kept):
        """Let what hangs on rows that go hang on those that stay, where it does not yet."""
        others = [name for name in self._get_columns(child) if name != pointer]
        names = {
            "child": SQL.identifier(child),
            "pointer": SQL.identifier(pointer),
            "pairs": SQL("unnest(%s, %s) AS pair (gone, kept)", gone, kept),
        }
        if len(others) == 1:
            self.env.cr.execute(
                SQL(
                    """INSERT INTO %(child)s (%(pointer)s, %(other)s)
                       SELECT pair.kept, row.%(other)s
                         FROM %(child)s AS row JOIN %(pairs)s ON row.%(pointer)s = pair.gone
                       ON CONFLICT DO NOTHING""",
                    other=SQL.identifier(others[0]),
                    **names,
                )
            )
            return
        # Where the row that stays has its only one already, such as a running call, the other one goes.
        with suppress(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            moved = (
                "UPDATE %(child)s AS row SET %(pointer)s = pair.kept FROM %(pairs)s WHERE row.%(pointer)s = pair.gone"
            )
            self.env.cr.execute(SQL(moved, **names))
