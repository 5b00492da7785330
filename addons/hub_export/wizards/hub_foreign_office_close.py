from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_list

from odoo.addons.hub_entrepreneurs.domain.days import day_after, day_before
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.once import once
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns


class HubForeignOfficeClose(models.TransientModel):
    """Close an office: another one takes over its countries, open leads and activities from a day on."""

    _name = "hub.foreign.office.close"
    _description = "Close an Office Abroad"
    _inherit = ["hub.own.dialog.mixin"]

    office_id = fields.Many2one("hub.foreign.office", required=True, readonly=True)
    company_id = fields.Many2one(related="office_id.company_id")
    date = fields.Date(
        "Taken Over On",
        required=True,
        compute="_compute_date",
        store=True,
        readonly=False,
        precompute=True,
        help="The first day of the other office. This one closes the day before.",
    )
    successor_id = fields.Many2one(
        "hub.foreign.office",
        "Taken Over By",
        required=True,
        domain="""[
            ('id', '!=', office_id), ('company_id', 'in', [False, company_id]),
            '|', ('date_start', '=', False), ('date_start', '<=', date),
            '|', ('date_end', '=', False), ('date_end', '>=', date),
        ]""",
    )
    problem = fields.Text(compute="_compute_preview")
    preview = fields.Html(compute="_compute_preview")

    @api.depends("office_id")
    def _compute_date(self):
        for wizard in self:
            wizard.date = day_after(wizard.office_id.date_end or today(self.env))

    @api.depends("office_id", "date", "successor_id")
    def _compute_preview(self):
        for wizard in self:
            complete = bool(wizard.office_id and wizard.date and wizard.successor_id)
            wizard.problem = complete and wizard._get_problem()
            wizard.preview = False
            if complete and not wizard.problem:
                items = Markup().join(map(Markup("<li>%s</li>").__mod__, wizard._get_preview_lines()))
                wizard.preview = Markup("<ul class='mb-0'>%s</ul>") % items

    @once
    def action_close(self):
        """Close the office and hand everything over, in one transaction."""
        self.ensure_one()
        # Or two could close the same office, or the successor, at the same time.
        take_turns(self.office_id | self.successor_id)
        if problem := self._get_problem():
            raise UserError(problem)
        self.office_id._hand_over(self.successor_id, self.date)
        return {"type": "ir.actions.act_window_close"}

    def _get_problem(self):
        """Return the sentence that tells why this can't be done, or nothing."""
        return self._get_problem_of_office() or self._get_problem_of_successor() or self._get_problem_of_work() or False

    def _get_problem_of_office(self):
        office, names = self.office_id, {"office": self.office_id.display_name}
        if office.date_end and (office.successor_id or not office._runs_on(today(self.env))):
            return self.env._(
                "%(office)s has a last day already, %(day)s. To change it, empty Closed On in that office first.",
                **names,
                day=format_date(self.env, office.date_end),
            )
        if office.date_start and self.date <= office.date_start:
            return self.env._(
                "Taken Over On: %(office)s opened on %(day)s. Choose a later day.",
                **names,
                day=format_date(self.env, office.date_start),
            )
        if office.date_end and self.date > day_after(office.date_end):
            return self.env._(
                "Taken Over On: %(office)s closes on %(day)s. Choose the day after, or an earlier one.",
                **names,
                day=format_date(self.env, office.date_end),
            )
        if (past := office._get_first_untouched_day()) and self.date < past:
            return self.env._(
                "Taken Over On: mandates of %(office)s began or ended after that day, and what is past stays as it "
                "was. Choose %(day)s or a later day.",
                **names,
                day=format_date(self.env, past),
            )
        return None

    def _get_problem_of_successor(self):
        successor, names = self.successor_id, {"office": self.successor_id.display_name}
        if successor == self.office_id:
            return self.env._("Taken Over By: %(office)s can't take over from itself. Choose another office.", **names)
        if successor.company_id and successor.company_id != self.office_id.company_id:
            return self.env._("Taken Over By: %(office)s belongs to another agency. Choose another office.", **names)
        if not successor._runs_on(self.date):
            return self.env._(
                "Taken Over By: %(office)s is not open on %(day)s; it is open %(period)s. Choose another office or "
                "another day.",
                **names,
                day=format_date(self.env, self.date),
                period=successor._period(),
            )
        return None

    def _get_problem_of_work(self):
        _leads, leads_of_staff, activities = self.office_id._get_open_work(self.successor_id)
        if (leads_of_staff or activities) and not self.successor_id.user_id.active:
            return self.env._(
                "%(office)s has no head of office who could take over from the staff of %(closed)s (leads: %(leads)s, "
                "activities: %(activities)s). Enter one in that office first.",
                office=self.successor_id.display_name,
                closed=self.office_id.display_name,
                leads=len(leads_of_staff),
                activities=len(activities),
            )
        return None

    def _get_preview_lines(self):
        """Return in words and numbers what will happen."""
        office, successor = self.office_id, self.successor_id
        leads, leads_of_staff, activities = office._get_open_work(successor)
        mandates = office._get_mandates_from(self.date)
        yield self.env._(
            "%(office)s closes on %(day)s, its last day.",
            office=office.display_name,
            day=format_date(self.env, day_before(self.date)),
        )
        yield self.env._("Countries handed over: %s.", self._get_counted_words(mandates.country_id))
        if later := mandates.filtered(lambda mandate: mandate.date_start > self.date):
            yield self.env._(
                "Mandates that begin later, also handed over: %s.", self._get_counted_words(later.country_id)
            )
        if self.date <= today(self.env):
            yield self.env._("Open leads handed over at once: %s.", len(leads))
        else:
            day = format_date(self.env, self.date)
            yield self.env._("Open leads handed over on %(day)s: %(count)s.", day=day, count=len(leads))
        if leads_of_staff or activities:
            yield self.env._(
                "%(head)s gets the work of the staff: leads (%(leads)s) and open activities (%(activities)s).",
                head=successor.user_id.display_name,
                leads=len(leads_of_staff),
                activities=len(activities),
            )
        yield self.env._("Not handed over: ended mandates, won and lost leads, done activities.")

    @api.model
    def _get_counted_words(self, records):
        names = format_list(self.env, records.mapped("display_name"))
        return self.env._("%(count)s (%(names)s)", count=len(records), names=names) if records else self.env._("none")
