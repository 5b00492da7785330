from odoo import api, fields, models


class CrmLead(models.Model):
    """The office abroad that a lead goes to: the one that leads its market, unless somebody chose another."""

    _inherit = "crm.lead"

    office_id = fields.Many2one(
        "hub.foreign.office",
        compute="_compute_office_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The office that leads the target market. Choose another one by hand, or empty it to go back to that one.",
    )
    office_set_by_hand = fields.Boolean(readonly=True, copy=False, help="Somebody chose the office.")

    @api.depends("target_country_id")
    def _compute_office_id(self):
        offices = self.env["hub.foreign.office"]._leading(self.target_country_id)
        for lead in self:
            if not lead.office_set_by_hand:
                lead.office_id = offices.get(lead.target_country_id)

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "target_country_id", "office_id", "office_set_by_hand"]
