from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import FiguresCase


class TestQueryCount(QueryCountCase, FiguresCase):
    """What figures and results cost does not grow with the actions and who takes part."""

    def _queries(self, code):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.measured(code)
        return self.env.cr.sql_log_count - before

    def test_figures(self):
        codes = (
            "planned",
            "cost",
            "companies",
            "cost_participant",
            "fte_participant",
            "statements_rate",
            "contacts",
            "satisfaction",
            "satisfied",
        )
        for code in codes:
            self._queries(code)
        before = [self._queries(code) for code in codes]
        people = self.env["res.partner"].create([{"name": f"Person {rank}"} for rank in range(5)])
        for month in range(1, 9):
            action = self.create_action(month=month, cost_ids=[(0, 0, {"spent": 10})])
            self.attend(*people, action=action)
        # What is kept of access rules may have been forgotten meanwhile: it is read once more, however many rows.
        for code in codes:
            self._queries(code)
        self.assertEqual([self._queries(code) for code in codes], before)
