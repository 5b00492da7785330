from odoo.tools import SQL


def migrate(cr, version):
    """Make room for what the database refuses from this version on."""
    if not version:
        return
    give_sector_campaigns_a_purpose(cr)


def give_sector_campaigns_a_purpose(cr):
    """Let campaigns without a purpose be about news of the cluster, so that their readers can leave them."""
    cr.execute(
        SQL(
            """UPDATE utm_campaign
                  SET purpose_id = (
                      SELECT purpose.id
                        FROM hub_consent_purpose AS purpose
                   LEFT JOIN ir_model_data AS data
                          ON data.model = 'hub.consent.purpose' AND data.res_id = purpose.id
                         AND data.module = 'hub_campaign' AND data.name = 'hub_consent_purpose_cluster_news'
                    ORDER BY (data.id IS NULL), NOT purpose.active, purpose.sequence, purpose.id
                       LIMIT 1
                  )
                WHERE is_sector_campaign AND purpose_id IS NULL"""
        )
    )
