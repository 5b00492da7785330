from datetime import date, datetime
from unittest.mock import patch

from odoo import fields

from ..tools import dates
from .common import HubCase

# In Brussels the 31st has begun; in Los Angeles it is the 30th still, and in UTC as well.
MOMENT = datetime(2026, 3, 30, 22, 30)
DAY = date(2026, 3, 31)


class TestAgencyDays(HubCase):
    """The contract with core's reading of relative dates: see models/core/base.py."""

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(fields.Datetime, "now", lambda: MOMENT))
        self.enterContext(self.on_day(DAY))
        self.account.tz = "America/Los_Angeles"

    def _as_user(self, records):
        return records.with_user(self.account).with_context(tz="America/Los_Angeles")

    def test_core_alone_reads_today_by_the_user(self):
        """If this fails, core has changed what models/core/base.py leans on."""
        today = fields.Date.context_today(self._as_user(self.env["res.country"]), MOMENT)
        self.assertEqual(today, date(2026, 3, 30))
        self.assertEqual(dates.today(self.env), DAY)

    def test_today_in_a_filter(self):
        programmes = self.env["hub.programme"].create([
            {"name": "Over", "code": "OVER", "date_end": "2026-03-30"},
            {"name": "Begins", "code": "BEGINS", "date_start": "2026-03-31"},
        ])  # fmt: skip
        own = [("id", "in", programmes.ids)]
        for model in (self.env["hub.programme"], self._as_user(self.env["hub.programme"])):
            for running in ([("runs_on", "=", "today")], [("date_start", "<=", "today"), ("date_start", "!=", False)]):
                self.assertEqual(model.search(own + running).mapped("code"), ["BEGINS"])
                self.assertEqual(model._read_group(own + running, [], ["__count"]), [(1,)])
            self.assertEqual(model.search([*own, ("date_end", "<", "today")]).mapped("code"), ["OVER"])
            kept = model.browse(programmes.ids).filtered_domain([("date_end", "<", "today")])
            self.assertEqual(kept.mapped("code"), ["OVER"])
            self.assertEqual(kept.env, model.env, "what is found stays in the user's time zone")

    def test_midnight_of_a_moment(self):
        """A conversation at half past midnight in Brussels is one of that day, whoever looks."""
        conversation = self.env["hub.interaction"].create({"partner_id": self.company.id, "date": MOMENT})
        for model in (self.env["hub.interaction"], self._as_user(self.env["hub.interaction"])):
            for day in ("today", "2026-03-31"):
                found = model.search([("partner_id", "=", self.company.id), ("date", ">=", day)])
                self.assertEqual(found.ids, conversation.ids)

    def test_fields_of_ours_on_models_of_core(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id, "date": MOMENT})
        self.env.flush_all()
        contacts = self._as_user(self.env["res.partner"])
        own = [("id", "=", self.company.id)]
        self.assertTrue(contacts.search([*own, ("last_interaction_date", "=", "today")]))
        self.assertTrue(contacts.search([*own, ("interaction_ids", "any", [("date", ">=", "today")])]))

    def test_models_without_dates_of_ours_stay_with_the_user(self):
        self.assertFalse(self.env["res.country"]._has_agency_days())
        self.assertTrue(self.env["res.partner"]._has_agency_days())

    def test_what_ran_on_a_day(self):
        always, later = self.env["hub.programme"].create([
            {"name": "Always", "code": "ALWAYS"}, {"name": "Later", "code": "LATER", "date_start": "2026-06-01"},
        ])  # fmt: skip
        own = [("id", "in", (always + later).ids)]
        programmes = self.env["hub.programme"]
        self.assertEqual(programmes.search([*own, ("runs_on", "=", "2026-05-31")]), always)
        self.assertEqual(programmes.search([*own, ("runs_on", "=", date(2026, 6, 1))]), always + later)
        self.assertEqual(programmes.search([*own, ("runs_on", "!=", "2026-05-31")]), later)
