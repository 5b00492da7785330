from odoo import api, models, tools
from odoo.exceptions import UserError
from odoo.tools import SQL


class HubKeptMixin(models.AbstractModel):
    """What other records name is archived, never deleted: what was counted with it would silently change.

    Whatever stored link of whatever model names a record is a use of it, also of rows that the user may not read.
    Rows that go when the record goes and that are kept themselves, such as the levels of a scheme, are parts of it:
    they are no use, and are asked in turn.
    """

    _name = "hub.kept.mixin"
    _description = "Archived Once Used"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for record, model in self._get_uses().items():
            # As superuser: whether the user may read what uses it is no matter.
            where = self.env["ir.model"]._get(model).name
            raise UserError(
                self.env._(
                    "“%(name)s” can't be deleted, because it is in use (%(where)s). %(instead)s",
                    name=record.display_name,
                    where=where,
                    instead=self._get_way_out(),
                )
            )

    @api.model
    def _get_way_out(self):
        """Return the sentence that says what to do instead."""
        if self._active_name:
            return self.env._(
                "Archive it instead: it stays where it is in use, and nobody chooses it any more. "
                "You find Archive in the menu Actions."
            )
        if "date_end" in self._fields:
            return self.env._("Give it a last day instead.")
        return self.env._("Leave it as it is.")

    def _get_uses(self):
        """Return those of these records that are in use, each with the name of a model that names it or a part of it.

        :rtype: dict[HubKeptMixin, str]
        """
        queries, uses = [], {}
        if not self:
            return uses
        self.env.flush_all()
        for rank, (model, name, part) in enumerate(links := self._get_links_to()):
            if part:
                continue
            field = self.env[model]._fields[name]
            if field.type == "many2many":
                table, column = SQL.identifier(field.relation), SQL.identifier(field.column2)
            else:
                table, column = SQL.identifier(self.env[model]._table), SQL.identifier(name)
            # What goes along is no reason to keep the others.
            others = field.type == "many2one" and model == self._name
            among = SQL("id NOT IN %s", self._ids) if others else SQL("TRUE")
            query = "SELECT DISTINCT %s AS rank, %s AS id FROM %s WHERE %s IN %s AND %s"
            queries.append(SQL(query, rank, column, table, column, self._ids, among))
        if queries:
            for rank, id_ in sorted(self.env.execute_query(SQL(" UNION ALL ").join(queries))):
                uses.setdefault(self.browse(id_), links[rank][0])
        for model, name, part in links:
            if part:
                # As superuser: a part that is archived or of another agency counts as well.
                parts = self.env[model].sudo().with_context(active_test=False).search([(name, "in", self.ids)])
                for each, use in parts._get_uses().items():
                    uses.setdefault(self.browse(each[name].id), use)
        return uses

    @api.model
    @tools.ormcache()
    def _get_links_to(self):
        """Return the stored links to this model: the model, the field, and whether it is a part of this one."""
        kept = self.env.registry.descendants(["hub.kept.mixin"], "_inherit")
        return [
            (name, field.name, field.type == "many2one" and field.ondelete == "cascade" and name in kept)
            for name, model in sorted(self.env.registry.items())
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.store and field.type in ("many2one", "many2many") and field.comodel_name == self._name
        ]
