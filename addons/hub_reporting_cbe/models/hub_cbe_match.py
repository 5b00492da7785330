from odoo import api, models
from odoo.tools import SQL


class HubCbeMatch(models.Model):
    _inherit = "hub.cbe.match"

    @api.model
    def _get_decided(self, ids):
        """Of two companies that are no duplicates, the number of one is not proposed for the other either."""
        query = SQL(
            """SELECT pair.one, register.id
                 FROM (SELECT res_id AS one, other_id AS other FROM hub_quality_issue
                        WHERE res_model = 'res.partner' AND state = 'set_aside' AND other_id IS NOT NULL
                    UNION
                       SELECT other_id, res_id FROM hub_quality_issue
                        WHERE res_model = 'res.partner' AND state = 'set_aside' AND other_id IS NOT NULL) AS pair
                 JOIN hub_cbe_company AS register ON register.partner_id = pair.other
                WHERE pair.one = ANY(%s)""",
            list(ids),
        )
        return super()._get_decided(ids) | set(self.env.execute_query(query))
