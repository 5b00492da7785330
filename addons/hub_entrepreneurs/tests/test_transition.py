from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import BaseCase

from ..domain.transition import EXEMPLARY, IN_TRANSITION, UNKNOWN, Fact, status_on, status_until
from .common import HubCase

DAY = date(2026, 6, 15)
ONE_DAY = timedelta(days=1)


class TestStatus(BaseCase):
    """The plain functions."""

    def test_highest_fact_that_holds(self):
        facts = [
            Fact(IN_TRANSITION, date(2026, 1, 1), date(2026, 12, 31)),
            Fact(EXEMPLARY, date(2026, 6, 1), date(2026, 6, 30)),
        ]
        for day, status in (
            (date(2025, 12, 31), UNKNOWN),
            (date(2026, 1, 1), IN_TRANSITION),
            (date(2026, 5, 31), IN_TRANSITION),
            (date(2026, 6, 1), EXEMPLARY),
            (date(2026, 6, 30), EXEMPLARY),
            (date(2026, 7, 1), IN_TRANSITION),
            (date(2026, 12, 31), IN_TRANSITION),
            (date(2027, 1, 1), UNKNOWN),
        ):
            with self.subTest(day):
                self.assertEqual(status_on(day, facts), status)

    def test_until_is_the_last_day_of_the_present_status(self):
        year = Fact(IN_TRANSITION, date(2026, 1, 1), date(2026, 12, 31))
        for name, facts, until in (
            ("nothing", [], None),
            ("one", [year], date(2026, 12, 31)),
            ("open", [Fact(EXEMPLARY, date(2026, 1, 1))], None),
            ("chained", [year, Fact(IN_TRANSITION, date(2027, 1, 1), date(2027, 3, 31))], date(2027, 3, 31)),
            ("overlapping", [year, Fact(IN_TRANSITION, date(2026, 12, 1), date(2027, 3, 31))], date(2027, 3, 31)),
            ("a gap of one day", [year, Fact(IN_TRANSITION, date(2027, 1, 2), date(2027, 3, 31))], date(2026, 12, 31)),
            ("rises", [year, Fact(EXEMPLARY, date(2026, 9, 1))], date(2026, 8, 31)),
            ("falls to the lower one", [year, Fact(EXEMPLARY, date(2026, 6, 1), DAY)], DAY),
            ("only in future", [Fact(EXEMPLARY, date(2026, 9, 1))], date(2026, 8, 31)),
            ("only in the past", [Fact(EXEMPLARY, date(2020, 1, 1), date(2020, 12, 31))], None),
        ):
            with self.subTest(name):
                self.assertEqual(status_until(DAY, facts), until)


class TestTransition(HubCase):
    """The status of a company."""

    def _status(self):
        return self.company.transition_status, self.company.transition_status_until

    def test_verified_evidence_moves_the_status(self):
        with self.on_day(DAY):
            self.assertEqual(self._status(), (UNKNOWN, False))
            evidence = self.create_evidence(self.company, "2026-01-01", "2026-12-31", state="to_verify")
            self.assertEqual(self._status(), (UNKNOWN, False), "nobody vouches for it yet")
            evidence.with_user(self.director)._verify("Seen")
            self.assertEqual(self._status(), (EXEMPLARY, date(2026, 12, 31)))
            evidence.scope = "establishment"
            self.assertEqual(self._status()[0], IN_TRANSITION)
            evidence.state = "rejected"
            self.assertEqual(self._status(), (UNKNOWN, False))

    def test_chained_and_lapsed_evidence(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2020-01-01", "2020-12-31")
            self.assertEqual(self._status(), (UNKNOWN, False))
            self.create_evidence(self.company, "2026-01-01", "2026-09-30", exemplary=False)
            self.create_evidence(self.company, "2026-10-01", "2027-01-31", exemplary=False)
            self.assertEqual(self._status(), (IN_TRANSITION, date(2027, 1, 31)))

    def test_deleting_the_evidence_takes_the_status_back(self):
        with self.on_day(DAY):
            evidence = self.create_evidence(self.company, "2026-01-01", "2026-12-31")
            self.assertEqual(self._status()[0], EXEMPLARY)
            evidence.unlink()
            self.assertEqual(self._status(), (UNKNOWN, False))

    def test_a_scheme_that_stops_counting(self):
        with self.on_day(DAY):
            evidence = self.create_evidence(self.company, "2026-01-01", "2026-12-31")
            evidence.scheme_id.counts_for_exemplarity = False
            self.assertEqual(self._status()[0], IN_TRANSITION)

    def test_daily_job_touches_only_those_whose_day_has_come(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2026-01-01", DAY)
            self.create_evidence(self.other_company, "2026-01-01", DAY + ONE_DAY)
            (self.company + self.other_company).flush_recordset()
        with self.on_day(DAY + ONE_DAY):
            self.assertEqual(self._status()[0], EXEMPLARY, "stored until the job runs")
            self.env["res.partner"]._cron_transition_status()
            self.assertEqual(self._status(), (UNKNOWN, False))
            self.assertEqual(self.other_company.transition_status, EXEMPLARY)

    def test_daily_job_catches_up_and_sees_what_begins(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, DAY + ONE_DAY, "2026-12-31")
            self.assertEqual(self._status(), (UNKNOWN, DAY))
        with self.on_day(DAY + 10 * ONE_DAY):
            self.env["res.partner"]._cron_transition_status()
            self.assertEqual(self._status(), (EXEMPLARY, date(2026, 12, 31)))

    def test_archived_companies_keep_up(self):
        with self.on_day(DAY):
            self.create_evidence(self.company, "2026-01-01", DAY)
            self.company.active = False
            self.company.flush_recordset()
        with self.on_day(DAY + ONE_DAY):
            self.env["res.partner"]._cron_transition_status()
            self.assertEqual(self._status()[0], UNKNOWN)

    def test_it_cannot_be_typed_in(self):
        partners = self.env["res.partner"].with_user(self.account)
        for values in ({"transition_status": EXEMPLARY}, {"transition_status_until": DAY}):
            with self.subTest(values):
                with self.assertRaisesRegex(UserError, "The transition status is computed from"):
                    self.company.with_user(self.account).write(values)
                with self.assertRaisesRegex(UserError, "The transition status is computed from"):
                    partners.create({"name": "Typed", "is_company": True, **values})
        with self.assertRaisesRegex(UserError, "The transition status"):
            partners.with_context(default_transition_status=EXEMPLARY).create({"name": "Typed", "is_company": True})
        loaded = partners.load(["name", "transition_status"], [["Imported", EXEMPLARY]])
        self.assertFalse(loaded["ids"])
        self.assertIn("Enter evidence", loaded["messages"][0]["message"])
        self.assertEqual(self.company.transition_status, UNKNOWN)

    def test_whoever_adds_the_evidence_moves_the_status(self):
        """The computation may write what nobody may type."""
        with self.on_day(DAY):
            evidence = self.env["hub.evidence"].with_user(self.account).create({
                "partner_id": self.company.id,
                "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id,
                "date_start": "2026-01-01",
            })  # fmt: skip
            evidence.with_user(self.colleague)._verify("Seen")
            self.env.flush_all()
            self.assertEqual(self._status()[0], EXEMPLARY)
