import inspect

from odoo.models import BaseModel

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreCampaignRights(CoreCase):
    """Core asks one method who may do something with records, and with a model."""

    def test_access(self):
        for name in ("check_access", "has_access"):
            self.assertIn("self._check_access(operation)", inspect.getsource(getattr(BaseModel, name)))
        self.assertInOrder(
            inspect.getsource(BaseModel.check_access), ["raise result[1]()"], "it refuses in another way"
        )

    def test_identifiers(self):
        self.assertParameters("utm.mixin", "_get_unique_names", "model_name", "names")
        self.assertInOrder(
            self.source("utm.campaign", "create"),
            ["self.env['utm.mixin']._get_unique_names("],
            "campaigns get their identifiers in another way",
        )

    def test_every_internal_user_may_change_campaigns(self):
        rights = self.env["ir.model.access"].search([("model_id.model", "=", "utm.campaign")])
        internal = rights.filtered(lambda right: right.group_id == self.env.ref("base.group_user"))
        self.assertTrue(internal.perm_write and internal.perm_create, "core does not, and ours is not needed")
