from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw

from .report_common import ReportCase


class TestReportAccess(ReportCase):
    """A kept figure tells nobody what he or she may not count."""

    USERS = {
        **ReportCase.USERS,
        "knowing": "hub_entrepreneurs.group_hub_analyst,hub_entrepreneurs.group_hub_personal_data",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": "Portal",
                    "login": "hub_portal",
                    "group_ids": [Command.set([cls.env.ref("base.group_portal").id])],
                }
            )
        )

    def cells(self, run, user):
        return self.env["hub.report.cell"].with_user(user).search([("run_id", "=", run.id)])

    def test_rights(self):
        roles = ("account", "cluster_manager", "director", "analyst", "privacy", "outsider", "portal")
        self.check_rights(roles, {
            "hub.report": ("R", "R", "CRWU", "CRWU", "", "", ""),
            "hub.report.line": ("R", "R", "CRWU", "CRWU", "", "", ""),
            "hub.report.run": ("R", "R", "CRU", "CRU", "", "", ""),
            "hub.report.cell": ("R", "R", "R", "R", "", "", ""),
            "hub.report.cell.unit": ("", "", "", "", "", "", ""),
            "hub.report.cell.fact": ("", "", "", "", "", "", ""),
        })  # fmt: skip

    def test_who_begins_a_run(self):
        for user in (self.analyst, self.director):
            self.assertEqual(self.begin(user=user).user_id, user)
        for user in (self.account, self.cluster_manager, self.privacy, self.outsider, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.begin(user=user)

    def test_business_roles_read_and_explain(self):
        self.talk()
        run = self.run_report()
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(len(self.cells(run, user)), 2)
                self.assertEqual(self.causes(self.cell(run).with_user(user)), {})
                opened = self.cell(run).with_user(user).action_open_list()
                self.assertEqual(self.env["res.partner"].with_user(user).search(opened["domain"]), self.company)
        for user in (self.privacy, self.outsider, self.portal):
            for method in ("action_explain", "action_open_list", "read"):
                with self.subTest(user.login, method=method), self.assertRaises(AccessError):
                    call_kw(self.env["hub.report.cell"].with_user(user), method, [self.cell(run).ids], {})

    def test_lists_are_opened_through_their_cell_alone(self):
        self.talk()
        run = self.run_report()
        for user in (self.analyst, self.director, self.account):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self.env["hub.report.cell.unit"].with_user(user).search_read([], ["unit_id"])
                with self.assertRaises(AccessError):
                    self.cell(run).with_user(user).read(["unit_ids"])
                with self.assertRaises(AccessError):
                    self.report.with_user(user).read(["secret"])
                with self.assertRaises(UserError):
                    self.report.with_user(user).write({"secret": "known"})

    def test_another_agency_reads_nothing(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.talk()
        run = self.run_report()
        stranger = self.director.copy(
            {"login": "hub_stranger", "company_id": agency.id, "company_ids": [Command.set(agency.ids)]}
        )
        for name in ("hub.report", "hub.report.line", "hub.report.run", "hub.report.cell"):
            with self.subTest(name):
                own = {"hub.report": self.report, "hub.report.line": self.report.line_ids, "hub.report.run": run}
                rows = own.get(name, run.cell_ids)
                self.assertFalse(self.env[name].with_user(stranger).search([("id", "in", rows.ids)]))
        self.assertFalse(self.cells(run, stranger))
        for method in ("action_explain", "action_open_list"):
            with self.assertRaises(AccessError):
                call_kw(self.env["hub.report.cell"].with_user(stranger), method, [self.cell(run).ids], {})
        with self.assertRaises(AccessError):
            self.begin(user=stranger)
        with self.assertRaises(AccessError):
            call_kw(self.env["hub.report.run"].with_user(stranger), "action_cancel", [run.ids], {})

    def test_it_counts_what_its_user_may_read(self):
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.talk()
        self.talk(company=self.other_company)
        self.assertEqual(self.cell(self.run_report()).value, 1)

    def test_who_left_counts_no_more(self):
        run = self.begin()
        self.analyst.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        attempt = run.sudo()._begin()
        with self.assertRaisesRegex(UserError, "may not run reports any more"):
            run.sudo()._count_for_user(attempt, apart=lambda change: change(run.sudo()))

    def women_report(self):
        women = self.env.ref("hub_reporting.hub_indicator_women_led")
        return self.env["hub.report"].create(
            {"name": "Women", "line_ids": [Command.create({"indicator_id": women.id})]}
        )

    def test_personal_data_are_for_who_may_know(self):
        person = self.env["res.partner"].create({"name": "Test Woman"})
        self.env["hub.person.profile"].create(
            {"person_id": person.id, "gender": "woman", "gender_answer": "answered", "basis": "consent"}
        )
        self.env["hub.company.role"].create({
            "partner_id": self.company.id, "person_id": person.id, "role": "owner", "ownership_share": 100,
            "is_decision_maker": True,
        })  # fmt: skip
        self.talk()
        report = self.women_report()
        with self.assertRaisesRegex(AccessError, "Personal Data"):
            self.run_report(report=report)
        run = self.run_report(user=self.knowing, report=report)
        self.assertEqual(run.cell_ids.audience, "personal")
        for user in (self.analyst, self.director, self.account, self.privacy):
            with self.subTest(user.login):
                if user != self.privacy:
                    self.assertFalse(self.cells(run, user))
                for method in ("action_explain", "action_open_list"):
                    with self.assertRaises(AccessError):
                        call_kw(self.env["hub.report.cell"].with_user(user), method, [run.cell_ids.ids], {})
        log = self.env["hub.person.profile.access"].search_count([("user_id", "=", self.knowing.id)])
        self.assertTrue(self.cells(run, self.knowing)._get_list())
        self.assertGreater(self.env["hub.person.profile.access"].search_count([("user_id", "=", self.knowing.id)]), log)

    def test_what_a_role_sees_a_part_of_is_for_analysts(self):
        self.env["ir.rule"].create({
            "name": "Own conversations", "model_id": self.env["ir.model"]._get_id("hub.interaction"),
            "groups": self.env.ref("hub_entrepreneurs.group_hub_account_manager").ids,
            "domain_force": "[('user_id', '=', user.id)]",
        })  # fmt: skip
        self.talk()
        run = self.run_report()
        self.assertEqual(len(self.cells(run, self.analyst)), 2)
        self.assertEqual(len(self.cells(run, self.director)), 2)
        self.assertFalse(self.cells(run, self.account))

    def test_an_explanation_is_its_readers_own(self):
        self.talk()
        run = self.run_report()
        action = self.cell(run).with_user(self.account).action_explain()
        page = self.env["hub.report.explanation"].browse(action["res_id"])
        for user in (self.colleague, self.director):
            with self.assertRaises(AccessError):
                page.with_user(user).read(["given"])
        with self.assertRaises(AccessError):
            self.env["hub.report.explanation"].with_user(self.outsider).create({"cell_id": self.cell(run).id})
