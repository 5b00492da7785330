from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.dates import today

from ...domain.figures import Period

_KEPT_DAYS = 90
# A part that was archived since is still the part that is asked about.
_ALSO_ARCHIVED = {"active_test": False}
# What is asked, beside the days; each is a part of a name.
PARTS = (
    "target_group_ids", "sector_ids", "commune_ids", "cluster_ids", "programme_ids", "service_ids", "country_ids",
    "size_class", "entrepreneur_stage",
)  # fmt: skip


class HubQuestion(models.Model):
    """A question that somebody asks: which figures, of which days, by what, and for which part of the companies.

    Its answer is worked out when the page is opened, by the definitions in force on the last day of each period, and
    counts what its reader may read. Small numbers are hidden in it (:mod:`hub_reporting.domain.hiding`).

    Whoever asks sees the own questions, and those that colleagues keep. What nobody keeps is removed after a while.
    Templates are questions to begin with: opening one makes a new question.
    """

    _name = "hub.question"
    _description = "Question"
    _inherit = ["hub.computed.only.mixin", "hub.pointing.mixin"]
    _order = "is_template desc, sequence, id desc"

    name = fields.Char(translate=True, help="Empty: what is asked is its name.")
    proposed_name = fields.Char("What Is Asked", compute="_compute_proposed_name")
    description = fields.Text("What It Is For", translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_template = fields.Boolean("Template", readonly=True, copy=False)
    years_back = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="How many years before this one a question begins that a template opens.",
    )
    is_kept = fields.Boolean(
        "Kept", copy=False, help="Your colleagues find it as well, and it is not removed after 90 days."
    )
    user_id = fields.Many2one(
        "res.users", "Asked By", readonly=True, index=True, copy=False, ondelete="cascade",
        default=lambda self: self.env.user,
    )  # fmt: skip
    company_id = fields.Many2one(
        "res.company", "Agency", readonly=True, index=True, copy=False, default=lambda self: self.env.company
    )
    asked_on = fields.Datetime("Asked Last", readonly=True, copy=False)

    # What is asked
    indicator_ids = fields.Many2many("hub.indicator", string="Figures", help="Several stand beside each other.")
    date_start = fields.Date("First Day", default=lambda self: today(self.env).replace(month=1, day=1))
    date_end = fields.Date("Last Day", help="Empty: until yesterday, the last day that is over.")
    interval = fields.Selection(
        [("year", "Year"), ("quarter", "Quarter"), ("month", "Month")], "Per", help="Empty: the whole time at once."
    )
    breakdown_id = fields.Many2one("hub.breakdown", "Divided By", index="btree_not_null", ondelete="restrict")
    second_breakdown_id = fields.Many2one("hub.breakdown", "And By", index="btree_not_null", ondelete="restrict")
    allowed_breakdown_ids = fields.Many2many("hub.breakdown", compute="_compute_allowed_breakdown_ids")

    # For which part
    target_group_ids = fields.Many2many("hub.target.group", string="Target Groups", context=_ALSO_ARCHIVED)
    sector_ids = fields.Many2many("hub.sector", string="Sectors", context=_ALSO_ARCHIVED)
    commune_ids = fields.Many2many("hub.commune", string="Communes", context=_ALSO_ARCHIVED)
    cluster_ids = fields.Many2many("hub.cluster", string="Clusters", context=_ALSO_ARCHIVED)
    programme_ids = fields.Many2many("hub.programme", string="Programmes", context=_ALSO_ARCHIVED)
    service_ids = fields.Many2many("hub.service", string="Services", context=_ALSO_ARCHIVED)
    country_ids = fields.Many2many("res.country", string="Markets", context=_ALSO_ARCHIVED)
    size_class = fields.Selection(lambda self: self._get_selection("size_class"))
    entrepreneur_stage = fields.Selection(lambda self: self._get_selection("entrepreneur_stage"))

    small_numbers = fields.Selection(
        [("hidden", "Hidden"), ("shown", "Shown")],
        required=True,
        default="hidden",
        copy=False,
        help="Hidden, with as many others as it takes that nobody works them out. Shown: for analysts and directors, "
        "with personal data for members of that group. It is noted who saw them.",
    )
    may_show_small = fields.Boolean(compute="_compute_may_show_small")

    _days_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_start <= date_end)",
        "Period: it ends before it starts. Correct one of the two days.",
    )
    _asks_something = models.Constraint(
        "CHECK (second_breakdown_id IS NULL OR second_breakdown_id <> breakdown_id)",
        "And By: choose Divided By first, and something else here.",
    )

    @api.model
    def _get_selection(self, name):
        return self.env["res.partner"]._fields[name]._description_selection(self.env)

    @api.depends_context("lang")
    @api.depends(
        "indicator_ids.name",
        "interval",
        "breakdown_id.name",
        "second_breakdown_id.name",
        "date_start",
        "date_end",
        *PARTS,
    )
    def _compute_proposed_name(self):
        for question in self:
            question.proposed_name = ", ".join(filter(None, question._get_words())) or self.env._("New Question")

    def _get_words(self):
        """Yield what is asked, in words, and each part for itself."""
        yield ", ".join(self.indicator_ids.mapped("name"))
        for name in (*PARTS, "breakdown_id", "second_breakdown_id", "interval"):
            value = self[name]
            if self._fields[name].relational:
                yield ", ".join(value.mapped("display_name"))
            elif value:
                yield dict(self._fields[name]._description_selection(self.env))[value]
        years = (self.date_start, self.date_end or today(self.env))
        yield "–".join(dict.fromkeys(str(day.year) for day in years if day))

    @api.depends("name", "proposed_name")
    def _compute_display_name(self):
        for question in self:
            question.display_name = question.name or question.proposed_name

    @api.depends("indicator_ids")
    def _compute_allowed_breakdown_ids(self):
        for question in self:
            question.allowed_breakdown_ids = question.indicator_ids.version_ids.breakdown_ids.filtered(
                lambda breakdown: not breakdown._interval
            )

    @api.depends_context("uid")
    @api.depends("target_group_ids", "indicator_ids")
    def _compute_may_show_small(self):
        for question in self:
            question.may_show_small = question._may_show_small()

    @api.constrains("breakdown_id", "second_breakdown_id")
    def _check_breakdowns(self):
        for question in self:
            if question.second_breakdown_id and not question.breakdown_id:
                raise ValidationError(self.env._("And By: choose Divided By first, and something else here."))
            if any(breakdown._interval for breakdown in question.breakdown_id + question.second_breakdown_id):
                raise ValidationError(self.env._("Divided By: choose years, quarters and months in Per."))

    @api.constrains("target_group_ids")
    def _check_target_groups(self):
        for question in self:
            question._check_may_ask()

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for question, vals in zip(self, vals_list, strict=True):
            if question.name and not question.is_template and "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", question.name)
        return vals_list

    def _get_breakdowns(self):
        """Return what the answer is divided by: up to two breakdowns, then years, quarters or months."""
        self.ensure_one()
        breakdowns = self.breakdown_id + self.second_breakdown_id
        if self.interval:
            breakdowns += self.env["hub.breakdown"].search([("field_name", "=", f"date:{self.interval}")], limit=1)
        return breakdowns

    def _get_period(self):
        """Return the days that are asked about, both included.

        :raise UserError: if there are none
        """
        self.ensure_one()
        if not self.date_start:
            raise UserError(self.env._("First Day: enter the day from which on is counted."))
        period = Period(self.date_start, self.date_end or today(self.env) - timedelta(days=1))
        if not period.is_in_order:
            raise UserError(self.env._("Period: it ends before it starts. Correct one of the two days."))
        if period.is_too_long:
            raise UserError(self.env._("Period: it is longer than a hundred years. Correct one of the two days."))
        return period

    def action_ask(self):
        """Show the answer: the page works it out once the question is saved."""

    def action_open(self):
        """Open the question; of a template, a new question that asks the same."""
        self.ensure_one()
        if not self.is_template:
            return self._get_records_action()
        first = today(self.env).replace(month=1, day=1) - relativedelta(years=self.years_back)
        return self.copy({"date_start": first})._get_records_action()

    def action_duplicate(self):
        """Open a copy, to ask something like it."""
        self.ensure_one()
        return self.copy()._get_records_action()

    def action_keep(self):
        """Keep the question for the colleagues, or no longer."""
        for question in self:
            question.is_kept = not question.is_kept

    @api.autovacuum
    def _gc_unkept(self):
        """Remove the questions that nobody keeps and nobody has asked for a while."""
        before = fields.Datetime.now() - timedelta(days=_KEPT_DAYS)
        domain = [("is_kept", "=", False), ("is_template", "=", False)]
        old = self.with_context(active_test=False).search(
            [*domain, ("write_date", "<", before), "|", ("asked_on", "=", False), ("asked_on", "<", before)]
        )
        old.unlink()
