from odoo import models

from ..mixins.hub_authored_domain_mixin import AuthoredChar


class CrmTeam(models.Model):
    """The leads that a team gets: those that the author of its filter finds."""

    _name = "crm.team"
    _inherit = ["crm.team", "hub.authored.domain.mixin"]
    _stored_domains = ("assignment_domain",)

    assignment_domain = AuthoredChar()

    def _get_domain_model(self, name):  # noqa: ARG002
        return "crm.lead"


class CrmTeamMember(models.Model):
    """The leads that somebody in a team gets, and gets first: those that the author of the filter finds."""

    _name = "crm.team.member"
    _inherit = ["crm.team.member", "hub.authored.domain.mixin"]
    _stored_domains = ("assignment_domain", "assignment_domain_preferred")

    assignment_domain = AuthoredChar()
    assignment_domain_preferred = AuthoredChar()

    def _get_domain_model(self, name):  # noqa: ARG002
        return "crm.lead"


class IrFilters(models.Model):
    """A saved search finds what its reader may find; nobody saves one that looks at what he or she may not read."""

    _name = "ir.filters"
    _inherit = ["ir.filters", "hub.stored.domain.mixin"]
    _stored_domains = ("domain",)
    _domain_triggers = ("model_id",)

    def _get_domain_model(self, name):  # noqa: ARG002
        return self.model_id
