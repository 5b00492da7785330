from odoo import models


class HubStatement(models.Model):
    """A statement about an action asks on the same page what the participant thinks of it, as long as nobody has said.

    It is the participant of the company whom the statement is sent to, or else the first one who was there.
    """

    _inherit = "hub.statement"

    def _get_participant(self):
        """Return the registration that is asked for an opinion on this page; none where nothing is asked."""
        self.ensure_one()
        registrations = self.env["event.registration"]
        if not self.event_id.asks_opinion or self.moment != "0":
            return registrations
        present = registrations.search(
            [
                ("event_id", "=", self.event_id.id),
                ("attendee_company_id", "=", self.partner_id.id),
                ("state", "=", "done"),
            ],
            order="id",
        )
        participant = present.filtered(lambda each: each.partner_id == self.contact_id)[:1] or present[:1]
        opinion = self.env["hub.action.opinion"].search([("registration_id", "=", participant.id)])
        return registrations if opinion.answer and self.state != "answered" else participant

    def _keep_opinion(self, answer, remark):
        """Keep what the participant thinks of the action, if it was asked and answered."""
        if answer and (participant := self._get_participant()):
            self.env["hub.action.opinion"]._get_of(participant)._answer(answer, remark)
