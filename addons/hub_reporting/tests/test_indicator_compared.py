from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .question_common import QuestionCase


class TestIndicatorCompared(QuestionCase):
    """Two definitions beside each other: who counts by one of them and not by the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visited = cls.env["hub.indicator"].create({"name": "Test Visited", "code": "VISITED", "unit": "company"})
        cls.env["hub.indicator.version"].create(
            {
                "indicator_id": cls.visited.id,
                "definition": "Companies with a visit.",
                "source_ids": [Command.create({"fact_kind": "support", "domain": "[('channel', '=', 'visit')]"})],
            }
        )
        cls.talks[:6].channel = "visit"
        cls.env.flush_all()

    def compare(self, user=None, **values):
        """Return the page that a question about both figures opens."""
        question = self.ask(user, indicator_ids=(self.indicator | self.visited).ids, **values)
        action = question.action_compare()
        return self.env["hub.indicator.figure"].with_user(user or self.analyst).browse(action["res_id"])

    def lists(self, page):
        """Return how many are in each list, once it is sure that each opens as many."""
        for line in page.line_ids.filtered("units"):
            action = line.action_open_list()
            self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), line.units, line.name)
        return {line.side: line.units for line in page.line_ids}

    def test_who_is_in_one_and_not_in_the_other(self):
        page = self.compare()
        self.assertEqual(page.question_id.service_ids, self.service, "the part of the question holds")
        self.assertEqual(self.lists(page), {"own": 40, "other": 6, "both": 6, "own_only": 34, "other_only": 0})
        self.assertEqual(
            (page.definition, page.other_definition), ("Companies with a conversation.", "Companies with a visit.")
        )
        [line] = page.line_ids.filtered(lambda each: each.side == "own_only")
        found = self.env["res.partner"].search(line.action_open_list()["domain"])
        self.assertEqual(found, self.companies[6:])

    def test_on_the_page_of_an_indicator(self):
        page = Form(self.env["hub.indicator.figure"].with_user(self.account))
        page.version_id, page.other_id = self.version, self.visited.version_ids
        page.date_start, page.date_end = self.period
        page = page.save()
        self.assertFalse(page.problem)
        self.assertEqual(len(page.line_ids), 5)
        page.other_id = False
        self.assertEqual(page.line_ids.mapped("side"), [False], "and back to the figure alone")

    def test_another_part(self):
        page = self.compare(commune_ids=self.communes[1].ids)
        self.assertEqual(self.lists(page), {"own": 8, "other": 3, "both": 3, "own_only": 5, "other_only": 0})

    def test_what_counts_otherwise_is_refused(self):
        question = self.ask(indicator_ids=(self.indicator | self.hours).ids)
        with self.assertRaisesRegex(UserError, "choose two that count the same"):
            question.action_compare()
        page = (
            self.env["hub.indicator.figure"]
            .with_user(self.analyst)
            .create(
                {
                    "version_id": self.version.id,
                    "other_id": self.hours.version_ids[:1].id,
                    "date_start": date(2025, 1, 1),
                }
            )
        )
        self.assertIn("counts something else", page.problem)
        self.assertFalse(page.line_ids)

    def test_personal_data(self):
        """Who may not know is told what may be asked instead; lists of a target group are for who may know."""
        owned, led = (self.env.ref(f"hub_reporting.hub_indicator_women_{name}") for name in ("owned", "led"))
        for user in (self.analyst, self.director):
            page = self.ask(user, indicator_ids=(owned | led).ids).action_compare()
            page = self.env["hub.indicator.figure"].with_user(user).browse(page["res_id"])
            self.assertFalse(page.line_ids)
            self.assertIn("ask a question about the target group of women", page.problem)
        women = self.make_women(*self.companies[:20])
        page = self.compare(target_group_ids=women.ids)
        self.assertFalse(page.line_ids)
        self.assertIn("compare the numbers of the answer", page.problem)
        page = self.compare(self.knowing, target_group_ids=women.ids)
        self.assertEqual(self.lists(page)["own"], 20)

    def test_a_question_of_somebody_else(self):
        """A page tells nothing of a question that its author may not read, nor of what that one is about."""
        question = self.ask(self.director)
        values = {"version_id": self.version.id, "question_id": question.id}
        for user in (self.account, self.analyst, self.privacy, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["hub.indicator.figure"].with_user(user).create(values)
            with self.subTest(user.login), self.assertRaises(AccessError):
                question.with_user(user).action_compare()
