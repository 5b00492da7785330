from odoo import models


class HubOwnDialogMixin(models.AbstractModel):
    """A dialog is of whoever opened it: nobody else reads it, fills it in, or adds lines to it.

    Each heir gets a global rule for that when it is installed or updated, ``<model>_rule_own`` of its addon. A line in
    somebody else's dialog would name what its author may not read.
    """

    _name = "hub.own.dialog.mixin"
    _description = "Dialog of One User"
    _inherit = ["hub.pointing.mixin"]

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
