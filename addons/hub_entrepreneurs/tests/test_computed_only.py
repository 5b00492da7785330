from odoo.exceptions import UserError

from .common import HubCase


class TestComputedOnly(HubCase):
    """What follows from others is refused, by whichever way somebody types it in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.status = "The transition status is computed from conversations"

    def test_create_and_write(self):
        partners = self.env["res.partner"].with_user(self.account)
        for values in ({"transition_status": "exemplary"}, {"transition_status_until": "2030-01-01"}):
            with self.assertRaisesRegex(UserError, self.status):
                partners.create([{"name": "Plain"}, {"name": "Typed", **values}])
            with self.assertRaisesRegex(UserError, self.status):
                self.company.with_user(self.account).write(values)

    def test_default_of_the_context(self):
        partners = self.env["res.partner"].with_user(self.account)
        with self.assertRaisesRegex(UserError, self.status):
            partners.with_context(default_transition_status="exemplary").create({"name": "Typed"})

    def test_import(self):
        partners = self.env["res.partner"].with_user(self.account)
        for row in (["id", "name", "transition_status"], [".id", "name", "transition_status"]):
            key = "test.typed" if row[0] == "id" else str(self.company.id)
            loaded = partners.load(row, [[key, "Typed", "Exemplary"]])
            self.assertFalse(loaded["ids"])
            self.assertIn("can't be typed in", loaded["messages"][0]["message"])
        self.assertEqual(self.company.name, "Test Atelier")

    def test_superuser_writes_it(self):
        self.company.with_user(self.account).sudo().transition_status = "aware"
        self.assertEqual(self.company.transition_status, "aware")

    def test_stored_and_computed_is_refused_without_a_sentence_of_its_own(self):
        """A related field as well as a computed one; the sentence has its label."""
        company = self.company.with_user(self.account)
        with self.assertRaisesRegex(UserError, "Is Belgian: this value is computed from others and can't be typed in"):
            company.is_belgian = True
        assessment = self.env["hub.assessment"].with_user(self.account).create({"partner_id": company.id})
        with self.assertRaisesRegex(UserError, "Kind: this value is computed from others"):
            assessment.kind = "transition"
        with self.assertRaisesRegex(UserError, "The score is computed from the answers"):
            assessment.score = 90
        company.commune_id = self.env.ref("hub_entrepreneurs.hub_commune_21009")
        self.assertTrue(company.commune_id, "what is editable may be typed in")

    def test_a_default_meant_for_another_model_has_no_effect(self):
        """Names that many models share stand in the context while rows of others are made."""
        context = {"default_kind": "other", "default_state": "verified", "default_user_id": self.colleague.id}
        assessments = self.env["hub.assessment"].with_user(self.account).with_context(default_kind="other")
        self.assertEqual(assessments.create({"partner_id": self.company.id}).kind, "transition")
        evidence = self.env["hub.evidence"].with_user(self.account).with_context(**context)
        version = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
        made = evidence.create({"partner_id": self.company.id, "version_id": version.id})
        self.assertEqual((made.state, made.user_id), ("to_verify", self.account))
        with self.assertRaisesRegex(UserError, "Use the buttons"):
            evidence.with_context(default_verified_on="2026-01-01").create(
                {"partner_id": self.company.id, "version_id": version.id}
            )
