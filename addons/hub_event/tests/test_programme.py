from odoo.exceptions import AccessError

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

    def test_the_list_of_the_export_names_fields_that_are_there(self):
        export = self.env.ref("hub_event.ir_exports_programme")
        names = export.export_fields.mapped("name")
        rows = self.plan.action_ids.with_user(self.analyst).export_data(names)["datas"]
        self.assertEqual(sorted(row[1] for row in rows), ["Dropped Fair", "May Mission", "Spring Fair"])
        self.assertEqual({row[0] for row in rows}, {YEAR})
