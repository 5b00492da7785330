from odoo import api, models

from ...tools.groups import DIRECTOR

_NOTED = "hub.day"
SHOWN_OF_LEADS = frozenset({"name", "partner_id", "stage_id", "user_id", "active"})


class HubDay(models.AbstractModel):
    """The open pages of users are told that something on them has changed, once in a transaction."""

    _inherit = "hub.day"

    @api.model
    def _tell_changed(self, users):
        """Let the pages of these users read their cards again, and of those who stand in for them today."""
        told = self.env.cr.precommit.data.setdefault(_NOTED, set())
        for user in users | self.env["hub.stand.in"]._get_stand_ins_of(users):
            if user.id not in told:
                told.add(user.id)
                user._bus_send("hub.day/changed", {})


class MailActivity(models.Model):
    """Who has an activity is told when it changes, and so is who had it."""

    _name = "mail.activity"
    _inherit = ["mail.activity", "hub.day.news.mixin"]
    _shown_on_day = frozenset(
        {"date_deadline", "user_id", "active", "summary", "activity_type_id", "res_id", "res_model_id"}
    )
    _concerns = ("user_id",)


class CalendarEvent(models.Model):
    """Who takes part in a meeting is told when it changes, and so is who took part."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "hub.day.news.mixin"]
    _shown_on_day = frozenset(
        {"start", "stop", "allday", "name", "location", "partner_ids", "user_id", "active", "opportunity_id"}
    )
    _concerns = ("partner_ids", "user_id")

    def _get_concerned(self):
        colleagues = [("partner_id", "in", self.partner_ids.ids), ("share", "=", False)]
        return super()._get_concerned() | self.env["res.users"].search(colleagues)


class HubInteraction(models.Model):
    """Whose conversation it was is told, and so is the account manager of the company."""

    _name = "hub.interaction"
    _inherit = ["hub.interaction", "hub.day.news.mixin"]
    _concerns = ("partner_id", "user_id")

    def _get_concerned(self):
        return super()._get_concerned() | self.partner_id.user_id


class CrmLead(models.Model):
    """Who works on a lead is told, whoever or whatever made it: a colleague, a mail, a form on a web site."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.day.news.mixin"]
    _shown_on_day = SHOWN_OF_LEADS
    _concerns = ("user_id",)


class HubEvidence(models.Model):
    """The account manager of the company is told, and so is who may verify it."""

    _name = "hub.evidence"
    _inherit = ["hub.evidence", "hub.day.news.mixin"]
    _shown_on_day = frozenset({"partner_id", "version_id", "state", "date_end", "active"})
    _concerns = ("partner_id",)

    def _get_concerned(self):
        return self.partner_id.user_id | self.env.ref(DIRECTOR).sudo().all_user_ids


class HubClusterMembership(models.Model):
    """Who manages the cluster is told, and so is the account manager of the company."""

    _name = "hub.cluster.membership"
    _inherit = ["hub.cluster.membership", "hub.day.news.mixin"]
    _shown_on_day = frozenset({"cluster_id", "partner_id", "date_start", "date_end"})
    _concerns = ("cluster_id", "partner_id")

    def _get_concerned(self):
        return self.cluster_id.manager_id | self.partner_id.user_id


class HubTransitionChange(models.Model):
    """The account manager of a company is told of its new status."""

    _name = "hub.transition.change"
    _inherit = ["hub.transition.change", "hub.day.news.mixin"]

    def _get_concerned(self):
        return self.partner_id.user_id


class MailMessage(models.Model):
    """Of a mail that comes in are told who keeps the company or works on the lead that it is about."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        for model, mails in messages.filtered(lambda each: each.message_type == "email").grouped("model").items():
            if model in ("res.partner", "crm.lead"):
                # As superuser, for the same reason.
                documents = self.env[model].sudo().browse(mails.mapped("res_id")).exists()
                if model == "res.partner":
                    documents |= documents.commercial_partner_id
                self.env["hub.day"]._tell_changed(documents.user_id)
        return messages


class HubStandIn(models.Model):
    """Both are told from the day on which one stands in for the other."""

    _name = "hub.stand.in"
    _inherit = ["hub.stand.in", "hub.day.news.mixin"]
    _shown_on_day = frozenset({"user_id", "stand_in_id", "date_start", "date_end"})
    _concerns = ("user_id", "stand_in_id")

    def _get_concerned(self):
        return self.user_id | self.stand_in_id
