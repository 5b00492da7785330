from odoo import api, fields, models
from odoo.exceptions import UserError

from ..dates import today
from ..transition import UNKNOWN, status_on, status_until
from .res_partner import HUB_GROUPS

_COMPUTED_FIELDS = ("transition_status", "transition_status_until")


class ResPartner(models.Model):
    """Where a company stands in its transition, from its evidence."""

    _inherit = "res.partner"

    evidence_ids = fields.One2many("hub.evidence", "partner_id", groups=HUB_GROUPS)
    evidence_count = fields.Integer(compute="_compute_evidence_count", groups=HUB_GROUPS)
    transition_status = fields.Selection(
        [("unknown", "Unknown"), ("in_transition", "In Transition"), ("exemplary", "Exemplary")],
        compute="_compute_transition_status",
        store=True,
        index=True,
        help="Exemplary: a verified evidence for the whole enterprise, of a scheme that counts for exemplarity, "
        "is valid today. In transition: any other verified evidence is. It follows from the evidence and can't be "
        "typed in.",
    )
    transition_status_until = fields.Date(
        "Status Until",
        compute="_compute_transition_status",
        store=True,
        index="btree_not_null",
        help="The last day of the present status if nothing is added. Empty if nothing ends it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        defaults = {name.removeprefix("default_") for name in self.env.context if name.startswith("default_")}
        self._refuse_typed_status(defaults.union(*vals_list))
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_typed_status(vals)
        return super().write(vals)

    @api.model
    def _refuse_typed_status(self, names):
        """Keep the status a computed one: that a field is read-only holds in the web client alone.

        :param names: the fields that are about to be written; a computation writes without passing here
        """
        if not self.env.su and any(name in names for name in _COMPUTED_FIELDS):
            raise UserError(
                self.env._(
                    "Transition Status: it follows from the evidence and can't be typed in. "
                    "Enter an evidence, and let a colleague verify it."
                )
            )

    def _compute_evidence_count(self):
        counts = dict(
            self.env["hub.evidence"]._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.evidence_count = counts.get(partner._origin, 0)

    @api.depends(
        "evidence_ids.state",
        "evidence_ids.scope",
        "evidence_ids.date_start",
        "evidence_ids.date_end",
        "evidence_ids.scheme_id.counts_for_exemplarity",
    )
    def _compute_transition_status(self):
        day = today(self.env)
        for partner in self:
            facts = partner._transition_facts()
            partner.transition_status = status_on(day, facts) if facts else UNKNOWN
            partner.transition_status_until = status_until(day, facts) if facts else False

    def _transition_facts(self):
        """Return the dated facts that :mod:`..transition` computes a status from.

        :rtype: list[transition.Fact]
        """
        self.ensure_one()
        return [fact for evidence in self.evidence_ids if (fact := evidence._transition_fact())]

    @api.model
    def _cron_transition_status(self):
        """Recompute the companies whose status held until yesterday, or longer ago if the job stood still."""
        due = self.with_context(active_test=False).search([("transition_status_until", "<", today(self.env))])
        for name in _COMPUTED_FIELDS:
            self.env.add_to_compute(self._fields[name], due)

    def action_open_evidence(self):
        """Open all evidence of the company, lapsed ones included."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_evidence_action")
        return {**action, "domain": [("partner_id", "=", self.id)], "context": {"default_partner_id": self.id}}
