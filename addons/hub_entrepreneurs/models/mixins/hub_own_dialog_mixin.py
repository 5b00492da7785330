from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class HubOwnDialogMixin(models.AbstractModel):
    """A dialog is of whoever opened it: nobody else reads it, fills it in, or adds lines to it.

    It is carried out once: a method that writes is marked with ``tools.once``.

    Each heir gets a global rule for that when it is installed or updated, ``<model>_rule_own`` of its addon. A line in
    somebody else's dialog would name what its author may not read.
    """

    _name = "hub.own.dialog.mixin"
    _description = "Dialog of One User"
    _inherit = ["hub.pointing.mixin", "hub.once.mixin"]

    is_done = fields.Boolean(readonly=True, copy=False, exportable=False)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._without_done(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._without_done(vals))

    @api.model
    def _without_done(self, vals):
        return {name: value for name, value in vals.items() if name != "is_done"}

    @contextmanager
    def _take_once(self):
        """Carry this dialog out, or refuse to do it again; what fails may be tried once more.

        Of two at the same time the database refuses the second, which Odoo then starts again.
        """
        self.ensure_one()
        self.check_access("write")
        self.flush_recordset()
        table = SQL.identifier(self._table)
        query = SQL("SELECT is_done FROM %s WHERE id = %s FOR UPDATE", table, self.id)
        if self.env.execute_query(query) != [(True,)]:
            yield
            self.env.cr.execute(SQL("UPDATE %s SET is_done = TRUE WHERE id = %s", table, self.id))
            return
        raise UserError(
            self.env._("This dialog was carried out already. Close it, and look at what is there before you go on.")
        )

    def init(self):
        super().init()
        if not self._abstract:
            # The rule names the model, which is known to the database only after all of them are.
            self.pool.post_init(self._make_own_rule)

    def _make_own_rule(self):
        """Make the rule of this model, or make it anew: an older one may say less."""
        values = {
            "name": f"{self._description}: own",
            "model_id": self.env["ir.model"]._get_id(self._name),
            "domain_force": "[('create_uid', '=', user.id)]",
        }
        xmlid = f"{self._original_module}.{self._table}_rule_own"
        self.env["ir.rule"]._load_records([{"xml_id": xmlid, "values": values, "noupdate": True}])
