from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import dates

from ..facts.hub_fact_source_mixin import Part

_IS_OPEN = SQL("(lead.active AND lead.won_status = 'pending')")


class HubLeadPeriod(models.Model):
    """In which stage a lead was, by dates, from the day it came to the day it was won, lost or archived.

    A day belongs to the stage in which the lead was at its end. A lead that is opened again begins anew.
    """

    _name = "hub.lead.period"
    _description = "Stage of a Lead by Dates"
    _inherit = [
        "hub.recorded.mixin",
        "hub.computed.only.mixin",
        "hub.named.mixin",
        "hub.period.mixin",
        "hub.fact.source.mixin",
    ]
    _order = "date_start desc, id desc"
    _named_by = ("lead_id", "stage_id")

    lead_id = fields.Many2one("crm.lead", required=True, readonly=True, index=True, ondelete="cascade")
    stage_id = fields.Many2one("crm.stage", readonly=True, index="btree_not_null", ondelete="set null")
    date_start = fields.Date(required=True)

    _one_a_day = models.UniqueIndex(
        "(lead_id, date_start)", "In which stage a lead was is kept once a day. Leave the period as it is."
    )
    _one_goes_on = models.UniqueIndex(
        "(lead_id) WHERE date_end IS NULL", "A lead is in one stage at a time. Leave the period as it is."
    )

    def init(self):
        super().init()
        if not self.env.execute_query(SQL("SELECT FROM hub_lead_period LIMIT 1")):
            self._record_past()

    @api.model
    def _fact_kinds(self):
        return {"lead_in_stage": self.env._("Lead in a Stage")}

    @api.model
    def _fact_parts(self):
        columns = {
            "date": "date_start",
            "date_end": "date_end",
            "partner_id": "lead_id.partner_id.commercial_partner_id",
            "user_id": "lead_id.user_id",
            "campaign_id": "lead_id.campaign_id",
            "lead_id": "lead_id",
            "stage_id": "stage_id",
        }
        return [Part("lead_in_stage", columns, Domain("lead_id", "any", Domain.TRUE))]

    @api.model
    def _record(self, condition):
        """End the periods of leads that moved or closed, and begin those of today.

        :param SQL condition: which ids the leads have
        """
        parts = {
            "day": (day := dates.today(self.env)),
            "day_before": day - timedelta(days=1),
            "leads": condition,
            "is_open": _IS_OPEN,
        }
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_lead_period AS period
                   SET stage_id = CASE WHEN %(is_open)s AND period.date_start >= %(day)s
                                       THEN lead.stage_id ELSE period.stage_id END,
                       date_end = CASE WHEN NOT %(is_open)s THEN %(day)s
                                       WHEN period.date_start < %(day)s THEN %(day_before)s END
                  FROM crm_lead AS lead
                 WHERE lead.id = period.lead_id AND lead.id %(leads)s AND period.date_end IS NULL
                   AND (NOT %(is_open)s OR lead.stage_id IS DISTINCT FROM period.stage_id)
                """,
                **parts,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_lead_period (lead_id, stage_id, date_start)
                SELECT lead.id, lead.stage_id, %(day)s
                  FROM crm_lead AS lead
                 WHERE lead.id %(leads)s AND %(is_open)s
                   AND NOT EXISTS (SELECT FROM hub_lead_period WHERE lead_id = lead.id AND date_end IS NULL)
           ON CONFLICT (lead_id, date_start) DO UPDATE SET stage_id = EXCLUDED.stage_id, date_end = NULL
                """,
                **parts,
            )
        )
        self.invalidate_model()

    @api.model
    def _record_past(self):
        """Record the stages of leads from what their chatter kept of each move, where nothing was recorded yet."""
        zone = dates.zone(self.env).key
        self.env.cr.execute(
            SQL(
                """
                WITH move AS (
                    SELECT message.res_id AS lead_id, value.id, value.old_value_integer AS old_stage,
                           value.new_value_integer AS stage,
                           (message.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day
                      FROM mail_tracking_value AS value
                      JOIN mail_message AS message ON message.id = value.mail_message_id
                      JOIN ir_model_fields AS field ON field.id = value.field_id
                     WHERE message.model = 'crm.lead' AND field.model = 'crm.lead' AND field.name = 'stage_id'
                ), begun AS (
                    SELECT lead.id AS lead_id, 0 AS id,
                           (lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day,
                           COALESCE((SELECT old_stage FROM move WHERE lead_id = lead.id ORDER BY id LIMIT 1),
                                    lead.stage_id) AS stage
                      FROM crm_lead AS lead
                 UNION ALL
                    SELECT lead_id, id, day, stage FROM move
                ), at_end_of_day AS (
                    SELECT DISTINCT ON (lead_id, day) * FROM begun ORDER BY lead_id, day, id DESC
                ), known AS (
                    SELECT row.lead_id, stage.id AS stage_id, stage.is_won, row.day AS date_start,
                           LEAD(row.day) OVER days - CASE WHEN LEAD(stage.is_won) OVER days THEN 0 ELSE 1 END
                               AS date_end
                      FROM at_end_of_day AS row
                      LEFT JOIN crm_stage AS stage ON stage.id = row.stage
                    WINDOW days AS (PARTITION BY row.lead_id ORDER BY row.day)
                )
                INSERT INTO hub_lead_period (lead_id, stage_id, date_start, date_end)
                SELECT lead.id, known.stage_id, known.date_start,
                       COALESCE(known.date_end, CASE WHEN NOT COALESCE(%(is_open)s, FALSE) THEN GREATEST(
                           known.date_start,
                           (COALESCE(lead.date_closed, lead.write_date, lead.create_date)
                            AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date) END)
                  FROM known JOIN crm_lead AS lead ON lead.id = known.lead_id
                 WHERE known.is_won IS NOT TRUE AND known.date_start IS NOT NULL
                """,
                zone=zone,
                is_open=_IS_OPEN,
            )
        )
