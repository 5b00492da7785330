import importlib.util
from datetime import date
from pathlib import Path

from odoo.tools import SQL

from .common import HubCase

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def load_migration(path):
    """Return a migration script of any addon as a module."""
    spec = importlib.util.spec_from_file_location("migration", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def migration(path):
    """Return a migration script as a module."""
    return load_migration(MIGRATIONS / path)


class TestMigration(HubCase):
    """A database of an older version gets what a new one has."""

    def _forget_the_framework(self):
        framework = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        self.env["hub.commitment"].search([]).unlink()
        self.env["hub.assessment"].search([("framework_id", "=", framework.id)]).unlink()
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_assessment_framework SET is_in_use = FALSE WHERE id = %s", framework.id))
        self.env.invalidate_all()
        framework.unlink()

    def test_framework_and_history(self):
        self.create_evidence(self.company, "2026-01-01", False)
        self.flush_history()
        self.env["hub.transition.change"].search([]).unlink()
        self._forget_the_framework()
        script = migration("19.0.1.1.0/post-migrate.py")
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        framework = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        self.assertEqual((len(framework.dimension_ids), len(framework._questions())), (8, 32))
        [change] = self.company.transition_change_ids
        self.assertEqual((change.new_status, change.date), ("exemplary", date(2026, 1, 1)))
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.assertEqual(len(self.company.transition_change_ids), 1, "a second time changes nothing")
