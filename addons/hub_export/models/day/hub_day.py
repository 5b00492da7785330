from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Button, Card, Line
from odoo.addons.hub_entrepreneurs.tools.compat import columns
from odoo.addons.hub_entrepreneurs.tools.dates import start_of, today, zone
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR

from ..offices.crm_lead import OPEN_LEADS

EXPORT_ADVISER = "hub_export.group_hub_export_adviser"
_MANDATE_DAYS = 90
_MARKET_DAYS = 7
_OVERRIDE_DAYS = 30


class HubDay(models.AbstractModel):
    """What leads lack, the day of an export adviser, and what directors decided about stages."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if self._has_role(EXPORT_ADVISER):
            cards += [self._get_leads_of_offices(), self._get_ending_mandates(), self._get_moving_markets()]
        if self._has_role(DIRECTOR):
            cards.append(self._get_overrides())
        return cards

    @api.model
    def _get_roles_beside(self):
        return (*super()._get_roles_beside(), EXPORT_ADVISER)

    @api.model
    def _get_documents(self):
        return {**super()._get_documents(), "hub.export.target": ("partner_id", None)}

    @api.model
    def _get_kinds_of_documents(self):
        return {**super()._get_kinds_of_documents(), "hub.export.target": self.env._("market")}

    @api.model
    def _get_missing_of_leads(self, rows):
        # Most stages ask for nothing: their leads need not be read.
        asks = self.env["hub.stage.requirement"]._get_gate().asks
        ids = [row.id for row in rows if asks(row.extra["team_id"], row.extra["stage_id"])]
        leads = self.env["crm.lead"].browse(ids)
        # These alone: a page of a day has no use for the other hundred columns.
        leads.fetch(["team_id", "stage_id", "partner_id", "target_country_id"])
        return {lead.id: [item["name"] for item in lead.missing_requirements or []] for lead in leads}

    # The day of an export adviser

    @api.model
    def _get_leads_of_offices(self):
        """Return the open leads of the offices that the user heads or works for, the newest first."""
        leads = self.env["crm.lead"]
        mine = Domain("office_id.user_id", "in", self._get_mine()) | Domain(
            "office_id.user_ids", "in", self._get_mine()
        )
        domain = OPEN_LEADS & mine
        query = leads._search(domain)
        return Card(
            key="office_leads",
            title=self.env._("Leads of My Offices"),
            icon="fa-globe",
            role=EXPORT_ADVISER,
            select=SQL(
                """SELECT lead.id, contact.commercial_partner_id, lead.create_date::timestamp,
                          jsonb_build_object('name', lead.name, 'office', %s, 'country', %s,
                                             'taken', lead.user_id IS NOT NULL)
                     FROM (%s) lead (id, name, partner_id, office_id, country_id, user_id, create_date)
                     LEFT JOIN res_partner contact ON contact.id = lead.partner_id""",
                self._look_up("hub.foreign.office", "name", SQL("lead.office_id")),
                self._look_up("res.country", "name", SQL("lead.country_id")),
                query.select(
                    *columns(
                        leads,
                        query,
                        "id",
                        "name",
                        "partner_id",
                        "office_id",
                        "target_country_id",
                        "user_id",
                        "create_date",
                    )
                ),
            ),
            tell=lambda row, company: Line(
                "crm.lead",
                row.id,
                self._name_of(company) or row.extra["name"],
                self._in_words(
                    company.id and row.extra["name"],
                    row.extra["country"],
                    row.extra["office"],
                    not row.extra["taken"] and self.env._("nobody works on it"),
                ),
                badge=self._date(row.at),
                late=not row.extra["taken"],
                log=self._log_with(company),
            ),
            order=SQL("at DESC, id DESC"),
            empty=self.env._("Leads that go to an office of yours stand here. Be the head or the staff of an office."),
            begin=Button(self.env._("Offices"), "hub_export.hub_foreign_office_action"),
            opens=self._get_opened("hub_export.crm_lead_action_export", domain),
        )

    @api.model
    def _get_ending_mandates(self):
        """Return the mandates that end within 90 days, and that no other one of the same country follows."""
        day = today(self.env)
        domain = Domain("date_end", ">=", day) & Domain("date_end", "<=", day + timedelta(days=_MANDATE_DAYS))
        mandates = self.env["hub.foreign.office.mandate"]
        select = self._select(
            mandates,
            domain,
            at="date_end",
            country=self._look_up("res.country", "name", SQL("hub_foreign_office_mandate.country_id")),
            office=self._look_up("hub.foreign.office", "name", SQL("hub_foreign_office_mandate.office_id")),
            followed=SQL(
                """EXISTS (SELECT FROM hub_foreign_office_mandate other
                            WHERE other.country_id = hub_foreign_office_mandate.country_id
                              AND other.company_id IS NOT DISTINCT FROM hub_foreign_office_mandate.company_id
                              AND other.is_lead AND other.date_start = hub_foreign_office_mandate.date_end + 1)"""
            ),
        )
        return Card(
            key="mandates",
            title=self.env._("Mandates That End Within 90 Days"),
            icon="fa-id-badge",
            role=EXPORT_ADVISER,
            select=SQL("SELECT * FROM (%s) m (id, partner_id, at, extra) WHERE extra->>'followed' = 'false'", select),
            tell=lambda row, _company: Line(
                "hub.foreign.office.mandate",
                row.id,
                row.extra["country"],
                self._in_words(row.extra["office"], self._date(row.at)),
                badge=self._days_left(row.at.date()),
            ),
            empty=self.env._("Mandates that end, and that no other office takes over, stand here for 90 days."),
            begin=Button(self.env._("Mandates"), "hub_export.hub_foreign_office_mandate_action"),
            lists="hub_export.hub_foreign_office_mandate_action",
        )

    @api.model
    def _get_moving_markets(self):
        """Return the countries in which something moved within a week: markets of companies, and leads."""
        since = start_of(today(self.env) - timedelta(days=_MARKET_DAYS), zone(self.env))
        targets, leads = self.env["hub.export.target"], self.env["crm.lead"]
        moved = targets._search(Domain("write_date", ">=", since))
        raised = leads._search(Domain("target_country_id", "!=", False) & Domain("date_last_stage_update", ">=", since))
        return Card(
            key="markets",
            title=self.env._("Markets with Movement This Week"),
            icon="fa-line-chart",
            role=EXPORT_ADVISER,
            select=SQL(
                """SELECT country_id, NULL::integer, MAX(at)::timestamp, jsonb_build_object(
                              'name', %s, 'companies', COUNT(DISTINCT company), 'leads', COUNT(DISTINCT lead))
                     FROM (%s UNION ALL %s) moved (country_id, at, company, lead) GROUP BY country_id""",
                self._look_up("res.country", "name", SQL("country_id")),
                moved.select(*columns(targets, moved, "country_id", "write_date", "partner_id"), SQL("NULL::integer")),
                raised.select(
                    *columns(leads, raised, "target_country_id", "date_last_stage_update"),
                    SQL("NULL::integer"),
                    *columns(leads, raised, "id"),
                ),
            ),
            tell=self._tell_market,
            order=SQL("at DESC, id"),
            empty=self.env._("Countries in which companies or leads moved on within a week stand here."),
            begin=Button(self.env._("Markets"), "hub_export.res_country_action_market"),
            lists="hub_export.res_country_action_market",
        )

    @api.model
    def _tell_market(self, row, _company):
        companies, leads = row.extra["companies"], row.extra["leads"]
        return Line(
            "res.country",
            row.id,
            row.extra["name"],
            self._in_words(
                companies and self.env._("companies: %s", companies), leads and self.env._("leads: %s", leads)
            ),
            badge=self._date(row.at),
            action={"xml_id": "hub_export.res_country_action_market", "res_id": row.id},
        )

    # What directors decided

    @api.model
    def _get_overrides(self):
        overrides = self.env["hub.lead.stage.override"]
        domain = Domain("create_date", ">=", start_of(today(self.env) - timedelta(days=_OVERRIDE_DAYS), zone(self.env)))
        domain &= Domain("lead_id", "any", [])
        lead = SQL("hub_lead_stage_override.lead_id")
        who = SQL(
            "(SELECT p.name FROM res_users u JOIN res_partner p ON p.id = u.partner_id "
            "WHERE u.id = hub_lead_stage_override.user_id)"
        )
        return Card(
            key="overrides",
            title=self.env._("Overrides of the Last 30 Days"),
            icon="fa-unlock-alt",
            role=DIRECTOR,
            select=self._select(
                overrides,
                domain,
                SQL(
                    "(SELECT c.commercial_partner_id FROM crm_lead l JOIN res_partner c ON c.id = l.partner_id "
                    "WHERE l.id = %s)",
                    lead,
                ),
                "create_date",
                lead=self._look_up("crm.lead", "name", lead),
                stage=self._look_up("crm.stage", "name", SQL("hub_lead_stage_override.stage_id")),
                reason="reason",
                who=who,
            ),
            tell=lambda row, company: Line(
                "hub.lead.stage.override",
                row.id,
                self._name_of(company) or row.extra["lead"],
                self._in_words(
                    f"{row.extra['lead']} → {row.extra['stage']}", row.extra["who"], (row.extra["reason"] or "")[:120]
                ),
                badge=self._date(row.at),
            ),
            order=SQL("at DESC, id DESC"),
            empty=self.env._("Leads that a director moved on although something was missing stand here for 30 days."),
            opens=self._get_opened("hub_export.hub_lead_stage_override_action", domain),
        )
