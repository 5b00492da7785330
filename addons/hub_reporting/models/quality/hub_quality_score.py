from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import dates


class HubQualityScore(models.Model):
    """How good the data of a team are in a month, by one rule: the share of the records with nothing to mend.

    A record is of the team of whose record it is. What was set aside is nothing to mend. The present month is counted
    anew each day, and stays as it was on its last day. Of a group the score is that of its rows together, in which each
    counts by its records and by the weight of its rule.
    """

    _name = "hub.quality.score"
    _description = "Quality Score"
    _inherit = ["hub.computed.only.mixin", "hub.named.mixin", "hub.sums.mixin"]
    _order = "month desc, rule_id, team_id, id"
    _named_by = ("rule_id", "team_id", "month")
    _rec_names_search = ["rule_id", "team_id"]
    _sums_within = {"record_count": "month", "issue_count": "month"}

    month = fields.Date(required=True, readonly=True, index=True, help="The first day of the month.")
    rule_id = fields.Many2one("hub.quality.rule", "What to Mend", required=True, readonly=True, ondelete="cascade")
    team_id = fields.Many2one("crm.team", readonly=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "Agency", readonly=True, ondelete="cascade")
    weight = fields.Integer(required=True, readonly=True, aggregator=None)
    record_count = fields.Integer("Looked At", required=True, readonly=True, help="The records that the rule looks at.")
    issue_count = fields.Integer("Records to Mend", required=True, readonly=True)
    score = fields.Float(
        "Score (%)",
        digits=(5, 1),
        readonly=True,
        aggregator="avg",
        help="The share of the records with nothing to mend; of several rules and teams by their records and weights.",
    )

    _once = models.UniqueIndex(
        "(month, rule_id, COALESCE(team_id, 0), COALESCE(company_id, 0))",
        "The score of this month is there already. Leave it as it is.",
    )

    @api.model
    def _keep(self, rules):
        """Keep the scores of the present month by these rules, by one statement a rule."""
        month = dates.today(self.env).replace(day=1)
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM hub_quality_score WHERE month = %s", month))
        for rule in rules:
            source = self.env[rule.res_model].with_context(active_test=True)
            _company, agency, owner = rule._get_owner_paths()
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hub_quality_score (
                               month, rule_id, team_id, company_id, weight, record_count, issue_count, score,
                               create_uid, create_date, write_uid, write_date)
                    SELECT %(month)s, %(rule)s, owner.sale_team_id, record.company_id, %(weight)s, COUNT(*),
                           COUNT(faulty.id), 100.0 * (COUNT(*) - COUNT(faulty.id)) / COUNT(*),
                           %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM (%(records)s) AS record (id, user_id, company_id)
                 LEFT JOIN res_users AS owner ON owner.id = record.user_id AND owner.active
                 LEFT JOIN (SELECT res_id FROM hub_quality_issue WHERE rule_id = %(rule)s AND state = 'open'
                             UNION
                            SELECT other_id FROM hub_quality_issue
                             WHERE rule_id = %(rule)s AND state = 'open' AND other_id IS NOT NULL) AS faulty (id)
                        ON faulty.id = record.id
                  GROUP BY owner.sale_team_id, record.company_id
                    """,
                    month=month,
                    rule=rule.id,
                    weight=rule.weight,
                    uid=self.env.uid,
                    now=self.env.cr.now(),
                    records=source._select_quality(rule._get_scope(), owner, agency),
                )
            )
        self.invalidate_model()
