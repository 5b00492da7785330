from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER

_ATTENDEES = "event.menu_action_registration"


class IrUiMenu(models.Model):
    """Who has a role of Hub finds registrations in one list, Hub's; core's, of attendees, stays for everybody else.

    Core: base/models/ir_ui_menu.py and event/views/event_registration_views.xml, 19.0. Contract: test_core_ir_ui_menu.
    """

    _inherit = "ir.ui.menu"

    @api.model
    def _load_menus_blacklist(self):
        closed = super()._load_menus_blacklist()
        menu = self.env["ir.model.data"]._xmlid_to_res_id(_ATTENDEES, raise_if_not_found=False)
        return [*closed, menu] if menu and self.env.user.has_group(READER) else closed
