from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import table_query
from odoo.addons.hub_entrepreneurs.tools.dates import zone

from ..domain import funnel
from ..models.member.hub_campaign_member import RESPONSE_SELECTION

_PERCENT = {step: f"{step}_rate" for step in funnel.STEP_DAYS}


class HubCampaignFunnel(models.Model):
    """The members of campaigns as numbers: one row each, 1 for each step of the funnel that is reached.

    Sums count companies, averages of the rates are percents of those who were targeted.
    """

    _name = "hub.campaign.funnel"
    _description = "Campaign Results"
    _auto = False
    _rec_name = "partner_id"
    _order = "campaign_id DESC, partner_id"
    _depends = {
        "hub.campaign.member": [
            "campaign_id",
            "partner_id",
            "commune_id",
            "user_id",
            "lang",
            "response",
            "state",
            "lead_id",
            "opted_out_on",
            *funnel.STEP_DAYS.values(),
        ],
    }

    campaign_id = fields.Many2one("utm.campaign", readonly=True)
    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    member_id = fields.Many2one("hub.campaign.member", readonly=True)
    commune_id = fields.Many2one("hub.commune", readonly=True)
    sector_ids = fields.Many2many(related="partner_id.sector_ids", string="Sectors")
    user_id = fields.Many2one("res.users", "Caller", readonly=True)
    lead_id = fields.Many2one("crm.lead", readonly=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language", readonly=True)
    response = fields.Selection(RESPONSE_SELECTION, readonly=True)
    state = fields.Selection(
        lambda self: self.env["hub.campaign.member"]._fields["state"]._description_selection(self.env), readonly=True
    )
    date = fields.Date("Targeted On", readonly=True)
    campaign_date_start = fields.Date(related="campaign_id.date_start", string="Campaign Start")
    targeted = fields.Integer(readonly=True)
    contacted = fields.Integer(readonly=True, help="Contacted, or further.")
    responded = fields.Integer(readonly=True, help="Responded, or further.")
    lead = fields.Integer("Leads", readonly=True, help="A lead, or further.")
    won = fields.Integer(readonly=True, help="Won, or further.")
    outcome = fields.Integer("With Outcome", readonly=True, help="With an outcome that names the lead.")
    opted_out = fields.Integer(readonly=True)
    contacted_rate = fields.Float(
        "Contacted (%)", readonly=True, aggregator="avg", help="The percentage of the targeted companies."
    )
    responded_rate = fields.Float(
        "Responded (%)", readonly=True, aggregator="avg", help="The percentage of the targeted companies."
    )
    lead_rate = fields.Float(
        "Leads (%)", readonly=True, aggregator="avg", help="The percentage of the targeted companies."
    )
    won_rate = fields.Float(
        "Won (%)", readonly=True, aggregator="avg", help="The percentage of the targeted companies."
    )
    outcome_rate = fields.Float(
        "With Outcome (%)", readonly=True, aggregator="avg", help="The percentage of the targeted companies."
    )

    @table_query
    def _table_query(self):
        reached = {step: self._get_reached_sql(step) for step in funnel.STEP_DAYS}
        measures = [SQL("(%s)::int AS %s", condition, SQL.identifier(step)) for step, condition in reached.items()]
        rates = [
            SQL("CASE WHEN %s THEN 100.0 ELSE 0.0 END AS %s", reached[step], SQL.identifier(rate))
            for step, rate in _PERCENT.items()
        ]
        return SQL(
            """SELECT id, id AS member_id, campaign_id, partner_id, commune_id, user_id, lead_id, lang, response, state,
                      (create_date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date AS date,
                      1 AS targeted, (opted_out_on IS NOT NULL)::int AS opted_out, %s
                 FROM hub_campaign_member""",
            zone(self.env).key,
            SQL(", ").join([*measures, *rates]),
        )

    def _get_reached_sql(self, step):
        days = SQL(", ").join(SQL.identifier(day) for day in funnel.days_of(step))
        return SQL("COALESCE(%s) IS NOT NULL", days)

    def action_open_member(self):
        self.ensure_one()
        return self.member_id._get_records_action(context={})
