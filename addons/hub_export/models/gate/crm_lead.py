from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.labels import with_label
from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...exceptions import MissingRequirements
from ...tools.quiet import STAGE_GATE

# So many leads are named where many are refused at once.
_NAMED = 10
_SHOWN = 80
# What may change what a lead is to the gate, its team and stage by way of core's computations.
_GATED_FIELDS = {"team_id", "stage_id", "partner_id", "target_country_id", "user_id", "type"}


class CrmLead(models.Model):
    """A lead that somebody raises to a stage has to have what this stage and those before it require.

    In: a person creates or writes leads, alone or many at once: dragging, importing, calling from outside.
    Out: they move, or :class:`MissingRequirements` tells in sentences, and the web client in a dialog, what is missing.

    1. What is required, and of whom, is the rule of :mod:`..domain.stage_gate`.
    2. It is asked after the values are there: what is filled in together with the stage counts.
    3. It looks at what the lead would be. A lead that was of another team or about another company, or had a market
       and loses it, is raised from the first stage, and so is a new one; whichever of these values is written.
    4. Not asked are programs: superuser, the mail gateway, web forms, merging leads.
    5. A director moves a lead on by ``hub.lead.stage.override`` and says why; what was missing is not asked again, as
       long as the lead is about the same company.
    """

    _inherit = "crm.lead"

    own_stages_only = fields.Boolean(related="team_id.own_stages_only")
    lost_reason_id = fields.Many2one(domain="[('offered_team_ids', 'in', [team_id])]")
    override_ids = fields.One2many("hub.lead.stage.override", "lead_id", "Overrides", groups=READER)
    override_count = fields.Integer("Overrides Count", compute="_compute_override_count", groups=READER)

    @api.depends("override_ids")
    def _compute_override_count(self):
        set_count(self, "override_count", "hub.lead.stage.override", "lead_id")

    @api.depends("user_id", "type")
    def _compute_team_id(self):
        # Core moves a lead to a team of its new salesperson. One with stages of its own keeps the lead.
        free = self.filtered(lambda lead: not lead.team_id.own_stages_only)
        return super(CrmLead, free)._compute_team_id()

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        result = super()._compute_stage_id()
        for lead in self:
            if lead.team_id.own_stages_only and lead.team_id not in lead.stage_id.team_ids:
                lead.stage_id = lead._stage_find(domain=[("fold", "=", False)])
        return result

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        if self._is_gated():
            leads._check_gate({}, is_new=True)
        return leads

    def write(self, vals):
        gated = not vals.keys().isdisjoint(_GATED_FIELDS) and self._is_gated()
        before = self._get_gated_values() if gated else {}
        result = super().write(vals)
        if before:
            # After the values are there: what is filled in together with the stage counts.
            self._check_gate(before)
        return result

    def _get_gated_values(self):
        """Return what these leads are to the gate: team, stage, company and whether there is a market, by id."""
        # As superuser: who hands a lead over with the move may not see it any more.
        return {
            lead.id: (lead.team_id, lead.stage_id, lead._get_company(), bool(lead.target_country_id))
            for lead in self.sudo()
        }

    @api.model
    def _is_gated(self):
        """Tell whether a person moves leads here, not the mail gateway, a web form, a merge or an import of data."""
        return not self.env.su and self.env.context.get(STAGE_GATE) is not AUTOMATIC

    def _check_gate(self, before, *, is_new=False):
        """Refuse where a lead was raised to a stage and something is missing for it.

        :param dict before: what :meth:`_get_gated_values` told of each lead until now; nothing of new ones
        """
        gate = self.env["hub.stage.requirement"]._get_gate()
        raised = defaultdict(self.browse)
        for id_, (team, stage, company, has_market) in self._get_gated_values().items():
            new = (team.browse(), stage.browse(), company.browse(), False)
            old_team, old_stage, old_company, had_market = before.get(id_, new)
            # A company that is filled in where there was none replaces none.
            same = team == old_team and old_company <= company and has_market >= had_market
            if stage and gate.is_raised(team._get_stage_path(gate), old_stage.id if same else None, stage.id):
                raised[stage.id] += self.sudo().browse(id_)
        missing = {lead: items for lead, items in self._get_missing(raised).items() if items}
        if missing:
            ids = [] if is_new else self.ids
            raise MissingRequirements(self._get_refusal_message(missing), self._prepare_gate_data(missing, ids))

    @api.model
    def _get_refusal_message(self, missing):
        """Return in sentences what is missing of leads, for whoever sees no dialog."""
        parts = []
        for lead, items in list(missing.items())[:_NAMED]:
            parts.append(
                self.env._(
                    "“%(lead)s” can't move to %(stage)s yet, because something is missing.",
                    lead=lead.name,
                    stage=lead.stage_id.name,
                )
            )
            parts += [f"- {with_label(self.env, item['name'], item['hint'])}" for item in items]
        if len(missing) > _NAMED:
            parts.append(self.env._("More leads: %s.", len(missing) - _NAMED))
        return "\n".join(parts)

    @api.model
    def _prepare_gate_data(self, missing, ids, stage=None):
        """Return what the dialog of the web client shows.

        :param dict missing: items by lead
        :param list ids: all leads that are to move; none where they are not saved
        """
        stage = stage or next(iter(missing)).stage_id
        return {
            "stage": {"id": stage.id, "name": stage.name},
            "lead_ids": ids,
            "count": len(missing),
            "leads": [
                {
                    "id": lead.id if ids else False,
                    "name": lead.name,
                    "company": lead.partner_id.commercial_partner_id.name,
                    "missing": items,
                }
                for lead, items in list(missing.items())[:_SHOWN]
            ],
            "may_override": self.env["hub.lead.stage.override"].has_access("create"),
        }

    def get_stage_gate(self, stage_id):
        """Return what is still missing for these leads to reach a stage, as the dialog of the web client shows it."""
        self.check_access("read")
        stage = self.env["crm.stage"].browse(stage_id)
        missing = {lead: items for lead, items in self._get_missing_for(stage).items() if items}
        return self._prepare_gate_data(missing, self.ids, stage)

    def action_open_overrides(self):
        """Open what directors decided about this lead."""
        self.ensure_one()
        domain = [("lead_id", "=", self.id)]
        return open_window(self.env, "hub_export.hub_lead_stage_override_action", domain=domain, context={})
