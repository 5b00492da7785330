from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Button, Card, Line
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER, CLUSTER_MANAGER

_MEMBERS = "hub.campaign.member"


class HubDay(models.AbstractModel):
    """Calls to make, answers to campaigns, and campaigns under way.

    Members of a list that uses personal data are found by the group Personal Data alone, here as everywhere: each query
    is a search under the rules of members, and so is each number.
    """

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if self._has_role(ACCOUNT_MANAGER):
            cards.insert(2, self._get_calls())
        if self._has_role(CLUSTER_MANAGER):
            cards += [self._get_campaigns(), self._get_responses()]
        return cards

    # Activities: calls have a card of their own

    @api.model
    def _get_documents(self):
        return {**super()._get_documents(), _MEMBERS: ("partner_id", None)}

    @api.model
    def _get_kinds_of_documents(self):
        return {**super()._get_kinds_of_documents(), _MEMBERS: self.env._("campaign")}

    @api.model
    def _domain_due(self):
        calls = Domain("res_model", "=", _MEMBERS) & Domain("activity_type_id.category", "=", "phonecall")
        return super()._domain_due() & ~calls

    @api.model
    def _get_campaign_sql(self):
        """Return the term for the name of a member's campaign; none for a list that uses personal data."""
        return SQL(
            "CASE WHEN hub_campaign_member.rests_on_personal_data THEN NULL ELSE %s END",
            self._look_up("utm.campaign", "title", SQL("hub_campaign_member.campaign_id")),
        )

    @api.model
    def _get_calls(self):
        domain = Domain("user_id", "in", self._get_mine()) & Domain("call_on", "!=", False)
        phone = self._look_up(
            "res.partner", "phone", SQL("COALESCE(hub_campaign_member.contact_id, hub_campaign_member.partner_id)")
        )
        return Card(
            key="calls",
            title=self.env._("My Calls"),
            icon="fa-phone",
            role=ACCOUNT_MANAGER,
            select=lambda: self._select(
                self.env[_MEMBERS], domain, "partner_id", "call_on", campaign=self._get_campaign_sql(), phone=phone
            ),
            candidates=SQL(
                "SELECT FROM hub_campaign_member WHERE user_id IN %s AND call_on IS NOT NULL", self._get_mine()
            ),
            tell=self._tell_call,
            empty=self.env._("Calls of campaigns that are yours to make stand here, the most urgent first."),
            opens=self._get_opened("hub_campaign.hub_campaign_member_action_calls", domain),
        )

    @api.model
    def _tell_call(self, row, company):
        day = row.at.date()
        return Line(
            _MEMBERS,
            row.id,
            self._name_of(company),
            self._in_words(row.extra["phone"], row.extra["campaign"]),
            badge=self._days_late(day),
            late=day < today(self.env),
            log={"xml_id": "hub_campaign.hub_campaign_call_action", "context": {"default_member_id": row.id}},
        )

    # What changed with the companies of an account manager

    @api.model
    def _get_changes(self, companies):
        since = today(self.env) - timedelta(days=1)
        domain = Domain("responded_on", ">=", since) & Domain("partner_id", "in", companies)
        answered = self._select(
            self.env[_MEMBERS],
            domain,
            "partner_id",
            "responded_on",
            kind=SQL("'answered'::text"),
            campaign=self._get_campaign_sql(),
        )
        return [*super()._get_changes(companies), answered]

    @api.model
    def _tell_change(self, extra):
        if extra["kind"] != "answered":
            return super()._tell_change(extra)
        if not extra["campaign"]:
            return self.env._("answered a campaign")
        return self.env._("answered the campaign %s", extra["campaign"])

    # Campaigns under way

    @api.model
    def _get_campaigns(self):
        """Return the campaigns of the user's clusters that go on, with what comes next: a wave, or calls to make."""
        campaigns, day = self.env["utm.campaign"], today(self.env)
        domain = Domain("is_sector_campaign", "=", True) & Domain("date_start", "<=", day)
        domain &= Domain("date_end", "=", False) | Domain("date_end", ">=", day)
        domain &= Domain("cluster_ids.manager_id", "in", self._get_mine())
        waves = self.env["hub.campaign.wave"]._search(Domain("date_planned", ">=", fields.Datetime.now()))
        calls = self.env[_MEMBERS]._search(Domain("call_on", "!=", False))
        following = SQL(
            """(SELECT jsonb_build_object('name', wave.name, 'at', wave.date_planned)
                  FROM (%s) wave (name, date_planned, campaign_id) WHERE wave.campaign_id = utm_campaign.id
                 ORDER BY date_planned LIMIT 1)""",
            waves.select(
                *(SQL.identifier("hub_campaign_wave", name) for name in ("name", "date_planned", "campaign_id"))
            ),
        )
        open_calls = SQL(
            "(SELECT COUNT(*) FROM (%s) call (campaign_id) WHERE call.campaign_id = utm_campaign.id)",
            calls.select(SQL.identifier("hub_campaign_member", "campaign_id")),
        )
        return Card(
            key="campaigns",
            title=self.env._("Campaigns under Way"),
            icon="fa-bullhorn",
            role=CLUSTER_MANAGER,
            select=self._select(campaigns, domain, at="date_end", title="title", following=following, calls=open_calls),
            tell=self._tell_campaign,
            order=SQL("extra->'following'->>'at' NULLS LAST, at NULLS LAST, id"),
            empty=self.env._(
                "Campaigns of your clusters stand here from their first day to their last, with what is next."
            ),
            begin=Button(self.env._("Campaigns"), "hub_campaign.utm_campaign_action_sector"),
            opens=self._get_opened("hub_campaign.utm_campaign_action_sector", domain),
        )

    @api.model
    def _tell_campaign(self, row, _company):
        extra, following = row.extra, row.extra["following"]
        when = following and self._date(fields.Datetime.to_datetime(following["at"].replace("T", " ")[:19]))
        return Line(
            "utm.campaign",
            row.id,
            extra["title"],
            self._in_words(
                following and self.env._("next: %(wave)s on %(day)s", wave=following["name"], day=when),
                extra["calls"] and self.env._("calls to make: %s", extra["calls"]),
                not following and not extra["calls"] and self.env._("no wave is planned"),
                row.at and self.env._("until %s", self._date(row.at)),
            ),
            action={"xml_id": "hub_campaign.utm_campaign_action_sector", "res_id": row.id},
        )

    @api.model
    def _get_responses(self):
        """Return who answered a campaign of the user's clusters today."""
        domain = Domain("responded_on", "=", today(self.env)) & Domain(
            "campaign_id.cluster_ids.manager_id", "in", self._get_mine()
        )
        responses = self.env[_MEMBERS]._fields["response"]
        return Card(
            key="responses",
            title=self.env._("Responses of Today"),
            icon="fa-reply",
            role=CLUSTER_MANAGER,
            select=self._select(
                self.env[_MEMBERS],
                domain,
                "partner_id",
                "responded_on",
                campaign=self._get_campaign_sql(),
                response="response",
            ),
            tell=lambda row, company: Line(
                _MEMBERS,
                row.id,
                self._name_of(company),
                self._in_words(
                    dict(responses._description_selection(self.env)).get(row.extra["response"]), row.extra["campaign"]
                ),
            ),
            order=SQL("id DESC"),
            empty=self.env._("Companies that answer a campaign of your clusters today stand here."),
            opens=self._get_opened("hub_campaign.hub_campaign_member_action", domain),
        )
