from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, config

from ...domain.day import Card, Line
from ...tools.dates import today
from ...tools.groups import ACCOUNT_MANAGER, DIRECTOR

_NEW_DAYS = 60


class HubDay(models.AbstractModel):
    """The first five steps of a new installation, each ticked by what is there."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        if not self._has_role(DIRECTOR):
            return cards
        steps = self._get_steps()
        return cards if all(line.ticked for line in steps) or not self._is_new() else [self._get_setup(steps), *cards]

    @api.model
    def _is_new(self):
        """Tell whether nobody works here for long: no company is older than two months."""
        old = Domain("is_company", "=", True) & Domain("create_date", "<", today(self.env) - timedelta(days=_NEW_DAYS))
        return not self.env["res.partner"].search_count(old & self._domain_no_agency(), limit=1)

    @api.model
    def _domain_no_agency(self):
        # As superuser: an agency of which the user is none is a company all the same.
        return Domain("id", "not in", self.env["res.company"].sudo()._search([]).subselect("partner_id"))

    @api.model
    def _get_setup(self, steps):
        return Card(
            key="setup",
            title=self.env._("First Steps"),
            icon="fa-flag-o",
            role=DIRECTOR,
            lines=steps,
            count=sum(not line.ticked for line in steps),
            note=self.env._("Each step is ticked by itself once it is done."),
        )

    @api.model
    def _get_steps(self):
        done = self._get_done_steps()
        agency = self.env.company
        steps = (
            (
                self.env._("The agency"),
                self.env._("Name and country of the agency"),
                {"xml_id": "base.action_res_company_form", "res_id": agency.id},
            ),
            (
                self.env._("People and their roles"),
                self.env._("A log-in for each colleague, with a role"),
                "base.action_res_users",
            ),
            (self.env._("Clusters"), self.env._("Those that the agency runs"), "hub_entrepreneurs.hub_cluster_action"),
            (
                self.env._("Companies"),
                self.env._("Import the list that you have"),
                "hub_entrepreneurs.res_partner_action",
            ),
            (self.env._("Mail"), self.env._("The server that sends mail"), "base.action_ir_mail_server_list"),
        )
        return tuple(
            Line("res.company", agency.id, title, text, ticked=ticked, action=action)
            for (title, text, action), ticked in zip(steps, done, strict=True)
        )

    @api.model
    def _get_done_steps(self):
        """Return whether each of the steps is done: agency, people, clusters, companies, mail."""
        agency = self.env.company
        # As superuser: whether something is there is no secret, whoever may keep it.
        users = self.env["res.users"].sudo()._search([
            ("all_group_ids", "in", self.env.ref(ACCOUNT_MANAGER).ids),
            ("id", "not in", [self.env.ref("base.user_root").id, self.env.ref("base.user_admin").id]),
        ])  # fmt: skip
        companies = self.env["res.partner"]._search(Domain("is_company", "=", True) & self._domain_no_agency())
        clusters = self.env["hub.cluster"]._search([])
        servers = self.env["ir.mail_server"].sudo()._search([])
        found = [SQL("EXISTS (%s)", query.select(SQL("1"))) for query in (users, clusters, companies, servers)]
        [[people, some_clusters, some_companies, server]] = self.env.execute_query(
            SQL("SELECT %s", SQL(", ").join(found))
        )
        # Odoo calls the first agency of a database so.
        named = agency.name not in ("YourCompany", "My Company") and bool(agency.country_id)
        mail = server or config["smtp_server"] not in (False, "localhost")
        return named, people, some_clusters, some_companies, bool(mail)
