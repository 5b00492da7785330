from odoo import models


class CrmLead(models.Model):
    """From a missing thing to the place where it is filled in."""

    _inherit = "crm.lead"

    def action_fill_requirement(self, requirement_id):
        """Open in a dialog the place where this lead gets what a requirement asks for.

        :param int requirement_id: the ``id`` of an item of ``missing_requirements``
        """
        self.ensure_one()
        self.check_access("read")
        # As superuser: whoever works on the lead is told what it needs.
        requirement = self.env["hub.stage.requirement"].sudo().browse(requirement_id)
        company = self.partner_id.commercial_partner_id
        if requirement.kind == "target_market" or not company:
            return self._action_fill_lead("target_country_id" if requirement.kind == "target_market" else "partner_id")
        action = getattr(company, f"_action_fill_{requirement.kind}")(requirement)
        return {**action, "target": "new"}

    def _action_fill_lead(self, field):
        label = self.fields_get([field], ["string"])[field]["string"]
        return {
            "type": "ir.actions.act_window",
            "name": label,
            "res_model": "crm.lead",
            "res_id": self.id,
            "views": [(self.env.ref("hub_export.crm_lead_view_form_fill_in").id, "form")],
            "target": "new",
            "context": {"hub_fill_in": field, "dialog_size": "medium"},
        }
