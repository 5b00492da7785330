from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import hmac

from ...domain import suppression
from ...tools.actions import open_window
from ...tools.groups import PERSONAL_DATA, may_know
from ...tools.stored_domains import is_personal, parse, walked_fields
from ...tools.suppressed import get_threshold, in_steps


class HubTargetGroup(models.Model):
    """A kind of company that the agency wants to reach, as a definition.

    Where the definition rests on personal data, its members are worked out by ``hub.target.group.member``. Everybody
    else sees how many they are, and no exact number.
    """

    _name = "hub.target.group"
    _description = "Target Group"
    _inherit = ["hub.kept.mixin", "hub.coded.mixin"]
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
        "Size",
        compute="_compute_member_count",
        help="How many companies belong to it today. Of a group that uses personal data, only those who may see its "
        "members see that number. Everybody else sees how many persons are behind these companies, in steps, and a new "
        "number once a month at most, when it has changed by more than a few persons.",
    )
    published_size = fields.Integer(readonly=True, copy=False, aggregator=None, groups=PERSONAL_DATA)
    size_looked_at_on = fields.Date("Size Looked at On", readonly=True, copy=False, groups=PERSONAL_DATA)

    _code_uniq = models.UniqueIndex("(code)", "Code: another target group has this code already. Choose another one.")

    def _get_uses(self):
        # Whether a group that rests on personal data has members is told by no refusal: none of them is deleted.
        personal = self.filtered("rests_on_personal_data")
        return super(HubTargetGroup, self - personal)._get_uses() | dict.fromkeys(personal, "hub.target.group.member")

    @api.depends_context("uid", "su", "allowed_company_ids")
    @api.depends("domain", "rests_on_personal_data")
    def _compute_member_count(self):
        personal = self.filtered("rests_on_personal_data")
        exact = self.env.user.has_group(PERSONAL_DATA)
        counts = personal._count_as_allowed() if exact else {}
        for group in personal:
            # As superuser: a size that was published is for everybody, in steps.
            size = in_steps(self.env, group.sudo().published_size)
            group.member_count = str(counts.get(group.id, 0)) if exact else size
        for group in self - personal:
            group.member_count = str(self.env["res.partner"].search_count(group._company_domain()))

    def _count_as_allowed(self):
        domain = [("is_current", "=", True), ("group_id", "in", self.ids)]
        counts = self.env["hub.target.group.member"]._read_group(domain, ["group_id"], ["__count"])
        return {group.id: count for group, count in counts}

    def _publish_size(self, persons, day):
        """Publish how many persons there are in the group: in the first run of a month, and if it moved far enough.

        :param int persons: the number of today
        """
        self.ensure_one()
        looked = self.size_looked_at_on
        if looked and (looked.year, looked.month) == (day.year, day.month):
            return
        before = self.published_size if looked else None
        secret = hmac(self.env, "hub_target_group_size", (self.id, day.year, day.month))
        least = suppression.margin(get_threshold(self.env), secret)
        self.write({"published_size": suppression.published(before, persons, least), "size_looked_at_on": day})

    def _company_domain(self):
        """Return the domain of the companies that belong to this group; none for one that rests on personal data."""
        self.ensure_one()
        if self.rests_on_personal_data or not self.domain:
            return Domain.FALSE
        return Domain("is_company", "=", True) & parse(self.domain)

    def _check_may_find(self):
        """Refuse to look for the companies of groups that use personal data, and say the sizes that are published.

        Finding none would read as an answer.

        :raise AccessError: for whoever may not know them
        """
        if not may_know(self.env):
            sizes = "; ".join(
                self.env._("%(group)s: %(size)s persons", group=group.name, size=group.member_count) for group in self
            )
            raise AccessError(
                self.env._(
                    "Target Groups: who belongs to %(groups)s is personal data, so only the group Personal Data can "
                    "filter by it. Remove that condition. What is published is how many there are (%(sizes)s).",
                    groups=", ".join(self.mapped("name")),
                    sizes=sizes,
                )
            )

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
            looks_too_far = any(
                is_personal(field) or field.comodel_name == self._name for field in walked_fields(domain, companies)
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
