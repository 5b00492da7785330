from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, may_know

_ANALYST = "hub_entrepreneurs.group_hub_analyst"
# Fields of a fact, by those of a question with several or one value.
_OF_FACT = {
    "commune_ids": "commune_id",
    "sector_ids": "sector_ids",
    "cluster_ids": "cluster_id",
    "programme_ids": "programme_id",
    "service_ids": "service_id",
    "country_ids": "country_id",
}


class HubQuestion(models.Model):
    """Which part of the facts is asked about, and who may ask it.

    Who belongs to a target group that rests on personal data is looked up as superuser, by the statement that stands
    here and by nothing that a user types: a company counts if it was a member on the day of the fact. Who were members
    on the first day on which anybody was, are taken for members before: of earlier days nothing is known.
    """

    _inherit = "hub.question"

    def _get_part(self, *, with_personal_data=True):
        """Return the domain of the facts that are asked about, or of those among whom persons are looked for."""
        self.ensure_one()
        part = Domain.TRUE
        for name, of_fact in _OF_FACT.items():
            if self[name]:
                part &= Domain(of_fact, "in", self[name].ids)
        for name in ("size_class", "entrepreneur_stage"):
            if self[name]:
                part &= Domain(name, "=", self[name])
        groups = self.target_group_ids
        if groups and (with_personal_data or not any(groups.mapped("rests_on_personal_data"))):
            part &= Domain.OR(group._get_facts_domain() for group in groups)
        return part

    def _rests_on_personal_data(self, versions):
        """Tell whether the answer by these versions tells what persons said about themselves."""
        return any(self.target_group_ids.mapped("rests_on_personal_data")) or any(
            versions.mapped("rests_on_personal_data")
        )

    def _check_may_ask(self):
        """Refuse a question about a target group that is not for this user.

        :raise AccessError: with who may ask
        """
        personal = self.target_group_ids.filtered("rests_on_personal_data")
        if personal and not (self._is_analysing() or may_know(self.env)):
            raise AccessError(
                self.env._(
                    "Target Groups: %s rests on what persons told about themselves. Ask an analyst, a director or a "
                    "member of the group Personal Data.",
                    ", ".join(personal.mapped("name")),
                )
            )

    def _check_sees_part(self):
        """Refuse a question about something that the reader may not see: without it, the answer would be about more.

        :raise UserError: with what it is
        """
        for name in _OF_FACT:
            field = self._fields[name]
            self.flush_recordset([name])
            # Past Odoo, which leaves out what the reader may not see.
            rows = self.env.execute_query(
                SQL(
                    "SELECT %s FROM %s WHERE %s = %s",
                    *map(SQL.identifier, (field.column2, field.relation, field.column1)),
                    self.id,
                )
            )
            named = self.env[field.comodel_name].browse(id_ for [id_] in rows)
            if named._filtered_access("read") != named:
                raise UserError(
                    self.env._(
                        "%s: the question is about something that is not for you to see, as of another agency. Ask who "
                        "keeps it, or ask a question of your own.",
                        field._description_string(self.env),
                    )
                )

    def _is_analysing(self):
        return self.env.user.has_group(_ANALYST) or self.env.user.has_group(DIRECTOR)

    def _may_show_small(self):
        """Tell whether this user may see the small numbers of the answer."""
        self.ensure_one()
        versions = self.indicator_ids.version_ids
        return may_know(self.env) if self._rests_on_personal_data(versions) else self._is_analysing()


class HubTargetGroup(models.Model):
    """The facts of companies that belonged to the group on the day."""

    _inherit = "hub.target.group"

    def _get_facts_domain(self):
        """Return the domain of the facts of companies of this group; see :class:`HubQuestion` for personal data."""
        self.ensure_one()
        if not self.rests_on_personal_data:
            return Domain("partner_id", "any", self._company_domain())
        # Without a right of its own: the rows of personal data stay where they are, only facts are found by them.
        self.env["hub.target.group.member"].sudo().flush_model()
        return Domain.custom(to_sql=self._get_membership_sql)

    def _get_membership_sql(self, _facts, alias, _query):
        return SQL(
            """EXISTS (
                   SELECT FROM hub_target_group_member AS member
                    WHERE member.group_id = %(group)s AND member.partner_id = %(fact)s.partner_id
                      AND (member.date_end IS NULL OR member.date_end >= %(fact)s.date)
                      AND (member.date_start = (SELECT MIN(date_start) FROM hub_target_group_member
                                                 WHERE group_id = %(group)s)
                           OR member.date_start <= CASE WHEN %(fact)s.lasts
                                                        THEN COALESCE(%(fact)s.date_end, 'infinity')
                                                        ELSE %(fact)s.date END))""",
            group=self.id,
            fact=SQL.identifier(alias),
        )
