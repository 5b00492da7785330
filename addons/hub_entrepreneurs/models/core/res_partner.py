from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.compat import columns


class ResPartner(models.Model):
    """Companies are found by sectors that are still to be computed, and grouped by their clusters of today.

    Core: odoo/orm/models.py and odoo/orm/environments.py, 19.0. Contract: test_core_search.
    """

    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        # Core computes the pending columns that a search needs, but no pending many2many.
        self._recompute_model(["sector_ids"])
        return super()._search(domain, *args, **kwargs)

    _search.is_transparent = True

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Group companies by the clusters of today, each under all of its clusters, as core does by stored tags.

        The memberships are those that a search for a cluster finds, so that a group holds what it counts.
        """
        if groupby_spec != "cluster_ids":
            return super()._read_group_groupby(alias, groupby_spec, query)
        self._check_field_access(self._fields["cluster_ids"], "read")
        memberships = self.env["hub.cluster.membership"]
        running = memberships._search(self._domain_running_memberships("any", Domain.TRUE))
        rows = running.subselect(*columns(memberships, running, "partner_id", "cluster_id"))
        members = query.make_alias(alias, "cluster_ids")
        joined = SQL("%s = %s", SQL.identifier(alias, "id"), SQL.identifier(members, "partner_id"))
        query.add_join("LEFT JOIN", members, rows, joined)
        return SQL.identifier(members, "cluster_id")


class ResPartnerHistory(models.Model):
    """The status of a company is noted before it is computed anew, so that its steps can be recorded at the commit.

    Core leads each computation of a stored field through `_compute_field_value`, with the fields protected, so that
    they still read as they were before; `mail.thread` tracks values in the same place.

    Core: odoo/orm/fields.py and mail/models/mail_thread.py, 19.0. Contract: test_core_transition_history.
    """

    _inherit = "res.partner"

    def _compute_field_value(self, field):
        if field.compute == "_compute_transition_status":
            self.env["hub.transition.change"]._note_status(self)
        return super()._compute_field_value(field)
