from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from .common import RegisterCase

ROLES = ("account", "cluster_manager", "director", "analyst", "outsider", "portal", "system")


@tagged("post_install", "-at_install")
class TestRights(RegisterCase):
    USERS = {**RegisterCase.USERS, "portal": "base.group_portal", "system": "base.group_system"}

    def test_who_may_do_what(self):
        read, load = ("R", "R", "R", "R", "", "", ""), ("", "", "CRWU", "", "", "", "CRWU")
        notes = ("", "", "R", "", "", "", "R")
        self.check_rights(
            ROLES,
            {
                "hub.cbe.extract": load,
                "hub.cbe.range": notes,
                "hub.cbe.progress": notes,
                "hub.cbe.code": (*read[:-1], "R"),
                "hub.cbe.company": read,
                "hub.cbe.match": read,
                "hub.cbe.value": read,
                "hub.establishment": read,
            },
        )
        self.assertEqual(self.models_brought_by("hub_cbe"), {
            "hub.cbe.extract", "hub.cbe.range", "hub.cbe.progress", "hub.cbe.code", "hub.cbe.company",
            "hub.cbe.match", "hub.cbe.value", "hub.establishment",
        })  # fmt: skip

    def test_an_administrator_without_a_role_saves_the_settings(self):
        settings = self.env["res.config.settings"].with_user(self.system)
        self.load(self.write_extract())
        form = self.env["hub.cbe.code"].search([("kind", "=", "JuridicalForm")], limit=1)
        settings.create({}).execute()
        settings.create({"hub_cbe_legal_form_ids": [(6, 0, form.ids)]}).execute()
        self.assertEqual(settings.create({}).hub_cbe_legal_form_ids, form)

    def test_what_the_register_says_follows_the_company(self):
        self.load(self.write_extract())
        row = self.env["hub.cbe.company"].search([("partner_id.establishment_ids", "!=", False)], limit=1)
        company = row.partner_id
        agency = self.env["res.company"].create({"name": "Another Agency"})
        models = {"hub.cbe.company": row, "hub.establishment": company.establishment_ids[0],
                  "hub.cbe.value": company.register_value_ids[0]}  # fmt: skip
        for name, record in models.items():
            self.assertTrue(self.env[name].with_user(self.account).browse(record.id).read(["partner_id"]))
        company.company_id = agency
        [stranger] = create_users(self.env, {"hub_stranger": "hub_entrepreneurs.group_hub_account_manager"})
        stranger.write({"company_ids": [(6, 0, agency.ids)], "company_id": agency.id})
        for name, record in models.items():
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.env[name].with_user(self.account).browse(record.id).read(["partner_id"])
            self.assertTrue(
                self.env[name].with_user(stranger).with_company(agency).browse(record.id).read(["partner_id"])
            )
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.env[name].with_user(self.outsider).browse(record.id).read(["partner_id"])

    def test_only_who_may_load_begins_and_cancels(self):
        extract = self.take_file(self.write_extract())
        for user in (self.account, self.cluster_manager, self.analyst, self.outsider):
            for method in ("action_begin", "action_cancel", "action_go_on"):
                with self.subTest(user=user.name, method=method), self.assertRaises(AccessError):
                    getattr(extract.with_user(user), method)()
