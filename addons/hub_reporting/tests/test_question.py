import json
from datetime import date

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..domain.figures import Period
from ..domain.hiding import ALL
from ..models.question import hub_question_answering
from .question_common import QuestionCase


class TestQuestion(QuestionCase):
    """A question and its answer."""

    def test_a_table_with_totals(self):
        answer = self.answer(breakdown_id=self.by_commune.id)
        numbers = self.numbers(answer)
        names = self.communes.mapped("name")
        # One column for each commune, and the total; the smallest is hidden with the next one.
        self.assertEqual([column["name"] for column in answer["columns"]], [*sorted(names, key=str.casefold), "Total"])
        self.assertEqual(numbers, {"Test Contact": [*self.hidden_first(names), 40]})

    def hidden_first(self, names):
        by_name = dict(zip(names, ("hidden", "hidden", 12, 17), strict=True))
        return [by_name[name] for name in sorted(names, key=str.casefold)]

    def test_small_numbers_leave_nothing(self):
        question = self.ask(breakdown_id=self.by_commune.id)
        answer = question.get_answer()
        [row] = answer["rows"]
        self.assertEqual([cell for cell in row["cells"] if "hidden" in cell], [{"hidden": True}] * 2)
        # Neither 3 nor 8 nor their sum is told anywhere, and the graph has gaps.
        self.assertEqual(answer["graph"]["series"][0]["values"].count(None), 2)
        written = json.dumps(answer)
        for commune in self.communes[:2]:
            self.assertNotIn(f"[[{commune.id}]]", written)
        for commune, opens in zip(self.communes, (False, False, True, True), strict=True):
            with self.subTest(commune.name):
                if opens:
                    action = question.action_open_cell(self.indicator.id, [[commune.id]])
                    found = self.env["res.partner"].search(action["domain"])
                    self.assertEqual(found.commune_id, commune)
                else:
                    with self.assertRaisesRegex(UserError, "is not shown"):
                        question.action_open_cell(self.indicator.id, [[commune.id]])

    def test_each_number_opens_what_it_counts(self):
        self.env["hub.interaction"].create([self.talk_values(company, "2024-03-03") for company in self.companies[:30]])
        question = self.ask(date_start="2024-01-01", interval="year", breakdown_id=self.by_commune.id)
        answer = question.get_answer()
        opened = 0
        for row in answer["rows"]:
            for cell in filter(None, row["cells"]):
                if cell.get("opens"):
                    action = question.action_open_cell(cell["indicator"], cell["key"])
                    self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), cell["value"])
                    opened += 1
        self.assertGreater(opened, 6)

    def test_several_figures_stand_beside_each_other(self):
        answer = self.answer(indicator_ids=[Command.set((self.indicator + self.hours).ids)], interval="year")
        self.assertEqual([column["name"] for column in answer["columns"]], ["Test Contact", self.hours.name])
        self.assertEqual(self.numbers(answer), {"2025": [40, 60], "Total": [40, 60]})
        self.assertEqual([figure["unit"] for figure in answer["figures"]], ["companies", "hours"])
        hours = answer["rows"][0]["cells"][1]
        action = self.env["hub.question"].search([], limit=1, order="id desc").with_user(self.analyst)
        action = action.action_open_cell(hours["indicator"], hours["key"])
        self.assertEqual(action["res_model"], "hub.interaction")

    def test_sums_of_few_companies_are_hidden_however_many_records_there_are(self):
        self.env["hub.interaction"].create([self.talk_values(self.companies[0]) for _talk in range(9)])
        answer = self.answer(indicator_ids=self.hours.ids, breakdown_id=self.by_commune.id)
        cells = dict(zip([c["name"] for c in answer["columns"]], answer["rows"][0]["cells"], strict=True))
        self.assertIn("hidden", cells[self.communes[0].name])

    def test_change_against_the_year_before(self):
        self.env["hub.interaction"].create([self.talk_values(c, "2024-03-03") for c in self.companies[:30]])
        answer = self.answer(date_start="2023-07-01", interval="year")
        by_year = dict(zip([c["name"] for c in answer["columns"]], answer["rows"][0]["cells"], strict=True))
        self.assertEqual(by_year["2025"]["change"], 10)
        self.assertEqual(by_year["2025"]["shown_change"], "+10")
        # 2023 is not asked about as a whole.
        self.assertNotIn("change", by_year["2024"])
        self.assertEqual(answer["graph"]["kind"], "line")

    def test_no_last_day_means_until_yesterday(self):
        with self.on_day(date(2025, 5, 5)):
            self.assertEqual(self.numbers(self.answer(date_end=False)), {"Total": [0]})
        with self.on_day(date(2025, 5, 6)):
            self.assertEqual(self.numbers(self.answer(date_end=False)), {"Total": [40]})

    def test_each_total_is_what_the_indicator_says(self):
        """All cells come of one statement, and say what the engine says of each for itself."""
        by_year, by_commune = self.by_year, self.by_commune
        period = Period(date(2023, 1, 1), date(2026, 12, 31))
        for indicator in self.env["hub.indicator"].search([]):
            version = indicator.version_ids
            if len(version) != 1 or version.rests_on_personal_data or by_commune not in version.breakdown_ids:
                continue
            question = self.ask(
                indicator_ids=indicator.ids, date_start=period.start, date_end=period.end, interval="year",
                service_ids=False, breakdown_id=by_commune.id,
            )  # fmt: skip
            cells = question._measure(indicator).cells
            for by in (by_commune.browse(), by_year, by_commune, by_commune + by_year):
                figure = version.with_user(self.analyst)._measure(period, by)
                for cell in figure.cells if by else [figure.total]:
                    key = dict(zip(by.ids, cell.keys, strict=True))
                    counted = cells[key.get(by_commune.id, ALL), key.get(by_year.id, ALL)]
                    with self.subTest(indicator.code, key=key):
                        self.assertEqual(counted.units, cell.units)
                        self.assertAlmostEqual(counted.value or 0, cell.value or 0)

    def test_women_led_craft_companies(self):
        """The question of the analyst, as one: women-led craft companies of a commune, per year, hours and cost."""
        craft = self.env["hub.sector"].search([("kind", "=", "artisan")])
        commune = self.communes[3]
        own = self.companies.filtered(lambda company: company.commune_id == commune)
        own.sector_added_ids = [Command.link(craft[0].id)]
        self.env.flush_all()
        women = self.make_women(*own[:9], self.companies[4])
        programme = self.env["hub.programme"].create({
            "name": "Test Budget", "code": "TESTBUDGET", "date_start": "2025-01-01",
            "year_ids": [Command.create({"year": 2025, "budget": 40000, "fte": 2})],
        })  # fmt: skip
        self.talks.programme_id = programme
        question = self.ask(
            indicator_ids=[
                Command.set((self.indicator + self.hours + self.env.ref("hub_reporting.hub_indicator_cost")).ids)
            ],
            date_start="2023-01-01", interval="year", target_group_ids=women.ids, sector_ids=craft.ids,
            commune_ids=commune.ids,
        )  # fmt: skip
        self.assertIn("2023–2025", question.proposed_name)
        answer = question.get_answer()
        numbers = self.numbers(answer)
        self.assertEqual(numbers["2025"][:2], [9, 13.5])
        self.assertGreater(numbers["2025"][2], 0)
        self.assertFalse([cell for row in answer["rows"] for cell in row["cells"] if cell and cell.get("opens")])
        with self.assertRaisesRegex(UserError, "is not shown"):
            question.action_open_cell(self.indicator.id, [[]])

    def test_a_member_counts_on_its_days(self):
        women = self.make_women(*self.companies[:20])
        rows = self.env["hub.target.group.member"].search(
            [("group_id", "=", women.id), ("partner_id", "in", self.companies.ids)]
        )
        later = rows.filtered(lambda row: row.partner_id in self.companies[:6])
        later.date_start = "2025-05-06"
        self.assertEqual(self.numbers(self.answer(target_group_ids=women.ids)), {"Total": [14]})
        later.date_end = "2025-05-07"
        (rows - later).date_end = "2025-05-05"
        self.assertEqual(self.numbers(self.answer(target_group_ids=women.ids)), {"Total": [14]})

    def test_each_period_by_its_own_definition(self):
        self.env["hub.interaction"].create([self.talk_values(c, "2024-03-03") for c in self.companies[:30]])
        self.version.date_end = date(2024, 12, 31)
        self.env.flush_all()
        self.define(
            {"fact_kind": "support", "domain": repr([("commune_id", "=", self.communes[3].id)])},
            number=2, date_start=date(2025, 1, 1),
        )  # fmt: skip
        answer = self.answer(date_start="2024-01-01", interval="year")
        self.assertEqual(self.numbers(answer), {"Test Contact": [30, 17]})
        self.assertTrue([note for note in answer["notes"] if "no total over the periods" in note])

    def test_a_definition_that_is_gone(self):
        self.version.date_end = date(2024, 12, 31)
        both = [Command.set((self.indicator + self.hours).ids)]
        self.assertIn("no definition for 12/31/2025", self.ask().get_answer()["problem"])
        answer = self.answer(indicator_ids=both)
        self.assertEqual(self.numbers(answer), {"Total": [60]})
        self.assertIn("no definition for 12/31/2025", answer["notes"][0])

    def test_a_breakdown_that_one_figure_lacks(self):
        by_cluster = self.env.ref("hub_reporting.hub_breakdown_cluster")
        both = [Command.set((self.indicator + self.hours).ids)]
        answer = self.answer(indicator_ids=both, breakdown_id=by_cluster.id)
        self.assertEqual([figure["name"] for figure in answer["figures"]], [self.hours.name])
        self.assertIn("can't be divided by", answer["notes"][0])
        self.assertIn("can't be divided by", self.ask(breakdown_id=by_cluster.id).get_answer()["problem"])

    def test_bad_questions(self):
        for values, message in (
            ({"indicator_ids": False}, "Figures: choose at least one"),
            ({"date_start": False}, "First Day: enter the day"),
            ({"date_start": "1825-01-01"}, "longer than a hundred years"),
        ):
            with self.subTest(message):
                self.assertIn(message, self.ask(**values).get_answer()["problem"])
        with self.on_day(date(2025, 5, 5)):
            question = self.ask(date_start="2025-06-01", date_end=False)
            self.assertIn("ends before it starts", question.get_answer()["problem"])
        with self.assertRefused("hub.question", "it ends before it starts"):
            self.ask(date_end="2024-01-01").flush_recordset()
        with self.assertRaisesRegex(ValidationError, "choose Divided By first"):
            self.ask(second_breakdown_id=self.by_commune.id)
        with self.assertRaisesRegex(ValidationError, "choose years, quarters and months in Per"):
            self.ask(breakdown_id=self.by_year.id)

    def test_too_many_numbers(self):
        self.patch(hub_question_answering, "MOST_CELLS", 4)
        question = self.ask(breakdown_id=self.by_commune.id)
        self.assertIn("more than 4 numbers", question.get_answer()["problem"])

    def test_a_proposed_name_gives_way(self):
        question = self.ask(breakdown_id=self.by_commune.id)
        self.assertEqual(question.display_name, "Test Contact, Test Question, Commune, 2025")
        question.name = "Mine"
        self.assertEqual(question.display_name, "Mine")
        self.assertEqual(question.copy().display_name, "Mine (copy)")

    def test_templates_open_questions_that_are_filled_in(self):
        templates = self.env["hub.question"].with_user(self.knowing).search([("is_template", "=", True)])
        self.assertGreaterEqual(len(templates), 12)
        with self.on_day(date(2026, 3, 3)):
            for template in templates:
                with self.subTest(template.name):
                    question = template.browse(template.action_open()["res_id"])
                    self.assertEqual((question.is_template, question.user_id), (False, self.knowing))
                    self.assertEqual(question.date_start, date(2026 - template.years_back, 1, 1))
                    answer = question.get_answer()
                    self.assertNotIn("problem", answer, answer.get("problem"))
                    self.assertFalse([note for note in answer["notes"] if "can't be divided" in note])

    def test_what_is_archived_is_still_what_is_asked_about(self):
        """Without the service, the answer would be about everything, as if that were the service's."""
        question = self.ask()
        before = self.numbers(question.get_answer())
        self.service.active = False
        self.env.invalidate_all()
        self.assertEqual(self.numbers(question.get_answer()), before)
        self.assertEqual(question.service_ids, self.service)
        copied = question.copy()
        self.assertEqual(copied.service_ids, self.service)

    def test_what_a_question_is_about_is_not_deleted(self):
        service = self.env["hub.service"].create({"name": "Unused", "code": "UNUSED"})
        self.ask(service_ids=service.ids)
        with self.assertRaises(UserError):
            service.unlink()

    def test_what_nobody_keeps_goes(self):
        now = fields.Datetime.now()
        old, asked, kept, new = (self.ask(name=name) for name in ("Old", "Asked", "Kept", "New"))
        kept.is_kept = True
        asked.sudo().asked_on = fields.Datetime.subtract(now, days=3)
        self.env.flush_all()
        for question in old + asked + kept:
            self.env.cr.execute(
                SQL(
                    "UPDATE hub_question SET write_date = %s WHERE id = %s",
                    fields.Datetime.subtract(now, days=91),
                    question.id,
                )
            )
        self.env.invalidate_all()
        templates = self.env["hub.question"].search_count([("is_template", "=", True)])
        self.env["hub.question"]._gc_unkept()
        self.assertEqual((old + asked + kept + new).exists(), asked + kept + new)
        self.assertEqual(self.env["hub.question"].search_count([("is_template", "=", True)]), templates)

    def test_it_becomes_a_report(self):
        question = self.ask(
            interval="quarter", breakdown_id=self.by_commune.id, commune_ids=self.communes[:2].ids,
            indicator_ids=[Command.set((self.indicator + self.hours).ids)],
        )  # fmt: skip
        report = self.env["hub.report"].browse(question.action_keep_as_report()["res_id"])
        self.assertEqual(report.period_kind, "quarter")
        self.assertEqual(report.line_ids.indicator_id, self.indicator + self.hours)
        self.assertEqual(report.line_ids.breakdown_id, self.by_commune)
        self.assertIn("Communes", report.message_ids[:1].body)

    def test_what_was_asked_lately_stands_on_today(self):
        self.ask(name="Asked Lately").get_answer()
        self.ask(name="Never Asked")
        cards = {card["key"]: card for card in self.env["hub.day"].with_user(self.analyst).get_day()["cards"]}
        [line] = cards["asked_lately"]["lines"]
        self.assertEqual((line["title"], line["text"]), ("Asked Lately", "Test Contact"))
        keys = [card["key"] for card in self.env["hub.day"].with_user(self.account).get_day()["cards"]]
        self.assertNotIn("asked_lately", keys)
