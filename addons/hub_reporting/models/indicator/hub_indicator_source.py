from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse, rests_on_personal_data, walked_fields


class HubIndicatorSource(models.Model):
    """Facts of one kind that an indicator counts, or that it compares with.

    Its filter is evaluated with the rights of whoever reads the figure. It never looks at personal data, whoever wrote
    it: a figure would tell what the reader may not know.
    """

    _name = "hub.indicator.source"
    _description = "Source of an Indicator"
    _inherit = ["hub.kept.mixin", "hub.stored.domain.mixin", "hub.pointing.mixin"]
    _order = "version_id, is_reference, sequence, id"
    _stored_domains = ("domain",)

    version_id = fields.Many2one("hub.indicator.version", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    fact_kind = fields.Selection(lambda self: self.env["hub.fact"]._get_kinds(), "Facts", required=True)
    domain = fields.Char("Which Ones", help="A filter on facts. Empty: all of the kind.")
    fact_model = fields.Char(compute="_compute_fact_model")
    measure = fields.Selection(
        [("one", "Number"), ("hours", "Hours"), ("amount", "Amount"), ("days", "Days")],
        required=True,
        default="one",
        help="What is added up. An amount is one in the unit of the indicator. Days: how long what lasts has lasted; "
        "compared with a value before, how many days lie between both.",
    )
    is_reference = fields.Boolean("Reference", help="It does not count, it is what the version compares with.")
    is_enough = fields.Boolean("Enough", help="A unit with such a fact counts, whatever the threshold.")

    def _compute_fact_model(self):
        self.fact_model = "hub.fact"

    def _get_domain_model(self, name):  # noqa: ARG002
        return "hub.fact"

    @api.model_create_multi
    def create(self, vals_list):
        sources = super().create(vals_list)
        sources._require_unused()
        return sources

    def write(self, vals):
        if vals.keys() - {"sequence"}:
            self._require_unused()
        result = super().write(vals)
        if vals.keys() - {"sequence"}:
            self._require_unused()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        self._require_unused()

    def _require_unused(self):
        self.version_id._require_unused()

    def _lasts(self):
        """Tell whether facts of the kind go on from a first day to a last one."""
        self.ensure_one()
        return self.fact_kind in self.env["hub.fact"]._get_lasting_kinds()

    @api.constrains("domain", "fact_kind", "measure", "is_reference", "version_id")
    def _check_source(self):
        for source in self:
            source._check_domain()
        self.version_id._check_figures()

    def _check_domain(self):
        domain = self._get_domain()
        # As superuser: whether the filter makes sense, not what this user finds.
        facts = self.env["hub.fact"].sudo()
        if rests_on_personal_data(domain, facts) or any(
            field.comodel_name == "hub.target.group" for field in walked_fields(domain, facts)
        ):
            raise ValidationError(
                self.env._(
                    "Which Ones: the filter of %s uses personal data or target groups. Remove that part.",
                    self.version_id.display_name,
                )
            )

    def _get_domain(self):
        """Return the facts of the source as a domain, without the days that are asked about.

        :raise ValidationError: if its filter can't be read any more
        """
        self.ensure_one()
        try:
            domain = parse(self.domain)
            domain.optimize_full(self.env["hub.fact"])
        except (ValueError, SyntaxError, TypeError, KeyError) as error:
            raise ValidationError(self._get_domain_sentence(error)) from error
        return Domain("kind", "=", self.fact_kind) & domain & self._get_unit_domain()

    def _get_unit_domain(self):
        """Return the domain of the amounts in the unit of the indicator: others can't be added to them."""
        if self.measure != "amount":
            return Domain.TRUE
        unit = self.version_id.indicator_id.unit
        units = dict(self.env["hub.fact"]._fields["unit"]._description_selection(self.env))
        return Domain("unit", "=", unit if unit in units else False)

    def _get_domain_sentence(self, error):
        return self.env._(
            "Which Ones: the filter of %(version)s on “%(kind)s” can't be read: %(why)s. Correct it in a new version.",
            version=self.version_id.display_name,
            kind=dict(self._fields["fact_kind"]._description_selection(self.env)).get(self.fact_kind, self.fact_kind),
            why=error,
        )
