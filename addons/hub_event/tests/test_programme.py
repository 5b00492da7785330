import io
from datetime import datetime

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from .common import YEAR, ActionCase


class TestProgramme(ActionCase):
    """The plan on paper and in Excel."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_action("Gone Fair", year=YEAR - 1)
        cls.create_action("Spring Fair", cluster_ids=cls.cluster.ids)
        cls.create_action("Dropped Fair", kanban_state="cancel")
        cls.create_action("May Mission", month=5, action_type_id=cls.mission.id)
        cls.plan.change_ids.filtered(lambda each: each.title == "Gone Fair").reason = "Nobody came to it."
        cls.plan.consultation_ids = [(0, 0, {"cluster_id": cls.cluster.id, "request": "A fair in spring."})]

    def _print(self, user):
        report = self.env["ir.actions.report"].with_user(user)
        html, _kind = report._render_qweb_html("hub_event.programme", self.plan.ids)
        return html.decode()

    def test_it_says_what_the_plan_says(self):
        for user in (self.account, self.analyst, self.director):
            page = self._print(user)
            for text in (
                "Spring Fair",
                "May Mission",
                "Nobody came to it.",
                "A fair in spring.",
                "Test Makers",
                "Draft",
            ):
                self.assertIn(text, page)
            self.assertLess(page.index("March"), page.index("Spring Fair"))
            self.assertLess(page.index("Spring Fair"), page.index("May Mission"))
        months = page[: page.index("Against Last Year")]
        self.assertNotIn("Dropped Fair", months)

    def test_not_for_those_who_may_not_read_it(self):
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._print(self.outsider)

    def _read(self, user):
        content = self.plan.with_user(user)._get_workbook()
        return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content)).worksheets]

    def test_the_workbook_says_the_same(self):
        self.plan.action_ids.filtered(lambda each: each.name == "May Mission").cost_ids = [
            (0, 0, {"planned": 800, "spent": 700.5})
        ]
        for user in (self.analyst, self.director):
            actions, changes, consultations = self._read(user)
            self.assertEqual([row[2] for row in actions[1:]], ["Spring Fair", "May Mission"])
            self.assertEqual(actions[2][0], datetime(YEAR, 5, 10))
            by_label = dict(zip(actions[0], actions[2], strict=True))
            self.assertEqual((by_label["Planned (EUR)"], by_label["Spent (EUR)"]), (800, 700.5))
            self.assertEqual((by_label["Type of Action"], by_label["State"]), ("Trade Mission", "Proposed"))
            self.assertEqual(dict(zip(actions[0], actions[1], strict=True))["Clusters"], "Test Makers")
            self.assertIn(("Dropped", "Gone Fair", "Nobody came to it."), [(*row[:2], row[-1]) for row in changes[1:]])
            self.assertEqual(consultations[1][4], "A fair in spring.")

    def test_a_day_is_the_one_of_the_agency(self):
        """Shortly after midnight in Brussels it is still the day before by the clock of the server."""
        self.plan.action_ids.filtered(lambda each: each.name == "May Mission").date_begin = f"{YEAR}-05-09 22:30:00"
        actions, *_others = self._read(self.director)
        self.assertEqual([row[0] for row in actions if row[2] == "May Mission"], [datetime(YEAR, 5, 10)])

    def test_the_workbook_computes_nothing(self):
        """A name that looks like a formula or a link is a text."""
        spring, may = self.plan.action_ids.filtered(lambda each: each.kanban_state != "cancel").sorted("date_begin")
        spring.name, may.name = "=1+1", "https://example.com"
        content = self.plan.with_user(self.director)._get_workbook()
        _head, *cells = load_workbook(io.BytesIO(content)).worksheets[0]["C"]
        self.assertEqual(
            [(cell.value, cell.data_type, cell.hyperlink) for cell in cells],
            [("=1+1", "s", None), ("https://example.com", "s", None)],
        )

    def test_who_may_not_export_gets_no_workbook(self):
        for user in (self.account, self.adviser):
            for way in ("action_workbook", "_get_workbook"):
                with self.subTest(user.login, way=way), self.assertRaises(UserError), self.cr.savepoint():
                    getattr(self.plan.with_user(user), way)()
        action = self.plan.with_user(self.analyst).action_workbook()
        self.assertEqual(action["url"], f"/hub_event/programme/{self.plan.id}/excel")

    def test_the_list_of_the_export_names_fields_that_are_there(self):
        export = self.env.ref("hub_event.ir_exports_programme")
        names = export.export_fields.mapped("name")
        rows = self.plan.action_ids.with_user(self.analyst).export_data(names)["datas"]
        self.assertEqual(sorted(row[1] for row in rows), ["Dropped Fair", "May Mission", "Spring Fair"])
        self.assertEqual({row[0] for row in rows}, {YEAR})


@tagged("post_install", "-at_install")
class TestProgrammeDownload(HttpCase, ActionCase):
    """The workbook over HTTP: of a plan that one may read, and of no other."""

    def _get(self, user, plan):
        self.authenticate(user.login, user.login)
        return self.url_open(f"/hub_event/programme/{plan}/excel")

    def test_download(self):
        self.create_action("Spring Fair")
        for user in self.director, self.outsider:
            user.password = user.login
        page = self._get(self.director, self.plan.id)
        self.assertEqual((page.status_code, page.content[:2]), (200, b"PK"))
        self.assertIn(f"Plan%20{YEAR}.xlsx", page.headers["Content-Disposition"])
        self.assertEqual(self._get(self.director, self.plan.id + 1000).status_code, 404)
        self.assertEqual(self._get(self.outsider, self.plan.id).status_code, 404)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_action_plan SET company_id = %s WHERE id = %s", agency.id, self.plan.id))
        self.assertEqual(self._get(self.director, self.plan.id).status_code, 404)
