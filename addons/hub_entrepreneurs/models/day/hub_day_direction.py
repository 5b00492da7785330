from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Button, Card, Line, Share, balance
from ...tools.dates import day_of, today, zone
from ...tools.groups import ACCOUNT_MANAGER, DIRECTOR
from .hub_day_leads import OPEN_LEADS

AWAY_DAYS = 7


class HubDay(models.AbstractModel):
    """What a director sees to: evidence to verify, portfolios out of balance, the work of those who are away."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if self._has_role(DIRECTOR):
            cards += [self._get_to_verify(), *self._get_portfolios()]
        return cards

    @api.model
    def _get_to_verify(self):
        """Return the evidence that waits for somebody who did not enter it."""
        domain = Domain([
            ("state", "=", "to_verify"), ("user_id", "!=", self.env.uid), ("entered_by_ids", "not in", [self.env.uid]),
        ])  # fmt: skip
        scheme = self._look_up("hub.evidence.scheme", "name", SQL("hub_evidence.scheme_id"))
        return Card(
            key="to_verify",
            title=self.env._("Evidence to Verify"),
            icon="fa-check-square-o",
            role=DIRECTOR,
            select=self._select(self.env["hub.evidence"], domain, "partner_id", "create_date", scheme=scheme),
            tell=lambda row, company: Line(
                "hub.evidence",
                row.id,
                self._name_of(company),
                self._in_words(row.extra["scheme"], self.env._("entered on %s", self._date(row.at))),
            ),
            empty=self.env._("Evidence that colleagues enter stands here until somebody else verifies it."),
            opens=self._get_opened("hub_entrepreneurs.hub_evidence_action_to_verify", domain),
        )

    # Portfolios

    @api.model
    def _get_portfolios(self):
        """Return the cards about who has how many companies, and about whose work lies still."""
        work = self._get_work_of_staff()
        shares = [
            Share(user_id, each["companies"])
            for user_id, each in work.items()
            if each["is_staff"] and each["companies"]
        ]
        balanced = balance(shares)
        uneven = [
            self._tell_portfolio(
                share.id,
                work[share.id],
                self.env._("companies: %(count)s, usually %(usual)s", count=share.count, usual=round(balanced.usual)),
            )
            for share in balanced.outside
        ]
        since = today(self.env) - timedelta(days=AWAY_DAYS)
        away = [
            self._tell_portfolio(user_id, each, self._tell_work(each), is_away=True)
            for user_id, each in sorted(work.items(), key=lambda pair: -pair[1]["leads"] - pair[1]["companies"])
            if each["seen_on"] < since and (each["companies"] or each["leads"])
        ]
        hand_over = Button(self.env._("Hand Over"), "hub_entrepreneurs.hub_portfolio_handover_action")
        return [
            Card(
                key="balance",
                title=self.env._("Portfolios Out of Balance"),
                icon="fa-balance-scale",
                role=DIRECTOR,
                lines=tuple(uneven),
                count=len(uneven),
                note=self.env._(
                    "More than half as much again as the median of all account managers, or that much less."
                ),
                empty=self.env._("Account managers with far more or far fewer companies than usual stand here."),
                buttons=(hand_over,),
            ),
            Card(
                key="away",
                title=self.env._("Work of Those Who Are Away"),
                icon="fa-plane",
                role=DIRECTOR,
                lines=tuple(away),
                count=len(away),
                note=self.env._("Those who were not here for a week, and have companies or open leads."),
                empty=self.env._(
                    "Colleagues who were not here for a week stand here with the work that waits for them."
                ),
                buttons=(hand_over,),
            ),
        ]

    @api.model
    def _get_work_of_staff(self):
        """Return how many companies and open leads each user has that this one sees, and when each was here last.

        :return: by id of the user: ``name``, ``companies``, ``leads``, ``is_staff``, ``seen_on`` (whoever was never
            here, since when the log-in is there)
        :rtype: dict[int, dict]
        """
        mine = Domain("user_id", "!=", False)
        companies = self.env["res.partner"]._search(mine & Domain("is_company", "=", True))
        leads = self.env["crm.lead"]._search(mine & OPEN_LEADS)
        # As superuser: who is an account manager, and whether one is here, is what a director has to know.
        staff = self.env["res.users"].sudo()._search([
            ("all_group_ids", "in", self.env.ref(ACCOUNT_MANAGER).ids),
            ("all_group_ids", "not in", self.env.ref("base.group_system").ids),
            ("company_ids", "in", self.env.companies.ids),
        ])  # fmt: skip
        rows = self.env.execute_query(
            SQL(
                """SELECT u.id, person.name, SUM(companies)::integer, SUM(leads)::integer,
                          u.active AND u.id IN %(staff)s,
                          COALESCE((SELECT MAX(create_date) FROM res_users_log WHERE create_uid = u.id), u.create_date)
                     FROM (SELECT user_id, COUNT(*) AS companies, 0 AS leads FROM (%(companies)s) c GROUP BY user_id
                     UNION ALL SELECT user_id, 0, COUNT(*) FROM (%(leads)s) l GROUP BY user_id
                     UNION ALL SELECT id, 0, 0 FROM (%(all)s) s) work (user_id, companies, leads)
                     JOIN res_users u ON u.id = work.user_id
                     JOIN res_partner person ON person.id = u.partner_id
                    GROUP BY u.id, person.name""",
                companies=companies.select(SQL("res_partner.user_id")),
                leads=leads.select(SQL("crm_lead.user_id")),
                staff=staff.subselect(),
                all=staff.select(SQL("res_users.id")),
            )
        )
        names = ("name", "companies", "leads", "is_staff", "seen_on")
        timezone = zone(self.env)
        return {
            user_id: dict(zip(names, (*values, day_of(seen, timezone)), strict=True)) for user_id, *values, seen in rows
        }

    @api.model
    def _tell_work(self, work):
        here = self.env._("last here on %s", self._date(work["seen_on"]))
        return self._in_words(
            work["companies"] and self.env._("companies: %s", work["companies"]),
            work["leads"] and self.env._("leads: %s", work["leads"]),
            here,
        )

    @api.model
    def _tell_portfolio(self, user_id, work, text, *, is_away=False):
        handover = "hub_entrepreneurs.hub_portfolio_handover_action"
        companies = "hub_entrepreneurs.res_partner_action"
        action = (
            {"xml_id": handover, "context": {"default_from_user_id": user_id}}
            if is_away
            else self._get_opened(companies, [("user_id", "=", user_id), ("is_company", "=", True)])
        )
        return Line("res.users", user_id, work["name"], text, action=action)
