from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.labels import with_label

from ...domain.stage_gate import Gate, Requirement, Stage

# What a requirement of each kind is about.
_FIELDS_OF = {
    "band": {"framework_id", "min_band_id"},
    "target_market": set(),
    "plan": {"framework_id"},
    "evidence": {"scheme_id"},
}


class HubStageRequirement(models.Model):
    """One thing that has to be there before a lead reaches a stage."""

    _name = "hub.stage.requirement"
    _description = "Requirement of a Stage"
    _inherit = ["hub.pointing.mixin", "hub.cached.mixin"]
    _order = "stage_id, sequence, id"
    _rec_names_search = ["stage_id", "min_band_id", "scheme_id"]

    stage_id = fields.Many2one("crm.stage", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("band", "Readiness Band"),
            ("target_market", "Target Market"),
            ("plan", "Plan"),
            ("evidence", "Evidence"),
        ],
        required=True,
        default="band",
    )
    framework_id = fields.Many2one(
        "hub.assessment.framework",
        compute="_compute_framework_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The framework whose bands and dimensions count, in any version. Empty for a plan: the frameworks of the "
        "kind Export.",
    )
    min_band_id = fields.Many2one(
        "hub.assessment.band",
        "Band at Least",
        compute="_compute_min_band_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('framework_id', '=', framework_id)] if framework_id else [('framework_id.active', '=', True)]",
        help="The company's last assessment has to reach this band; what counts is the score at which the band starts.",
    )
    scheme_id = fields.Many2one(
        "hub.evidence.scheme",
        compute="_compute_scheme_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: any evidence counts.",
    )

    _once = models.UniqueIndex(
        """(stage_id, kind, COALESCE(framework_id, 0), COALESCE(min_band_id, 0), COALESCE(scheme_id, 0))""",
        "Kind: this stage requires the same thing already. Change that requirement, or choose another kind.",
    )

    @api.depends("kind", "min_band_id")
    def _compute_framework_id(self):
        for requirement in self:
            if requirement.kind == "band" and requirement.min_band_id:
                requirement.framework_id = requirement.min_band_id.framework_id
            elif "framework_id" not in _FIELDS_OF.get(requirement.kind, ()):
                requirement.framework_id = False

    @api.depends("kind")
    def _compute_min_band_id(self):
        self.filtered(lambda requirement: requirement.kind != "band").min_band_id = False

    @api.depends("kind")
    def _compute_scheme_id(self):
        self.filtered(lambda requirement: requirement.kind != "evidence").scheme_id = False

    @api.depends("stage_id", "kind", "min_band_id", "framework_id", "scheme_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for requirement in self:
            stage = requirement.stage_id.name or ""
            requirement.display_name = with_label(self.env, stage, requirement._get_short_name())

    def _get_short_name(self):
        """Return what is required, in a few words."""
        self.ensure_one()
        if self.kind == "band" and self.min_band_id:
            is_export = self.framework_id.kind == "export"
            if not self.min_band_id.min_score:
                # The lowest band: to be assessed is all it takes.
                return self.env._("Readiness Assessment") if is_export else self.framework_id.name
            band = self.min_band_id.name
            if is_export:
                return self.env._("Readiness: %s", band)
            return with_label(self.env, self.framework_id.name, band)
        if self.kind == "plan" and self.framework_id and self.framework_id.kind != "export":
            return self.env._("Plan: %s", self.framework_id.name)
        if self.kind == "evidence" and self.scheme_id:
            return self.env._("Evidence: %s", self.scheme_id.name)
        return dict(self._fields["kind"]._description_selection(self.env)).get(self.kind, "")

    @api.onchange("framework_id")
    def _onchange_framework_id(self):
        if self.min_band_id.framework_id != self.framework_id:
            self.min_band_id = False

    @api.constrains("kind", "framework_id", "min_band_id", "scheme_id")
    def _check_kind(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for requirement in self:
            if requirement.kind == "band" and not requirement.min_band_id:
                raise ValidationError(
                    self.env._(
                        "Band at Least: choose the band that a company has to reach for %(stage)s.",
                        stage=requirement.stage_id.name,
                    )
                )
            foreign = {"framework_id", "min_band_id", "scheme_id"} - _FIELDS_OF[requirement.kind]
            for name in sorted(foreign):
                if requirement[name]:
                    raise ValidationError(
                        self.env._(
                            "%(field)s: leave this field empty for the kind “%(kind)s”, or choose another kind.",
                            field=self._fields[name]._description_string(self.env),
                            kind=kinds[requirement.kind],
                        )
                    )

    @api.constrains("framework_id", "min_band_id", "scheme_id")
    def _check_names_what_exists(self):
        for requirement in self:
            band, framework = requirement.min_band_id, requirement.framework_id
            if band and band.framework_id != framework:
                raise ValidationError(
                    self.env._(
                        "Band at Least: %(band)s is not a band of %(framework)s. Choose one of its own bands.",
                        band=band.name,
                        framework=framework.display_name,
                    )
                )
            if archived := (framework + band.framework_id).filtered(lambda each: not each.active)[:1]:
                raise ValidationError(
                    self.env._(
                        "Framework: %(framework)s is archived, so no company can be assessed with it any more. Choose "
                        "the framework that is used now.",
                        framework=archived.display_name,
                    )
                )
            if requirement.scheme_id and not requirement.scheme_id.active:
                raise ValidationError(
                    self.env._(
                        "Scheme: %(scheme)s is archived. Choose a scheme that is still awarded, or none.",
                        scheme=requirement.scheme_id.name,
                    )
                )

    @api.model
    @tools.ormcache()
    def _get_gate(self):
        """Return the stages and requirements of all pipelines as the plain module takes them.

        :rtype: stage_gate.Gate
        """
        # As superuser: what a lead needs does not depend on who moves it.
        everything = self.sudo().with_context(active_test=False)
        stages = everything.env["crm.stage"]
        stages.flush_model(["sequence", "fold", "team_ids"])
        found = stages._search([], order=stages._order)
        # A statement for all, not one for each field: assigning leads makes the gate anew after each change of a stage.
        teams = SQL("ARRAY(SELECT crm_team_id FROM crm_stage_crm_team_rel WHERE crm_stage_id = crm_stage.id)")
        fields = found.select(*(SQL.identifier("crm_stage", name) for name in ("id", "sequence", "fold")), teams)
        return Gate(
            [
                Stage(stage_id, sequence, frozenset(own), bool(fold))
                for stage_id, sequence, fold, own in self.env.execute_query(fields)
            ],
            everything._get_plain(),
        )

    @api.model
    @tools.ormcache("self.env.lang")
    def _get_short_names(self):
        """Return what each requirement asks for, in a few words of the user's language, by id.

        :rtype: dict[int, str]
        """
        # As superuser: whoever works on a lead is told what it needs.
        return {requirement.id: requirement._get_short_name() for requirement in self.sudo().search([])}

    @api.model
    def _get_plain(self):
        """Return all requirements, read by one statement; broken is one that names what is gone or archived."""
        for model in (self, self.env["hub.assessment.band"], self.env["hub.assessment.framework"]):
            model.flush_model()
        self.env["hub.evidence.scheme"].flush_model(["active"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT needed.id, needed.stage_id, needed.kind, COALESCE(framework.kind, 'export'), band.min_score,
                       needed.scheme_id,
                       (needed.kind = 'band' AND band.id IS NULL) OR framework.active IS FALSE OR scheme.active IS FALSE
                  FROM hub_stage_requirement needed
                  JOIN crm_stage stage ON stage.id = needed.stage_id
                  LEFT JOIN hub_assessment_band band ON band.id = needed.min_band_id
                  LEFT JOIN hub_assessment_framework framework
                         ON framework.id = COALESCE(needed.framework_id, band.framework_id)
                  LEFT JOIN hub_evidence_scheme scheme ON scheme.id = needed.scheme_id
                 ORDER BY stage.sequence, stage.id, needed.sequence, needed.id
                """
            )
        )
        return [Requirement(*row[:-1], is_broken=bool(row[-1])) for row in rows]
