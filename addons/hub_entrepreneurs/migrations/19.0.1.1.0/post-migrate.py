from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file

_FRAMEWORK = "data/hub_assessment_framework_transition_data.xml"


def migrate(cr, version):
    """Bring in the assessment framework, which an update alone leaves out, and the history of statuses so far."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    if not env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1", raise_if_not_found=False):
        convert_file(env, "hub_entrepreneurs", _FRAMEWORK, {}, mode="init", noupdate=True)
    partners = env["res.partner"].with_context(active_test=False)
    partners.search([("transition_status", "!=", "unknown")])._tell_transition_history()
