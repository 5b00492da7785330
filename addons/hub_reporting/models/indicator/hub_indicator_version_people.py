from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, may_know

_ANALYST = "hub_entrepreneurs.group_hub_analyst"
# By method: what has to hold of the shares and decisions of women on the day of the fact.
_WOMEN = {
    "women_owned": SQL("held.women > 50 AND held.woman_decides"),
    "women_led": SQL("held.women >= 25 AND held.woman_decides"),
    "women_decide": SQL("held.woman_decides"),
    "women_not_asked": SQL("NOT held.was_asked"),
}


class HubIndicatorVersion(models.Model):
    """Companies of women, by fixed rules: who lacks the group Personal Data gets no number, and each asking is logged.

    A sole trader holds the own business, and decides in it.
    """

    _inherit = "hub.indicator.version"

    rests_on_personal_data = fields.Boolean("Uses Personal Data", compute="_compute_rests_on_personal_data")

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            "women_owned": self.env._("Companies That Women Own and Decide In"),
            "women_led": self.env._("Companies That Women Partly Own and Decide In"),
            "women_decide": self.env._("Companies in Which a Woman Decides"),
            "women_not_asked": self.env._("Companies of Which Nobody Was Asked"),
        }

    @api.depends("method")
    def _compute_rests_on_personal_data(self):
        for version in self:
            version.rests_on_personal_data = version.method in _WOMEN

    def _get_refusal(self):
        """Return what is said to who may not know, with what may be asked instead."""
        user = self.env.user
        if user.has_group(_ANALYST) or user.has_group(DIRECTOR):
            return self.env._(
                "“%s” rests on what persons told about themselves. Ask a member of the group Personal Data for it, or "
                "ask a question about the target group of women: in its answer, small numbers are hidden.",
                self.display_name,
            )
        return self.env._(
            "“%s” rests on what persons told about themselves. Ask a member of the group Personal Data for it.",
            self.display_name,
        )

    def _get_women_owned_sql(self, question):
        return self._get_women_sql(question)

    def _get_women_led_sql(self, question):
        return self._get_women_sql(question)

    def _get_women_decide_sql(self, question):
        return self._get_women_sql(question)

    def _get_women_not_asked_sql(self, question):
        return self._get_women_sql(question)

    def _get_women_sql(self, question):
        """Return the facts of ``plain`` whose company is one of women, or of which nobody was asked.

        :raise AccessError: for whoever may not know
        """
        if not may_know(self.env):
            raise AccessError(self._get_refusal())
        profiles, roles = self.env["hub.person.profile"], self.env["hub.company.role"]
        women = profiles._search([("gender", "=", "woman")])
        asked = profiles._search([("gender_answer", "!=", "not_asked")])
        query = roles._search([])
        names = ("partner_id", "person_id", "ownership_share", "is_decision_maker", "date_start", "date_end")
        return SQL(
            """SELECT %(columns)s, plain.value
                 FROM plain
           CROSS JOIN LATERAL (
                          SELECT COALESCE(SUM(role.ownership_share) FILTER (WHERE role.is_woman), 0) AS women,
                                 COALESCE(BOOL_OR(role.is_decision_maker AND role.is_woman), FALSE) AS woman_decides,
                                 COALESCE(BOOL_OR(role.is_decision_maker AND role.is_asked), FALSE) AS was_asked
                            FROM (SELECT each.*, each.person_id IN %(women)s AS is_woman,
                                         each.person_id IN %(asked)s AS is_asked
                                    FROM (%(roles)s UNION ALL
                                          SELECT id, id, 100, TRUE, NULL, NULL FROM res_partner
                                           WHERE is_company AND is_natural_person) AS each (%(names)s)) AS role
                           WHERE role.partner_id = plain.unit_id AND %(runs)s) AS held
                WHERE %(condition)s""",
            columns=self._get_columns_sql("plain", question),
            women=women.subselect(*columns(profiles, women, "person_id")),
            asked=asked.subselect(*columns(profiles, asked, "person_id")),
            roles=query.select(*columns(roles, query, *names)),
            names=SQL(", ").join(map(SQL.identifier, names)),
            runs=roles._period_sql("role", SQL("plain.day")),
            condition=_WOMEN[self.method],
        )
