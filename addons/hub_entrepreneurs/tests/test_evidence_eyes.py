from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user
from odoo.tools import SQL

from .common import HubCase
from .test_migration import migration


class TestEvidenceEyes(HubCase):
    """The verifier sees what is verified, and it stays as it was seen; who ever entered some of it does not verify."""

    USERS = {**HubCase.USERS, "third": "hub_entrepreneurs.group_hub_account_manager"}

    def _upload(self, user, raw=b"A certificate", **values):
        """Upload a document, as the form does before anything is saved."""
        values = {"name": "certificate.pdf", "raw": raw, "res_model": "hub.evidence", "res_id": 0, **values}
        return self.env["ir.attachment"].with_user(user).create(values)

    def _enter(self, user, *documents, **values):
        version = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
        values = {"partner_id": self.company.id, "version_id": version.id, "date_start": "2026-01-01", **values}
        documents = [Command.link(document.id) for document in documents]
        return self.env["hub.evidence"].with_user(user).create({**values, "attachment_ids": documents})

    def _verified(self, *documents):
        evidence = self._enter(self.account, *documents)
        evidence.with_user(self.colleague)._verify("Seen")
        return evidence

    # What the verifier sees

    def test_colleagues_see_what_was_attached_while_entering(self):
        evidence = self._enter(self.account, self._upload(self.account))
        self.assertEqual(evidence.attachment_ids.with_user(self.colleague).raw, b"A certificate")
        self.assertIn(evidence.attachment_ids, self.env["ir.attachment"].with_user(self.colleague).search([]))
        later = self._upload(self.account, b"Another")
        with Form(evidence) as form:
            form.attachment_ids.add(later)
        self.assertEqual(later.with_user(self.colleague).raw, b"Another")
        with self.assertRaises(AccessError):
            later.with_user(self.outsider).read(["raw"])

    def test_outcomes_as_well(self):
        document = self._upload(self.account, res_model="hub.outcome")
        self.env["hub.outcome"].with_user(self.account).create(
            {
                "partner_id": self.company.id,
                "kind": "jobs_created",
                "proof_level": "documented",
                "attachment_ids": [Command.link(document.id)],
            }
        )
        self.assertEqual(document.with_user(self.colleague).raw, b"A certificate")
        with self.assertRaisesRegex(ValidationError, "Proof Level: .* has no document"):
            document.unlink()

    def test_a_document_of_another_record_is_copied(self):
        of_company = self._upload(self.account, res_model="res.partner", res_id=self.company.id)
        evidence = self._verified(of_company)
        [own] = evidence.attachment_ids
        self.assertEqual((own.res_model, own.res_id, own.raw), ("hub.evidence", evidence.id, b"A certificate"))
        of_company.raw = b"Another"
        self.assertEqual((own.raw, evidence.state), (b"A certificate", "verified"))
        self.assertEqual((of_company.res_model, of_company.res_id), ("res.partner", self.company.id))

    def test_nobody_attaches_what_is_closed_to_him_or_her(self):
        private = self._upload(self.colleague)
        with self.assertRaises(AccessError):
            self._enter(self.account, private)
        evidence = self._enter(self.account)
        with self.assertRaises(AccessError):
            evidence.attachment_ids = private
        with self.assertRaises(AccessError):
            private.with_user(self.account).read(["raw"])

    # What was verified stays

    def test_a_swap_reopens(self):
        for change in (
            lambda evidence: evidence.write({"attachment_ids": [Command.clear()]}),
            lambda evidence: evidence.write({"attachment_ids": [Command.link(self._upload(self.account).id)]}),
            lambda evidence: evidence.attachment_ids.write({"raw": b"Forged"}),
            lambda evidence: evidence.attachment_ids.write({"datas": "Rm9yZ2Vk"}),
            lambda evidence: evidence.attachment_ids.write({"type": "url", "url": "https://example.com/forged.pdf"}),
            lambda evidence: evidence.attachment_ids.write({"res_id": self._enter(self.account).id}),
            lambda evidence: evidence.attachment_ids.unlink(),
        ):
            evidence = self._verified(self._upload(self.account))
            self.assertEqual(evidence.state, "verified")
            change(evidence)
            self.assertEqual((evidence.state, evidence.verified_by_id.ids), ("to_verify", []))
            self.assertFalse(evidence.can_verify, "whoever swapped it")

    def test_a_remark_on_a_document_does_not(self):
        evidence = self._verified(self._upload(self.account))
        evidence.attachment_ids.description = "Page 2 counts"
        evidence.message_post(body="See there", attachment_ids=self._upload(self.account).ids)
        self.assertEqual(evidence.state, "verified")

    # Who verifies

    def test_an_author_stays_one(self):
        evidence = self._enter(self.account, reference="A-1")
        evidence.with_user(self.colleague).reference = "A-2"
        self.assertEqual(evidence.user_id, self.colleague)
        for author in (self.account, self.colleague):
            self.assertFalse(evidence.with_user(author).can_verify)
            for decide in ("action_verify", "action_reject"):
                with self.assertRaisesRegex(UserError, "You entered .* yourself"):
                    getattr(evidence.with_user(author), decide)()
        self.assertTrue(evidence.with_user(self.third).can_verify)
        evidence.with_user(self.third)._verify("Seen")
        evidence.with_user(self.third).action_reopen()
        self.assertTrue(evidence.with_user(self.third).can_verify, "to reopen is to enter nothing")
        self.assertFalse(evidence.with_user(self.account).can_verify)

    def test_who_swaps_a_document_is_an_author(self):
        evidence = self._enter(self.account, self._upload(self.account))
        evidence.attachment_ids.with_user(self.colleague).raw = b"A better copy"
        self.assertFalse(evidence.with_user(self.colleague).can_verify)
        self.assertFalse(evidence.with_user(self.account).can_verify)

    def test_nobody_types_who_entered_it(self):
        evidence = self._enter(self.account)
        for change in ({"entered_by_ids": [Command.clear()]}, {"entered_by_ids": [Command.link(self.third.id)]}):
            with self.assertRaisesRegex(UserError, "Use the buttons"):
                evidence.write(change)

    def test_no_author_is_asked_to_verify(self):
        self.company.user_id = self.account
        evidence = self._enter(self.account)
        evidence.with_user(self.colleague).reference = "A-2"
        activities = evidence.sudo().activity_ids
        self.assertTrue(activities)
        self.assertFalse(activities.user_id & (self.account + self.colleague))

    def test_a_decided_one_is_reopened_first(self):
        evidence = self._enter(self.account)
        colleague = evidence.with_user(self.colleague)
        colleague.action_reject()
        with self.assertRaisesRegex(UserError, "is decided already: Rejected. Reopen it first."):
            colleague._verify("Seen")
        colleague.action_reopen()
        colleague._verify("Seen")
        with self.assertRaisesRegex(UserError, "is decided already: Verified"):
            evidence.with_user(self.third).action_reject()

    def test_older_databases(self):
        script = migration("19.0.1.2.0/post-migrate.py")
        editor = new_test_user(self.env, login="hub_editor", groups="hub_entrepreneurs.group_hub_account_manager")
        evidence = self._enter(self.account).sudo()
        evidence.write({"user_id": editor.id, "entered_by_ids": [Command.clear()]})
        document = self._upload(self.account)
        self.env.flush_all()
        values = SQL("(hub_evidence_id, ir_attachment_id) VALUES (%s, %s)", evidence.id, document.id)
        self.env.cr.execute(SQL("INSERT INTO hub_evidence_ir_attachment_rel %s", values))
        self.env.invalidate_all()
        script.migrate(self.env.cr, "19.0.1.1.0")
        self.assertEqual(evidence.entered_by_ids, self.account)
        self.assertEqual(document.res_id, evidence.id)
