from odoo import api, fields, models

from ...tools.quiet import CONSENT_PERSON
from .hub_consent import SOURCE_SELECTION


class HubConsentPurpose(models.Model):
    """What somebody may be written to about. Whoever leaves one purpose still gets the others."""

    _name = "hub.consent.purpose"
    _description = "Purpose of Consent"
    _inherit = ["hub.kept.mixin", "hub.coded.mixin"]
    _order = "sequence, name, id"

    description = fields.Text(translate=True, help="What is sent for this purpose, in words for its readers.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    person_consent_id = fields.Many2one("hub.consent", "Answer of the Contact", compute="_compute_person_consent_id")
    person_state = fields.Selection(
        lambda self: self.env["hub.consent"]._fields["state"]._description_selection(self.env),
        "Answer",
        compute="_compute_person_consent_id",
    )
    person_date = fields.Date("Since", compute="_compute_person_consent_id")
    person_source = fields.Selection(SOURCE_SELECTION, "Source", compute="_compute_person_consent_id")

    _code_uniq = models.UniqueIndex("(code)", "Code: another purpose has this code already. Choose another one.")

    # What one contact answered, seen from the purposes: those that nobody asked about are there as well

    @api.depends_context(CONSENT_PERSON, "uid")
    def _compute_person_consent_id(self):
        consents = self.env["hub.consent"]
        person = self._get_person_asked()
        if person and consents.has_access("read"):
            consents = consents.search([("person_id", "=", person.id), ("purpose_id", "in", self.ids)])
        consent_of = {consent.purpose_id: consent for consent in consents}
        for purpose in self:
            consent = consent_of.get(purpose._origin, consents.browse())
            purpose.person_consent_id = consent
            purpose.person_state = consent.state
            purpose.person_date = consent.date
            purpose.person_source = consent.source

    def _get_person_asked(self):
        return self.env["res.partner"].browse(self.env.context.get(CONSENT_PERSON) or [])

    def action_person_given(self):
        """Remember that the contact says yes."""
        self._answer_of_person("given")

    def action_person_withdrawn(self):
        """Remember that the contact says no."""
        self._answer_of_person("withdrawn")

    def _answer_of_person(self, state):
        self.ensure_one()
        self.env["hub.consent"]._answer(self._get_person_asked(), self, state, "other")
        self.invalidate_recordset(["person_consent_id", "person_state", "person_date", "person_source"])

    def action_open_person_consent(self):
        """Open the answer, to say how the agency knows."""
        self.ensure_one()
        consent = self.person_consent_id
        return {**consent._get_records_action(), "target": "new"} if consent else False
