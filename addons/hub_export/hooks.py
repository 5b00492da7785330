"""What an uninstallation does with the records that could not stay, and that others hold on to."""

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


def uninstall_hook(env):
    """Delete the frameworks that ask about export, with the assessments that use them and what rests on both.

    A commitment stays: the company promised it, whatever it was that showed the need.
    """
    env = env(context={**env.context, MODULE_UNINSTALL_FLAG: True, "active_test": False})
    frameworks = env["hub.assessment.framework"].search([("kind", "=", "export")])
    env["hub.commitment"].search([("dimension_id", "in", frameworks.dimension_ids.ids)]).dimension_id = False
    env["hub.assessment"].search([("framework_id", "in", frameworks.ids)]).unlink()
    env["hub.stage.requirement"].search([("framework_id", "in", frameworks.ids)]).unlink()
    frameworks.unlink()
