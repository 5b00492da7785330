from odoo.addons.hub_reporting.domain.figures import Period
from odoo.addons.hub_reporting.workbook.figures_of_run import FiguresOfRun

from .common import OF_YEAR, YEAR, FiguresCase


class TestFigures(FiguresCase):
    """Figures of a plan: what they say, what they open, and that nothing of them is hidden that is about nobody."""

    def test_each_figure_opens_its_list(self):
        self.ask()
        for code, model, count in (
            ("planned", "event.event", 1),
            ("cost", "hub.action.cost", 1),
            ("companies", "res.partner", 2),
            ("persons", "res.partner", 1),
            ("participations", "event.registration", 2),
            ("statements_asked", "hub.statement", 1),
        ):
            with self.subTest(code):
                page = (
                    self.env["hub.indicator.figure"]
                    .with_user(self.analyst)
                    .create(
                        {
                            "version_id": self.env.ref(f"hub_reporting_event.hub_indicator_{code}_v1").id,
                            "date_start": OF_YEAR.start,
                            "date_end": OF_YEAR.end,
                        }
                    )
                )
                [total] = page.line_ids
                action = total.action_open_list()
                rows = self.env[action["res_model"]].with_user(self.analyst).search_count(action["domain"])
                self.assertEqual((action["res_model"], rows, total.units), (model, count, count))

    def test_by_region(self):
        """A country counts in each of its regions, and once in total."""
        groups = self.france.country_group_ids
        self.assertGreater(len(groups), 1)
        figure = self.measured("cost", ("region",))
        by_region = {cell.keys[0]: cell.value for cell in figure.cells}
        self.assertEqual(by_region, dict.fromkeys(groups.ids, 600))
        self.assertEqual(figure.total.value, 600)
        self.action.country_id = False
        self.assertEqual([cell.keys for cell in self.measured("cost", ("region",)).cells], [(None,)])

    def test_by_kind_of_cost(self):
        self.action.cost_ids = [(0, 0, {"kind": "travel", "spent": 40})]
        cells = {cell.keys[0]: cell.value for cell in self.measured("cost", ("cost_kind",)).cells}
        self.assertEqual(cells, {"space": 600, "travel": 40})
        breakdown = self.env.ref("hub_reporting_event.hub_breakdown_cost_kind")
        self.assertEqual(breakdown._get_labels(["travel"])["travel"], "Travel and Stay")

    def test_cost_per_participant(self):
        self.assertEqual(self.measured("cost_participant").total.value, 300)
        self.attend(self.env["res.partner"].create({"name": "Third"}))
        self.assertEqual(self.measured("cost_participant").total.value, 200)
        # Of a part of the participants, each has cost as much.
        version = self.env.ref("hub_reporting_event.hub_indicator_cost_participant_v1").with_user(self.analyst)
        part = [("event_id", "=", self.action.id), ("partner_id", "=", self.company.id)]
        self.assertEqual(version._measure(OF_YEAR, (), part).total.value, 200)
        free = self.create_action("Free", month=5)
        self.attend(self.company, action=free)
        self.assertEqual(self.measured("cost_participant").total.units, 3, "what has cost nothing yet is left out")

    def test_posts_per_participant(self):
        self.assertIsNone(self.measured("fte_participant").total.value, "posts that nobody has entered")
        self.plan.fte = 3
        self.assertEqual(self.measured("fte_participant").total.value, 1.5)

    def test_first_timers(self):
        before = self.create_action("Before", year=YEAR - 1)
        self.attend(self.company, action=before)
        version = self.env.ref("hub_reporting_event.hub_indicator_first_v1").with_user(self.analyst)
        part = [("partner_id", "in", (self.company + self.other_company).ids)]
        units = version._measure_units(Period(*OF_YEAR), (), part)
        self.assertEqual([unit.res_id for unit in units], self.other_company.ids)

    def test_answered_on_the_day_of_asking_is_answered(self):
        answered = self.ask(state="answered", answered_at=f"{YEAR}-09-12 10:00:00")
        self.ask(partner_id=self.other_company.id)
        self.assertEqual(self.measured("statements_rate").total.value, 50)
        answered.unlink()
        self.assertEqual(self.measured("statements_rate").total.value, 0)

    def test_satisfaction(self):
        for registration, answer in zip(self.action.registration_ids, ("5", "2"), strict=True):
            self.env["hub.action.opinion"].create({"registration_id": registration.id, "answer": answer})
        self.assertEqual(self.measured("satisfaction").total.value, 3.5)
        self.assertEqual(self.measured("satisfied").total.value, 50)
        for code in ("satisfaction", "satisfied"):
            self.assertTrue(self._answer(code)[0]["hidden"], "two answers tell what each of them was")

    def test_the_results_tell_of_as_few_answers_as_figures(self):
        opinions = self.env["hub.action.opinion"]
        self.assertEqual(opinions._get_least_answers(), 5)
        self.env["ir.config_parameter"].set_param("hub_reporting.smallest_number", "8")
        self.assertEqual(opinions._get_least_answers(), 8)
        self.env["ir.config_parameter"].set_param("hub_reporting.smallest_number", "3")
        self.assertEqual(opinions._get_least_answers(), 5, "never fewer")

    def _answer(self, *codes, **values):
        question = (
            self.env["hub.question"]
            .with_user(self.analyst)
            .create(
                {
                    "indicator_ids": [self.env.ref(f"hub_reporting_event.hub_indicator_{code}").id for code in codes],
                    "date_start": OF_YEAR.start,
                    "date_end": OF_YEAR.end,
                    **values,
                }
            )
        )
        return [cell for row in question.get_answer()["rows"] for cell in row["cells"]]

    def test_how_many_missions_there_were_is_no_secret(self):
        """A single action is no small number to be hidden; a single company is one."""
        by_type = self.env.ref("hub_reporting_event.hub_breakdown_action_type").id
        for cell in self._answer("planned", "cost", breakdown_id=by_type):
            self.assertFalse(cell and cell.get("hidden"))
        [cell] = self._answer("companies")
        self.assertTrue(cell["hidden"])
        self.assertTrue(self._answer("cost_participant")[0]["hidden"], "by what two cost one knows what the other did")

    def test_outside_the_agency_too(self):
        """A run for use outside tells how many actions there were, and not of which two companies."""
        lines = [
            (0, 0, {"indicator_id": self.env.ref(f"hub_reporting_event.hub_indicator_{code}").id})
            for code in ("planned", "companies")
        ]
        report = self.env["hub.report"].create({"name": "Test", "line_ids": lines})
        days = {"period_start": OF_YEAR.start, "period_end": OF_YEAR.end}
        run = self.env["hub.report.run"].with_user(self.analyst).create({"report_id": report.id, **days})
        job = run.sudo()
        attempt = job._begin()
        job._finish(attempt, job._count_for_user(attempt, apart=lambda change: change(job)))
        figures = FiguresOfRun(run, outside=True)
        hidden = {each.version.indicator_id.code: figures.is_hidden(each.total) for each in figures}
        self.assertEqual(hidden, {"ACTIONS-PLANNED": False, "ACTIONS-COMPANIES": True})

    def test_templates_can_be_asked(self):
        templates = self.env["ir.model.data"].search(
            [("module", "=", "hub_reporting_event"), ("model", "=", "hub.question")]
        )
        self.assertGreater(len(templates), 4)
        for template in self.env["hub.question"].browse(templates.mapped("res_id")):
            with self.subTest(template.name):
                opened = template.with_user(self.analyst).action_open()
                question = self.env["hub.question"].with_user(self.analyst).browse(opened["res_id"])
                answer = question.get_answer()
                self.assertTrue(answer.get("rows"), answer.get("problem"))
