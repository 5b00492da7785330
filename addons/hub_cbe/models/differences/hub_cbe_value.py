from odoo import models
from odoo.exceptions import AccessError

from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER

from ...domain.comparing import with_following
from ..register.hub_cbe_company_taking import as_written


class HubCbeValue(models.Model):
    """Where a company says something else than the register, whoever may change the company says which of both holds.

    1. *The register's* is written to the company: of an address all of it, since two are never mixed.
    2. *Ours* stays, and is no difference any more until the register says something new.
    """

    _inherit = "hub.cbe.value"

    def action_take_register(self):
        """Let these companies say what the register says."""
        self._check_may_decide()
        for rows in self.grouped("partner_id").values():
            for register in rows._get_registers():
                said = register._get_said_values()
                names = with_following({*rows.mapped("field")}, said)
                rows.partner_id.write({name: as_written(name, said[name]) for name in names})
                rows._note(register, names, {})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_keep_ours(self):
        """Let these companies say what they say."""
        self._check_may_decide()
        for rows in self.grouped("partner_id").values():
            for register in rows._get_registers():
                names = rows.mapped("field")
                rows._note(register, names, {name: register._get_said_values().get(name) for name in names})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_may_decide(self):
        self.check_access("read")
        if not self.env.user.has_group(ACCOUNT_MANAGER):
            raise AccessError(self.env._("Only account managers and directors decide this. Ask one of them."))
        self.partner_id.check_access("write")

    def _get_registers(self):
        """Return the row of the register whose number these companies have."""
        return self.partner_id.register_ids.filtered(lambda row: row.number == row.partner_id.company_registry)

    def _note(self, register, names, kept):
        """Note that these fields are different no more, and what was kept."""
        # As superuser: nobody writes these fields directly.
        register.sudo().write(
            {
                "differs": [name for name in register.differs or [] if name not in names],
                "kept": {name: value for name, value in (register.kept or {}).items() if name not in names} | kept
                or False,
            }
        )
        self.env["hub.cbe.value"].invalidate_model()
