from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain.limits import DayLimit
from ...domain.transition import EXEMPLARY, IN_TRANSITION, Fact, last_day
from ...tools.actions import open_window
from ...tools.dates import today

# What a verifier vouches for: whoever changes it has to find another verifier.
VERIFIED_FIELDS = {
    "partner_id", "version_id", "level_id", "scope", "reference", "date_start", "date_end", "attachment_ids",
}  # fmt: skip
_DECISION_FIELDS = ("state", "user_id", "entered_by_ids", "verified_by_id", "verified_on", "verified_because")
_UNDECIDED = {"state": "to_verify", "verified_by_id": False, "verified_on": False, "verified_because": False}


class HubEvidence(models.Model):
    """An award or recognition that a company holds over a period, both days included."""

    _name = "hub.evidence"
    _description = "Evidence Item"
    _inherit = [
        "hub.voidable.mixin", "hub.limited.mixin", "hub.once.mixin", "hub.of.company.mixin", "hub.documented.mixin",
        "hub.named.mixin", "hub.period.mixin", "hub.proposed.mixin", "hub.transition.source.mixin", "mail.thread",
        "mail.activity.mixin",
    ]  # fmt: skip
    _proposed = {"date_end": ("date_start", "version_id")}
    # An award may be known before its first day, and rarely comes in years later.
    _limits = {"date_start": DayLimit(unusual_below=-10 * 365, unusual_above=365)}
    _order = "date_start desc, id desc"
    _rec_names_search = ["version_id", "partner_id", "reference"]
    _named_by = ("version_id", "partner_id")
    _transition_triggers = (
        "evidence_ids.active",
        "evidence_ids.state",
        "evidence_ids.scope",
        "evidence_ids.date_start",
        "evidence_ids.date_end",
        "evidence_ids.scheme_id.counts_for_exemplarity",
    )

    partner_id = fields.Many2one(tracking=True)
    version_id = fields.Many2one(
        "hub.evidence.scheme.version",
        "Scheme",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="""[
            '|', ('date_start', '=', False), ('date_start', '<=', date_start or '9999-12-31'),
            '|', ('date_end', '=', False), ('date_end', '>=', date_start or '0001-01-01'),
        ]""",
        help="The label, call or assessment, in the version that was in force on the first day of validity.",
    )
    scheme_id = fields.Many2one(related="version_id.scheme_id", string="Scheme Family", store=True, index=True)
    level_id = fields.Many2one(
        "hub.evidence.scheme.level",
        ondelete="restrict",
        tracking=True,
        domain="[('version_id', '=', version_id)]",
    )
    scope = fields.Selection(
        [("enterprise", "Enterprise"), ("establishment", "Establishment"), ("project", "Project")],
        required=True,
        default="enterprise",
        tracking=True,
        help="What the award covers. Only one for the whole enterprise can make it exemplary.",
    )
    reference = fields.Char(help="Number of the certificate or decision.")
    date_start = fields.Date("Valid From", required=True, default=lambda self: today(self.env), tracking=True)
    date_end = fields.Date(
        "Valid Until",
        compute="_compute_date_end",
        store=True,
        readonly=False,
        tracking=True,
        help="The last valid day. Empty if it does not lapse.",
    )
    state = fields.Selection(
        [("to_verify", "To Verify"), ("verified", "Verified"), ("rejected", "Rejected")],
        required=True,
        default="to_verify",
        readonly=True,
        copy=False,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Entered By",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        copy=False,
        help="The user who last entered or changed what is to be verified. Another user verifies it.",
    )
    entered_by_ids = fields.Many2many(
        "res.users",
        "hub_evidence_entered_by_rel",
        "evidence_id",
        "user_id",
        "Entered Before By",
        readonly=True,
        copy=False,
        help="Who entered or changed some of it before. None of them verifies it.",
    )
    verified_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    verified_on = fields.Date(readonly=True, copy=False)
    verified_because = fields.Text(
        "Verified Without a Document",
        readonly=True,
        copy=False,
        help="What the verifier saw or asked instead of a document.",
    )
    transition_status = fields.Selection(related="partner_id.transition_status")
    can_verify = fields.Boolean(compute="_compute_can_verify")
    verifier = fields.Selection(related="scheme_id.verifier")

    @api.depends("date_start", "version_id")
    def _compute_date_end(self):
        self._propose("date_end")

    def _get_proposed(self, name):  # noqa: ARG002
        months = self.version_id.validity_months
        return last_day(self.date_start, months) if months and self.date_start else False

    @api.depends("user_id", "entered_by_ids", "state", "scheme_id.verifier")
    @api.depends_context("uid")
    def _compute_can_verify(self):
        may_write = self.has_access("write")
        for evidence in self:
            own = self.env.user in evidence._get_authors()
            may_decide = may_write and evidence.scheme_id._may_verify(self.env.user)
            evidence.can_verify = may_decide and evidence.state == "to_verify" and not own

    def _get_authors(self):
        """Return all who ever entered or changed what is to be verified."""
        return self.user_id | self.entered_by_ids

    @api.constrains("level_id", "version_id")
    def _check_level(self):
        for evidence in self:
            if evidence.level_id and evidence.level_id.version_id != evidence.version_id:
                raise ValidationError(
                    self.env._(
                        "Level: %(level)s is not a level of %(scheme)s. Choose one of its own levels, or none.",
                        level=evidence.level_id.name,
                        scheme=evidence.version_id.display_name,
                    )
                )

    @api.onchange("date_start")
    def _onchange_date_start(self):
        return self._ask_about("date_start")

    @api.onchange("version_id")
    def _onchange_version_id(self):
        if self.level_id.version_id != self.version_id:
            self.level_id = False

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_version_id")
        for vals in vals_list:
            self._require_scheme(vals.get("version_id", default))
        if not self.env.su:
            if any(vals.get("state", "to_verify") != "to_verify" for vals in vals_list):
                raise UserError(
                    self.env._(
                        "New evidence is still to be verified. Save it first, then ask a colleague to verify it."
                    )
                )
            # Whoever enters it is who is logged in, and nobody has verified it.
            vals_list = [
                {name: value for name, value in vals.items() if name not in _DECISION_FIELDS} for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if "version_id" in vals:
            self._require_scheme(vals["version_id"])
        result = super().write(vals)
        if not self.env.su and vals.keys() & VERIFIED_FIELDS:
            # As superuser: the state is closed to direct writes.
            self.sudo()._undecide(self.env.user)
        return result

    def _documents_changed(self):
        self._undecide(self.env.user)

    def _undecide(self, user):
        """Put evidence that a user is changing back in the queue; who entered it until now is not forgotten."""
        for before, evidence in self.grouped("user_id").items():
            authors = [Command.link(each.id) for each in before | user]
            evidence.write({**_UNDECIDED, "user_id": user.id, "entered_by_ids": authors})

    @api.model
    def _computed_only(self):
        # Verifying, rejecting and loading data write as superuser: nobody else decides by writing a field.
        def refusal():
            return self.env._("Use the buttons Verify, Reject and Reopen to change the state.")

        return {**super()._computed_only(), **dict.fromkeys(_DECISION_FIELDS, refusal)}

    def _require_scheme(self, version_id):
        """Say what is missing: a sentence, where the web client and the database only refuse."""
        if not version_id:
            raise ValidationError(self.env._("Scheme: choose the label, call or assessment that this evidence proves."))

    def action_verify(self):
        """Open the dialog that shows the documents: nobody verifies what he or she has not seen."""
        self.ensure_one()
        self._check_may_decide()
        dialog = self.env["hub.evidence.verify"].create({"evidence_id": self.id})
        return open_window(self.env, "hub_entrepreneurs.hub_evidence_verify_action", res_id=dialog.id)

    def action_reject(self):
        """Declare the evidence not proven; only for somebody who did not enter it."""
        self._check_may_decide()
        self._decide("rejected")

    def action_reopen(self):
        """Put a decided evidence back in the queue."""
        self.check_access("write")
        # As superuser: the state is closed to direct writes.
        self.sudo().write(_UNDECIDED)

    def _verify(self, reason=None):
        """Declare the evidence true; only for somebody who did not enter it.

        :param str reason: what the verifier saw or asked, where there is no document
        """
        self._check_may_decide()
        reason = (reason or "").strip()
        unproven = self.filtered(lambda evidence: not evidence.attachment_ids)
        if unproven and not reason:
            raise UserError(
                self.env._(
                    "%(evidence)s has no document. Attach it, or say in Reason what you saw or asked instead.",
                    evidence=unproven[0].display_name,
                )
            )
        (self - unproven)._decide("verified")
        unproven._decide("verified", verified_because=reason)

    def _check_may_decide(self):
        """Refuse to decide on what one entered oneself, what directors keep to themselves, and what is decided."""
        self.check_access("write")
        if own := self.filtered(lambda evidence: self.env.user in evidence._get_authors()):
            raise UserError(
                self.env._(
                    "You entered %(evidence)s yourself. Ask a colleague to verify it.",
                    evidence=own[0].display_name,
                )
            )
        if closed := self.filtered(lambda evidence: not evidence.scheme_id._may_verify(self.env.user)):
            raise UserError(
                self.env._(
                    "%(evidence)s: only directors decide on evidence of this scheme. Ask one of them.",
                    evidence=closed[0].display_name,
                )
            )
        if decided := self.filtered(lambda evidence: evidence.state != "to_verify"):
            raise UserError(
                self.env._(
                    "%(evidence)s is decided already: %(state)s. Reopen it first.",
                    evidence=decided[0].display_name,
                    state=dict(self._fields["state"]._description_selection(self.env))[decided[0].state],
                )
            )

    def _decide(self, state, **values):
        values |= {"state": state, "verified_by_id": self.env.uid, "verified_on": today(self.env)}
        # As superuser: the state is closed to direct writes.
        self.sudo().write(values)

    @api.model
    def _transition_facts(self, partners):
        """Tell that verified evidence puts a company in transition, or makes it exemplary, while it is valid."""
        domain = [("partner_id", "in", partners.ids), ("state", "=", "verified")]
        evidence = self.sudo().search_fetch(domain, ["partner_id", "scope", "scheme_id", "date_start", "date_end"])
        for each in evidence:
            exemplary = each.scope == "enterprise" and each.scheme_id.counts_for_exemplarity
            status = EXEMPLARY if exemplary else IN_TRANSITION
            yield each.partner_id.id, Fact(status, each.date_start, each.date_end or None, "evidence")
