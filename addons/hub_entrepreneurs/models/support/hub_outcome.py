from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain.limits import DayLimit, Limit
from ...tools.dates import today

# Kind: its label, and the unit that its value is in.
KINDS = {
    "jobs_created": ("Jobs Created", "fte"),
    "jobs_kept": ("Jobs Kept", "fte"),
    "turnover": ("Additional Turnover", "eur_year"),
    "investment": ("Investment Made", "eur"),
    "financing": ("Financing Obtained", "eur"),
    "new_market": ("New Market", "market"),
    "export_contract": ("Export Contract", "eur"),
    "co2_avoided": ("CO₂ Avoided", "tonne_year"),
    "waste_avoided": ("Waste Avoided", "tonne_year"),
    "new_product": ("New Product or Service", "product"),
    "business_started": ("Business Started", "business"),
    "business_survived": ("Business Survived", "business"),
}
UNITS = [
    ("fte", "FTE"),
    ("eur", "EUR"),
    ("eur_year", "EUR a year"),
    ("tonne_year", "tonnes a year"),
    ("market", "markets"),
    ("product", "products"),
    ("business", "businesses"),
]
# By unit, what one company rarely reaches at once.
_RARE = {
    "fte": 100, "eur": 5_000_000, "eur_year": 5_000_000, "tonne_year": 10_000, "market": 10, "product": 20,
    "business": 3,
}  # fmt: skip


class HubOutcome(models.Model):
    """What came of the support given to a company: how much, how well proven, and how far it is the agency's doing."""

    _name = "hub.outcome"
    _description = "Outcome"
    _inherit = [
        "hub.voidable.mixin", "hub.limited.mixin", "hub.once.mixin", "hub.frozen.place.mixin", "hub.sums.mixin",
        "hub.documented.mixin", "hub.named.mixin", "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _order = "date desc, id desc"
    _rec_names_search = ["partner_id", "reference"]
    _named_by = ("kind", "partner_id")
    _sums_within = {"value": "unit", "attributed_value": "unit"}
    # What came of the support has happened; a year typed wrong is asked about.
    _limits = {"date": DayLimit(most=0, unusual_below=-5 * 365), "value": Limit(most=1e12)}

    partner_id = fields.Many2one(
        string="Company or Starter",
        tracking=True,
        domain=["|", ("is_company", "=", True), ("parent_id", "=", False)],
    )
    kind = fields.Selection(
        [(kind, label) for kind, (label, _unit) in KINDS.items()], required=True, index=True, tracking=True
    )
    value = fields.Float(required=True, default=1, tracking=True)
    unit = fields.Selection(UNITS, compute="_compute_unit", store=True)
    date = fields.Date(required=True, index=True, default=lambda self: today(self.env), tracking=True)
    proof_level = fields.Selection(
        [("claimed", "Claimed"), ("attested", "Attested"), ("documented", "Documented")],
        required=True,
        default="claimed",
        tracking=True,
        help="Claimed: the company says so. Attested: it, or its accountant, signed for it. Documented: a document "
        "shows it, attached here or named by its reference.",
    )
    reference = fields.Char(help="Number or place of the document that proves it.")
    attribution = fields.Integer(
        "Attribution (%)",
        required=True,
        default=100,
        aggregator="avg",
        tracking=True,
        help="How much of it the agency contributed, in percent. 100: it would not have happened without the support.",
    )
    attributed_value = fields.Float(
        compute="_compute_attributed_value", store=True, help="The value times the attribution."
    )
    interaction_id = fields.Many2one(
        "hub.interaction",
        "Conversation",
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', '=', partner_id)]",
        help="The conversation that it came from.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', 'child_of', partner_id)]",
    )
    service_id = fields.Many2one(
        "hub.service",
        compute="_compute_from_interaction",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The service that it came from.",
    )
    programme_id = fields.Many2one(
        "hub.programme",
        compute="_compute_from_interaction",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The programme that it counts for.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Account Manager",
        required=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        tracking=True,
        domain=[("share", "=", False)],
    )
    note = fields.Text()

    _attribution_percent = models.Constraint(
        "CHECK (attribution BETWEEN 0 AND 100)", "Attribution: enter a percentage from 0 to 100."
    )
    _value_positive = models.Constraint("CHECK (value >= 0)", "Value: enter 0 or more, or delete the outcome.")

    @api.depends("kind")
    def _compute_unit(self):
        for outcome in self:
            outcome.unit = KINDS[outcome.kind][1] if outcome.kind else False

    @api.depends("value", "attribution")
    def _compute_attributed_value(self):
        for outcome in self:
            outcome.attributed_value = outcome.value * outcome.attribution / 100

    @api.depends("interaction_id")
    def _compute_from_interaction(self):
        for outcome in self:
            outcome.service_id = outcome.service_id or outcome.interaction_id.service_id
            outcome.programme_id = outcome.programme_id or outcome.interaction_id.programme_id

    @api.model
    def _get_limit_sentences(self):
        return {
            **super()._get_limit_sentences(),
            "date": self.env._("Date: enter the day on which it came about, today at the latest."),
        }

    def _get_limit(self, name):
        limit = super()._get_limit(name)
        return replace(limit, unusual_above=_RARE.get(self.unit)) if name == "value" else limit

    @api.onchange("date")
    def _onchange_date(self):
        return self._ask_about("date")

    @api.onchange("value", "kind")
    def _onchange_value(self):
        return self._ask_about("value")

    def _documents_changed(self):
        self._check_proof()

    @api.constrains("proof_level", "reference", "attachment_ids")
    def _check_proof(self):
        for outcome in self:
            if outcome.proof_level == "documented" and not (outcome.reference or outcome.attachment_ids):
                raise ValidationError(
                    self.env._(
                        "Proof Level: %(outcome)s has no document. Attach the document, or enter its reference.",
                        outcome=outcome.display_name,
                    )
                )
