from odoo import Command
from odoo.tests import tagged

from odoo.addons.hub_reporting.workbook.figures_of_run import FiguresOfRun

from .run_files_common import RunFilesCase


@tagged("post_install", "-at_install")
class TestReportMap(RunFilesCase):
    """The figures of a run by commune as a map."""

    def setUp(self):
        super().setUp()
        self.by_commune = self.env.ref("hub_reporting.hub_breakdown_commune")
        self.by_size = self.env.ref("hub_reporting.hub_breakdown_size")
        self.version.breakdown_ids += self.by_commune + self.by_size
        self.env.invalidate_all()
        self.report.line_ids.breakdown_id = self.by_commune
        self.places = self.env["hub.commune"].search([("nis_code", "in", ("21009", "21016"))])

    def count_in(self, sizes):
        """Count so many companies by commune."""
        companies = self.env["res.partner"]
        for place, size in sizes.items():
            companies += companies.create(
                [
                    {
                        "name": f"Test {place.name} {rank}",
                        "is_company": True,
                        "country_id": self.env.ref("base.be").id,
                        "commune_id": place.id,
                    }
                    for rank in range(size)
                ]
            )
        self.record()
        self.version.source_ids.domain = repr([("partner_id", "in", companies.ids)])
        for company in companies:
            self.talk(company=company)
        return self.run_report()

    def test_what_is_not_told_outside_is_on_no_map_outside(self):
        run = self.count_in({self.places[0]: 3, self.places[1]: 9}).with_user(self.analyst)
        for outside in (True, False):
            figures = FiguresOfRun(run, outside=outside)
            [figure] = figures
            drawn = figures.map(figure)
            numbers = {tile["key"]: tile["number"] for tile in drawn["tiles"] if tile["key"] in self.places.ids}
            expected = [None, None] if outside else [3, 9]
            self.assertEqual([numbers[place.id] for place in self.places], expected)
            self.assertEqual(drawn["total"], None if outside else 12)
            # Nor does a tile open what it does not tell.
            self.assertEqual(set(drawn["cells"]), set() if outside else set(map(str, self.places.ids)))

    def test_a_total_that_is_not_told(self):
        run = self.count_in({self.places[0]: 3}).with_user(self.analyst)
        [figure] = (figures := FiguresOfRun(run, outside=True))
        self.assertTrue(figures.is_hidden(figure.total))
        drawn = figure.total._get_map(figure.cells.browse(), self.env["hub.commune"]._get_placed(), figures.is_hidden)
        self.assertIsNone(drawn["total"])

    def test_a_commune_without_a_tile_has_a_row(self):
        elsewhere = self.env["hub.commune"].create({"name": "Test Elsewhere", "nis_code": "99999"})
        run = self.count_in({self.places[0]: 3, elsewhere: 2}).with_user(self.analyst)
        [drawn] = run.commune_maps
        [row] = [tile for tile in drawn["tiles"] if tile["key"] == elsewhere.id]
        self.assertEqual((row["number"], row["place"]), (2, None))
        self.assertIn(str(elsewhere.id), drawn["cells"])

    def test_what_is_by_something_else_besides_has_no_map(self):
        self.report.line_ids = [
            Command.clear(),
            Command.create(
                {
                    "indicator_id": self.indicator.id,
                    "breakdown_id": self.by_commune.id,
                    "second_breakdown_id": self.by_size.id,
                }
            ),
        ]
        run = self.count_in({self.places[0]: 3}).with_user(self.analyst)
        self.assertFalse(run.commune_maps)
        [figure] = (figures := FiguresOfRun(run, outside=False))
        self.assertIsNone(figures.map(figure))
