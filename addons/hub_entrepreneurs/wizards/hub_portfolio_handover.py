from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..domain.sharing import share_out
from ..tools.quiet import QUIET_HANDOVER


class HubPortfolioHandover(models.TransientModel):
    """Hand everything that an account manager works on to others: companies, open leads, open activities."""

    _name = "hub.portfolio.handover"
    _description = "Hand Over a Portfolio"

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
        domain = [("user_id", "=", self.from_user_id.id)]
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search(domain) if self.from_user_id else partners

    def _leads(self):
        domain = [("user_id", "=", self.from_user_id.id), ("won_status", "=", "pending")]
        return self.env["crm.lead"].search(domain) if self.from_user_id else self.env["crm.lead"]

    def _activities(self):
        domain = [("user_id", "=", self.from_user_id.id)]
        return self.env["mail.activity"].search(domain) if self.from_user_id else self.env["mail.activity"]

    def action_hand_over(self):
        """Hand everything over in one transaction, and tell how much it was."""
        self.ensure_one()
        self._check_may_hand_over()
        contacts, leads, activities = self._contacts(), self._leads(), self._activities()
        receiver_of_contact = self._share_contacts(contacts)
        receiver_of_lead = self._share_leads(leads, receiver_of_contact)
        self._give_contacts(receiver_of_contact)
        self._give_leads(receiver_of_lead)
        self._give_activities(activities, receiver_of_contact, receiver_of_lead)
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

    def _share_leads(self, leads, receiver_of_contact):
        """Return the receiver of each lead: the one of its contact or company, where that is handed over as well."""
        receivers, others = {}, []
        for lead in leads:
            contact = lead.partner_id
            receiver = receiver_of_contact.get(contact) or receiver_of_contact.get(contact.commercial_partner_id)
            if receiver:
                receivers[lead] = receiver
            else:
                others.append(lead)
        return receivers | share_out(dict.fromkeys(others, 1), self.to_user_ids)

    def _give_contacts(self, receiver_of_contact):
        for receiver, contacts in _by_receiver(receiver_of_contact).items():
            self.env["res.partner"].union(*contacts).with_context(**QUIET_HANDOVER).write({"user_id": receiver.id})

    def _give_leads(self, receiver_of_lead):
        for receiver, leads in _by_receiver(receiver_of_lead).items():
            # With its team, or Odoo moves the lead to the receiver's own one.
            for team, of_team in self.env["crm.lead"].union(*leads).grouped("team_id").items():
                of_team.with_context(**QUIET_HANDOVER).write({"user_id": receiver.id, "team_id": team.id})

    def _give_activities(self, activities, receiver_of_contact, receiver_of_lead):
        """Give each activity to who got its document, and share out the rest evenly."""
        receiver_of = {
            (record._name, record.id): user for record, user in (receiver_of_contact | receiver_of_lead).items()
        }
        receivers, others = {}, []
        for activity in activities:
            receiver = receiver_of.get((activity.res_model, activity.res_id))
            if receiver:
                receivers[activity] = receiver
            else:
                others.append(activity)
        receivers |= share_out(dict.fromkeys(others, 1), self.to_user_ids)
        for receiver, of_receiver in _by_receiver(receivers).items():
            # As superuser: Odoo lets only who has or made an activity change it, and this one's user may be gone.
            self.env["mail.activity"].sudo().union(*of_receiver).with_context(**QUIET_HANDOVER).write(
                {"user_id": receiver.id}
            )


def _by_receiver(receivers):
    """Return the records of each receiver, from the receiver of each record."""
    records = defaultdict(list)
    for record, receiver in receivers.items():
        records[receiver].append(record)
    return records
