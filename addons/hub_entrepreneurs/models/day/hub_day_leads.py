from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Button, Card, Line
from ...tools.dates import today, zone
from ...tools.groups import ACCOUNT_MANAGER

OPEN_LEADS = Domain([("won_status", "=", "pending"), ("active", "=", True)])


class HubDay(models.AbstractModel):
    """The leads of an account manager that wait for something."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_waiting_leads()] if self._has_role(ACCOUNT_MANAGER) else cards

    @api.model
    def _get_waiting_leads(self):
        """Return the user's open leads without an activity, or longer in their stage than is usual there.

        Usual is the median of the days that the open leads the user sees have spent in that stage so far.
        """
        return Card(
            key="leads",
            title=self.env._("Leads That Wait"),
            icon="fa-pause-circle-o",
            role=ACCOUNT_MANAGER,
            select=self._select_waiting_leads(),
            tell=self._tell_lead,
            order=SQL("at NULLS FIRST, id"),
            empty=self.env._(
                "Leads of yours stand here that have no activity, or are in their stage for longer than usual."
            ),
            begin=Button(self.env._("Pipeline"), "crm.crm_lead_action_pipeline"),
            lists="crm.crm_lead_action_pipeline",
        )

    @api.model
    def _select_waiting_leads(self):
        leads = self.env["crm.lead"]
        mine, all_open = (
            leads._search(domain) for domain in (OPEN_LEADS & Domain("user_id", "in", self._get_mine()), OPEN_LEADS)
        )
        names = ("id", "name", "partner_id", "team_id", "stage_id", "date_last_stage_update")
        age = SQL(
            "GREATEST(%s::date - (crm_lead.date_last_stage_update AT TIME ZONE 'UTC' AT TIME ZONE %s)::date, 0) days",
            today(self.env),
            zone(self.env).key,
        )
        return SQL(
            """SELECT lead.id, contact.commercial_partner_id, lead.date_last_stage_update::timestamp,
                      jsonb_build_object('name', lead.name, 'stage', %(stage)s, 'days', lead.days, 'usual', other.usual,
                                         'planned', lead.planned, 'team_id', lead.team_id,
                                         'stage_id', lead.stage_id)
                 FROM (%(mine)s) lead
                 JOIN crm_stage stage ON stage.id = lead.stage_id
                 LEFT JOIN res_partner contact ON contact.id = lead.partner_id
                 LEFT JOIN (SELECT stage_id, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY days) AS usual
                              FROM (%(all)s) every GROUP BY stage_id) other ON other.stage_id = lead.stage_id
                WHERE NOT lead.planned OR lead.days > other.usual""",
            stage=self._column("crm.stage", "stage", "name"),
            mine=mine.select(
                *(SQL.identifier("crm_lead", name) for name in names),
                age,
                # Whoever sees the lead sees what is planned on it.
                SQL(
                    """EXISTS (SELECT FROM mail_activity activity WHERE activity.res_model = 'crm.lead'
                                  AND activity.res_id = crm_lead.id AND activity.active) AS planned"""
                ),
            ),
            all=all_open.select(SQL("crm_lead.stage_id"), age),
        )

    @api.model
    def _find_rows(self, cards):
        found = super()._find_rows(cards)
        if rows := found.get("leads"):
            missing = self._get_missing_of_leads(rows)
            for row in rows:
                row.extra["missing"] = ", ".join(missing.get(row.id, ()))
        return found

    @api.model
    def _get_missing_of_leads(self, rows):  # noqa: ARG002
        """Return what leads lack for their next stage, by id: some words each.

        :param rows: of the card, with the ``team_id`` and the ``stage_id`` of the lead among their extras
        """
        return {}

    @api.model
    def _tell_days_in_stage(self, days, stage):
        """Return for how long a lead is in its stage, in words."""
        if days == 1:
            return self.env._("1 day in %(stage)s", stage=stage)
        return self.env._("%(days)s days in %(stage)s", days=days, stage=stage) if days else stage

    @api.model
    def _tell_lead(self, row, company):
        extra = row.extra
        days, usual = int(extra["days"]), extra["usual"]
        at_stage = self._tell_days_in_stage(days, extra["stage"])
        if usual is not None and days > usual:
            at_stage = self.env._("%(days)s, usually %(usual)s", days=at_stage, usual=round(usual))
        return Line(
            "crm.lead",
            row.id,
            self._name_of(company) or extra["name"],
            self._in_words(
                company.id and extra["name"],
                at_stage,
                not extra["planned"] and self.env._("no activity"),
                extra["missing"] and self.env._("missing: %s", extra["missing"]),
            ),
            late=not extra["planned"],
            log=self._log_with(company),
        )
