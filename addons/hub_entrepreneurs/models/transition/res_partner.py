from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.transition import UNKNOWN, changes_to_record, changes_until, status_on, status_until
from ...tools.dates import today
from ...tools.groups import READER
from .hub_transition_change import STATUS_SELECTION

_COMPUTED_FIELDS = ("transition_status", "transition_status_until")


class ResPartner(models.Model):
    """Where a company stands in its transition, from its dated facts."""

    _inherit = "res.partner"

    # The agency of an evidence is that of its company, which is searched under its own rules already.
    evidence_ids = fields.One2many("hub.evidence", "partner_id", groups=READER, bypass_search_access=True)
    evidence_count = fields.Integer(compute="_compute_evidence_count", groups=READER)
    transition_change_ids = fields.One2many(
        "hub.transition.change", "partner_id", "Transition History", readonly=True, copy=False, groups=READER
    )
    transition_status = fields.Selection(
        STATUS_SELECTION,
        compute="_compute_transition_status",
        store=True,
        index=True,
        help="The highest that holds. Exemplary: a verified evidence for the whole enterprise, of a scheme that counts "
        "for exemplarity, is valid. In transition: a commitment was done in the last 24 months, or any other verified "
        "evidence is valid. Committed: a commitment is open. Diagnosed: a transition assessment was done in the last "
        "36 months. Aware: a conversation about a transition service took place in the last 24 months.",
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
        return {**super()._computed_only(), **dict.fromkeys(_COMPUTED_FIELDS, self._transition_status_refusal)}

    @api.model
    def _transition_status_refusal(self):
        return self.env._(
            "Transition Status: it follows from conversations, assessments, commitments and evidence, and "
            "can't be typed in. Enter an evidence, and let a colleague verify it."
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
        facts_of = self._transition_facts()
        self._record_transition_changes(day, facts_of)
        for partner in self:
            facts = facts_of.get(partner._origin.id)
            partner.transition_status = status_on(day, facts) if facts else UNKNOWN
            partner.transition_status_until = status_until(day, facts) if facts else False

    @api.model
    def _transition_sources(self):
        """Return the models that tell facts about the transition, each by a method ``_transition_facts(partners)``."""
        return ["hub.evidence"]

    def _transition_facts(self):
        """Return the dated facts that :mod:`..transition` computes a status from, by the companies' ids.

        :rtype: dict[int, list[transition.Fact]]
        """
        facts = defaultdict(list)
        for source in self._transition_sources():
            for partner_id, fact in self.env[source]._transition_facts(self._origin):
                facts[partner_id].append(fact)
        return facts

    def _record_transition_changes(self, day, facts_of):
        """Write down the steps from the stored status to the one that is about to be stored.

        :param dict facts_of: facts by the ids of the companies
        """
        # Compared as superuser: the status moves when somebody adds a fact, who may not read or write the company.
        partners = self.sudo().filtered("id")
        partners.fetch(["transition_status"])
        partners = partners.filtered(
            lambda partner: partner.id in facts_of or (partner.transition_status or UNKNOWN) != UNKNOWN
        )
        if not partners:
            return
        # A search of the history first computes what is pending, and this is that computation.
        last = dict(
            self.env.execute_query(
                SQL(
                    "SELECT partner_id, MAX(date) FROM hub_transition_change "
                    "WHERE partner_id IN %s GROUP BY partner_id",
                    partners._ids,
                )
            )
        )
        self.env["hub.transition.change"].sudo().create([
            {
                "partner_id": partner.id,
                "old_status": change.old,
                "new_status": change.new,
                "date": change.day,
                "cause": change.cause,
            }
            for partner in partners
            for change in changes_to_record(
                day, facts_of.get(partner.id, []), partner.transition_status or UNKNOWN, last.get(partner.id)
            )
        ])  # fmt: skip

    def _tell_transition_history(self):
        """Tell the history of these companies anew from their facts, as if each step had been recorded on its day.

        For companies whose facts were loaded all at once; what was recorded of them before is dropped.
        """
        day = today(self.env)
        self.env.flush_all()
        # As superuser: nobody else writes the history.
        history = self.env["hub.transition.change"].sudo()
        history.search([("partner_id", "in", self.ids)]).unlink()
        changes = history.create([
            {
                "partner_id": partner_id,
                "old_status": change.old,
                "new_status": change.new,
                "date": change.day,
                "cause": change.cause,
            }
            for partner_id, facts in self._transition_facts().items()
            for change in changes_until(day, facts)
        ])  # fmt: skip
        if changes:
            changes.flush_recordset()
            self.env.cr.execute(
                SQL("UPDATE hub_transition_change SET create_date = date + TIME '12:00' WHERE id IN %s", changes._ids)
            )
            changes.invalidate_recordset(["create_date"])

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
