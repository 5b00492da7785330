from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.dates import today

VERIFY_DAYS = 7
REMINDER_DAYS = 90
_VERIFY = "hub_entrepreneurs.mail_activity_type_verify_evidence"
_LAPSE = "hub_entrepreneurs.mail_activity_type_evidence_lapses"
_QUEUE_FIELDS = {"state", "user_id", "partner_id", "version_id", "scheme_id", "date_start", "date_end"}


class HubEvidence(models.Model):
    """What evidence asks of people, as activities made once: verify it, and see to it before it lapses."""

    _inherit = "hub.evidence"

    asked_on = fields.Date(
        "Colleague Asked On", readonly=True, copy=False, help="When a colleague was asked to verify it."
    )
    reminded_for = fields.Date(
        readonly=True, copy=False, help="The last valid day of which the account manager was reminded."
    )
    is_renewed = fields.Boolean(
        "Renewed",
        compute="_compute_is_renewed",
        search="_search_is_renewed",
        help="Another evidence of the same scheme follows on it without a gap, and is not rejected.",
    )

    @api.depends("partner_id", "scheme_id", "date_end")
    def _compute_is_renewed(self):
        renewed = self.search([("id", "in", self.ids), ("is_renewed", "=", True)])
        for evidence in self:
            evidence.is_renewed = evidence._origin in renewed

    @api.model
    def _search_is_renewed(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        # Odoo would negate with IS NOT TRUE, of which PostgreSQL looks up row by row; what does NOT EXIST it joins.
        wanted = {bool(each) for each in value} if operator == "in" else {True, False} - {bool(each) for each in value}
        exists = {True: SQL("EXISTS"), False: SQL("NOT EXISTS")}
        return Domain.OR(self._domain_renewed(exists[renewed]) for renewed in wanted)

    @api.model
    def _domain_renewed(self, exists):
        return Domain.custom(to_sql=lambda model, alias, _query: SQL("%s (%s)", exists, model._renewals(alias)))

    @api.model
    def _renewals(self, alias):
        """Return the query of what follows on the evidence of a row of its scheme."""

        def column(table, name):
            return SQL.identifier(table, name, to_flush=self._fields[name])

        return SQL(
            """SELECT FROM hub_evidence AS renewal
                WHERE %(same_company)s AND %(same_scheme)s AND %(state)s <> 'rejected' AND %(start)s <= %(end)s + 1
                AND (%(renewed_end)s IS NULL OR %(renewed_end)s > %(end)s)""",
            same_company=SQL("%s = %s", column("renewal", "partner_id"), column(alias, "partner_id")),
            same_scheme=SQL("%s = %s", column("renewal", "scheme_id"), column(alias, "scheme_id")),
            state=column("renewal", "state"),
            start=column("renewal", "date_start"),
            end=column(alias, "date_end"),
            renewed_end=column("renewal", "date_end"),
        )

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

        Called as superuser: whoever enters or decides an evidence may not see the activities of colleagues.
        """
        self._cancel_verification()
        self.filtered(lambda each: each.state == "to_verify" and not each.asked_on)._ask_for_verification()
        self._cancel_reminders()

    def _cancel_verification(self):
        """Remove the activities of what is decided meanwhile, or what its own verifier has changed."""
        open_activities = self.activity_search([_VERIFY])
        evidence_of = {evidence.id: evidence for evidence in self}
        obsolete = open_activities.filtered(
            lambda activity: (
                evidence_of[activity.res_id].state != "to_verify"
                or evidence_of[activity.res_id].user_id == activity.user_id
            )
        )
        cancelled = self.browse(obsolete.mapped("res_id"))
        obsolete.unlink()
        decided = self.filtered(lambda evidence: evidence.state != "to_verify")
        (cancelled + decided).filtered("asked_on").asked_on = False

    def _ask_for_verification(self):
        """Ask somebody who did not enter it: the company's account manager, else a director."""
        deadline = today(self.env) + timedelta(days=VERIFY_DAYS)
        asked = self._schedule(_VERIFY, {each: (deadline, each.user_id) for each in self})
        asked.asked_on = today(self.env)

    def _remind_of_lapse(self):
        """Remind the company's account manager, else a director, before evidence lapses."""
        reminded = self._schedule(_LAPSE, {each: (each.date_end, self.env["res.users"]) for each in self})
        for date_end, evidence in reminded.grouped("date_end").items():
            evidence.reminded_for = date_end

    def _schedule(self, activity_type, tasks):
        """Create activities in one go, without an e-mail for each of them.

        :param str activity_type: its external id
        :param dict tasks: for each evidence its deadline and the user who must not get it
        :return: the evidence for which somebody was found
        """
        activity_type = self.env.ref(activity_type, raise_if_not_found=False)
        if not tasks or not activity_type or self.env.context.get("mail_activity_automation_skip"):
            return self.browse()
        staff = _Staff(self.env, activity_type)
        values = []
        for evidence, (deadline, excluded) in tasks.items():
            user = staff.assignee(evidence.partner_id, excluded)
            if user:
                values.append({
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": evidence.id,
                    "activity_type_id": activity_type.id,
                    "automated": True,
                    "summary": activity_type.with_context(lang=user.lang).summary,
                    "date_deadline": deadline,
                    "user_id": user.id,
                })  # fmt: skip
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)
        return self.browse(each["res_id"] for each in values)

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
        activities = obsolete.activity_search([_LAPSE])
        # Whoever has done the activity is not reminded again; where it was still open, it may become due again.
        self.browse(activities.mapped("res_id")).reminded_for = False
        activities.unlink()

    @api.model
    def _cron_evidence_queue(self):
        """Ask for those for whom nobody was found so far, and remind of what comes within reach of its last day."""
        self.search([("state", "=", "to_verify"), ("asked_on", "=", False)])._ask_for_verification()
        day = today(self.env)
        not_reminded = Domain.custom(
            to_sql=lambda model, alias, _query: SQL(
                "%s IS DISTINCT FROM %s",
                *(SQL.identifier(alias, name, to_flush=model._fields[name]) for name in ("reminded_for", "date_end")),
            )
        )
        within_reach = Domain([
            ("state", "=", "verified"),
            ("date_end", ">=", day),
            ("date_end", "<=", day + timedelta(days=REMINDER_DAYS)),
            ("is_renewed", "=", False),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        self.search(within_reach & not_reminded)._remind_of_lapse()


class _Staff:
    """Who gets an activity about a company: its account manager, else the directors in turns."""

    def __init__(self, env, activity_type):
        self._account_managers = env.ref("hub_entrepreneurs.group_hub_account_manager").all_user_ids.filtered("active")
        self._directors = env.ref("hub_entrepreneurs.group_hub_director").all_user_ids.filtered("active")
        counts = env["mail.activity"]._read_group(
            [("activity_type_id", "=", activity_type.id), ("user_id", "in", self._directors.ids)],
            ["user_id"],
            ["__count"],
        )
        self._load = Counter(dict(counts))

    def assignee(self, partner, excluded):
        """Return who gets the activity; no user where there is nobody.

        :param partner: the company
        :param excluded: the user who must not get it, or none
        """
        agency = partner.company_id
        if partner.user_id & self._account_managers - excluded and agency <= partner.user_id.company_ids:
            return partner.user_id
        candidates = (self._directors - excluded).filtered(lambda user: agency <= user.company_ids)
        # Whoever administers Odoo only where there is no other; among the others the one with the fewest.
        user = min(
            candidates,
            key=lambda each: (each.has_group("base.group_system"), self._load[each], each.id),
            default=candidates,
        )
        self._load[user] += 1
        return user
