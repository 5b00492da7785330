from odoo import models
from odoo.exceptions import UserError


class EventRegistration(models.Model):
    """A lead that comes from taking part keeps the action, and so do its outcomes."""

    _inherit = "event.registration"

    def action_new_lead(self):
        """Open the form of a new lead of the company, which came from the action."""
        self.ensure_one()
        event, company = self.event_id, self._get_counted()
        if not company:
            raise UserError(
                self.env._("%s: choose the company first, so that the lead is about somebody.", self.display_name)
            )
        context = {
            "default_type": "opportunity",
            "default_event_id": event.id,
            "default_partner_id": (self.partner_id or company).id,
            "default_name": f"{event.name} - {company.name}",
        }
        if event.abroad:
            context |= {
                "default_team_id": self.env.ref("hub_export.crm_team_export").id,
                "default_target_country_id": event.country_id.id,
            }
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "views": [(False, "form")],
            "target": "current",
            "context": context,
        }
