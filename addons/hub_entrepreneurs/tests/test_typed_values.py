from datetime import date

from odoo import Command
from odoo.tests import Form

from ..tools.dates import today
from .common import HubCase


class TestTypedLastDay(HubCase):
    """A last day that somebody typed stays; one that followed from the first day follows it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme, cls.for_life = cls.env["hub.evidence.scheme"].create(
            [
                {"name": name, "version_ids": [Command.create({"name": "1", "validity_months": months})]}
                for name, months in (("Test Label", 36), ("For Life", 0))
            ]
        )
        cls.version, cls.life = cls.scheme.version_ids, cls.for_life.version_ids

    def _enter(self, version=None, start="2024-01-01", **values):
        version = version or self.version
        values = {"partner_id": self.company.id, "version_id": version.id, "date_start": start, **values}
        return self.env["hub.evidence"].with_user(self.account).create(values)

    def test_typed_stays(self):
        evidence = self._enter(date_end="2025-06-30")
        evidence.date_start = "2024-02-01"
        self.assertEqual(evidence.date_end, date(2025, 6, 30))
        evidence.version_id = self.life
        self.assertEqual(evidence.date_end, date(2025, 6, 30), "the award says so itself")

    def test_proposed_follows(self):
        evidence = self._enter()
        self.assertEqual(evidence.date_end, date(2026, 12, 31))
        evidence.date_start = "2024-02-01"
        self.assertEqual(evidence.date_end, date(2027, 1, 31))

    def test_a_scheme_for_life_keeps_no_old_last_day(self):
        evidence = self._enter()
        evidence.version_id = self.life
        self.assertFalse(evidence.date_end)
        evidence.version_id = self.version
        self.assertEqual(evidence.date_end, date(2026, 12, 31))

    def test_emptied_by_hand_stays_empty(self):
        evidence = self._enter()
        evidence.date_end = False
        evidence.date_start = "2024-02-01"
        self.assertFalse(evidence.date_end)

    def test_several_at_once(self):
        evidence = self._enter() + self._enter(date_end="2025-06-30") + self._enter(date_end="2025-07-31")
        evidence.write({"date_start": "2024-02-01"})
        self.assertEqual(evidence.mapped("date_end"), [date(2027, 1, 31), date(2025, 6, 30), date(2025, 7, 31)])

    def test_typed_with_the_first_day(self):
        evidence = self._enter()
        evidence.write({"date_start": "2024-02-01", "date_end": "2025-01-01"})
        self.assertEqual(evidence.date_end, date(2025, 1, 1))

    def test_on_a_new_form(self):
        form = Form(self.env["hub.evidence"].with_user(self.account))
        form.partner_id = self.company
        form.version_id = self.version
        form.date_start = "2024-01-01"
        self.assertEqual(form.date_end, date(2026, 12, 31))
        form.date_start = "2024-02-01"
        self.assertEqual(form.date_end, date(2027, 1, 31), "nothing was typed")
        form.version_id = self.life
        self.assertFalse(form.date_end)
        form.version_id = self.version
        form.date_end = "2025-06-30"
        form.date_start = "2024-03-01"
        form.version_id = self.life
        self.assertEqual(str(form.date_end), "2025-06-30")
        self.assertEqual(form.save().date_end, date(2025, 6, 30))

    def test_on_the_form_of_saved_evidence(self):
        typed, proposed = self._enter(date_end="2025-06-30"), self._enter()
        for evidence, ends in ((typed, [date(2025, 6, 30)] * 2), (proposed, [date(2027, 1, 31), date(2027, 2, 28)])):
            with Form(evidence) as form:
                for start, end in zip(("2024-02-01", "2024-03-01"), ends, strict=True):
                    form.date_start = start
                    self.assertEqual(str(form.date_end), str(end))
            self.assertEqual(evidence.date_end, ends[-1])


class TestOtherTypedValues(HubCase):
    """Siblings: whether a person decides, and the days of a commitment."""

    def test_who_does_not_decide(self):
        person = self.env["res.partner"].create({"name": "A Person"})
        roles = self.env["hub.company.role"].create(
            [
                {"partner_id": self.company.id, "person_id": person.id, "role": "owner", **values}
                for values in ({"is_decision_maker": False, "date_end": "2020-12-31"}, {"date_start": "2021-01-01"})
            ]
        )
        roles.write({"role": "manager"})
        self.assertEqual(roles.mapped("is_decision_maker"), [False, True])
        roles.write({"role": "employee"})
        self.assertEqual(roles.mapped("is_decision_maker"), [False, False])
        with Form(roles[1]) as form:
            form.is_decision_maker = True
            form.role = "other"
            self.assertTrue(form.is_decision_maker)

    def test_the_day_of_the_end_survives_a_correction(self):
        commitment = self.env["hub.commitment"].create(
            {"partner_id": self.company.id, "name": "C", "agreed_on": "2026-01-01", "done_on": "2026-03-01"}
        )
        commitment.action_drop()
        self.assertEqual((commitment.done_on, commitment.dropped_on), (False, date(2026, 3, 1)))
        with Form(commitment) as form:
            form.state = "open"
            form.state = "done"
            self.assertEqual(form.done_on, date(2026, 3, 1))
        commitment.write({"state": "dropped", "dropped_on": "2026-04-01"})
        self.assertEqual(commitment.dropped_on, date(2026, 4, 1))
        commitment.action_reopen()
        commitment.action_done()
        self.assertEqual(commitment.done_on, today(self.env), "a new end")

    def test_several_ends_at_once(self):
        commitments = self.env["hub.commitment"].create(
            [
                {"partner_id": self.company.id, "name": "C", "agreed_on": "2026-01-01", **values}
                for values in ({"done_on": "2026-03-01"}, {"done_on": "2026-04-01"}, {})
            ]
        )
        commitments.write({"state": "dropped"})
        self.assertEqual(commitments.mapped("dropped_on"), [date(2026, 3, 1), date(2026, 4, 1), today(self.env)])

    def test_a_typed_day_of_agreement_is_not_moved(self):
        typed, entered = self.env["hub.commitment"].create(
            [{"partner_id": self.company.id, "name": "C", **values} for values in ({"agreed_on": "2026-05-01"}, {})]
        )
        entered.done_on = "2026-04-01"
        self.assertEqual(entered.agreed_on, date(2026, 4, 1), "nobody typed the day it was entered")
        with self.assertRefused("hub.commitment", "Agreed On"):
            typed.done_on = "2026-04-01"
            self.env.flush_all()

    def test_candidates_of_several_kinds_are_asked_about(self):
        candidacies = self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": self.cluster.id, "partner_id": company.id, "kind": kind, "date_start": False}
                for company, kind in ((self.company, "observer"), (self.other_company, "partner"))
            ]
        )
        form = Form.from_action(self.env(user=self.cluster_manager), candidacies.action_join())
        self.assertFalse(form.kind)
        with self.assertRaises(AssertionError):
            form.save()
        form = Form.from_action(self.env(user=self.cluster_manager), candidacies[0].action_join())
        form.save().action_join()
        self.assertEqual(candidacies.mapped("kind"), ["observer", "partner"])
