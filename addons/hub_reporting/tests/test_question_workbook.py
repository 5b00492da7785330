import io
import re
import zipfile

import openpyxl

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from ..workbook.sheets import SUPPRESSED
from .question_common import QuestionCase


class TestQuestionWorkbook(QuestionCase):
    """The answer as a file, in which nothing hidden is left."""

    def sheets(self, question):
        return openpyxl.load_workbook(io.BytesIO(question._get_workbook()))

    def test_it_says_what_the_page_says(self):
        question = self.ask(
            indicator_ids=[Command.set((self.indicator + self.hours).ids)], breakdown_id=self.by_commune.id
        )
        answer = question.get_answer()
        book = self.sheets(question)
        self.assertEqual(book.sheetnames, ["Answer", "Definitions"])
        sheet = book["Answer"]
        self.assertEqual(sheet["A1"].value, question.display_name)
        [table] = sheet.tables.values()
        rows = [tuple(cell.value for cell in row) for row in sheet[table.ref][1:]]
        expected = [
            (row["name"], *(SUPPRESSED if "hidden" in cell else cell["value"] for cell in row["cells"]))
            for row in answer["rows"]
        ]
        self.assertEqual(rows, expected)
        [definitions] = book["Definitions"].tables.values()
        self.assertEqual([row[0].value for row in book["Definitions"][definitions.ref][1:]], [
            figure["version"] for figure in answer["figures"]
        ])  # fmt: skip
        self.assertEqual(book.properties.creator, self.analyst.name)

    def test_no_part_of_the_file_has_what_is_hidden(self):
        self.talks[:3].duration = 9.37
        question = self.ask(indicator_ids=self.hours.ids, breakdown_id=self.by_commune.id)
        self.assertIn({"hidden": True}, question.get_answer()["rows"][0]["cells"])
        with zipfile.ZipFile(io.BytesIO(question._get_workbook())) as file:
            for name in file.namelist():
                text = file.read(name).decode()
                self.assertNotIn("9.37", text, name)
                self.assertNotIn("28.11", text, name)
                self.assertNotIn("hyperlink", text, name)
                self.assertFalse(re.search("comment", name), name)

    def test_over_time_it_has_a_chart(self):
        self.env["hub.interaction"].create([self.talk_values(c, "2024-03-03") for c in self.companies[:30]])
        question = self.ask(date_start="2024-01-01", interval="year", breakdown_id=self.by_commune.id)
        self.assertEqual(question.get_answer()["graph"]["kind"], "line")
        with zipfile.ZipFile(io.BytesIO(question._get_workbook())) as file:
            [chart] = [name for name in file.namelist() if name.startswith("xl/charts/chart")]
            self.assertIn("barChart", file.read(chart).decode())

    def test_what_has_no_answer_has_no_file(self):
        with self.assertRaisesRegex(UserError, "choose at least one"):
            self.ask(indicator_ids=False).action_excel()
        with self.assertRaisesRegex(UserError, "longer than a hundred years"):
            self.ask(date_start="1825-01-01")._get_workbook()

    def test_one_click(self):
        question = self.ask()
        self.assertEqual(question.action_excel()["url"], f"/hub_reporting/question/{question.id}/excel")


@tagged("post_install", "-at_install")
class TestQuestionDownload(HttpCase):
    """The address of the file: for whoever reads the question."""

    def test_who_gets_it(self):
        roles = {"hub_tour_analyst": "analyst", "hub_tour_director": "director", "hub_tour_privacy": "personal_data"}
        users = create_users(self.env, {name: f"hub_entrepreneurs.group_hub_{role}" for name, role in roles.items()})
        contact = self.env.ref("hub_reporting.hub_indicator_contact")
        question = self.env["hub.question"].with_user(users[0])
        question = question.create({"name": "Tour/Question", "indicator_ids": contact.ids})
        url = f"/hub_reporting/question/{question.id}/excel"
        for login, status in (("hub_tour_analyst", 200), ("hub_tour_director", 404), ("hub_tour_privacy", 404)):
            with self.subTest(login):
                self.authenticate(login, login)
                response = self.url_open(url)
                self.assertEqual(response.status_code, status)
                if status == 200:
                    self.assertTrue(zipfile.is_zipfile(io.BytesIO(response.content)))
                    self.assertIn("Tour", response.headers["Content-Disposition"])
        self.authenticate(None, None)
        self.assertNotIn("spreadsheet", self.url_open(url).headers["Content-Type"])
