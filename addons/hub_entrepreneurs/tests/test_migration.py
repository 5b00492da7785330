import importlib.util
from datetime import date
from pathlib import Path

from odoo.tools import SQL

from .common import HubCase


def migration_of(addon, path):
    """Return a migration script of an addon as a module."""
    scripts = Path(__file__).parent.parent.parent / addon / "migrations"
    spec = importlib.util.spec_from_file_location("migration", scripts / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def migration(path):
    """Return a migration script of ours as a module."""
    return migration_of("hub_entrepreneurs", path)


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

    def test_activities_name_the_company_of_a_commitment(self):
        commitment = self.env["hub.commitment"].create({"name": "Insulate the roof", "partner_id": self.company.id})
        activity = commitment.activity_schedule("mail.mail_activity_data_todo", user_id=self.account.id)
        self.assertEqual(activity.res_name, "Test Atelier – Insulate the roof")
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE mail_activity SET res_name = 'Insulate the roof' WHERE id = %s", activity.id))
        self.env.invalidate_all()
        migration("19.0.1.3.0/post-migrate.py").migrate(self.env.cr, "19.0.1.2.0")
        self.assertEqual(activity.res_name, "Test Atelier – Insulate the roof")

    def test_days_of_conversations(self):
        """One statement stores them, by the agency's calendar as it is set."""
        said = self.env["hub.interaction"].create({"partner_id": self.company.id, "date": "2025-12-31 23:30:00"})
        for zone, day in (("Europe/Brussels", date(2026, 1, 1)), ("America/New_York", date(2025, 12, 31))):
            self.env["ir.config_parameter"].set_param("hub.timezone", zone)
            self.env.flush_all()
            self.env.cr.execute(SQL("ALTER TABLE hub_interaction DROP COLUMN day"))
            migration("19.0.1.4.0/pre-migrate.py").migrate(self.env.cr, "19.0.1.3.0")
            self.env.invalidate_all()
            self.assertEqual(said.day, day)

    def test_authors_of_filters(self):
        team = self.env["crm.team"].with_user(self.director).create({"name": "T", "assignment_domain": "[]"})
        place = self.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": self.colleague.id})
        self.env.flush_all()
        for table in ("crm_team", "crm_team_member"):
            self.env.cr.execute(SQL("UPDATE %s SET domain_author_id = NULL", SQL.identifier(table)))
        migration("19.0.1.2.0/post-migrate.py").note_authors(self.env)
        self.assertEqual((team.domain_author_id, place.domain_author_id.id), (self.director, 1))

    def test_sizes_of_target_groups(self):
        groups = self.env["hub.target.group"].search([("rests_on_personal_data", "=", True)])
        groups.size_looked_at_on = False
        migration("19.0.1.2.0/post-migrate.py").publish_sizes(self.env)
        self.assertTrue(all(groups.mapped("size_looked_at_on")))

    def test_the_log_tells_no_totals(self):
        values = {"user_id": self.account.id, "operation": "search", "subject": "hub.person.profile"}
        rows = self.env["hub.person.profile.access"].create(
            [{**values, "person_count": count} for count in (3, 10, 47)]
        )
        self.env.flush_all()
        migration("19.0.1.2.0/post-migrate.py").round_the_log(self.env)
        rows.invalidate_recordset()
        self.assertEqual(rows.mapped("person_count"), [3, 10, 40])
