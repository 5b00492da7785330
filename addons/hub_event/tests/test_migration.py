from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of


class TestMigration(HubCase):
    def test_the_mail_of_an_offer_names_days(self):
        template = self.env.ref("hub_event.mail_template_offer")
        template.body_html = template.body_html.replace("object._get_days()", "object.event_date_range")
        self.env.flush_all()
        script = migration_of("hub_event", "19.0.1.1.0/post-migrate.py")
        for version, old in (("", True), ("19.0.1.0.0", False)):
            script.migrate(self.env.cr, version)
            self.env.invalidate_all()
            self.assertEqual("event_date_range" in template.body_html, old)
            self.assertEqual("_get_days()" in template.body_html, not old)

    def test_answers_of_before_are_told(self):
        action = self.env["event.event"].create(
            {"name": "Held", "date_begin": "2025-01-01 08:00:00", "date_end": "2025-01-01 18:00:00"}
        )
        registrations = self.env["event.registration"].create(
            [{"event_id": action.id, "name": str(rank), "state": "done"} for rank in range(6)]
        )
        self.env["hub.action.opinion"].create([{"registration_id": each.id, "answer": "4"} for each in registrations])
        self.env.flush_all()
        for query in (
            SQL("UPDATE event_event SET told_opinions = NULL WHERE id = %s", action.id),
            SQL("UPDATE hub_action_opinion SET told_score = NULL WHERE event_id = %s", action.id),
        ):
            self.env.cr.execute(query)
        self.env.invalidate_all()
        script = migration_of("hub_event", "19.0.1.2.0/post-migrate.py")
        for version, told in (("", 0), ("19.0.1.1.0", 6)):
            script.migrate(self.env.cr, version)
            self.assertEqual(action.told_opinions, told)
