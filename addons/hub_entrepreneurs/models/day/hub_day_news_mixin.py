from odoo import api, models


class HubDayNewsMixin(models.AbstractModel):
    """Rows that stand on Today: whom they concern is told when they change, and so is whom they concerned before."""

    _name = "hub.day.news.mixin"
    _description = "Shown on Today"

    _shown_on_day = None
    """The fields that the page shows; None: all of them."""
    _concerns = ()
    """Those among them by which a row comes to concern others."""

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        # Of a frozen audience nobody is concerned yet, and it may have 50,000 members.
        shown = [row.id for row, vals in zip(rows, vals_list, strict=True) if self._shows(vals)]
        rows.browse(shown)._tell_day()
        return rows

    def write(self, vals):
        shown = self._shows(vals)
        if shown and not vals.keys().isdisjoint(self._concerns):
            self._tell_day()
        result = super().write(vals)
        if shown:
            self._tell_day()
        return result

    def unlink(self):
        self._tell_day()
        return super().unlink()

    @api.model
    def _shows(self, vals):
        return self._shown_on_day is None or not self._shown_on_day.isdisjoint(vals)

    def _tell_day(self):
        # As superuser: whom a row concerns does not depend on who changes it.
        self.env["hub.day"]._tell_changed(self.sudo()._get_concerned())

    def _get_concerned(self):
        """Return the users on whose page these rows may stand."""
        return self.user_id
