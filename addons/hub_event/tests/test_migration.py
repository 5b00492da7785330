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
