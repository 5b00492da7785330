"""What an uninstallation does with the records that could not stay, and that others hold on to."""

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


def uninstall_hook(env):
    """Delete the frameworks that ask about export, with the assessments that use them and what rests on both.

    Steps of an export plan go as well: without their dimension they would count for the transition status.
    """
    env = env(context={**env.context, MODULE_UNINSTALL_FLAG: True, "active_test": False})
    frameworks = env["hub.assessment.framework"].search([("kind", "=", "export")])
    env["hub.commitment"].search([("dimension_id", "in", frameworks.dimension_ids.ids)]).unlink()
    env["hub.assessment"].search([("framework_id", "in", frameworks.ids)]).unlink()
    env["hub.stage.requirement"].search([("framework_id", "in", frameworks.ids)]).unlink()
    frameworks.unlink()
