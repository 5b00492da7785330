from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date, format_list

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows, open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count
from odoo.addons.hub_entrepreneurs.tools.dates import today

from .crm_lead import OPEN_LEADS

# Who may read leads; a user without CRM reads the offices only.
LEAD_GROUPS = "sales_team.group_sale_salesman,hub_entrepreneurs.group_hub_analyst"


class HubForeignOffice(models.Model):
    """An office of the agency abroad, from the day it opened to the day it closed."""

    _name = "hub.foreign.office"
    _description = "Office Abroad"
    _inherit = [
        "hub.kept.mixin",
        "hub.reachable.mixin",
        "hub.pointing.mixin",
        "hub.period.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "name, id"
    _rec_names_search = ["name", "city", "country_id"]
    # Of many an older office nobody knows when it opened.
    _period_open_start = True

    name = fields.Char(required=True, translate=True, tracking=True)
    city = fields.Char(translate=True, tracking=True)
    country_id = fields.Many2one("res.country", required=True, index=True, ondelete="restrict", tracking=True)
    country_flag = fields.Char(related="country_id.image_url")
    kind = fields.Selection(
        [("office", "Office"), ("brussels_house", "Brussels House"), ("antenna", "Antenna")],
        required=True,
        default="office",
        index=True,
        tracking=True,
    )
    date_start = fields.Date("Opened On", index=True, tracking=True, help="Empty if the day is not known.")
    date_end = fields.Date("Closed On", index="btree_not_null", tracking=True, help="The last day. Empty: still open.")
    is_current = fields.Boolean("Open Today", compute="_compute_runs_today", search="_search_runs_today")
    user_id = fields.Many2one(
        "res.users", "Head of Office", index="btree_not_null", domain=[("share", "=", False)], tracking=True
    )
    user_ids = fields.Many2many("res.users", string="Staff", domain=[("share", "=", False)])
    email = fields.Char()
    phone = fields.Char()
    successor_id = fields.Many2one(
        "hub.foreign.office",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        copy=False,
        help="The office that took over its work when it closed.",
    )
    mandate_ids = fields.One2many("hub.foreign.office.mandate", "office_id", "Mandates")
    led_country_ids = fields.Many2many(
        "res.country", string="Leads in", compute="_compute_led_country_ids", help="The countries that it leads."
    )
    mandate_count = fields.Integer("Mandates Today", compute="_compute_led_country_ids")
    lead_ids = fields.One2many("crm.lead", "office_id", "Leads", groups=LEAD_GROUPS)
    open_lead_count = fields.Integer("Open Leads", compute="_compute_open_lead_count", groups=LEAD_GROUPS)
    note = fields.Text("Remarks")
    company_id = fields.Many2one("res.company", "Agency", index="btree_not_null")
    active = fields.Boolean(default=True)

    _successor_when_closed = models.Constraint(
        "CHECK (successor_id IS NULL OR date_end IS NOT NULL)",
        "Successor: enter the last day in Closed On, or empty the successor.",
    )
    _successor_is_another = models.Constraint(
        "CHECK (successor_id <> id)",
        "Successor: an office can't take over from itself. Choose another office, or empty the field.",
    )

    @api.depends("mandate_ids.is_lead", "mandate_ids.country_id", "mandate_ids.date_start", "mandate_ids.date_end")
    def _compute_led_country_ids(self):
        for office in self:
            running = office.mandate_ids.filtered("is_current")
            office.mandate_count = len(running)
            office.led_country_ids = running.filtered("is_lead").country_id

    def _compute_open_lead_count(self):
        set_count(self, "open_lead_count", "crm.lead", "office_id", OPEN_LEADS)

    def write(self, vals):
        if "date_end" in vals and not vals["date_end"]:
            vals = {**vals, "successor_id": False}
        before = {office: office.date_end for office in self} if "date_end" in vals else {}
        result = super().write(vals)
        closed = self.browse([office.id for office, day in before.items() if office.date_end not in (day, False)])
        # With a successor the leads go there on the day.
        closed.filtered(lambda office: not office.successor_id)._check_finished(with_leads=True)
        if "company_id" in vals:
            # The rules are checked on the old agency before; the new one has to be the user's own as well.
            self.check_access("write")
            self.mandate_ids._update_leads(self.mandate_ids._get_countries_led_today())
        return result

    @api.constrains("date_start")
    def _check_opening(self):
        for mandate in self.mandate_ids:
            mandate._check_days_of_office()

    @api.constrains("date_end")
    def _check_closing(self):
        self.filtered("date_end")._check_finished(with_leads=False)

    def _check_finished(self, *, with_leads):
        """Refuse a last day after which mandates run on, or on which open leads are left."""
        for office in self:
            if what := office._get_unfinished(office.date_end, with_leads=with_leads):
                raise ValidationError(
                    self.env._(
                        "%(office)s can't close on %(day)s while this goes on: %(what)s. Use the button “Close…”, so "
                        "that another office takes it over.",
                        office=office.display_name,
                        day=format_date(self.env, office.date_end),
                        what=what,
                    )
                )

    @api.constrains("active")
    def _check_archiving(self):
        for office in self.filtered(lambda office: not office.active):
            if what := office._get_unfinished(today(self.env), with_leads=True):
                raise ValidationError(
                    self.env._(
                        "%(office)s can't be archived while this goes on: %(what)s. Use the button “Close…” first, so "
                        "that another office takes it over.",
                        office=office.display_name,
                        what=what,
                    )
                )

    def _get_unfinished(self, day, *, with_leads):
        """Return in words what ties the office up after a day: mandates of countries, open leads; or nothing."""
        self.ensure_one()
        parts = []
        if running := self.mandate_ids.filtered(lambda mandate: not mandate.date_end or mandate.date_end > day):
            countries = format_list(self.env, running.country_id.mapped("display_name"))
            parts.append(self.env._("mandates for %s", countries))
        # As superuser: leads of others and of other agencies count as well.
        leads = self.env["crm.lead"].sudo()
        if with_leads and (count := leads.search_count(OPEN_LEADS & Domain("office_id", "=", self.id))):
            parts.append(self.env._("open leads (%s)", count))
        return format_list(self.env, parts)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # As superuser: leads of others and of other agencies count as well.
        office_of = self.env["crm.lead"].sudo().with_context(active_test=False)
        counts = office_of._read_group([("office_id", "in", self.ids)], ["office_id"], ["__count"])
        for office, count in counts:
            raise UserError(
                self.env._(
                    "%(office)s can't be deleted, because leads went to it (%(count)s). Close it, or archive it "
                    "instead.",
                    office=office.display_name,
                    count=count,
                )
            )
        for closed in self.sudo().with_context(active_test=False).search([("successor_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "%(office)s can't be deleted, because it took over from %(closed)s. Archive it instead.",
                    office=closed.successor_id.display_name,
                    closed=closed.display_name,
                )
            )

    @api.model
    def _get_leading(self, countries, day=None, agency=None):
        """Return the office that leads each country on a day, today if none is given.

        :param agency: whose own offices go before the shared ones, the user's present agency if none is given; those
            of other agencies are left out
        :rtype: dict[res.country, hub.foreign.office]
        """
        find = self._get_finder_of_leading(countries, day)
        agency = self.env.company if agency is None else agency
        return {country: office for country in countries if (office := find(country, agency))}

    @api.model
    def _get_finder_of_leading(self, countries, day=None):
        """Return a function that finds the office that leads one of these countries for an agency, or none.

        :rtype: Callable[[res.country, res.company], hub.foreign.office]
        """
        mandates = self.env["hub.foreign.office.mandate"]
        domain = Domain("country_id", "in", countries.ids) & Domain("is_lead", "=", True)
        # As superuser: which office a lead goes to does not depend on who enters it.
        running = mandates.sudo().search_fetch(
            domain & mandates._domain_on(day or today(self.env)), ["country_id", "company_id", "office_id"]
        )
        leading = {
            (mandate.country_id.id, mandate.company_id.id): mandate.office_id.with_env(self.env) for mandate in running
        }

        def find(country, agency):
            own, shared = ((country._origin.id, company) for company in (agency.id, False))
            return leading.get(own) or leading.get(shared) or self.browse()

        return find

    def action_open_leads(self):
        """Open the open leads that go to this office."""
        self.ensure_one()
        action = open_window(self.env, "hub_export.crm_lead_action_export", domain=[("office_id", "=", self.id)])
        context = {**literal_eval(action["context"]), "search_default_filter_won_status_pending": 1}
        return {**action, "display_name": self.display_name, "context": context}

    def action_open_mandates(self):
        """Open the mandates of this office, past ones included."""
        action = open_rows(self, "hub_export.hub_foreign_office_mandate_action", "office_id")
        context = {**action["context"], "search_default_group_by_country": 1}
        return {**action, "display_name": self.display_name, "context": context}

    def action_close(self):
        """Open the dialog in which another office takes over."""
        if len(self) != 1:
            raise UserError(self.env._("Select one office only, and close offices one by one."))
        context = {"default_office_id": self.id}
        return open_window(self.env, "hub_export.hub_foreign_office_close_action", context=context)
