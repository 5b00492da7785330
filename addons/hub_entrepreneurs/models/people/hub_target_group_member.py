from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...tools.dates import today

# How old a young person is at most: the age reached in the course of the year, because the day of birth is not asked.
YOUNG_AGE = 30
# From which share on a company belongs for a good part to such persons.
_HALF = 50


class HubTargetGroupMember(models.Model):
    """A company in a target group that rests on personal data, over a period, both days included.

    A job works the members out every night as superuser, by a rule for each group that is written here and nowhere
    else. A company belongs to such a group if a person who fits decides in it, if persons who fit hold half of it or
    more, or if it is a sole trader who fits.
    """

    _name = "hub.target.group.member"
    _description = "Member of a Target Group"
    _inherit = [
        "hub.of.company.mixin", "hub.named.mixin", "hub.period.mixin", "hub.personal.data.mixin", "hub.merge.mixin",
    ]  # fmt: skip
    _order = "date_start desc, id desc"
    _rec_names_search = ["partner_id", "group_id"]
    _named_by = ("partner_id", "group_id")
    _subject = "partner_id"

    group_id = fields.Many2one("hub.target.group", required=True, readonly=True, index=True, ondelete="cascade")
    # Deleted with the company: a refusal would tell whoever deletes that it belonged to such a group.
    partner_id = fields.Many2one(readonly=True, ondelete="cascade")
    date_start = fields.Date("Since", required=True, readonly=True)
    date_end = fields.Date("Until", readonly=True, help="Empty while the company belongs to it.")
    is_current = fields.Boolean("Today", compute="_compute_runs_today", search="_search_runs_today")

    _no_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(group_id, group_id, '[]') WITH =,
            int4range(partner_id, partner_id, '[]') WITH =,
            daterange(date_start, date_end, '[]') WITH &&
        )""",
        "Since: this company belongs to this group on some of these days already. Choose days outside that period.",
    )

    # The rules: which profiles fit

    @api.model
    def _rules(self):
        """Return the method that says which profiles fit, by the code of the target group."""
        return {"women": self._rule_women, "young": self._rule_young, "job_seekers": self._rule_job_seekers}

    @api.model
    def _rule_women(self, day):  # noqa: ARG002
        return SQL("gender = 'woman'")

    @api.model
    def _rule_young(self, day):
        return SQL("birth_year_answer = 'answered' AND birth_year >= %s", day.year - YOUNG_AGE)

    @api.model
    def _rule_job_seekers(self, day):  # noqa: ARG002
        return SQL("employment_status = 'job_seeker'")

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Join the rows of a group that overlap once the sources are the destination."""
        # As Odoo itself: even a superuser on behalf of whoever merges reads none.
        rows = self.with_user(SUPERUSER_ID).search([("partner_id", "in", (sources + destination).ids)])
        rows._unite_overlapping(key=lambda row: row.group_id, first=lambda row: row.partner_id != destination)

    # The daily job

    @api.model
    def _cron_members(self):
        """End the memberships of companies that left a group, and begin those of the ones that joined it."""
        self.env.flush_all()
        day = today(self.env)
        rules = self._rules()
        # Archived groups have no members any more.
        groups = self.env["hub.target.group"].with_context(active_test=False)
        for group in groups.search([("rests_on_personal_data", "=", True)]):
            rule = rules.get(group.code)
            if not (rule and group.active):
                self._bring_up_to(group, SQL("SELECT 0 WHERE FALSE"), day)
                continue
            led = self._get_led_query(rule(day), day)
            self._bring_up_to(group, SQL("SELECT DISTINCT partner_id FROM (%s) AS led", led), day)
            [[persons]] = self.env.execute_query(SQL("SELECT COUNT(DISTINCT person_id) FROM (%s) AS led", led))
            group._publish_size(persons, day)
        self.invalidate_model()

    @api.model
    def _get_led_query(self, fits, day):
        """Return the query of the companies that belong to persons who fit, or in which such persons decide.

        :return: columns ``partner_id`` and ``person_id``, a row for each person that counts for a company
        """
        return SQL(
            """
            WITH fitting AS (SELECT person_id FROM hub_person_profile WHERE %(fits)s),
                 held AS (
                    SELECT role.partner_id, role.person_id, role.is_decision_maker, role.ownership_share
                      FROM hub_company_role role JOIN fitting USING (person_id)
                     WHERE %(runs)s
                 ),
                 led AS (
                    SELECT partner_id, person_id FROM held
                     WHERE partner_id IN (
                        SELECT partner_id FROM held GROUP BY partner_id
                        HAVING bool_or(is_decision_maker) OR SUM(ownership_share) >= %(half)s
                     )
                    UNION SELECT person_id, person_id FROM fitting
                 )
            SELECT led.partner_id, led.person_id FROM led JOIN res_partner company ON company.id = led.partner_id
             WHERE company.is_company AND company.active
            """,
            fits=fits,
            runs=self.env["hub.company.role"]._period_sql("role", day),
            half=_HALF,
        )

    @api.model
    def _bring_up_to(self, group, members, day):
        """Make the open rows of a group those of a query of companies. By SQL: no reading, thus nothing to log."""
        gone = SQL("group_id = %s AND date_end IS NULL AND partner_id NOT IN (%s)", group.id, members)
        self.env.cr.execute(SQL("DELETE FROM hub_target_group_member WHERE %s AND date_start >= %s", gone, day))
        self.env.cr.execute(
            SQL("UPDATE hub_target_group_member SET date_end = %s WHERE %s", day - timedelta(days=1), gone)
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO hub_target_group_member (group_id, partner_id, date_start, create_uid, create_date,
                                                        write_uid, write_date)
                   SELECT %(group)s, id, %(day)s, %(user)s, now() AT TIME ZONE 'UTC', %(user)s, now() AT TIME ZONE 'UTC'
                     FROM (%(members)s) member (id)
                    WHERE id NOT IN (
                        SELECT partner_id FROM hub_target_group_member WHERE group_id = %(group)s AND date_end IS NULL
                    )""",
                group=group.id,
                day=day,
                user=self.env.uid,
                members=members,
            )
        )
