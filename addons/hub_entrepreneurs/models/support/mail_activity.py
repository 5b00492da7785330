from odoo import api, fields, models

# An activity of these categories was a conversation; of others it may have been one.
_CONVERSATIONS = {"phonecall": "phone", "meeting": False}


class MailActivity(models.Model):
    """An activity that is done becomes a conversation, once; it moves only to where one could have been made."""

    _inherit = "mail.activity"

    merge_partner_ids = fields.Many2many(
        "res.partner",
        "hub_mail_activity_merge_rel",
        string="To Merge",
        readonly=True,
        help="The contacts that somebody asked to merge.",
    )

    @api.model
    def _search_merges(self, partner_ids):
        """Return the open activities that ask to merge some contacts with others."""
        asked = self.env.ref("hub_entrepreneurs.mail_activity_type_merge", raise_if_not_found=False)
        if not partner_ids or not asked:
            return self.browse()
        return self.search([("activity_type_id", "=", asked.id), ("merge_partner_ids", "in", partner_ids)])

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"res_id", "res_model", "res_model_id"}:
            # Core asks about the document that the activity had, and not at all whoever it is assigned to.
            self.check_access("create")
        return result

    def action_done(self):
        """Besides, open the dialog for the conversation that a call or meeting was."""
        result = super().action_done()
        return (len(self) == 1 and self.action_log_interaction(only_conversations=True)) or result

    def action_log_interaction(self, only_conversations=False):
        """Return the action that opens the dialog, filled in from the activity, or False if there is nothing to log.

        :param bool only_conversations: whether anything but a call or meeting counts as nothing to log
        """
        self.ensure_one()
        category = self.activity_type_id.category
        if (only_conversations and category not in _CONVERSATIONS) or not self._can_log_interaction():
            return False
        event = self.calendar_event_id
        # A summary that only repeats the type says nothing.
        summary = self.summary if self.summary != self.activity_type_id.name else ""
        return self._person_spoken_to()._action_log_interaction(
            mail_activity_id=self.id,
            calendar_event_id=event.id,
            channel=_CONVERSATIONS.get(category),
            date=event.start,
            duration=event.duration,
            lead_id=self.res_model == "crm.lead" and self.res_id,
            note="\n".join(filter(None, [summary, self.feedback])),
        )

    def _person_spoken_to(self):
        """Return the contact that the activity is about, which a lead may lack."""
        about = self.env[self.res_model].browse(self.res_id).exists()
        return about if self.res_model == "res.partner" else about.partner_id

    def _can_log_interaction(self):
        """Tell whether this activity may become a conversation of the user, and did not yet."""
        interactions = self.env["hub.interaction"]
        if self.res_model not in ("res.partner", "crm.lead") or not interactions.has_access("create"):
            return False
        logged = [("mail_activity_id", "=", self.id)]
        if self.calendar_event_id:
            company = self._person_spoken_to().commercial_partner_id
            meeting = [("calendar_event_id", "=", self.calendar_event_id.id), ("partner_id", "=", company.id)]
            logged = ["|", *logged, "&", *meeting]
        return not interactions.search_count(logged, limit=1)
