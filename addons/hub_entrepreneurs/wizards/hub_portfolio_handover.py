from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..domain.sharing import share_out
from ..tools.quiet import QUIET_HANDOVER


class HubPortfolioHandover(models.TransientModel):
    """Hand everything that an account manager works on to others: companies, open leads, open activities."""

    _name = "hub.portfolio.handover"
    _description = "Hand Over a Portfolio"
    _inherit = ["hub.own.dialog.mixin"]

    from_user_id = fields.Many2one(
        "res.users", "From", required=True, domain=[("share", "=", False)], context={"active_test": False}
    )
    to_user_ids = fields.Many2many(
        "res.users",
        string="To",
        domain="[('share', '=', False), ('id', '!=', from_user_id)]",
        help="Several colleagues get even shares; what belongs to one company stays together.",
    )
    by_commune = fields.Boolean(
        "Keep Communes Together", help="The companies of one commune all go to the same colleague."
    )
    company_count = fields.Integer(
        "Companies and Starters", compute="_compute_counts", help="The persons of a company go with it."
    )
    lead_count = fields.Integer("Open Leads", compute="_compute_counts")
    activity_count = fields.Integer("Open Activities", compute="_compute_counts")

    @api.depends("from_user_id")
    def _compute_counts(self):
        for wizard in self:
            wizard.company_count = len(wizard._contacts().commercial_partner_id)
            wizard.lead_count = len(wizard._leads())
            wizard.activity_count = len(wizard._activities())

    def _contacts(self):
        # An archived company comes back one day: it should not come back to somebody who left.
        return self.with_context(active_test=False)._portfolio("res.partner")

    def _leads(self):
        return self._portfolio("crm.lead", ("won_status", "=", "pending"))

    def _activities(self):
        return self._portfolio("mail.activity")

    def _portfolio(self, model, *conditions):
        """Return the records of a model that are the user's; none while nobody is chosen."""
        records, user = self.env[model], self.from_user_id
        return records.search([("user_id", "=", user.id), *conditions]) if user else records

    def action_hand_over(self):
        """Hand everything over in one transaction, and tell how much it was."""
        self.ensure_one()
        self._check_may_hand_over()
        contacts, leads, activities = self._contacts(), self._leads(), self._activities()
        receiver_of_contact = self._share_contacts(contacts)
        receiver_of_lead = self._share_leads(leads, receiver_of_contact)
        receiver_of_activity = self._share_activities(activities, receiver_of_contact | receiver_of_lead)
        for receiver, given in contacts.grouped(receiver_of_contact.get).items():
            given.with_context(**QUIET_HANDOVER).write({"user_id": receiver.id})
        # With its team, or Odoo moves the lead to the receiver's own one.
        for (receiver, team), given in leads.grouped(lambda lead: (receiver_of_lead[lead], lead.team_id)).items():
            given.with_context(**QUIET_HANDOVER).write({"user_id": receiver.id, "team_id": team.id})
        # As superuser: Odoo lets only who has or made an activity change it, and this one's user may be gone.
        for receiver, given in activities.sudo().grouped(receiver_of_activity.get).items():
            given.with_context(**QUIET_HANDOVER).write({"user_id": receiver.id})
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("Handed over"),
                "message": self.env._(
                    "Companies: %(companies)s, leads: %(leads)s, activities: %(activities)s.",
                    companies=len(contacts.commercial_partner_id),
                    leads=len(leads),
                    activities=len(activities),
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_may_hand_over(self):
        if not self.env.user.has_group("hub_entrepreneurs.group_hub_director"):
            raise AccessError(self.env._("Only a director may hand over a portfolio. Ask a director to do it."))
        if not self.to_user_ids:
            raise UserError(self.env._("To: choose at least one colleague who takes over."))
        if self.from_user_id in self.to_user_ids:
            raise UserError(
                self.env._(
                    "To: %s hands the portfolio over and can't receive it. Remove that name.", self.from_user_id.name
                )
            )

    def _share_contacts(self, contacts):
        """Return the receiver of each contact: the persons of a company have that of the company."""
        groups = contacts.grouped(
            lambda contact: (
                contact.commercial_partner_id.commune_id if self.by_commune else contact.commercial_partner_id
            )
        )
        sizes = {group: len(members.commercial_partner_id) for group, members in groups.items()}
        shares = share_out(sizes, self.to_user_ids)
        return {contact: shares[group] for group, members in groups.items() for contact in members}

    def _share_leads(self, leads, receiver_of):
        """Return the receiver of each lead: the one of its contact or company, where that is handed over as well."""
        return self._share_rest(
            {
                lead: receiver_of.get(lead.partner_id) or receiver_of.get(lead.partner_id.commercial_partner_id)
                for lead in leads
            }
        )

    def _share_activities(self, activities, receiver_of_document):
        """Return the receiver of each activity: who gets its document, where that is handed over as well."""
        known = {(document._name, document.id): receiver for document, receiver in receiver_of_document.items()}
        return self._share_rest({each: known.get((each.res_model, each.res_id)) for each in activities})

    def _share_rest(self, receivers):
        """Return the receivers of records, those without one shared out evenly."""
        others = [record for record, receiver in receivers.items() if not receiver]
        return receivers | share_out(dict.fromkeys(others, 1), self.to_user_ids)
