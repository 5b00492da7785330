from odoo import models

from ...tools.assignment import Assignment
from ...tools.quiet import AS_AUTHOR, ASSIGNMENT, AUTOMATIC


class CrmTeam(models.Model):
    """Leads are shared out by the filters of teams and members as far as the authors of these filters see.

    Core evaluates them inside two long methods, as superuser at night. So they are read there as what they find.

    Core: crm/models/crm_team.py, 19.0. Contract: test_core_crm_team.
    """

    _inherit = "crm.team"

    def _allocate_leads(self, *args, **kwargs):
        return super(CrmTeam, self._assigning())._allocate_leads(*args, **kwargs)

    def _assign_and_convert_leads(self, *args, **kwargs):
        return super(CrmTeam, self._assigning())._assign_and_convert_leads(*args, **kwargs)

    def _assigning(self):
        """Return these teams as they share out leads; what is the same for all of them is asked once."""
        return self.with_context(**{AS_AUTHOR: AUTOMATIC, ASSIGNMENT: Assignment()})
