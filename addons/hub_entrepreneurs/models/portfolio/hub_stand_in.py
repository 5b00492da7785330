from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import format_date

from ...tools.dates import today
from ...tools.groups import ACCOUNT_MANAGER, DIRECTOR


class HubStandIn(models.Model):
    """Somebody sees to the work of a colleague who is away, from a day until a day, and it ends by itself.

    During these days what is the colleague's is the stand-in's as well: *Mine* finds it (``user_id.is_mine`` in a
    domain, see :class:`ResUsers`), and access rules that ask whose a cluster, a campaign or a call is let the stand-in
    in, as far as the stand-in's own roles go. Nothing changes its owner. A stand-in of a stand-in is none.
    """

    _name = "hub.stand.in"
    _description = "Stand-In"
    _inherit = ["hub.cached.mixin", "hub.pointing.mixin", "hub.named.mixin", "hub.period.mixin", "mail.thread"]
    _order = "date_start desc, id desc"
    _rec_names_search = ["user_id", "stand_in_id"]
    _named_by = ("user_id", "stand_in_id")

    user_id = fields.Many2one(
        "res.users",
        "Who Is Away",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
    )
    stand_in_id = fields.Many2one(
        "res.users",
        "Stand-In",
        required=True,
        index=True,
        ondelete="cascade",
        domain=lambda self: self._domain_stand_in(),
        tracking=True,
        help="Sees and does what the colleague would, as far as the own role goes.",
    )
    date_start = fields.Date(required=True, default=lambda self: today(self.env), tracking=True)
    date_end = fields.Date(required=True, tracking=True)
    note = fields.Text("Remarks", help="What waits, and what can wait.")
    is_current = fields.Boolean("Today", compute="_compute_runs_today", search="_search_runs_today")

    _is_another = models.Constraint(
        "CHECK (user_id <> stand_in_id)", "Stand-In: choose a colleague; nobody stands in for himself or herself."
    )
    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(user_id, user_id, '[]') WITH =, daterange(date_start, date_end, '[]') WITH &&)",
        "First Day, Last Day: somebody stands in on some of these days already. Choose other days, or end that one "
        "first.",
    )

    @api.model
    def _domain_stand_in(self):
        group = self.env.ref(ACCOUNT_MANAGER)
        return f"[('share', '=', False), ('all_group_ids', 'in', [{group.id}]), ('id', '!=', user_id)]"

    @api.constrains("user_id", "stand_in_id", "date_start", "date_end")
    def _check_stand_in(self):
        for row in self:
            # As superuser: whoever goes away need not see all users' roles.
            if not row.stand_in_id.sudo().has_group(ACCOUNT_MANAGER) or not row.stand_in_id.sudo().active:
                raise ValidationError(
                    self.env._(
                        "Stand-In: %s has no role in Business Support. Choose a colleague who has one.",
                        row.stand_in_id.name,
                    )
                )
            # As superuser, for the same reason.
            if not row.user_id.sudo().company_ids & row.stand_in_id.sudo().company_ids:
                raise ValidationError(
                    self.env._(
                        "Stand-In: %s works for another agency. Choose a colleague of the same one.",
                        row.stand_in_id.name,
                    )
                )
            days = [("date_start", "<=", row.date_end), ("date_end", ">=", row.date_start)]
            if away := self.sudo().search([("user_id", "=", row.stand_in_id.id), *days], limit=1):
                raise ValidationError(
                    self.env._(
                        "Stand-In: %(user)s is away as well, %(period)s. Choose another colleague.",
                        user=row.stand_in_id.name,
                        period=away._period(),
                    )
                )

            if needed := self.sudo().search([("stand_in_id", "=", row.user_id.id), *days], limit=1):
                raise ValidationError(
                    self.env._(
                        "Who Is Away: %(user)s stands in for %(colleague)s, %(period)s. Choose another stand-in for "
                        "%(colleague)s first.",
                        user=row.user_id.name,
                        colleague=needed.user_id.name,
                        period=needed._period(),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_own()
        rows._forget_who_is_mine()
        for row in rows:
            row._tell_stand_in()
        return rows

    def write(self, vals):
        self._check_own()
        result = super().write(vals)
        self._check_own()
        if not vals.keys().isdisjoint({"user_id", "stand_in_id", "date_start", "date_end"}):
            self._forget_who_is_mine()
            for row in self:
                row._tell_stand_in()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_who_is_mine()
        return result

    @api.model
    def _forget_who_is_mine(self):
        self.env["res.users"].invalidate_model(["is_mine", "stood_in_by_id"])

    def _check_own(self):
        """Refuse who decides on the absence of others and is no director, in a sentence."""
        if self.env.su or self.env.user.has_group(DIRECTOR):
            return
        if self.user_id - self.env.user:
            raise AccessError(
                self.env._("Who Is Away: choose yourself. Only directors choose a stand-in for somebody else.")
            )

    def _tell_stand_in(self):
        """Let the stand-in know, in his or her own language."""
        row = self.with_context(lang=self.stand_in_id.lang)
        body = row.env._(
            "You stand in for %(user)s from %(start)s to %(end)s.",
            user=row.user_id.name,
            start=format_date(row.env, row.date_start),
            end=format_date(row.env, row.date_end),
        )
        # As superuser: whoever is told need not be a contact that the author may write to.
        self.sudo().message_notify(partner_ids=self.stand_in_id.partner_id.ids, body=body, subject=body)

    # Who acts for whom

    @api.model
    def _get_colleagues_of(self, user_id):
        """Return the ids of the users whose work is this user's today, the own first."""
        return self._get_colleagues_on(user_id, today(self.env))

    @api.model
    @tools.ormcache("user_id", "day")
    def _get_colleagues_on(self, user_id, day):
        # As superuser: the answer is the same whoever asks.
        rows = self.sudo().search([("stand_in_id", "=", user_id), *self._domain_on(day)])
        return (user_id, *rows.user_id.ids)

    @api.model
    def _get_stand_ins_of(self, users):
        """Return the users who stand in for some of these today."""
        stand_ins = self._get_stand_ins_on(today(self.env))
        return users.browse({stand_ins[user.id] for user in users if user.id in stand_ins})

    @api.model
    @tools.ormcache("day")
    def _get_stand_ins_on(self, day):
        # As superuser: the answer is the same whoever asks.
        return {row.user_id.id: row.stand_in_id.id for row in self.sudo().search(self._domain_on(day))}

    @api.model
    def _let_in(self, module):
        """Let the access rules that an older database has of an addon look at who stands in as well."""
        data = self.env["ir.model.data"].sudo().search([("module", "=", module), ("model", "=", "ir.rule")])
        for rule in self.env["ir.rule"].sudo().browse(data.mapped("res_id")).exists():
            domain = rule.domain_force or ""
            for before, after in _RULES:
                domain = domain.replace(before, after)
            if domain != rule.domain_force:
                rule.domain_force = domain


_RULES = (
    ("manager_id', '=', user.id)", "manager_id.is_mine', '=', True)"),
    ("('manager_id', '!=', user.id)", "('manager_id', 'not any', [('is_mine', '=', True)])"),
    ("[('user_id', '=', user.id)]", "[('user_id.is_mine', '=', True)]"),
    ("('user_id', '=', user.id), ('create_uid'", "('user_id.is_mine', '=', True), ('create_uid'"),
)


class ResUsers(models.Model):
    """A user is *mine* who I am, or for whom I stand in today."""

    _inherit = "res.users"

    is_mine = fields.Boolean(
        "Me or a Colleague I Stand In For", compute="_compute_is_mine", search="_search_is_mine", exportable=False
    )
    stood_in_by_id = fields.Many2one("res.users", "Stand-In Today", compute="_compute_stood_in_by_id")

    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = set(self.env["hub.stand.in"]._get_colleagues_of(self.env.uid))
        for user in self:
            user.is_mine = user._origin.id in mine

    @api.model
    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = fields.Domain("id", "in", self.env["hub.stand.in"]._get_colleagues_of(self.env.uid))
        return fields.Domain.OR(mine if wanted else ~mine for wanted in set(value))

    def _compute_stood_in_by_id(self):
        rows = self.env["hub.stand.in"].sudo()
        rows = rows.search([("user_id", "in", self._origin.ids), *rows._domain_on(today(self.env))])
        stand_in = {row.user_id.id: row.stand_in_id for row in rows}
        for user in self:
            user.stood_in_by_id = stand_in.get(user._origin.id)
