from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import READER

_PAID, _CAUSES = "fee_paid_on", {"fee_paid_on", "state", "active", "event_id"}


class EventRegistration(models.Model):
    """A fee that is paid is income of the action; who runs the action notes it, and notes if it is paid back.

    Whoever cancelled has paid nothing, and neither has who got the fee back: ``hub.action.cost`` adds up the others.
    """

    _inherit = "event.registration"

    fee_paid_on = fields.Date("Paid On", copy=False, tracking=True, groups=READER)

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        paid = registrations.browse(
            each.id for each, vals in zip(registrations, vals_list, strict=True) if vals.get(_PAID)
        )
        paid._check_may_note_paid()
        paid._keep_income(paid.sudo().event_id)
        return registrations

    def write(self, vals):
        if _CAUSES.isdisjoint(vals):
            return super().write(vals)
        if _PAID in vals:
            self._check_may_note_paid()
        # As superuser: those who may not read what Hub adds change registrations as well.
        before = self.sudo().filtered(_PAID).event_id
        result = super().write(vals)
        self._keep_income(before | self.sudo().filtered(_PAID).event_id)
        return result

    def unlink(self):
        # As superuser, for the same reason.
        before, registrations = self.sudo().filtered(_PAID).event_id, self.browse()
        result = super().unlink()
        registrations._keep_income(before)
        return result

    def _check_may_note_paid(self):
        if self.env.su:
            return
        for each in self:
            if not each.event_id.can_run:
                raise UserError(
                    self.env._(
                        "Only who runs “%(action)s” notes that a fee is paid. Ask %(who)s.",
                        action=each.event_id.name,
                        who=each.event_id.user_id.name or self.env._("a director"),
                    )
                )

    def _keep_income(self, events):
        # As superuser: what was paid counts whoever notes it.
        self.env["hub.action.cost"].sudo()._keep_paid_fees(events.sudo())

    def action_mark_paid(self):
        """Note that the fee is paid today."""
        self.filtered(lambda each: not each.fee_paid_on).write({_PAID: today(self.env)})

    def action_mark_unpaid(self):
        """Note that the fee is paid back, or was never paid."""
        self.write({_PAID: False})
