from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_amount

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.compat import columns
from odoo.addons.hub_entrepreneurs.tools.counting import set_count
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import READER

from .crm_lead import OPEN_OPPORTUNITY

EXPORTING = Domain([("is_present", "=", True), ("status", "=", "exporting")])
WANTING = Domain([("is_present", "=", True), ("status", "in", ("exploring", "entering"))])
# Odoo has groups of its own besides, for payments and VAT numbers.
GROUP_CODES = ("NEARBY", "NEARBY_WIDE", "BENELUX", "EU", "EFTA")

SHOWN_YEARS = 8


class ResCountry(models.Model):
    """A country as a market: who is there, who wants to go, which office holds it."""

    _inherit = "res.country"

    export_target_ids = fields.One2many("hub.export.target", "country_id", "Companies", groups=READER)
    export_lead_ids = fields.One2many("crm.lead", "target_country_id", "Leads", groups=READER)
    exporting_target_ids = fields.One2many(
        "hub.export.target", "country_id", "Exporting Companies", domain=list(EXPORTING), groups=READER
    )
    wanting_target_ids = fields.One2many(
        "hub.export.target", "country_id", "Exploring or Entering", domain=list(WANTING), groups=READER
    )
    wanting_shown_ids = fields.Many2many(
        "hub.export.target",
        string="Companies That Want to Export",
        compute="_compute_wanting_companies",
        groups=READER,
        help="What the companies that want to go there have told of it.",
    )
    wanting_by_lead_ids = fields.Many2many(
        "res.partner",
        string="With a Lead Only",
        compute="_compute_wanting_companies",
        groups=READER,
        help="Companies that want to go there as their open lead says, and nothing else does.",
    )
    open_lead_ids = fields.One2many(
        "crm.lead", "target_country_id", "Open Leads", domain=list(OPEN_OPPORTUNITY), groups=READER
    )
    market_group_ids = fields.Many2many(
        "res.country.group", string="Market Groups", compute="_compute_market_group_ids", groups="base.group_user"
    )
    exporting_count = fields.Integer(
        "Export There",
        compute="_compute_exporting_count",
        groups=READER,
        help="Companies that export to this market now.",
    )
    wanting_count = fields.Integer(
        "Want to Export There",
        compute="_compute_wanting_count",
        groups=READER,
        help="Companies that explore or enter this market or have an open lead for it, and don't export there yet.",
    )
    open_lead_count = fields.Integer(compute="_compute_open_lead_count", groups=READER)

    sales_by_year = fields.Json(compute="_compute_sales_by_year", groups=READER)

    @api.depends("country_group_ids.code")
    def _compute_market_group_ids(self):
        for country in self:
            country.market_group_ids = country.country_group_ids.filtered(lambda group: group.code in GROUP_CODES)

    @api.depends(
        "export_target_ids.active",
        "export_target_ids.is_present",
        "export_target_ids.status",
        "export_target_ids.partner_id",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_exporting_count(self):
        companies = "partner_id:count_distinct"
        set_count(self, "exporting_count", "hub.export.target", "country_id", EXPORTING, aggregate=companies)

    @api.depends(
        "export_target_ids.is_present",
        "export_target_ids.status",
        "export_target_ids.partner_id",
        "export_lead_ids.won_status",
        "export_lead_ids.partner_id",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_wanting_count(self):
        query = SQL("SELECT country_id, COUNT(*) FROM (%s) wanting GROUP BY country_id", self._get_wanting_query())
        counts = dict(self.env.execute_query(query))
        for country in self:
            country.wanting_count = counts.get(country._origin.id, 0)

    @api.depends("wanting_count")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_wanting_companies(self):
        """Give the companies that are counted: with the rows that say so, or else with a lead alone."""
        wanting = set(self.env.execute_query(self._get_wanting_query()))
        targets = self.env["hub.export.target"].search(WANTING & Domain("country_id", "in", self.ids))
        shown = targets.filtered(lambda target: (target.country_id.id, target.partner_id.id) in wanting)
        wanting -= {(target.country_id.id, target.partner_id.id) for target in shown}
        for country in self:
            country.wanting_shown_ids = shown.filtered(lambda target: target.country_id == country._origin)  # noqa: B023
            country.wanting_by_lead_ids = [each for country_id, each in wanting if country_id == country._origin.id]

    @api.depends("export_lead_ids.won_status", "export_lead_ids.type", "export_lead_ids.active")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_open_lead_count(self):
        set_count(self, "open_lead_count", "crm.lead", "target_country_id", OPEN_OPPORTUNITY)

    def _get_wanting_query(self):
        """Return the query of the companies that want to go to these markets: country_id, partner_id, each pair once.

        It holds what the user may see of targets and leads.
        """
        # A search flushes what it reads; the company of a contact is read by hand.
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        here = Domain("country_id", "in", self.ids)
        there, wanting = (
            self._select_seen("hub.export.target", domain & here, "country_id", "partner_id")
            for domain in (EXPORTING, WANTING)
        )
        leads = OPEN_OPPORTUNITY & Domain("target_country_id", "in", self.ids) & Domain("partner_id", "!=", False)
        # A lead may be about a company of another agency.
        companies = self.env["res.partner"].with_context(active_test=False)._search([])
        return SQL(
            """(%s UNION SELECT lead.target_country_id, contact.commercial_partner_id
                           FROM (%s) lead (target_country_id, partner_id)
                           JOIN res_partner contact ON contact.id = lead.partner_id
                          WHERE contact.commercial_partner_id IN %s) EXCEPT %s""",
            wanting,
            self._select_seen("crm.lead", leads, "target_country_id", "partner_id"),
            companies.subselect(),
            there,
        )

    @api.model
    def _select_seen(self, model, domain, *names):
        """Return the query of some fields of the records of a model that the user may see."""
        model = self.env[model]
        query = model._search(domain)
        return query.select(*columns(model, query, *names))

    # What the market page opens

    def action_open_exporting(self):
        """Open the markets of the companies that export to this country now."""
        return self._action_open_targets(list(EXPORTING))

    def action_open_targets(self):
        """Open all rows that companies have of this market, those of past years included."""
        return self._action_open_targets([])

    def _action_open_targets(self, domain):
        domain, context = [("country_id", "=", self.id), *domain], {"default_country_id": self.id}
        return self._open_window("hub_export.hub_export_target_action", domain=domain, context=context)

    def action_open_wanting(self):
        """Open the companies that want to go to this market."""
        companies = [partner_id for _country_id, partner_id in self.env.execute_query(self._get_wanting_query())]
        return self._open_window("hub_entrepreneurs.res_partner_action", domain=[("id", "in", companies)])

    def action_open_leads(self):
        """Open the open leads for this market."""
        domain = [*OPEN_OPPORTUNITY, ("target_country_id", "=", self.id)]
        context = {"default_type": "opportunity", "default_target_country_id": self.id}
        return self._open_window("hub_export.crm_lead_action_export", domain=domain, context=context)

    def _open_window(self, xmlid, **changes):
        self.ensure_one()
        return open_window(self.env, xmlid, display_name=self.display_name, **changes)

    def action_add_target(self):
        """Enter that a company looks at, enters or sells in this market."""
        self.ensure_one()
        context = {"default_country_id": self.id}
        return self.env["hub.export.target"]._get_records_action(
            name=self.env._("Add a Company"), target="new", context=context
        )

    @api.depends(
        "export_target_ids.active",
        "export_target_ids.amount",
        "export_target_ids.currency_id",
        "export_target_ids.year",
    )
    @api.depends_context("uid", "allowed_company_ids", "company", "lang")
    def _compute_sales_by_year(self):
        agency, day = self.env.company, today(self.env)
        own = agency.currency_id
        totals = {}
        for country, year, currency, amount in self.env["hub.export.target"]._read_group(
            [("country_id", "in", self.ids), ("amount", ">", 0), ("year", ">", day.year - SHOWN_YEARS)],
            ["country_id", "year", "currency_id"],
            ["amount:sum"],
        ):
            # At today's rate: the years stay comparable.
            years = totals.setdefault(country, {})
            years[year] = years.get(year, 0) + currency._convert(amount, own, agency, day)
        for country in self:
            country.sales_by_year = [
                {"year": year, "value": amount, "text": format_amount(self.env, own.round(amount), own)}
                for year, amount in sorted(totals.get(country._origin, {}).items())
            ]
