from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    tie_decisions_to_companies(env)


def tie_decisions_to_companies(env):
    """Let what directors decided hold for the company that the lead is about now."""
    env.execute_query(
        SQL(
            """UPDATE hub_lead_stage_override AS decision
                  SET decided_for_id = partner.commercial_partner_id
                 FROM crm_lead AS lead
                 JOIN res_partner AS partner ON partner.id = lead.partner_id
                WHERE lead.id = decision.lead_id AND decision.decided_for_id IS NULL
            RETURNING decision.id"""
        )
    )
    env["hub.lead.stage.override"].invalidate_model()
