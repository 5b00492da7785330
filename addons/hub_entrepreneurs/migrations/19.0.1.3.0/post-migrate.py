from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["hub.stand.in"]._let_in("hub_entrepreneurs")
    # Commitments are called after their companies as well; activities keep the name of their record.
    activities = env["mail.activity"].with_context(active_test=False)
    activities = activities.search([("res_model", "=", "hub.commitment")])
    env.add_to_compute(activities._fields["res_name"], activities)
