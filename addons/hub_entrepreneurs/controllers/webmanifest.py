import base64
import mimetypes

from odoo import http
from odoo.http import request
from odoo.tools import file_open

from odoo.addons.web.controllers import webmanifest

from ..tools.groups import ACCOUNT_MANAGER

ADDON = "hub_entrepreneurs"
_ICON = f"{ADDON}/static/description/icon.png"
# The names under which the page without a connection imports what the web client uses as well.
_MODULES = ("outbox/outbox_store", "outbox/photo")


def _script(path):
    """Return a script of ours as an address that needs no connection."""
    with file_open(f"{ADDON}/static/{path}.js", "rb") as file:
        return f"data:text/javascript;base64,{base64.b64encode(file.read()).decode()}"


class WebManifest(webmanifest.WebManifest):
    """Business Support on the home screen of a phone, and what it shows where there is no connection.

    Core: web/controllers/webmanifest.py, 19.0. Contract: test_core_webmanifest.
    """

    def _get_shortcuts(self):
        # Whoever does not log in yet, or works elsewhere, is shown none of them.
        if not request.env.user.has_group(ACCOUNT_MANAGER):
            return super()._get_shortcuts()
        return self._get_scoped_app_shortcuts(ADDON) + super()._get_shortcuts()

    def _get_scoped_app_shortcuts(self, app_id):
        shortcuts = super()._get_scoped_app_shortcuts(app_id)
        if app_id != ADDON:
            return shortcuts
        icons = [{"sizes": "100x100", "src": f"/{_ICON}", "type": mimetypes.guess_type(_ICON)[0]}]
        pages = {
            request.env._("Business Support"): f"{ADDON}.res_partner_action",
            request.env._("Log Conversation"): f"{ADDON}.hub_interaction_action_log",
        }
        return [{"name": name, "url": f"/odoo/action-{action}", "icons": icons} for name, action in pages.items()]

    def _get_scoped_app_name(self, app_id):
        return request.env._("Business Support") if app_id == ADDON else super()._get_scoped_app_name(app_id)

    @http.route()
    def offline(self):
        page = super().offline()
        page.qcontext["hub_imports"] = {f"@{ADDON}/{name}": _script(f"src/{name}") for name in _MODULES}
        page.qcontext["hub_script"] = _script("offline/offline_page")
        page.qcontext["hub_channels"] = (
            request.env["hub.interaction"]._fields["channel"]._description_selection(request.env)
        )
        return page
