from datetime import date

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from .common import HubCase


class TestEvidenceRenewal(HubCase):
    """Chained and back-dated evidence, each under the version of its time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env["hub.evidence.scheme"].create(
            {
                "name": "Test Label",
                "version_ids": [
                    Command.create(
                        {
                            "name": name,
                            "date_start": start,
                            "date_end": end,
                            "validity_months": months,
                            "level_ids": [Command.create({"name": level}) for level in ("Silver", "Gold")],
                        }
                    )
                    for name, start, end, months in (
                        ("2020", False, "2024-12-31", 36),
                        ("2025", "2025-01-01", "2028-12-31", 24),
                    )
                ],
            }
        )
        cls.new, cls.old = cls.scheme.version_ids.sorted("name", reverse=True)

    def _enter(self, version, start, **values):
        return (
            self.env["hub.evidence"]
            .with_user(self.account)
            .create({"partner_id": self.company.id, "version_id": version.id, "date_start": start, **values})
        )

    def test_the_version_is_that_of_the_first_day(self):
        self.assertEqual(self._enter(self.old, "2024-12-31").date_end, date(2027, 12, 30))
        self.assertEqual(self._enter(self.new, "2025-01-01").date_end, date(2026, 12, 31))
        with self.assertRaisesRegex(ValidationError, "Test Label 2025 is in force from .* Choose Test Label 2020"):
            self._enter(self.new, "2024-12-31")
        with self.assertRaisesRegex(ValidationError, "No version of this scheme is in force on that day"):
            self._enter(self.new, "2029-01-01")
        evidence = self._enter(self.new, "2025-01-01")
        with self.assertRaisesRegex(ValidationError, "Choose Test Label 2020, the version of that day"):
            evidence.date_start = "2024-06-01"

    def test_the_form_takes_the_version_of_the_day(self):
        form = Form(self.env["hub.evidence"].with_user(self.account))
        form.partner_id = self.company
        form.date_start = "2026-01-01"
        form.version_id = self.new
        form.level_id = self.new.level_ids[1]
        form.date_start = "2023-01-01"
        self.assertEqual((form.version_id, form.level_id), (self.old, self.old.level_ids[1]))
        self.assertEqual(form.date_end, date(2025, 12, 31))
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_start = "2030-01-01"
        self.assertIn("No version of this scheme is in force", logs.output[0])
        form.date_start = "2026-01-01"
        self.assertEqual(form.save().version_id, self.new)

    def test_a_version_keeps_the_days_of_its_evidence(self):
        self._enter(self.old, "2024-06-01")
        with self.assertRaisesRegex(ValidationError, "In Force From, In Force Until: Test Label 2020"):
            self.old.date_end = "2024-05-31"
        self.old.date_end = "2024-06-01"

    def test_renewal_follows_without_a_gap_under_the_version_of_its_day(self):
        evidence = self._enter(
            self.old, "2023-01-01", level_id=self.old.level_ids[1].id, scope="establishment", reference="A-1"
        )
        action = evidence.action_renew()
        with Form(self.env["hub.evidence"].with_user(self.account).with_context(**action["context"])) as form:
            form.reference = "A-2"
        renewal = form.record
        self.assertEqual((renewal.date_start, renewal.date_end), (date(2026, 1, 1), date(2027, 12, 31)))
        self.assertEqual((renewal.version_id, renewal.level_id), (self.new, self.new.level_ids[1]))
        self.assertEqual((renewal.scope, renewal.state, renewal.user_id), ("establishment", "to_verify", self.account))
        evidence.invalidate_recordset(["is_renewed"])
        self.assertTrue(evidence.is_renewed)
        self.assertFalse(renewal.is_renewed)

    def test_chained_evidence_is_counted_through(self):
        with self.on_day(date(2026, 6, 15)):
            for start in ("2025-01-01", "2027-01-01"):
                self._enter(self.new, start).with_user(self.colleague)._verify("Seen")
            self.assertEqual(self.company.transition_status_until, date(2028, 12, 31))

    def test_what_cannot_be_renewed(self):
        with self.assertRaisesRegex(UserError, "This evidence does not lapse"):
            self._enter(self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_crea"), "2026-01-01").action_renew()
        with self.assertRaisesRegex(UserError, "no version of Test Label is in force on .* Ask a director"):
            self._enter(self.new, "2028-01-01", date_end="2028-12-31").action_renew()
