from odoo import api, fields, models


class HubOwnedMixin(models.AbstractModel):
    """A row whose access rules look at its owner: a company, a person, a cluster.

    Before a write, core asks the rules about the owner that the row has. Here they are asked once more after a write
    that gives it another one: nobody moves a row to where he or she could not have made it.
    """

    _name = "hub.owned.mixin"
    _description = "Row of an Owner"
    _inherit = ["hub.pointing.mixin"]

    # The fields with the owners, and what the user has to be allowed to do with the row of a new one.
    _owner_fields = ()
    _moved_operation = "write"

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(self._owner_fields):
            self.check_access(self._moved_operation)
        return result


class HubOfCompanyMixin(models.AbstractModel):
    """A row that hangs on a company: its agency is that of the company, by one global rule of each such model."""

    _name = "hub.of.company.mixin"
    _description = "Row of a Company"
    _inherit = ["hub.owned.mixin"]
    _owner_fields = ("partner_id",)

    partner_id = fields.Many2one(
        "res.partner",
        "Company",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
    )

    def action_open_company(self):
        """Open the company that the row hangs on."""
        self.ensure_one()
        return self.partner_id._get_records_action()


class HubFrozenPlaceMixin(models.AbstractModel):
    """A row that keeps the commune in which its company was then: what was counted does not move with the company."""

    _name = "hub.frozen.place.mixin"
    _description = "Commune at the Time"
    _inherit = ["hub.of.company.mixin"]

    commune_id = fields.Many2one(
        "hub.commune",
        compute="_compute_commune_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The commune of the company at the time. A later move does not change it.",
    )

    # On purpose not on the company's commune.
    @api.depends("partner_id")
    def _compute_commune_id(self):
        for row in self:
            row.commune_id = row.partner_id.commune_id


class HubMergeMixin(models.AbstractModel):
    """Rows that need care when contacts become one: core deletes those whose constraint its SQL meets."""

    _name = "hub.merge.mixin"
    _description = "United When Contacts Are Merged"

    @api.model
    def _merge_conflicts(self, partners):  # noqa: ARG002
        """Return sentences about what only a person can solve before these contacts become one."""
        return []

    @api.model
    def _unite_rows(self, sources, destination):
        """Make the rows of all these contacts fit together, once they are all the destination's."""
        raise NotImplementedError


class HubTransitionSourceMixin(models.AbstractModel):
    """Rows that say something about where companies stand in their transition.

    Whatever inherits this is asked for its facts; nobody has to name it anywhere.
    """

    _name = "hub.transition.source.mixin"
    _description = "Tells Facts about the Transition"

    # What the facts rest on, as paths from a company: where one of them changes, its status is computed anew.
    _transition_triggers = ()

    @api.model
    def _transition_facts(self, partners):
        """Yield what the rows of these companies say, whoever asks: each company's id with a transition.Fact."""
        raise NotImplementedError
