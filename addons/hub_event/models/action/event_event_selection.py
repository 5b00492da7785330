import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """How the places of an action are given: by which rule, how many are kept for whom, and what they cost.

    The rules themselves are in ``domain/selection.py`` and ``domain/fees.py``.
    """

    _inherit = "event.event"

    selection_rule = fields.Selection(
        [("order", "In Order of Registration"), ("draw", "By Draw"), ("readiness", "By Export Readiness")],
        "Places Are Given",
        groups=READER,
        tracking=True,
        help="In order: who registers first. By draw: each company has a lot that follows from the number of the draw. "
        "By export readiness: the highest score first, and equals in order.",
    )
    selection_seed = fields.Char(
        "Number of the Draw",
        compute="_compute_selection_seed",
        store=True,
        copy=False,
        groups=READER,
        help="It is drawn once and kept: whoever has it can draw again, and finds the same order.",
    )
    seats_held_back = fields.Integer(
        "Places Held Back",
        aggregator=None,
        groups=READER,
        help="Places that the agency does not give yet, such as for speakers or for a late decision.",
    )
    quota_ids = fields.One2many("hub.action.quota", "event_id", "Quotas", copy=True, groups=READER)
    fee_ids = fields.One2many("hub.action.fee", "event_id", "Fees", copy=True, groups=READER)

    _held_back_positive = models.Constraint("CHECK (seats_held_back >= 0)", "Places Held Back: enter 0 or more.")

    @api.depends("selection_rule")
    def _compute_selection_seed(self):
        for event in self:
            drawn = event.selection_rule == "draw"
            event.selection_seed = event.selection_seed or (secrets.token_hex(8) if drawn else False)

    @api.constrains("seats_limited", "seats_max", "seats_held_back", "quota_ids")
    def _check_places(self):
        """Refuse more places held back and kept for groups than there are."""
        for event in self:
            kept = event.seats_held_back + sum(event.quota_ids.mapped("places"))
            if not kept:
                continue
            if not event.seats_limited or not event.seats_max:
                raise ValidationError(
                    self.env._(
                        "Limit Registrations: say how many places “%s” has, before some of them are held back or kept "
                        "for a group.",
                        event.name,
                    )
                )
            if kept > event.seats_max:
                raise ValidationError(
                    self.env._(
                        "Places Held Back and quotas: together they are more (%(kept)s) than the places of "
                        "“%(action)s” (%(places)s). Lower them, or raise the places.",
                        kept=kept,
                        action=event.name,
                        places=event.seats_max,
                    )
                )
