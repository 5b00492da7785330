from odoo import api, models


class CrmLead(models.Model):
    """Whatever moves or closes a lead on its way into the database is noted, so that its stages can be kept by dates.

    Every column that the ORM writes goes through `_write_multi`, whoever wrote or computed it.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_periods.
    """

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        self.env["hub.lead.period"]._note_changed(self._name, leads.ids)
        return leads

    def _write_multi(self, vals_list):
        super()._write_multi(vals_list)
        moving = {"stage_id", "active", "won_status"}
        changed = [id_ for id_, vals in zip(self._ids, vals_list, strict=True) if not moving.isdisjoint(vals)]
        self.env["hub.lead.period"]._note_changed(self._name, changed)
