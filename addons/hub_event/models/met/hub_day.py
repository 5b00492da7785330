from odoo import api, models

_CONTACTS = "hub.action.contact"


class HubDay(models.AbstractModel):
    """What is to be done about contacts that were made."""

    _inherit = "hub.day"

    @api.model
    def _get_documents(self):
        return {**super()._get_documents(), _CONTACTS: ("partner_id", None)}

    @api.model
    def _get_kinds_of_documents(self):
        return {**super()._get_kinds_of_documents(), _CONTACTS: self.env._("contact made")}
