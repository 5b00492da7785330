from odoo import models


class IrRule(models.Model):
    """An error names no record that its reader may not read: in debug mode, which everybody may choose, core names all.

    Core: base/models/ir_rule.py, 19.0. Contract: test_core_rule_errors.
    """

    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        # In whichever of the user's agencies: core says to which one to switch.
        everywhere = records.with_context(allowed_company_ids=self.env.user.company_ids.ids)
        readable = everywhere._filtered_access("read").with_env(records.env)
        in_debug_mode = self.env.user.has_group("base.group_no_one")
        return super()._make_access_error(operation, readable if in_debug_mode else records)
