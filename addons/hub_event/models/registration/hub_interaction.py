from odoo import api, fields, models
from odoo.exceptions import UserError


class HubInteraction(models.Model):
    """A conversation at an action: one of each company, however many of its people were there."""

    _inherit = "hub.interaction"

    event_id = fields.Many2one(
        "event.event",
        "Action",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="The action that the company took part in.",
    )
    event_slot_id = fields.Many2one("event.slot", "Slot", readonly=True, ondelete="restrict", copy=False)

    _action_once = models.UniqueIndex(
        "(event_id, COALESCE(event_slot_id, 0), partner_id) WHERE event_id IS NOT NULL AND active",
        "The conversation of this company at this action is logged already. Open that one instead.",
    )

    def write(self, vals):
        if "partner_id" in vals and not self.env.su:
            for talk in self.filtered(lambda talk: talk.event_id and talk.partner_id.id != vals["partner_id"]):
                raise UserError(
                    self.env._(
                        "%s comes from an attendance, and would be logged a second time. Correct the company of the "
                        "registration: the conversation follows.",
                        talk.display_name,
                    )
                )
        return super().write(vals)

    @api.model
    def _unite_rows(self, sources, destination):
        """Let one conversation of contacts that become one count for each action."""
        rows = self.search([("partner_id", "in", (sources + destination).ids), ("event_id", "!=", False)])
        for same in rows.filtered("active").grouped(lambda row: (row.event_id, row.event_slot_id)).values():
            twins = same - same.sorted(lambda row: row.partner_id != destination)[:1]
            if twins:
                twins._void(self.env._("The conversation of the merged company counts."))
        return super()._unite_rows(sources, destination)
