from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import HubCase


class TestEvidence(HubCase):
    """Evidence with its dates and its second pair of eyes."""

    def _enter(self, user, **values):
        return (
            self.env["hub.evidence"]
            .with_user(user)
            .create(
                {
                    "partner_id": self.company.id,
                    "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_ecodynamic").id,
                    "date_start": "2026-01-01",
                    **values,
                }
            )
        )

    def test_scheme_gives_the_last_day(self):
        evidence = self._enter(self.account)
        self.assertEqual(evidence.date_end, date(2028, 12, 31), "36 months, the first day included")
        self.assertEqual(self._enter(self.account, date_end="2026-03-31").date_end, date(2026, 3, 31))
        self.assertFalse(
            self._enter(
                self.account,
                version_id=self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_crea").id,
            ).date_end
        )

    def test_scheme_is_required(self):
        with self.assertRaisesRegex(ValidationError, "Scheme: choose the label"):
            self._enter(self.account, version_id=False)
        form = Form(self.env["hub.evidence"].with_user(self.account))
        form.partner_id = self.company
        with self.assertRaisesRegex(ValidationError, "Scheme: choose the label", msg="in the form as well"):
            form.save()
        with self.assertRaisesRegex(ValidationError, "Scheme: choose the label"):
            self._enter(self.account).version_id = False

    def test_last_day_before_the_first(self):
        with self.assertRefused("hub.evidence", "Valid Until", "Correct one of the two dates"):
            self._enter(self.account, date_end="2025-12-31")

    def test_level_belongs_to_the_scheme(self):
        toque = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_level_good_food_resto_1")
        with self.assertRaisesRegex(ValidationError, "Level: 1 Toque is not a level of Ecodynamic"):
            self._enter(self.account, level_id=toque.id)

    def test_who_entered_it_does_not_verify_it(self):
        evidence = self._enter(self.account)
        self.assertFalse(evidence.can_verify)
        with self.assertRaisesRegex(UserError, "You entered .* yourself. Ask a colleague"):
            evidence._verify("Seen")
        with self.assertRaises(UserError):
            evidence.action_reject()
        for_colleague = evidence.with_user(self.colleague)
        self.assertTrue(for_colleague.can_verify)
        self.assertFalse(evidence.with_user(self.analyst).can_verify, "no button for who only reads")
        for_colleague._verify("Seen")
        self.assertEqual(evidence.state, "verified")
        self.assertEqual(evidence.verified_by_id, self.colleague)
        self.assertTrue(evidence.verified_on)

    def test_nobody_decides_by_writing_a_field(self):
        with self.assertRaisesRegex(UserError, "still to be verified"):
            self._enter(self.account, state="verified")
        evidence = self._enter(self.account, user_id=self.colleague.id)
        self.assertEqual(evidence.user_id, self.account, "who enters it is who is logged in")
        for values in ({"state": "verified"}, {"user_id": self.colleague.id}, {"verified_by_id": self.colleague.id}):
            with self.assertRaisesRegex(UserError, "Use the buttons"):
                evidence.write(values)

    def test_a_change_needs_another_look(self):
        evidence = self._enter(self.account)
        evidence.with_user(self.colleague)._verify("Seen")
        evidence.with_user(self.colleague).date_end = "2030-01-01"
        self.assertEqual(evidence.state, "to_verify")
        self.assertFalse(evidence.verified_by_id)
        self.assertFalse(evidence.with_user(self.colleague).can_verify, "the colleague's own figure now")
        evidence.with_user(self.director)._verify("Seen")
        self.assertEqual(evidence.state, "verified")

    def test_each_verified_field_needs_another_look(self):
        """What only follows from another is not written at all: whatever moves the status is verified."""
        counting = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_b_corp")
        for values in (
            {"scope": "project"},
            {"date_start": "2025-12-01"},
            {"version_id": counting.version_ids.id},
            {"partner_id": self.other_company.id},
            {"reference": "Another"},
        ):
            with self.subTest(values):
                evidence = self._enter(self.account)
                evidence.with_user(self.colleague)._verify("Seen")
                evidence.write(values)
                self.assertEqual(evidence.state, "to_verify")
        with self.assertRaisesRegex(UserError, "Scheme Family: this value is computed"):
            self._enter(self.account).scheme_id = counting

    def test_reopening_needs_another_look(self):
        evidence = self._enter(self.account)
        evidence.with_user(self.colleague).action_reject()
        self.assertEqual(evidence.state, "rejected")
        evidence.action_reopen()
        self.assertEqual((evidence.state, evidence.verified_by_id.ids), ("to_verify", []))

    def test_copy_is_to_be_verified(self):
        evidence = self._enter(self.account)
        evidence.with_user(self.colleague)._verify("Seen")
        copy = evidence.with_user(self.colleague).copy()
        self.assertEqual((copy.state, copy.user_id), ("to_verify", self.colleague))

    def test_versions_of_a_scheme_do_not_overlap(self):
        scheme = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_crea")
        with self.assertRefused("hub.evidence.scheme.version", "In Force From"):
            self.env["hub.evidence.scheme.version"].create({"scheme_id": scheme.id, "date_start": "2030-01-01"})

    def test_form_warns_on_leaving_the_field(self):
        form = Form(self.env["hub.evidence"].with_user(self.account))
        form.partner_id = self.company
        form.version_id = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_good_food_resto")
        form.level_id = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_level_good_food_resto_2")
        form.date_start = "2026-05-01"
        self.assertEqual(form.date_end, date(2029, 4, 30))
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_end = "2026-04-30"
        self.assertIn("this day is before", logs.output[0])
        form.version_id = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
        self.assertFalse(form.level_id, "a level of another scheme does not stay")
        with mute_logger("odoo.tests.form.onchange"):
            form.date_end = "2027-04-30"
        self.assertEqual(form.save().state, "to_verify")
