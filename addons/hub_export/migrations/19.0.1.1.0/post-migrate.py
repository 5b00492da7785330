from odoo import SUPERUSER_ID, api
from odoo.tools import convert_file

_FRAMEWORK = "data/hub_assessment_framework_export_data.xml"
_REQUIREMENTS = "data/hub_stage_requirement_data.xml"


def migrate(cr, version):
    """Bring in the assessment framework and what the stages require, which an update alone leaves out."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    if not env.ref("hub_export.hub_assessment_framework_export_1", raise_if_not_found=False):
        for file in (_FRAMEWORK, _REQUIREMENTS):
            convert_file(env, "hub_export", file, {}, mode="init", noupdate=True)
