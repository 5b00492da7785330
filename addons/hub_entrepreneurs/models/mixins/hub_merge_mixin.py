from odoo import api, models


class HubMergeMixin(models.AbstractModel):
    """Rows that need care when contacts become one: core deletes those whose constraint its SQL meets."""

    _name = "hub.merge.mixin"
    _description = "United When Contacts Are Merged"

    @api.model
    def _merge_conflicts(self, partners):  # noqa: ARG002
        """Return sentences about what only a person can solve before these contacts become one.

        :rtype: Iterable[str]
        """
        return []

    @api.model
    def _unite_rows(self, sources, destination):
        """Make the rows of all these contacts fit together, once they are all the destination's."""
        raise NotImplementedError
