from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..dates import today

HUB_GROUPS = "hub_entrepreneurs.group_hub_account_manager,hub_entrepreneurs.group_hub_analyst"


class ResPartner(models.Model):
    """A contact that may be a company under guidance: where it lies, which clusters it belongs to."""

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
    membership_ids = fields.One2many("hub.cluster.membership", "partner_id", "Memberships", groups=HUB_GROUPS)
    membership_count = fields.Integer("Clusters", compute="_compute_membership_count", groups=HUB_GROUPS)
    cluster_ids = fields.Many2many(
        "hub.cluster",
        string="Member Of",
        compute="_compute_cluster_ids",
        search="_search_cluster_ids",
        groups=HUB_GROUPS,
        help="The clusters that the company is a member of today.",
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

    def _compute_membership_count(self):
        counts = dict(
            self.env["hub.cluster.membership"]._read_group(
                [("partner_id", "in", self.ids)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.membership_count = counts.get(partner._origin, 0)

    @api.depends("membership_ids.date_start", "membership_ids.date_end", "membership_ids.cluster_id")
    def _compute_cluster_ids(self):
        for partner in self:
            partner.cluster_ids = partner.membership_ids.filtered(lambda m: m.state == "active").cluster_id

    @api.model
    def _search_cluster_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        running = self.env["hub.cluster.membership"]._domain_on(today(self.env))
        if operator == "in" and False in value:
            none = Domain("membership_ids", "not any", running)
            return none | self._search_cluster_ids("in", set(value) - {False}) if len(value) > 1 else none
        return Domain("membership_ids", "any", running & Domain("cluster_id", operator, value))

    def action_open_memberships(self):
        """Open all memberships of the company, past ones included."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_cluster_membership_action")
        return {**action, "domain": [("partner_id", "=", self.id)], "context": {"default_partner_id": self.id}}
