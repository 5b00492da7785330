from odoo import models

from odoo.addons.hub_entrepreneurs.models.day.hub_day_news import SHOWN_OF_LEADS


class CrmLead(models.Model):
    """Besides, the head and the staff of the office that a lead goes to are told."""

    _inherit = "crm.lead"
    _shown_on_day = SHOWN_OF_LEADS | {"target_country_id", "office_id"}
    _concerns = ("user_id", "target_country_id", "office_id")

    def _get_concerned(self):
        return super()._get_concerned() | self.office_id.user_id | self.office_id.user_ids
