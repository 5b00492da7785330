import ast

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import suppression
from ...tools.actions import open_window
from ...tools.compat import get_param
from ...tools.dates import today
from ...tools.groups import PERSONAL_DATA


class HubTargetGroup(models.Model):
    """A kind of company that the agency wants to reach, as a definition.

    Where the definition rests on personal data, its members are worked out by ``hub.target.group.member``. Everybody
    else sees how many they are, and no exact number.
    """

    _name = "hub.target.group"
    _description = "Target Group"
    _inherit = ["hub.coded.mixin"]
    _order = "sequence, name, id"

    definition = fields.Text(required=True, translate=True, help="Who belongs to it, in words that leave no doubt.")
    rests_on_personal_data = fields.Boolean(
        "Uses Personal Data",
        help="Its members are computed every night from what persons told about themselves.",
    )
    domain = fields.Char("Companies", help="Which companies belong to it, as a filter on companies.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    member_ids = fields.One2many("hub.target.group.member", "group_id", "Members", readonly=True, groups=PERSONAL_DATA)
    member_count = fields.Char(
        "Companies Today",
        compute="_compute_member_count",
        help="A group that uses personal data shows no exact number to users who may not see its members.",
    )

    _code_uniq = models.UniqueIndex("(code)", "Code: another target group has this code already. Choose another one.")

    @api.depends_context("uid", "su", "allowed_company_ids")
    @api.depends("domain", "rests_on_personal_data")
    def _compute_member_count(self):
        personal = self.filtered("rests_on_personal_data")
        exact = self.env.user.has_group(PERSONAL_DATA)
        counts = personal._count_as_allowed() if exact else personal._count_all()
        for group in personal:
            count = counts.get(group.id, 0)
            group.member_count = str(count) if exact else self._shown(count)
        for group in self - personal:
            group.member_count = str(self.env["res.partner"].search_count(group._company_domain()))

    def _count_as_allowed(self):
        domain = [("is_current", "=", True), ("group_id", "in", self.ids)]
        counts = self.env["hub.target.group.member"]._read_group(domain, ["group_id"], ["__count"])
        return {group.id: count for group, count in counts}

    def _count_all(self):
        """Count the members past all access rules: for a number that is about to be blurred."""
        if not self.ids:
            return {}
        query = SQL(
            "SELECT group_id, COUNT(*) FROM hub_target_group_member AS member WHERE group_id IN %s AND %s GROUP BY 1",
            tuple(self.ids),
            self.env["hub.target.group.member"]._period_sql("member", today(self.env)),
        )
        return dict(self.env.execute_query(query))

    def _shown(self, count):
        width = suppression.threshold(get_param(self.env, "hub.suppression_threshold"))
        step = suppression.step(count, width)
        if step is None:
            return self.env._("fewer than %s", width)
        return self.env._("%(lowest)s to %(highest)s", lowest=step[0], highest=step[1])

    def _company_domain(self):
        """Return the domain of the companies that belong to this group; none for one that rests on personal data."""
        self.ensure_one()
        if self.rests_on_personal_data or not self.domain:
            return Domain.FALSE
        return Domain("is_company", "=", True) & Domain(ast.literal_eval(self.domain))

    @api.constrains("code", "domain", "rests_on_personal_data")
    def _check_definition(self):
        known = self.env["hub.target.group.member"]._rules()
        for group in self:
            if not group.rests_on_personal_data:
                group._check_domain()
            elif group.code not in known:
                raise ValidationError(
                    self.env._(
                        "Uses Personal Data: only the groups with the codes %s may, by rules that are part of the "
                        "program, so that nobody finds out about a person by trying filters. Define this group by a "
                        "filter on companies instead.",
                        ", ".join(known),
                    )
                )

    def _check_domain(self):
        if not self.domain:
            raise ValidationError(self.env._("Companies: enter the filter that finds the companies of %s.", self.name))
        # As superuser: whether the filter makes sense, not what this user finds.
        companies = self.env["res.partner"].sudo()
        try:
            domain = self._company_domain()
            # To personal data, or in a circle through target groups.
            looks_too_far = self._leads_to(
                domain, companies, lambda field: self._is_personal(field) or field.comodel_name == self._name
            )
            if not looks_too_far:
                companies.search(domain, limit=1)
        except (ValueError, SyntaxError, TypeError) as error:
            raise ValidationError(
                self.env._(
                    "Companies: correct the filter of %(group)s, which can't be read: %(why)s",
                    group=self.name,
                    why=error,
                )
            ) from error
        if looks_too_far:
            raise ValidationError(
                self.env._(
                    "Companies: the filter of %s uses personal data or target groups. Remove that part.",
                    self.name,
                )
            )

    @api.model
    def _looks_at_personal_data(self, domain, model):
        """Tell whether a domain on a model leads to what only the group Personal Data reads."""
        return self._leads_to(domain, model, self._is_personal)

    @api.model
    def _is_personal(self, field):
        return PERSONAL_DATA in (field.groups or "")

    @api.model
    def _leads_to(self, domain, model, is_there):
        for condition in domain.iter_conditions():
            where = model
            for name in condition.field_expr.split("."):
                field = where._fields.get(name)
                if field is None:
                    break
                if is_there(field):
                    return True
                where = self.env[field.comodel_name] if field.comodel_name else where
            if "any" in condition.operator and self._leads_to(Domain(condition.value), where, is_there):
                return True
        return False

    def action_open_members(self):
        """Open the companies that belong to the group today; with personal data only for those who may see them."""
        self.ensure_one()
        if not self.rests_on_personal_data:
            companies = {"domain": list(self._company_domain()), "context": {}}
            return open_window(self.env, "hub_entrepreneurs.res_partner_action", display_name=self.name, **companies)
        self.env["hub.target.group.member"].check_access("read")
        return open_window(
            self.env,
            "hub_entrepreneurs.hub_target_group_member_action",
            display_name=self.name,
            domain=[("group_id", "=", self.id)],
            context={"search_default_current": 1},
        )
