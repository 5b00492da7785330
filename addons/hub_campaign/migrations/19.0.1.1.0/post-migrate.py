from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    give_sector_campaigns_their_agency(env)


def give_sector_campaigns_their_agency(env):
    """Close each sector campaign to other agencies: it is that of its clusters, else of who is responsible for it."""
    campaigns = env["utm.campaign"].with_context(active_test=False, tracking_disable=True)
    campaigns = campaigns.search([("is_sector_campaign", "=", True), ("company_id", "=", False)])
    for responsible, same in campaigns.grouped("user_id").items():
        same.with_company(responsible.company_id)._take_agency()
