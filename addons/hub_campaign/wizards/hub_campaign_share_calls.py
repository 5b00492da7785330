from collections import Counter
from datetime import timedelta

from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.domain.sharing import share_out
from odoo.addons.hub_entrepreneurs.tools.actions import chosen_ids
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.once import once
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ..tools.quiet import QUIET_CALLS

_DAYS = 14


class HubCampaignShareCalls(models.TransientModel):
    """Share the calls of a wave out among account managers: first see who gets how many."""

    _name = "hub.campaign.share.calls"
    _description = "Share Out Calls"
    _inherit = ["hub.own.dialog.mixin"]

    wave_id = fields.Many2one(
        "hub.campaign.wave",
        "List of Calls",
        domain="[('channel', '=', 'phone'), ('campaign_id', '=', campaign_id)]",
        ondelete="cascade",
    )
    campaign_id = fields.Many2one("utm.campaign", compute="_compute_campaign_id")
    member_ids = fields.Many2many("hub.campaign.member", string="Members", readonly=True)
    user_ids = fields.Many2many(
        "res.users",
        string="Callers",
        compute="_compute_user_ids",
        store=True,
        readonly=False,
        domain=lambda self: self._domain_callers(),
        help="By default, the account managers of these companies.",
    )
    method = fields.Selection(
        [
            ("own", "Each company's own account manager"),
            ("commune", "Communes stay together"),
            ("sector", "Sectors stay together"),
            ("load", "Callers with the fewest open calls get more"),
        ],
        "Share Out By",
        required=True,
        default="own",
    )
    date_deadline = fields.Date("Call Until", default=lambda self: today(self.env) + timedelta(days=_DAYS))
    ready_count = fields.Integer(compute="_compute_preview")
    no_phone_count = fields.Integer(compute="_compute_preview")
    already_count = fields.Integer(compute="_compute_preview")
    nobody_count = fields.Integer(compute="_compute_preview")
    preview = fields.Html(compute="_compute_preview")

    @api.model
    def default_get(self, fields):
        """Take the selected members along, and the only list of calls of their campaign."""
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "hub.campaign.member" and not values.get("wave_id"):
            members = self.env["hub.campaign.member"].browse(chosen_ids(self.env, "hub.campaign.member")).exists()
            waves = self.env["hub.campaign.wave"].search(
                [("campaign_id", "in", members.campaign_id.ids), ("channel", "=", "phone")], limit=2
            )
            values["member_ids"] = [Command.set(members.ids)]
            values["wave_id"] = waves.id if len(waves) == 1 else False
        return values

    @api.model
    def _domain_callers(self):
        group = self.env.ref("hub_entrepreneurs.group_hub_account_manager")
        return [("share", "=", False), ("all_group_ids", "in", group.ids)]

    @api.depends("wave_id", "member_ids")
    def _compute_campaign_id(self):
        for wizard in self:
            wizard.campaign_id = wizard.wave_id.campaign_id or wizard.member_ids.campaign_id[:1]

    @api.depends("wave_id", "member_ids")
    def _compute_user_ids(self):
        for wizard in self:
            keepers = wizard._get_sorted()["ready"].partner_id.user_id
            # As superuser: in which groups a user is, is not for everybody to read.
            wizard.user_ids = keepers & keepers.sudo().filtered_domain(self._domain_callers()).with_user(self.env.user)

    @api.depends("wave_id", "member_ids", "user_ids", "method")
    def _compute_preview(self):
        for wizard in self:
            sorted_ = wizard._get_sorted()
            shares = wizard._get_shares(sorted_["ready"])
            wizard.ready_count = len(shares)
            wizard.no_phone_count = len(sorted_["no_phone"])
            wizard.already_count = len(sorted_["already"])
            wizard.nobody_count = len(sorted_["ready"]) - len(shares)
            wizard.preview = wizard._render_table(shares)

    def _get_sorted(self):
        """Return the members by what is to become of them: called now, called already, or not by phone."""
        members = self._get_members()
        already = members.filtered("call_on")
        no_phone = (members - already).filtered(
            lambda member: not member.phone or member.contact_id.phone_sanitized_blacklisted
        )
        return {"already": already, "no_phone": no_phone, "ready": members - already - no_phone}

    def _get_members(self):
        members = self.env["hub.campaign.member"]
        if not self.wave_id:
            return members
        if self.member_ids:
            return self.member_ids._origin.filtered(
                lambda member: member.campaign_id == self.wave_id.campaign_id and not member.opted_out_on
            )
        return members.search(self.wave_id._origin._domain_members(), order="id")

    def _get_shares(self, members):
        """Return who calls which member; those whom nobody would call are missing."""
        users = self.user_ids._origin
        if self.method == "own":
            owned = members.filtered(lambda member: member.partner_id.user_id in users)
            return {member: member.partner_id.user_id for member in owned}
        if not users:
            return {}
        groups = members.grouped(self._get_group_of)
        starting = self.env["hub.campaign.member"]._get_open_call_counts(users) if self.method == "load" else None
        receivers = share_out({group: len(same) for group, same in groups.items()}, users, starting)
        return {member: receivers[group] for group, same in groups.items() for member in same}

    def _get_group_of(self, member):
        if self.method == "commune":
            return member.commune_id
        if self.method == "sector":
            sectors = member.partner_id.sector_ids
            return (sectors & self.campaign_id.sector_ids or sectors)[:1]
        return member.contact_id or member.partner_id

    def _render_table(self, shares):
        """Return who gets how many, as a table to read."""
        if not shares:
            return False
        new = Counter(shares.values())
        before = self.env["hub.campaign.member"]._get_open_call_counts(self.user_ids._origin)
        row = Markup("<tr><td>%s</td><td class='text-end'>%s</td><td class='text-end'>%s</td></tr>")
        head = Markup("<tr><th>%s</th><th class='text-end'>%s</th><th class='text-end'>%s</th></tr>")
        head %= (self.env._("Caller"), self.env._("Open Calls"), self.env._("Gets"))
        rows = Markup().join(row % (user.name, before.get(user, 0), new[user]) for user in self.user_ids._origin)
        table = Markup("<table class='table table-sm mb-0'><thead>%s</thead><tbody>%s</tbody></table>")
        return table % (head, rows)

    @once
    def action_share(self):
        """Plan the calls, and show them."""
        self.ensure_one()
        self._check_complete()
        members = self._get_sorted()["ready"]
        # Two who share out at once would plan each call twice.
        take_turns(members)
        members.invalidate_recordset(["call_on"])
        shares = self._get_shares(self._get_sorted()["ready"])
        if not shares:
            raise UserError(self._get_nobody_message())
        quiet = self.env["hub.campaign.member"].browse(member.id for member in shares).with_context(**QUIET_CALLS)
        quiet.check_access("write")
        # As superuser: in which waves a member was is noted, not typed in.
        quiet.sudo().write({"call_wave_id": self.wave_id.id, "wave_ids": [Command.link(self.wave_id.id)]})
        for user, same in quiet.grouped(shares.__getitem__).items():
            same.write({"user_id": user.id})
            same._plan_calls(self.wave_id, user, self.date_deadline)
        return self.wave_id.action_open_calls()

    def _check_complete(self):
        """Say what is missing, in a sentence."""
        if not self.wave_id:
            raise UserError(
                self.env._(
                    "List of Calls: choose a list. If the campaign has none yet, add a wave of calls to it first."
                )
            )
        self.wave_id.campaign_id.check_access("write")
        if len(self.member_ids.campaign_id) > 1:
            raise UserError(
                self.env._(
                    "These members are of several campaigns. Choose members of one campaign, and share out their calls."
                )
            )
        if self.wave_id.channel != "phone":
            raise UserError(self.env._("List of Calls: “%s” is a mailing. Choose a wave of calls.", self.wave_id.name))
        if not self.user_ids:
            raise UserError(self.env._("Callers: choose at least one account manager."))
        if not self.date_deadline or self.date_deadline < today(self.env):
            raise UserError(self.env._("Call Until: choose today or a later day."))

    def _get_nobody_message(self):
        sorted_ = self._get_sorted()
        if sorted_["ready"]:
            return self.env._(
                "None of these callers is the account manager of one of the companies. Choose other callers, or share "
                "the calls out another way."
            )
        return self.env._(
            "There is nobody to call. Called already: %(already)s, without a phone or not to be called: %(no_phone)s. "
            "Freeze the audience first, or complete the phone numbers.",
            already=len(sorted_["already"]),
            no_phone=len(sorted_["no_phone"]),
        )
