from odoo import api, models


class ResPartner(models.Model):
    """Whatever changes of a company on its way into the database is noted, so that what it was can be kept by dates.

    Every column that the ORM writes goes through `_write_multi`, whoever wrote or computed it, and every computation of
    a stored field through `_compute_field_value`; of a many2many, such as the sectors, there is no other place.

    Core: odoo/orm/models.py and odoo/orm/fields.py, 19.0. Contract: test_core_periods.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        self.env["hub.company.period"]._note_changed(self._name, partners.filtered("is_company").ids)
        return partners

    def _write_multi(self, vals_list):
        super()._write_multi(vals_list)
        periods = self.env["hub.company.period"]
        names = {*periods._get_values_names(), "is_company"}
        changed = [id_ for id_, vals in zip(self._ids, vals_list, strict=True) if not names.isdisjoint(vals)]
        periods._note_changed(self._name, changed)

    def _compute_field_value(self, field):
        super()._compute_field_value(field)
        if field.name == "sector_ids":
            self.env["hub.company.period"]._note_changed(self._name, [id_ for id_ in self._ids if id_])
