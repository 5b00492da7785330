from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from ...tools.actions import open_rows, open_window
from ...tools.counting import count_of

# How much of what colleagues did is shown while a conversation is typed in.
_RECENT = 5


class HubInteraction(models.Model):
    """What the dialog "Log Conversation" does besides: who else is in contact, and what is to follow."""

    _inherit = "hub.interaction"

    partner_is_person = fields.Boolean(compute="_compute_partner_is_person")
    outcome_count = count_of("hub.outcome", "interaction_id")
    contact_overview = fields.Html("Who Else Is in Contact", compute="_compute_contact_overview")
    follow_up_on = fields.Date(
        compute="_compute_follow_up",
        inverse="_inverse_follow_up",
        help="Becomes an activity of the account manager on that day.",
    )
    follow_up_summary = fields.Char("Follow-Up", compute="_compute_follow_up", inverse="_inverse_follow_up")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([
            {**values, "note": values["note"].rstrip()} if values.get("note") else values for values in vals_list
        ])  # fmt: skip

    @api.model
    def _action_log(self, **defaults):
        """Return the action that opens the dialog, filled in by field."""
        context = {f"default_{name}": value for name, value in defaults.items() if value} | {"dialog_size": "medium"}
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_action_log", context=context)

    @api.model
    def _who(self, person):
        """Return the values that say with whom it was: the company and its person, or the starter."""
        company = person.commercial_partner_id
        return {"partner_id": company.id, "contact_id": person.id if person != company else False}

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        partner = self.partner_id._origin
        if not partner:
            self.contact_id = False
        elif partner.commercial_partner_id != partner:
            self.update(self._who(partner))
        elif self.contact_id.commercial_partner_id != partner:
            last = self.search_fetch([("partner_id", "=", partner.id)], ["contact_id"], limit=1)
            self.contact_id = last.contact_id
        if self.lead_id.partner_id.commercial_partner_id != self.partner_id._origin:
            self.lead_id = False

    @api.onchange("date", "programme_id")
    def _onchange_programme(self):
        if not (self.date and self.programme_id) or self.programme_id._runs_on(self.day):
            return None
        return {"warning": {"title": self.env._("Programme"), "message": self._programme_message()}}

    @api.depends("partner_id")
    def _compute_partner_is_person(self):
        for interaction in self:
            interaction.partner_is_person = bool(interaction.partner_id) and not interaction.partner_id.is_company

    def action_open_outcomes(self):
        """Open what came of this conversation."""
        company = self.partner_id
        return open_rows(self, "hub_entrepreneurs.hub_outcome_action", "interaction_id", partner_id=company.id)

    def _compute_follow_up(self):
        self.follow_up_on = False
        self.follow_up_summary = False

    def _inverse_follow_up(self):
        """Plan the activities that follow, on the lead where there is one."""
        # Without the dialog's defaults, some of which are named like fields of an activity.
        self.env(context=clean_context(self.env.context))["mail.activity"].create([
            {
                "res_model_id": self.env["ir.model"]._get_id(about._name),
                "res_id": about.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                "user_id": interaction.user_id.id,
                "date_deadline": interaction.follow_up_on,
                "summary": interaction.follow_up_summary or interaction.service_id.name,
            }
            for interaction in self.filtered("follow_up_on")
            for about in (interaction.lead_id or interaction.partner_id,)
        ])  # fmt: skip

    @api.depends("partner_id")
    @api.depends_context("uid", "lang")
    def _compute_contact_overview(self):
        for interaction in self:
            partner = interaction.partner_id._origin
            if partner:
                values = self._contact_overview(partner)
                overview = self.env["ir.qweb"]._render("hub_entrepreneurs.hub_interaction_contact_overview", values)
            interaction.contact_overview = overview if partner else False

    @api.model
    def _contact_overview(self, partner):
        """Return what colleagues do for a company or starter: their last conversations of a year, the open leads."""
        since = fields.Datetime.now() - relativedelta(months=12)
        conversations = Domain([
            ("partner_id", "=", partner.id), ("user_id", "!=", self.env.uid), ("date", ">=", since),
        ])  # fmt: skip
        leads = Domain([("partner_id.commercial_partner_id", "=", partner.id), ("won_status", "=", "pending")])
        channels = dict(self._fields["channel"]._description_selection(self.env))
        return {
            "manager": partner.user_id,
            "conversations": [
                {
                    "day": each.day,
                    "who": each.user_id.name,
                    "what": each.service_id.name or channels[each.channel],
                }
                for each in self.search_fetch(
                    conversations, ["date", "user_id", "service_id", "channel"], limit=_RECENT
                )
            ],
            "leads": self.env["crm.lead"].search_fetch(leads, ["name", "user_id", "stage_id"], limit=_RECENT),
        }
