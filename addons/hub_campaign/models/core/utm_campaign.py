from functools import partial

from odoo import models
from odoo.exceptions import AccessError

# Who may change plain campaigns, for a reason of their own.
_CHANGING = (
    "hub_entrepreneurs.group_hub_account_manager", "sales_team.group_sale_salesman",
    "mass_mailing.group_mass_mailing_user", "base.group_system",
)  # fmt: skip


class UtmCampaign(models.Model):
    """Who is an analyst and nothing else changes no campaign, though core lets every internal user do it.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_campaign_rights.
    """

    _inherit = "utm.campaign"

    def _check_access(self, operation):
        if operation != "read" and self._only_counts():
            return self, partial(self._make_only_counts_error, operation)
        return super()._check_access(operation)

    def _only_counts(self):
        user = self.env.user
        return user.has_group("hub_entrepreneurs.group_hub_analyst") and not any(map(user.has_group, _CHANGING))

    def _make_only_counts_error(self, _operation):
        return AccessError(
            self.env._("Analysts read campaigns and change none. Ask the manager of the cluster, or a director.")
        )
