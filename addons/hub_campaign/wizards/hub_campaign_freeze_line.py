from odoo import fields, models


class HubCampaignFreezeLine(models.TransientModel):
    """One of the companies that would be in the list, with who is addressed."""

    _name = "hub.campaign.freeze.line"
    _description = "Company in the Preview of an Audience"

    freeze_id = fields.Many2one("hub.campaign.freeze", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    contact_id = fields.Many2one("res.partner", "Addressee", readonly=True)
    role = fields.Char(readonly=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language", readonly=True)
    email = fields.Char(readonly=True)
    phone = fields.Char(related="contact_id.phone")
