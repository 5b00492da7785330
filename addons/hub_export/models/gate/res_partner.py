from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.quiet import KIND

from ...exceptions import MissingRequirements
from ..markets.crm_lead import OPEN_OPPORTUNITY

_COMPANY_FIELDS = ("parent_id", "is_company")
"""What says to which company a contact belongs."""


class ResPartner(models.Model):
    """What companies have of what stages require, for any number of companies at once."""

    _inherit = "res.partner"

    open_lead_ids = fields.Many2many(
        "crm.lead",
        string="Open Leads",
        compute="_compute_open_lead_ids",
        groups=READER,
        help="The leads of the company and its people that are neither won nor lost.",
    )

    def write(self, vals):
        leads = self.env["crm.lead"]
        if not vals.keys().isdisjoint(_COMPANY_FIELDS) and leads._is_gated():
            # As superuser: a colleague's leads move along as well.
            leads = leads.sudo().search([("partner_id", "child_of", self.ids)]).with_env(self.env)
        before = leads._get_gated_values()
        result = super().write(vals)
        if before:
            self._check_leads_moved_along(leads, before)
        return result

    def _check_leads_moved_along(self, leads, before):
        """Refuse where leads get to a company with their contact, and it lacks what their stage asks for."""
        try:
            leads._check_gate(before)
        except MissingRequirements as error:
            raise UserError(
                self.env._(
                    "%(contacts)s: leads move to another company together with their contact, and it lacks what their "
                    "stage asks for. Choose another contact of the former company for these leads first.\n%(missing)s",
                    contacts=", ".join(self.mapped("name")),
                    missing=error.args[0],
                )
            ) from error

    def _compute_open_lead_ids(self):
        domain = OPEN_OPPORTUNITY & Domain("partner_id.commercial_partner_id", "in", self.ids)
        leads = self.env["crm.lead"].search(domain).grouped(lambda lead: lead.partner_id.commercial_partner_id)
        for partner in self:
            partner.open_lead_ids = leads.get(partner._origin)

    def _get_band_scores(self, kinds):
        """Return where the band of each company's last done assessment starts, by kind of framework.

        :param set[str] kinds: the kinds of framework that matter
        :rtype: dict[int, dict[str, float]]
        """
        scores = defaultdict(dict)
        if "export" in kinds:
            for company in self:
                if band := company.export_readiness_band_id:
                    scores[company.id]["export"] = band.min_score
        if others := kinds - {"export"}:
            domain = [("partner_id", "in", self.ids), ("state", "=", "done"), ("kind", "in", list(others))]
            done = self.env["hub.assessment"].search_fetch(domain, ["partner_id", "kind", "band_id"], order="date, id")
            # The last one tells, also where it reached no band.
            for assessment in done:
                band = assessment.band_id
                scores[assessment.partner_id.id][assessment.kind] = band.min_score if band else None
        return scores

    def _get_planned_kinds(self, kinds):
        """Return the kinds of framework that a step is about that each company agreed to and did not drop.

        :rtype: dict[int, set[str]]
        """
        planned = defaultdict(set)
        if not kinds:
            return planned
        kind_of = "dimension_id.framework_id.kind"
        agreed = [("partner_id", "in", self.ids), ("state", "in", ("open", "done")), (kind_of, "in", list(kinds))]
        for company, kind in self.env["hub.commitment"]._read_group(agreed, ["partner_id", kind_of]):
            planned[company.id].add(kind)
        return planned

    def _get_valid_schemes(self, state="verified"):
        """Return the schemes of each company's evidence that is valid today.

        :param str state: the state of the evidence that counts
        :rtype: dict[int, set[int]]
        """
        evidence = self.env["hub.evidence"]
        domain = [("partner_id", "in", self.ids), ("state", "=", state), *evidence._domain_on(today(self.env))]
        schemes = defaultdict(set)
        for company, scheme in evidence._read_group(domain, ["partner_id", "scheme_id"]):
            schemes[company.id].add(scheme.id)
        return schemes

    # Where a company gets what is missing

    def _action_fill_band(self, requirement):
        """Return the action that assesses the company."""
        kind = requirement.framework_id.kind or "export"
        if kind == "export":
            return self.action_new_export_assessment()
        drafts = self.env["hub.assessment"].search(
            [("partner_id", "=", self.id), ("state", "=", "draft"), ("kind", "=", kind)], limit=1
        )
        context = {"default_partner_id": self.id, KIND: kind, "dialog_size": "extra-large"}
        return drafts._get_records_action(name=self.env._("Assessment"), context=context)

    def _action_fill_plan(self, requirement):
        """Return the action that writes down a step of the company's plan: one against its weakest spot."""
        kind = requirement.framework_id.kind or "export"
        last = self.env["hub.assessment"].search(
            [("partner_id", "=", self.id), ("state", "=", "done"), ("kind", "=", kind)],
            order="date desc, id desc",
            limit=1,
        )
        weakest = last.dimension_score_ids.sorted("score")[:1]
        step = last._step(weakest) if weakest else {"partner_id": self.id}
        context = {KIND: kind, **{f"default_{name}": value for name, value in step.items()}}
        return self.env["hub.commitment"]._get_records_action(name=self.env._("Commitment"), context=context)

    def _action_fill_evidence(self, requirement):
        """Return the action that enters evidence of what is required."""
        scheme = requirement.scheme_id
        version = scheme and scheme._version_on(today(self.env))
        context = {"default_partner_id": self.id, "default_version_id": version.id}
        return self.env["hub.evidence"]._get_records_action(name=self.env._("Evidence"), context=context)
