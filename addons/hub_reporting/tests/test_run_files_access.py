from odoo import Command
from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from .report_common import count
from .run_files_common import RunFilesCase, rows_below


# The languages of the demonstration are read.
@tagged("post_install", "-at_install")
class TestRunFilesAccess(RunFilesCase):
    """A file holds what its reader may read, and no more."""

    USERS = {
        **RunFilesCase.USERS,
        "knowing": "hub_entrepreneurs.group_hub_analyst,hub_entrepreneurs.group_hub_personal_data",
        "exporting": "hub_entrepreneurs.group_hub_account_manager,base.group_allow_export",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls.env["res.users"].with_context(no_reset_password=True).create({
            "name": "Portal", "login": "hub_portal",
            "group_ids": [Command.set([cls.env.ref("base.group_portal").id])],
        })  # fmt: skip
        agency = cls.env["res.company"].create({"name": "Test Agency"})
        cls.stranger = cls.director.copy(
            {"login": "hub_stranger", "company_id": agency.id, "company_ids": [Command.set(agency.ids)]}
        )

    def test_who_gets_files(self):
        self.talk()
        run = self.run_report()
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            for file_format in ("xlsx", "csv"):
                with self.subTest(user.login, file_format=file_format):
                    self.assertTrue(self.file_of(run, file_format, user).getvalue())
        for user in (self.privacy, self.outsider, self.portal, self.stranger):
            for file_format in ("xlsx", "csv"):
                with self.subTest(user.login, file_format=file_format), self.assertRaises(AccessError):
                    self.file_of(run, file_format, user)
            for method in ("action_excel", "action_pdf", "action_csv", "action_verify"):
                with self.subTest(user.login, method=method), self.assertRaises(AccessError):
                    call_kw(self.env["hub.report.run"].with_user(user), method, [run.ids], {})

    def test_a_file_is_no_method_to_call(self):
        run = self.run_report()
        with self.assertRaises(AccessError):
            call_kw(self.env["hub.report.run"].with_user(self.analyst), "_write_file", [run.ids, None, "xlsx"], {})

    def test_rows_are_for_who_may_export(self):
        self.talk()
        run = self.run_report()
        self.assertNotIn("Facts", self.book_of(run, self.account).sheetnames)
        for user in (self.exporting, self.cluster_manager, self.director, self.analyst):
            self.assertEqual(len(rows_below(self.book_of(run, user)["Facts"], "Counts In")), 1, user.login)
        self.assertNotIn("Facts", self.book_of(run, self.director, outside=True).sheetnames)

    def test_facts_are_those_that_the_reader_may_read(self):
        mine = self.talk(user_id=self.exporting.id)
        self.talk(company=self.other_company)
        run = self.run_report()
        self.assertEqual(run.cell_ids.mapped("audience"), ["all", "all"])
        self.env["ir.rule"].create({
            "name": "Own conversations", "model_id": self.env["ir.model"]._get_id("hub.interaction"),
            "groups": self.env.ref("hub_entrepreneurs.group_hub_account_manager").ids,
            "domain_force": "[('user_id', '=', user.id)]",
        })  # fmt: skip
        found = rows_below(self.book_of(run, self.exporting)["Facts"], "Counts In")
        self.assertEqual([row["Record"].value for row in found], [mine.id])
        self.assertEqual(len(rows_below(self.book_of(run, self.analyst)["Facts"], "Counts In")), 2)

    def test_figures_of_analysts_are_none_of_an_account_managers(self):
        self.env["ir.rule"].create({
            "name": "Own conversations", "model_id": self.env["ir.model"]._get_id("hub.interaction"),
            "groups": self.env.ref("hub_entrepreneurs.group_hub_account_manager").ids,
            "domain_force": "[('user_id', '=', user.id)]",
        })  # fmt: skip
        self.talk(user_id=self.exporting.id)
        run = self.run_report()
        book = self.book_of(run, self.exporting)
        self.assertEqual(book.sheetnames, ["Summary", "Definitions", "Data Quality", "Facts"])
        for name, title in (("Summary", "Indicator"), ("Definitions", "Indicator"), ("Facts", "Counts In")):
            self.assertEqual(rows_below(book[name], title), [], name)
        tables, _words = self.csv_of(run, self.exporting)
        self.assertEqual(tables["figures.csv"], [])

    def test_personal_data(self):
        person = self.env["res.partner"].create({"name": "Test Woman"})
        self.env["hub.person.profile"].create(
            {"person_id": person.id, "gender": "woman", "gender_answer": "answered", "basis": "consent"}
        )
        self.env["hub.company.role"].create({
            "partner_id": self.company.id, "person_id": person.id, "role": "owner", "ownership_share": 100,
            "is_decision_maker": True,
        })  # fmt: skip
        self.talk()
        women = self.env.ref("hub_reporting.hub_indicator_women_led")
        report = self.env["hub.report"].create(
            {"name": "Women", "line_ids": [Command.create({"indicator_id": women.id})]}
        )
        run = self.run_report(user=self.knowing, report=report)
        self.assertEqual(len(rows_below(self.book_of(run, self.knowing)["Summary"], "Indicator")), 1)
        self.assertEqual(rows_below(self.book_of(run, self.knowing)["Facts"], "Counts In"), [], "no list leaves Hub")
        for user in (self.analyst, self.director):
            self.assertEqual(rows_below(self.book_of(run, user)["Summary"], "Indicator"), [])

    def test_a_dialog_is_its_users_own(self):
        run = self.run_report()
        dialog = self.env["hub.report.download"].with_user(self.account).create({"run_id": run.id})
        self.assertTrue(dialog.is_outside)
        for user in (self.colleague, self.director):
            with self.assertRaises(AccessError):
                dialog.with_user(user).action_download()
        for user in (self.privacy, self.outsider, self.portal):
            with self.assertRaises(AccessError):
                self.env["hub.report.download"].with_user(user).create({"run_id": run.id})
        with self.assertRaises(AccessError):
            self.env["hub.report.download"].with_user(self.stranger).create({"run_id": run.id}).action_download()

    def test_who_verifies(self):
        run = self.run_report()
        for user in (self.account, self.analyst, self.director):
            self.assertEqual(run.with_user(user).action_verify()["params"]["type"], "success")


@tagged("post_install", "-at_install")
class TestRunDownload(HttpCase):
    """The address of a file gives it to who may read the run, and nothing to others."""

    def test_the_address(self):
        create_users(self.env, {
            "hub_dl_account": "hub_entrepreneurs.group_hub_account_manager", "hub_dl_outsider": "base.group_user",
            "hub_dl_portal": "base.group_portal",
        })  # fmt: skip
        runs = self.env["hub.report.run"].with_user(self.env.ref("base.user_admin"))
        run = runs.create({
            "report_id": self.env.ref("hub_reporting.hub_report_annual").id, "period_start": "2025-01-01",
            "period_end": "2025-12-31",
        })  # fmt: skip
        address = f"/hub_reporting/run/{run.id}"
        self.authenticate("hub_dl_account", "hub_dl_account")
        self.assertEqual(self.url_open(f"{address}/xlsx").status_code, 404, "it is not done")
        count(run)
        response = self.url_open(f"{address}/xlsx")
        self.assertEqual((response.status_code, response.content[:2]), (200, b"PK"))
        self.assertIn(".xlsx", response.headers["Content-Disposition"])
        self.assertEqual(self.url_open(f"{address}/csv").headers["Content-Type"], "application/zip")
        for path in (f"{address}/exe", "/hub_reporting/run/0/xlsx"):
            self.assertEqual(self.url_open(path).status_code, 404)
        for login in ("hub_dl_outsider", "hub_dl_portal"):
            self.authenticate(login, login)
            with self.subTest(login):
                self.assertIn(self.url_open(f"{address}/xlsx").status_code, (403, 404))
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(f"{address}/xlsx").url)
