"""What the scorecards of dashboards expect of Odoo's spreadsheet."""

from odoo.tests import TransactionCase
from odoo.tools import file_open

SOURCE = "spreadsheet/static/src"


class TestCoreScorecard(TransactionCase):
    def test_a_scorecard_has_a_click_to_extend(self):
        with file_open(f"{SOURCE}/chart/odoo_menu/figure_component.js") as source:
            _before, _patch, scorecard = source.read().partition("ScorecardChart.prototype")
        for name in ("get hasOdooMenu()", "async onClick()"):
            self.assertIn(name, scorecard.partition("patch(")[0], "Core's scorecards are clicked in another way")

    def test_a_cell_of_a_pivot_opens_its_records(self):
        with file_open(f"{SOURCE}/pivot/pivot_actions.js") as source:
            code = source.read()
        for name in ("SEE_RECORDS_PIVOT = async (position, env", "SEE_RECORDS_PIVOT_VISIBLE = (position, getters)"):
            self.assertIn(f"export const {name}", code, "Core opens the records of a cell in another way")

    def test_the_number_stands_in_one_cell_and_on_one_canvas(self):
        with file_open(f"{SOURCE}/o_spreadsheet/o_spreadsheet.xml") as source:
            template = source.read().partition('t-name="o-spreadsheet-ScorecardChart"')[2].partition("</t>")[0]
        self.assertEqual(template.count("<canvas"), 1, "Core draws scorecards in another way")
        self.assertIn("t-att-title", template)
