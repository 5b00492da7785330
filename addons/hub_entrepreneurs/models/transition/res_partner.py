from collections import defaultdict

from odoo import api, fields, models

from ...domain.transition import UNKNOWN, status_on, status_until
from ...tools.actions import open_rows
from ...tools.counting import count_of
from ...tools.dates import today
from ...tools.groups import READER
from .hub_transition_change import STATUS_SELECTION

_COMPUTED_FIELDS = ("transition_status", "transition_status_until")


class ResPartner(models.Model):
    """Where a company stands in its transition, from its dated facts."""

    _inherit = "res.partner"

    # The agency of evidence is that of its company, which is searched under its own rules already.
    evidence_ids = fields.One2many("hub.evidence", "partner_id", groups=READER, bypass_search_access=True)
    evidence_count = count_of("hub.evidence", "partner_id", groups=READER)
    transition_change_ids = fields.One2many(
        "hub.transition.change", "partner_id", "Transition History", readonly=True, copy=False, groups=READER
    )
    transition_status = fields.Selection(
        STATUS_SELECTION,
        compute="_compute_transition_status",
        store=True,
        index=True,
        help="The highest status that holds. Exemplary: verified evidence for the whole enterprise, of a scheme that "
        "counts for exemplarity, is valid. In transition: a commitment was done in the last 24 months, or any other "
        "verified evidence is valid. Committed: a commitment is open. Diagnosed: a transition assessment was done in "
        "the last 36 months. Aware: a conversation about a transition service took place in the last 24 months.",
    )
    transition_status_until = fields.Date(
        "Status Until",
        compute="_compute_transition_status",
        store=True,
        index="btree_not_null",
        help="The last day of the present status if nothing is added. Empty if nothing ends it.",
    )

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._(
                "The transition status is computed from conversations, assessments, commitments and evidence, and "
                "can't be typed in. Enter evidence, and ask a colleague to verify it."
            )

        return {**super()._computed_only(), **dict.fromkeys(_COMPUTED_FIELDS, refusal)}

    @api.depends(lambda self: [path for source in self._transition_sources() for path in source._transition_triggers])
    def _compute_transition_status(self):
        day = today(self.env)
        facts_of = self._transition_facts()
        with_facts = self.filtered(lambda each: each._origin.id in facts_of)
        # Together: each assignment costs as much as that of many.
        (self - with_facts).transition_status = UNKNOWN
        (self - with_facts).transition_status_until = False
        for partner in with_facts:
            facts = facts_of[partner._origin.id]
            partner.transition_status = status_on(day, facts)
            partner.transition_status_until = status_until(day, facts)

    @api.model
    def _transition_sources(self):
        """Return the models that tell facts about the transition, in the order in which they were loaded."""
        names = self.env.registry.descendants(["hub.transition.source.mixin"], "_inherit")
        return [self.env[name] for name in names if not self.env[name]._abstract]

    def _transition_facts(self):
        """Return the dated facts that a status is computed from: a list of transition.Fact by company id."""
        facts = defaultdict(list)
        for source in self._transition_sources():
            for partner_id, fact in source._transition_facts(self._origin):
                facts[partner_id].append(fact)
        return facts

    def _tell_transition_history(self):
        """Tell the history of these companies anew, see :meth:`HubTransitionChange._record_anew`."""
        self.env["hub.transition.change"]._record_anew(self)

    @api.model
    def _cron_transition_status(self):
        """Recompute the companies whose status held until yesterday, or longer ago if the job stood still."""
        due = self.with_context(active_test=False).search([("transition_status_until", "<", today(self.env))])
        for name in _COMPUTED_FIELDS:
            self.env.add_to_compute(self._fields[name], due)

    def action_open_evidence(self):
        """Open all evidence of the company, lapsed ones included."""
        return open_rows(self, "hub_entrepreneurs.hub_evidence_action", "partner_id")
