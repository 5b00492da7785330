from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from .report_common import ReportCase


class TestReportMigration(ReportCase):
    """Lists of an older database, a row for each unit of each cell, say the same in the form of this version."""

    def setUp(self):
        super().setUp()
        self.talk(channel="phone")
        self.talk(channel="office")
        self.talk(company=self.other_company, channel="office")

    def told(self, run):
        """Return the lists of all cells: what each unit contributes by which records, one after another."""
        self.env.invalidate_all()
        return {
            cell.name: sorted((unit.sign, unit.unit_id, unit.contribution, unit.records) for unit in cell._get_list())
            for cell in run.cell_ids
        }

    def migrate(self):
        self.env.flush_all()
        for statement in (
            """CREATE TABLE hub_report_cell_unit AS
               SELECT cell_id, unit_model, unit_id, merged_into, sign, contribution, records FROM (%s) AS unit""",
            "UPDATE hub_report_cell SET list_cell_id = NULL, list_digest = 'x' WHERE NOT is_total",
            "DELETE FROM hub_report_cell_fact",
            "UPDATE hub_report_run SET digest = 'x'",
        ):
            units = self.env["hub.report.cell.unit"]._table_query
            self.env.cr.execute(statement % units.code if "%s" in statement else statement, units.params or None)
        migration_of("hub_reporting", "19.0.1.1.0/post-migrate.py").migrate(self.env.cr, "19.0.1.0.0")

    def test_lists(self):
        run = self.run_report()
        before = self.told(run)
        self.assertEqual([len(units) for units in before.values()], [2, 2, 1])
        self.migrate()
        self.assertEqual(self.told(run), before)
        self.assertTrue(run._is_genuine())

    def test_shares(self):
        share = self.env.ref("hub_reporting.hub_indicator_structured_share_v1")
        self.report.line_ids = [(5,), (0, 0, {"indicator_id": share.indicator_id.id})]
        run = self.run_report()
        [before] = self.told(run).values()
        self.assertTrue(before)
        self.migrate()
        [after] = self.told(run).values()
        self.assertEqual([unit[:3] for unit in after], [unit[:3] for unit in before])
        self.assertTrue(run._is_genuine())

    def test_facts_are_found_by_their_numbers(self):
        """Of a version whose lists had an index and a foreign key."""
        run = self.run_report()
        before = self.told(run)
        self.env.cr.execute(SQL("UPDATE hub_report_cell SET first_fact = NULL, last_fact = NULL"))
        self.env.cr.execute(SQL("CREATE INDEX hub_report_cell_fact__list_id_index ON hub_report_cell_fact (list_id)"))
        self.env.cr.execute(
            SQL(
                """ALTER TABLE hub_report_cell_fact ADD CONSTRAINT hub_report_cell_fact_list_id_fkey
                   FOREIGN KEY (list_id) REFERENCES hub_report_cell (id) ON DELETE CASCADE"""
            )
        )
        self.assertFalse(any(self.told(run).values()))
        migration_of("hub_reporting", "19.0.1.2.0/post-migrate.py").migrate(self.env.cr, "19.0.1.1.0")
        self.assertEqual(self.told(run), before)
        self.assertTrue(run._is_genuine())
        self.env.cr.execute(
            SQL("SELECT conname FROM pg_constraint WHERE conrelid = 'hub_report_cell_fact'::regclass AND contype = 'f'")
        )
        self.assertFalse(self.env.cr.fetchall())

    def test_who_is_erased(self):
        run = self.run_report()
        self.env["hub.report.cell.fact"].sudo()._forget(self.company)
        before = self.told(run)
        self.migrate()
        self.assertEqual(self.told(run), before)
