from freezegun import freeze_time

from odoo.fields import Date
from odoo.tools.date_utils import parse_date

from .core_case import CoreCase


class TestCoreDays(CoreCase):
    """In core, a day of a filter is one of the environment's time zone, which a context may name."""

    @freeze_time("2026-06-30 23:30:00")
    def test_today_is_a_day_of_the_time_zone(self):
        for zone, day in (("UTC", "2026-06-30"), ("Europe/Brussels", "2026-07-01")):
            with self.subTest(zone=zone):
                env = self.env(context={"tz": zone})
                self.assertEqual(str(env.tz), zone, "env.tz no longer follows the context")
                self.assertEqual(parse_date("today", env), Date.to_date(day), "core reads “today” by another clock")

    def test_a_domain_reads_days_by_the_environment_of_its_model(self):
        self.assertParameters("base", "_search", "domain", "offset", "limit", "order", "active_test", "bypass_access")
        self.assertParameters("base", "filtered_domain", "domain")
        for method, reader in (("_search", "optimize_full(self)"), ("filtered_domain", "_as_predicate(self)")):
            self.assertIn(reader, self.source("base", method), "core reads domains in another place")
