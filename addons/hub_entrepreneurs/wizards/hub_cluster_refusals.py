from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.actions import chosen_ids
from ..tools.labels import with_label


class HubClusterRefusals(models.AbstractModel):
    """A step for many companies at once that names those for whom it can't be taken, before anything is saved."""

    _name = "hub.cluster.refusals"
    _description = "Step of Many Companies"

    refusals = fields.Html(compute="_compute_refusals")
    refused_count = fields.Integer(compute="_compute_refusals")
    ready_count = fields.Integer(compute="_compute_refusals")

    def _compute_refusals(self):
        for wizard in self:
            ready, refusals = wizard._verdict()
            wizard.refusals = self._as_list(refusals)
            wizard.ready_count, wizard.refused_count = len(ready), len(refusals)

    def _verdict(self):
        """Return the records for which the step can be taken, and why it can't for others: sentences by record."""
        raise NotImplementedError

    def _take_along(self):
        """Return the records for which the step can be taken."""
        self.ensure_one()
        self._require()
        ready, refusals = self._verdict()
        if not ready:
            lines = [f"• {line}" for line in self._as_lines(refusals)]
            raise UserError("\n".join([self.env._("Choose other companies. For these, it is not possible:"), *lines]))
        return ready

    @api.model
    def _selected(self, model):
        """Return the ids of the records of a model on which the step was started."""
        return chosen_ids(self.env, model)

    @api.model
    def _domain_managed(self):
        """Return the domain of the clusters that the user manages."""
        everything = self.env.user.has_group("hub_entrepreneurs.group_hub_director")
        return Domain.TRUE if everything else Domain("manager_id.is_mine", "=", True)

    @api.model
    def _as_list(self, refusals):
        """Return sentences by record as a list to read, or nothing."""
        return refusals and Markup("<ul class='mb-0'>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % line for line in self._as_lines(refusals)
        )

    @api.model
    def _as_lines(self, refusals):
        return sorted(with_label(self.env, record.display_name, sentence) for record, sentence in refusals.items())

    @api.model
    def _require_managed(self, cluster):
        """Say whose cluster it is, where the rules would only refuse."""
        if not cluster._filtered_access("write"):
            raise UserError(
                self.env._(
                    "%(cluster)s is managed by %(manager)s. Choose one of your own clusters, or ask that person.",
                    cluster=cluster.display_name,
                    manager=cluster.manager_id.display_name or self.env._("nobody"),
                )
            )
