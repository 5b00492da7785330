from odoo import api, fields, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """A contact that may be a company under guidance, and where it lies."""

    _inherit = "res.partner"

    commune_id = fields.Many2one(
        "hub.commune",
        compute="_compute_commune_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Follows from the municipality in the address, else from the postcode. Change it where that is wrong.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        defaults = {name.removeprefix("default_") for name in self.env.context if name.startswith("default_")}
        self._refuse_typed(defaults.union(*vals_list))
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_typed(vals)
        return super().write(vals)

    @api.model
    def _computed_only(self):
        """Return the stored fields that follow from others and that nobody types in.

        :return: by name of the field, the method that returns the sentence to refuse with
        :rtype: dict[str, Callable[[], str]]
        """
        return {}

    @api.model
    def _refuse_typed(self, names):
        """Keep computed fields computed: that a field is read-only holds in the web client alone.

        :param names: the fields that are about to be written; a computation writes without passing here
        """
        if self.env.su:
            return
        for name, refusal in self._computed_only().items():
            if name in names:
                raise UserError(refusal())

    @api.depends("city", "zip")
    def _compute_commune_id(self):
        match = self.env["hub.commune"]._match
        for partner in self:
            partner.commune_id = match(partner.city, partner.zip)
