from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain.stage_gate import Facts, is_met, telling
from ...tools.quiet import FILL_IN


class CrmLead(models.Model):
    """What a lead still needs for a stage; found out for any number of leads at once."""

    _inherit = "crm.lead"

    # As superuser: what is there does not depend on who looks.
    next_stage_id = fields.Many2one(
        "crm.stage", compute="_compute_missing_requirements", compute_sudo=True, groups=READER
    )
    missing_requirements = fields.Json(
        "Missing",
        compute="_compute_missing_requirements",
        compute_sudo=True,
        groups=READER,
        help="What the next stage still needs.",
    )

    @api.depends(
        "team_id",
        "stage_id",
        "target_country_id",
        "partner_id",
        "readiness_band_id",
        "override_ids",
        "partner_id.commercial_partner_id.commitment_ids.state",
        "partner_id.commercial_partner_id.commitment_ids.dimension_id",
        "partner_id.commercial_partner_id.evidence_ids.state",
        "partner_id.commercial_partner_id.evidence_ids.scheme_id",
        "partner_id.commercial_partner_id.evidence_ids.date_start",
        "partner_id.commercial_partner_id.evidence_ids.date_end",
    )
    @api.depends_context("lang")
    def _compute_missing_requirements(self):
        gate = self.env["hub.stage.requirement"]._get_gate()
        # Also of leads that need nothing: whoever shows them shows their companies, and reads them in the same query.
        self._origin.partner_id.fetch()
        goals = {}
        for (_team, stage), leads in self.grouped(lambda lead: (lead.team_id.id, lead.stage_id.id)).items():
            following = gate.next(leads.team_id._get_stage_path(gate), stage)
            leads.next_stage_id = following
            leads.missing_requirements = []
            if following:
                goals[following] = goals.get(following, self.browse()) + leads
        for lead, items in self._get_missing(goals).items():
            lead.missing_requirements = items

    def _get_missing_for(self, stage):
        """Return what each lead needs that is not there, for all stages of its team up to and including one."""
        return self._get_missing({stage.id: self})

    @api.model
    def _get_missing(self, goals):
        """Return what is missing of leads that are to reach stages; what a director waived is no longer asked.

        :param dict[int, crm.lead] goals: the leads by id of the stage
        :return: by lead, items of ``missing_requirements``
        :rtype: dict[crm.lead, list[dict]]
        """
        unmet = {lead: telling(requirements) for lead, requirements in self._get_unmet_requirements(goals).items()}
        asked = set().union(*unmet.values())
        names = self.env["hub.stage.requirement"]._get_short_names() if asked else {}
        waiting = {}
        if any(requirement.kind == "evidence" for requirement in asked):
            # As superuser: what leads need does not depend on who looks.
            waiting = self.sudo().browse().concat(*unmet)._get_company()._get_valid_schemes("to_verify")
        return {
            lead: [
                {"id": each.id, "kind": each.kind, "name": names[each.id], "hint": lead._get_hint(each, waiting)}
                for each in required
            ]
            for lead, required in unmet.items()
        }

    @api.model
    def _get_unmet_requirements(self, goals):
        """Return the requirements, as the plain module has them, that leads do not meet for stages.

        :param dict[int, crm.lead] goals: the leads by id of the stage
        :rtype: dict[crm.lead, list[stage_gate.Requirement]]
        """
        gate = self.env["hub.stage.requirement"]._get_gate()
        # As superuser: what is there does not depend on who looks; only who may see the lead is told.
        groups = [
            (same, gate.needed(same.team_id._get_stage_path(gate), stage))
            for stage, leads in goals.items()
            for same in leads.sudo().grouped(lambda lead: lead.team_id.id).values()
        ]
        asked = set().union(*(required for _leads, required in groups))
        leads = self.sudo().browse().concat(*(leads for leads, required in groups if required))
        facts, waived = leads._get_facts(asked), leads._get_waived_ids()
        return {
            lead: [
                requirement
                for requirement in required
                if requirement.id not in waived[lead.id] and not is_met(requirement, facts[lead.id])
            ]
            for leads, required in groups
            for lead in leads
        }

    def _get_waived_ids(self):
        """Return the ids of the requirements that a director let go for the lead's company, by id of the lead."""
        waived = defaultdict(set)
        groups = self.env["hub.lead.stage.override"]._read_group(
            [("lead_id", "in", self._origin.ids), ("requirement_ids", "!=", False)],
            ["lead_id", "decided_for_id", "requirement_ids"],
        )
        for lead, company, requirement in groups:
            waived[lead.id, company.id].add(requirement.id)
        return {
            lead.id: waived[lead._origin.id, False] | waived[lead._origin.id, lead._get_company().id] for lead in self
        }

    def _get_company(self):
        """Return the companies of these leads."""
        return self.partner_id.commercial_partner_id._origin

    def _get_facts(self, asked):
        """Return what is there for each lead, as far as any of the requirements asks for it.

        :param asked: requirements as the plain module has them
        :rtype: dict[int, stage_gate.Facts]
        """
        kinds = defaultdict(set)
        for requirement in asked:
            kinds[requirement.kind].add(requirement.framework_kind)
        companies = self._get_company()
        scores = companies._get_band_scores(kinds["band"])
        plans = companies._get_planned_kinds(kinds["plan"])
        schemes = companies._get_valid_schemes() if "evidence" in kinds else {}
        return {
            lead.id: Facts(bool(lead.target_country_id), scores.get(id_, {}), plans.get(id_, ()), schemes.get(id_, ()))
            for lead in self
            for id_ in [lead._get_company().id]
        }

    # In words

    def _get_hint(self, requirement, waiting):
        """Return what is there now and what to do, in a sentence or two.

        :param dict waiting: the schemes of the evidence that waits to be verified, by id of the company
        """
        if requirement.is_broken:
            return self._get_hint_broken(self.env["hub.stage.requirement"].browse(requirement.id))
        if requirement.kind == "target_market":
            return self.env._("Choose the country that the company wants to sell in.")
        company = self._get_company()
        if not company:
            return self.env._("The lead has no company yet. Choose the company first.")
        if requirement.kind == "band":
            return self._get_hint_band(requirement, company)
        if requirement.kind == "evidence":
            return self._get_hint_evidence(requirement, waiting.get(company.id, ()))
        return self._get_hint_plan(requirement)

    @api.model
    def _get_hint_broken(self, record):
        archived = record.framework_id or record.min_band_id.framework_id
        name = archived.name if archived and not archived.active else record.scheme_id.name
        if not name:
            return self.env._(
                "The band of this requirement does not exist. Ask a director to correct it under Stage Requirements."
            )
        return self.env._(
            "This requirement names “%s”, which is archived. Ask a director to correct it under Stage Requirements.",
            name,
        )

    @api.model
    def _get_hint_band(self, requirement, company):
        if requirement.framework_kind != "export":
            return self.env._("The company's last assessment does not reach this band. Assess it, or assess it again.")
        band = company.export_readiness_band_id
        if not band:
            return self.env._("The company was not assessed for export yet. Do the assessment, and mark it as done.")
        return self.env._(
            "The company is in the band “%s” now. Work on its weak spots, then assess the company again.", band.name
        )

    @api.model
    def _get_hint_evidence(self, requirement, entered):
        if requirement.scheme in entered or (entered and not requirement.scheme):
            return self.env._("The evidence is entered, and waits for a colleague to verify it.")
        return self.env._(
            "The company has no evidence of it that is valid today. Enter the evidence, and ask a colleague to verify "
            "it."
        )

    @api.model
    def _get_hint_plan(self, requirement):
        if requirement.framework_kind == "export":
            return self.env._("The company has no commitment to export yet. Enter the first one.")
        return self.env._("The company has no commitment in such a plan yet. Enter the first one.")

    # From a missing thing to the place where it is filled in

    def action_fill_requirement(self, requirement_id):
        """Open in a dialog the place where this lead gets what a requirement asks for.

        :param int requirement_id: the ``id`` of an item of ``missing_requirements``
        """
        self.ensure_one()
        self.check_access("read")
        # As superuser: whoever works on the lead is told what it needs.
        requirement = self.env["hub.stage.requirement"].sudo().browse(requirement_id)
        company = self.partner_id.commercial_partner_id
        if requirement.kind == "target_market" or not company:
            return self._action_fill_lead("target_country_id" if requirement.kind == "target_market" else "partner_id")
        action = getattr(company, f"_action_fill_{requirement.kind}")(requirement)
        return {**action, "target": "new"}

    def _action_fill_lead(self, field):
        return self._get_records_action(
            name=self._fields[field]._description_string(self.env),
            views=[(self.env.ref("hub_export.crm_lead_view_form_fill_in").id, "form")],
            target="new",
            context={FILL_IN: field, "dialog_size": "medium"},
        )
