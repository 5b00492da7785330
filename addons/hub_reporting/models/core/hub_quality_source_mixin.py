from odoo import models


class HubQualitySourceMixin(models.AbstractModel):
    """A record that is mended is no longer to be mended as soon as it is saved, whoever wrote it.

    Every column that the ORM writes goes through `_write_multi`, whoever wrote or computed it, and every computation of
    a stored field through `_compute_field_value`; of a many2many, such as the sectors, there is no other place.

    Core: odoo/orm/models.py and odoo/orm/fields.py, 19.0. Contract: test_core_quality.
    """

    _inherit = "hub.quality.source.mixin"

    def _write_multi(self, vals_list):
        super()._write_multi(vals_list)
        looked_at = self.env["hub.quality.rule"]._get_looked_at(self._name)
        saved = [id_ for id_, vals in zip(self._ids, vals_list, strict=True) if not looked_at.isdisjoint(vals)]
        self.env["hub.quality.issue"]._note_changed(self._name, saved)

    def _compute_field_value(self, field):
        super()._compute_field_value(field)
        if field.store and not field.column_type:
            looked_at = self.env["hub.quality.rule"]._get_looked_at(self._name)
            if field.name in looked_at:
                self.env["hub.quality.issue"]._note_changed(self._name, [id_ for id_ in self._ids if id_])
