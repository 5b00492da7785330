from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.dates import today
from ...tools.staff import Staff

VERIFY_DAYS = 7
REMINDER_DAYS = 90
_VERIFY = "hub_entrepreneurs.mail_activity_type_verify_evidence"
_QUEUE_FIELDS = {"state", "user_id", "partner_id", "version_id", "date_start", "date_end"}


class HubEvidence(models.Model):
    """What evidence asks of people, as activities made once: verify it, and see to it before it lapses."""

    _name = "hub.evidence"
    _inherit = ["hub.evidence", "hub.reminder.mixin"]
    _reminds_of = "date_end"
    _reminder_type = "hub_entrepreneurs.mail_activity_type_evidence_lapses"

    asked_on = fields.Date(
        "Colleague Asked On", readonly=True, copy=False, help="When a colleague was asked to verify it."
    )
    reminded_for = fields.Date(help="The last valid day of which the account manager was reminded.")

    @api.model_create_multi
    def create(self, vals_list):
        evidence = super().create(vals_list)
        evidence.sudo()._update_activities()
        return evidence

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & _QUEUE_FIELDS:
            self.sudo()._update_activities()
        return result

    def _update_activities(self):
        """Ask, remind and cancel what the present values call for.

        Called as superuser: a user who enters or decides on evidence may not see the activities of colleagues.
        """
        self._cancel_verification()
        self.filtered(lambda each: each.state == "to_verify" and not each.asked_on)._ask_for_verification()
        self._cancel_reminders()

    def _cancel_verification(self):
        """Remove the activities of what is decided meanwhile, or what its own verifier has changed."""

        def is_obsolete(activity):
            evidence = self.browse(activity.res_id)
            return evidence.state != "to_verify" or activity.user_id in evidence._get_authors()

        obsolete = self.activity_search([_VERIFY]).filtered(is_obsolete)
        cancelled = self.browse(obsolete.mapped("res_id"))
        obsolete.unlink()
        decided = self.filtered(lambda evidence: evidence.state != "to_verify")
        (cancelled + decided).filtered("asked_on").asked_on = False

    def _ask_for_verification(self):
        """Ask somebody who did not enter it and who may decide: the company's account manager, else a director."""
        if not self:
            return
        staff, day = Staff(self.env, _VERIFY), today(self.env)
        deadline = day + timedelta(days=VERIFY_DAYS)
        tasks = {
            each: (deadline, staff.assignee(each.partner_id, each._get_authors(), each.scheme_id._may_verify))
            for each in self
        }
        asked = self._ask(_VERIFY, tasks)
        asked.asked_on = day

    def _get_reminded_users(self):
        """Return the company's account manager, else a director, for each of these."""
        staff = Staff(self.env, self._reminder_type)
        return {each: staff.assignee(each.partner_id) for each in self}

    def _cancel_reminders(self):
        """Remove reminders of what no longer lapses as it was said, of these and of the evidence they follow on."""
        domain = [
            ("partner_id", "in", self.partner_id.ids),
            ("scheme_id", "in", self.scheme_id.ids),
            ("reminded_for", "!=", False),
        ]
        reminded = self.search(domain) | self.filtered("reminded_for")
        obsolete = reminded.filtered(
            lambda each: each.state != "verified" or each.is_renewed or each.date_end != each.reminded_for
        )
        activities = obsolete.activity_search([self._reminder_type])
        # Whoever has done the activity is not reminded again; where it was still open, it may become due again.
        self.browse(activities.mapped("res_id")).reminded_for = False
        activities.unlink()

    @api.model
    def _cron_evidence_queue(self):
        """Ask for those for whom nobody was found so far, and remind of what comes within reach of its last day."""
        self.search([("state", "=", "to_verify"), ("asked_on", "=", False)])._ask_for_verification()
        day = today(self.env)
        within_reach = Domain([
            ("state", "=", "verified"),
            ("date_end", ">=", day),
            ("date_end", "<=", day + timedelta(days=REMINDER_DAYS)),
            ("is_renewed", "=", False),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        self.search(within_reach & self._domain_not_reminded())._remind()
