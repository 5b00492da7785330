from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError

from .common import HubCase
from .core_case import CoreCase


class TestCoreRuleErrors(CoreCase):
    """Core names in debug mode what somebody may not read."""

    def test_names_of_records(self):
        self.assertParameters("ir.rule", "_make_access_error", "operation", "records")
        self.assertInOrder(
            self.source("ir.rule", "_make_access_error"),
            [
                "self._get_failing(records, mode=operation)",
                "records[:6].sudo()",
                "has_group('base.group_no_one')",
                "for rec in display_records",
            ],
            "the sentence of an access error comes about in another way",
        )


class TestRuleErrors(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency = cls.env["res.company"].create({"name": "Other Agency"})
        cls.secret = cls.env["res.partner"].create({"name": "Secret Works", "company_id": cls.agency.id})

    def _sentence(self, user, debug=True, **context):
        has_group = self.env.registry["res.users"].has_group

        def in_debug_mode(self, group):
            return debug if group == "base.group_no_one" else has_group(self, group)

        self.env.invalidate_all()
        with patch.object(self.env.registry["res.users"], "has_group", in_debug_mode):
            with self.assertRaises(AccessError) as refused:
                self.secret.with_user(user).with_context(**context).read(["name"])
        return str(refused.exception)

    def test_nothing_is_named_that_is_closed(self):
        for debug in (True, False):
            self.assertNotIn("Secret", self._sentence(self.director, debug=debug))

    def test_what_is_in_another_of_the_own_agencies_is_named(self):
        self.director.company_ids = [Command.link(self.agency.id)]
        self.assertIn("Secret Works", self._sentence(self.director, allowed_company_ids=self.env.company.ids))
