from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import next_working_day, today
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import QUIET_CALLS, SUBSCRIBE_NOBODY

CALL_RESULT_SELECTION = [
    ("interested", "Interested"),
    ("not_interested", "Not Interested"),
    ("not_reached", "Not Reached"),
    ("no_more", "Opted Out"),
]


class HubInteraction(models.Model):
    """A conversation that was a call of a campaign."""

    _inherit = "hub.interaction"

    campaign_member_id = fields.Many2one(
        "hub.campaign.member",
        "Campaign",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The member of a campaign that was called.",
    )


class HubCampaignMember(models.Model):
    """Calling a member: who does it until when, how it went, and who is called next.

    The call that is still to be made is an activity of core; whoever changes that one changes the list of calls.
    """

    _inherit = "hub.campaign.member"

    call_wave_id = fields.Many2one(
        "hub.campaign.wave", "List of Calls", readonly=True, index="btree_not_null", ondelete="set null", copy=False
    )
    call_on = fields.Date(
        "Call Until",
        compute="_compute_call_on",
        store=True,
        index="btree_not_null",
        help="The last day to make the call. Empty if there is no call to make.",
    )
    call_result = fields.Selection(CALL_RESULT_SELECTION, readonly=True, copy=False, help="How the last call went.")
    call_attempts = fields.Integer("Attempts", readonly=True, copy=False, help="Calls that nobody answered.")
    call_tried_on = fields.Date("Last Attempt", readonly=True, copy=False)
    call_script = fields.Html("Script", compute="_compute_call_script", sanitize=False)
    may_log_call = fields.Boolean(compute="_compute_may_log_call")
    transition_status = fields.Selection(related="partner_id.transition_status")
    company_user_id = fields.Many2one(related="partner_id.user_id", string="Account Manager")
    last_interaction_date = fields.Date(related="partner_id.last_interaction_date", groups=READER)
    cluster_ids = fields.Many2many(related="partner_id.cluster_ids", string="Member Of", groups=READER)

    @api.depends("activity_ids.active", "activity_ids.date_deadline", "activity_ids.activity_type_id")
    def _compute_call_on(self):
        for member in self:
            member.call_on = min(member._get_open_calls().mapped("date_deadline"), default=False)

    @api.depends("call_wave_id")
    def _compute_call_script(self):
        for member in self:
            # As superuser: who calls for a campaign reads what to say, not the campaign.
            member.call_script = member.call_wave_id.sudo().script

    @api.depends("user_id", "opted_out_on")
    @api.depends_context("uid")
    def _compute_may_log_call(self):
        writable = self._filtered_access("write")
        for member in self:
            member.may_log_call = not member.opted_out_on and (member.user_id.is_mine or member in writable)

    def _get_open_calls(self):
        """Return the activities of these members that are calls still to be made."""
        # As superuser: whether a company is to be called does not depend on who looks.
        return self.sudo().activity_ids.filtered(
            lambda activity: activity.active and activity.activity_type_id.category == "phonecall"
        )

    def _get_call_mark(self):
        """Return what changes as soon as somebody logs how a call with this member went."""
        open_calls = self._get_open_calls().ids
        return f"{self.call_result}/{self.call_attempts}/{self.call_tried_on}/{sorted(open_calls)}" if self else False

    @api.model
    def _get_open_call_counts(self, users):
        """Return how many calls each of these users still has to make, by user."""
        # As superuser: somebody has calls of the campaigns of other managers as well.
        calls = [("user_id", "in", users.ids), ("call_on", "!=", False)]
        groups = self.sudo()._read_group(calls, ["user_id"], ["__count"])
        return {user.with_env(self.env): count for user, count in groups}

    def write(self, vals):
        result = super().write(vals)
        if vals.get("opted_out_on"):
            self._get_open_calls().unlink()
        if vals.get("user_id"):
            if calls := self._get_open_calls().filtered(lambda call: call.user_id.id != vals["user_id"]):
                calls.with_context(**QUIET_CALLS).write({"user_id": vals["user_id"]})
        return result

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        # Core makes whoever gets an activity a follower, one company after the other.
        nobody = self.env.context.get(SUBSCRIBE_NOBODY) is AUTOMATIC
        return nobody or super().message_subscribe(partner_ids, subtype_ids)

    def _unite(self, destination):
        # The row that goes takes its activities along.
        waiting = self.filtered("call_on").sorted("call_on")[:1]
        call = (waiting.call_wave_id, waiting.user_id, waiting.call_on)
        attempts = sum(self.mapped("call_attempts"))
        result = super()._unite(destination)
        kept = self.exists()
        kept.call_attempts = attempts
        if waiting and not kept.call_on:
            wave, user, day = call
            kept.with_context(**QUIET_CALLS).write({"user_id": user.id, "call_wave_id": wave.id})
            kept._plan_calls(wave, user, day)
        return result

    # Logging a call

    def _log_call(self, result, *, note=False, duration=0, again_on=False, activity=None):
        """Remember how a call went: as a conversation, in the state of the member, and in what is still to be done.

        :param str result: a value of ``call_result``
        :param float duration: in hours
        :param datetime.date again_on: when to try again, if nobody answered; by default the next working day
        :param activity: the call that was marked as done before
        """
        self.ensure_one()
        self.check_access("read")
        if not self.may_log_call:
            raise AccessError(self._get_not_the_caller_message())
        if result == "not_reached":
            self._plan_again(again_on or self._get_next_working_day(), note)
            return
        calls = self._get_open_calls()
        activity = activity or calls.sorted("date_deadline")[:1]
        calls.with_user(self.env.user).sudo().action_feedback(feedback=note)
        interaction = self._create_conversation(note, duration, activity)
        # As superuser: who calls says how it went, and changes nothing else of a member.
        self.sudo()._note_call(result, interaction)

    def _note_call(self, result, interaction):
        self.write({"call_result": result, "call_tried_on": today(self.env)})
        if result == "interested":
            self._note_response("call", self.call_wave_id)
        else:
            self._note_contact(self.call_wave_id)
        if result != "no_more":
            return
        if purpose := self.campaign_id.purpose_id:
            note = self.env._("Said to %s on the phone.", interaction.user_id.name)
            self.env["hub.consent"]._answer(self.contact_id or self.partner_id, purpose, "withdrawn", "phone", note)
        if not self.opted_out_on:
            self.opted_out_on = today(self.env)

    def _create_conversation(self, note, duration, activity):
        contact = self.contact_id if not self.contact_id.is_company else self.env["res.partner"]
        # As superuser: the campaign is not for every caller to read.
        clusters = self.campaign_id.sudo().cluster_ids
        interaction = self.env["hub.interaction"].create(
            {
                "partner_id": self.partner_id.id,
                "contact_id": contact.id if contact != self.partner_id else False,
                "channel": "phone",
                "duration": duration,
                "cluster_id": clusters.id if len(clusters) == 1 else False,
                "note": note,
                "lead_id": self.lead_id.id if self.lead_id._filtered_access("read") else False,
                "mail_activity_id": activity.id,
            }
        )
        # The company's page shows it to everybody.
        if not self.is_closed_list:
            # As superuser: which call of a campaign it was is noted, not typed in.
            interaction.sudo().campaign_member_id = self
        return interaction

    def _plan_again(self, day, note=False):
        """Plan the call again after nobody answered, and count the attempt."""
        if day < today(self.env):
            raise UserError(self.env._("Call Again On: choose today or a later day."))
        # As superuser: who calls says how it went, and changes nothing else of a member.
        member = self.sudo()
        if calls := member._get_open_calls():
            calls.date_deadline = day
        else:
            member._plan_calls(self.call_wave_id, self.user_id or self.env.user, day)
        if note:
            member._message_log(body=note)
        attempts = member.call_attempts + 1
        member.write({"call_result": "not_reached", "call_attempts": attempts, "call_tried_on": today(self.env)})

    def _plan_calls(self, wave, user, day):
        """Plan a call with each of these members, at once, and without a mail for each."""
        self._check_may_be_told(user)
        shared = {
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
            "user_id": user.id,
            "date_deadline": day,
            "summary": self.campaign_id[:1]._get_name_to_tell(),
            "note": wave.script,
        }
        activities = self.env["mail.activity"].with_context(**QUIET_CALLS)
        activities.create([{**shared, "res_id": member_id} for member_id in self.ids])

    @api.model
    def _get_next_working_day(self):
        """Return the first day after today on which the agency works."""
        return next_working_day(self.env)

    def action_not_reached(self):
        """Nobody answered: plan the call again for the next working day, and go on with the next one."""
        self._log_call("not_reached")
        return self._action_next_call()

    def _action_next_call(self):
        """Return the action that opens the user's next call of today: of the same list first, the earliest first."""
        todo = Domain("user_id.is_mine", "=", True) & Domain("call_on", "!=", False) & Domain("id", "!=", self.id)
        todo &= Domain("call_tried_on", "!=", today(self.env))
        for domain in (todo & Domain("call_wave_id", "=", self.call_wave_id.id), todo):
            if following := self.search(domain, order="call_on, id", limit=1):
                break
        return {"type": "ir.actions.client", "tag": "hub_campaign_next_call", "params": {"memberId": following.id}}

    def _get_not_the_caller_message(self):
        name = self.partner_id.display_name
        if self.opted_out_on:
            return self.env._(
                "%s does not want to be called about this any more. Log a conversation on the company's page instead.",
                name,
            )
        return self.env._(
            "%(company)s is called by %(caller)s in this campaign. Ask that person, or log a conversation on the "
            "company's page.",
            company=name,
            caller=self.user_id.name or self.env._("nobody"),
        )
