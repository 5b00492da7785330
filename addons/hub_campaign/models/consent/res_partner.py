from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """What a contact may be written to about."""

    _inherit = "res.partner"

    consent_ids = fields.One2many("hub.consent", "person_id", "Consents", groups=READER)
    consent_count = fields.Integer(compute="_compute_consent_count", groups=READER)

    def _compute_consent_count(self):
        counts = dict(self.env["hub.consent"]._read_group([("person_id", "in", self.ids)], ["person_id"], ["__count"]))
        for partner in self:
            partner.consent_count = counts.get(partner._origin, 0)

    def action_answer_purposes(self):
        """Open what the contact may be written to about: one click an answer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_consent_purpose_action_person")
        name = self.env._("Consents of %s", self.name or self.display_name)
        return {**action, "name": name, "context": {"hub_consent_person_id": self.id, "dialog_size": "large"}}
