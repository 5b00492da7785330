from odoo import models


class HubPersonProfileAccess(models.Model):
    """The log is grouped by nothing that its reader may not read: core asks for the right to a many2many too late.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_search.
    """

    _inherit = "hub.person.profile.access"

    def _read_group_groupby(self, alias, groupby_spec, query):
        # Core groups by a many2many field without asking whether the user may read it.
        self._check_field_access(self._fields[groupby_spec.partition(":")[0].partition(".")[0]], "read")
        return super()._read_group_groupby(alias, groupby_spec, query)
