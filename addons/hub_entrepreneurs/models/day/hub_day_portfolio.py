from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Button, Card, Line
from ...tools.compat import columns
from ...tools.dates import start_of, today, zone
from ...tools.groups import ACCOUNT_MANAGER

LAPSE_DAYS = 90
SILENT_MONTHS = 6
_RECENT = 10
_TOLD_CHANGES = 3


class HubDay(models.AbstractModel):
    """The companies of an account manager: whose label lapses, who was not spoken to, what changed, who was opened."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if self._has_role(ACCOUNT_MANAGER):
            cards += [self._get_changed(), self._get_lapsing(), self._get_silent(), self._get_opened_last()]
        return cards

    @api.model
    def _domain_mine(self):
        """Return the domain of the user's companies and starters."""
        return Domain("user_id", "in", self._get_mine())

    @api.model
    def _get_begin(self):
        return Button(self.env._("Companies"), "hub_entrepreneurs.res_partner_action")

    # Labels that lapse

    @api.model
    def _get_lapsing(self):
        day = today(self.env)
        domain = Domain([
            ("state", "=", "verified"),
            ("date_end", ">=", day),
            ("date_end", "<=", day + timedelta(days=LAPSE_DAYS)),
            ("is_renewed", "=", False),
            ("partner_id.user_id", "in", self._get_mine()),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        scheme = self._look_up("hub.evidence.scheme", "name", SQL("hub_evidence.scheme_id"))
        return Card(
            key="lapsing",
            title=self.env._("Lapse Within 90 Days"),
            icon="fa-hourglass-end",
            role=ACCOUNT_MANAGER,
            select=self._select(self.env["hub.evidence"], domain, "partner_id", "date_end", scheme=scheme),
            tell=lambda row, company: Line(
                "hub.evidence",
                row.id,
                self._name_of(company),
                self._in_words(row.extra["scheme"], self._date(row.at)),
                badge=self._days_left(row.at.date()),
                log=self._log_with(company),
            ),
            empty=self.env._("Labels and recognitions of your companies stand here before they lapse."),
            opens=self._get_opened("hub_entrepreneurs.hub_evidence_action_lapses_soon", domain),
        )

    # Companies without a contact

    @api.model
    def _domain_silent(self, path=""):
        """Return the domain of companies that nobody spoke to for six months; a new one has six months as well.

        :param str path: from the model of the domain to a company, with its dot
        """
        since, last = today(self.env) - relativedelta(months=SILENT_MONTHS), f"{path}last_interaction_date"
        never = Domain(last, "=", False) & Domain(f"{path}create_date", "<", since)
        return Domain(f"{path}is_company", "=", True) & (Domain(last, "<", since) | never)

    @api.model
    def _get_silent(self):
        domain = self._domain_mine() & self._domain_silent()
        partners = self.env["res.partner"]
        return Card(
            key="silent",
            title=self.env._("No Contact for Six Months"),
            icon="fa-comment-o",
            role=ACCOUNT_MANAGER,
            select=self._select(partners, domain, "id", "last_interaction_date"),
            tell=self._tell_silent,
            order=SQL("at NULLS FIRST, id"),
            empty=self.env._(
                "Companies of yours that nobody spoke to for six months stand here. Choose your companies by the field "
                "Account Manager."
            ),
            begin=self._get_begin(),
            opens=self._get_opened("hub_entrepreneurs.res_partner_action", domain),
        )

    @api.model
    def _tell_silent(self, row, company):
        last = self.env._("last contact %s", self._date(row.at)) if row.at else self.env._("no contact yet")
        return Line(
            "res.partner",
            row.partner_id,
            self._name_of(company),
            self._in_words(last, company.place),
            log=self._log_with(company),
        )

    # What changed

    @api.model
    def _get_changed(self):
        return Card(
            key="changed",
            title=self.env._("Changed since Yesterday"),
            icon="fa-bolt",
            role=ACCOUNT_MANAGER,
            select=self._select_changed(),
            tell=lambda row, company: Line(
                "res.partner",
                row.partner_id,
                self._name_of(company),
                self._tell_changes(row.extra["changes"]),
                badge=self._date(row.at),
                log=self._log_with(company),
            ),
            order=SQL("at DESC, id DESC"),
            limit=8,
            lists="hub_entrepreneurs.res_partner_action",
            empty=self.env._(
                "What happens with your companies stands here: a new status, a cluster that one left, an answer to a "
                "campaign, a mail that came in."
            ),
        )

    @api.model
    def _select_changed(self):
        """Return the query of the companies with which something changed: once each, with all that did."""
        partners = self.env["res.partner"]
        companies, seen = partners._search(self._domain_mine()), partners._search([])
        contacts = seen.select(*columns(partners, seen, "id", "commercial_partner_id"))
        return SQL(
            """SELECT company.id, company.id, MAX(at),
                      JSONB_BUILD_OBJECT('changes', JSONB_AGG(change.extra ORDER BY at DESC, change.id DESC))
                 FROM (%s) change (id, partner_id, at, extra)
                 JOIN (%s) company (id) ON company.id = change.partner_id
                GROUP BY company.id""",
            SQL(" UNION ALL ").join([*self._get_changes(companies), self._select_mails(companies, contacts)]),
            # A lead may be about a company that is archived, or of another agency.
            seen.select(),
        )

    @api.model
    def _get_changes(self, companies):
        """Return the queries of what changed with the user's companies, each row with a ``kind`` among its extras.

        :param companies: the query of the user's companies, the same for all
        :rtype: list[SQL]
        """
        timezone, day = zone(self.env), today(self.env)
        since = start_of(day - timedelta(days=1), timezone)
        mine = Domain("partner_id", "in", companies)
        # The last day of a membership is a day as a member.
        left = Domain("date_end", ">=", day - timedelta(days=2)) & Domain("date_end", "<", day)
        cluster = self._look_up("hub.cluster", "name", SQL("hub_cluster_membership.cluster_id"))
        return [
            self._select(
                self.env["hub.transition.change"],
                mine & Domain("create_date", ">=", since),
                "partner_id",
                "create_date",
                kind=SQL("'status'::text"),
                old="old_status",
                new="new_status",
            ),
            self._select(
                self.env["hub.cluster.membership"],
                mine & left,
                "partner_id",
                "date_end",
                kind=SQL("'left'::text"),
                cluster=cluster,
            ),
        ]

    @api.model
    def _select_mails(self, companies, contacts):
        """Return the query of the mails that came in to the user's companies, their people and the user's leads.

        :param companies: the query of the user's companies
        :param SQL contacts: the query of all that the user may read, each with its commercial partner
        """
        leads = self.env["crm.lead"]
        own_leads = leads._search(Domain("user_id", "in", self._get_mine()) & Domain("partner_id", "!=", False))
        return SQL(
            """SELECT message.id, contact.commercial_partner_id, message.date::timestamp,
                      jsonb_build_object('kind', 'mail', 'subject', message.subject)
                 FROM (SELECT 'res.partner', mine.id, mine.id FROM (%s) mine (id, commercial_id)
                        -- Companies and starters are their own, and the people of a company have the company.
                        WHERE mine.commercial_id IN %s
                        UNION ALL %s) document (model, id, partner_id)
                 JOIN res_partner contact ON contact.id = document.partner_id
                 JOIN mail_message message ON message.model = document.model AND message.res_id = document.id
                WHERE message.message_type = 'email' AND message.date >= %s
                  AND NOT EXISTS (SELECT FROM res_users u WHERE u.partner_id = message.author_id AND NOT u.share)""",
            # As documents that the user reads, so that what is written on them is read as well.
            contacts,
            companies.subselect(),
            own_leads.select(SQL("'crm.lead'"), *columns(leads, own_leads, "id", "partner_id")),
            start_of(today(self.env) - timedelta(days=1), zone(self.env)),
        )

    @api.model
    def _tell_changes(self, changes):
        """Return in words what changed with a company, the last first; the same twice is said once."""
        told = list(dict.fromkeys(map(self._tell_change, changes)))
        more = len(told) - _TOLD_CHANGES
        return self._in_words(*told[:_TOLD_CHANGES], more > 0 and self.env._("%s more", more))

    @api.model
    def _tell_change(self, extra):
        """Return in words what changed."""
        if extra["kind"] == "status":
            labels = dict(self.env["hub.transition.change"]._fields["new_status"]._description_selection(self.env))
            old, new = (labels.get(extra[name], "") for name in ("old", "new"))
            return self.env._("status: %(old)s → %(new)s", old=old, new=new)
        if extra["kind"] == "left":
            return self.env._("left %s", extra["cluster"])
        return self.env._("mail: %s", extra["subject"] or self.env._("no subject"))

    # What was opened last

    @api.model
    def _get_opened_last(self):
        opened = self.env["hub.opened.company"]
        domain = Domain("user_id", "=", self.env.uid)
        return Card(
            key="opened",
            title=self.env._("Opened Last"),
            icon="fa-history",
            role=ACCOUNT_MANAGER,
            select=self._select(opened, domain, "partner_id", "opened_on"),
            tell=lambda row, company: Line(
                "res.partner", row.partner_id, self._name_of(company), company.place, log=self._log_with(company)
            ),
            order=SQL("at DESC, id DESC"),
            limit=_RECENT,
            empty=self.env._("The last ten companies that you opened stand here."),
            begin=self._get_begin(),
        )
