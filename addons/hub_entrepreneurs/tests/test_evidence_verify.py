import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import HubCase
from .test_tours_cluster import TourCase

# The smallest picture there is.
PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class TestEvidenceVerify(HubCase):
    """Whoever verifies evidence sees its document, or says what stands for it."""

    def _enter(self, *documents, **values):
        documents = (
            self.env["ir.attachment"]
            .with_user(self.account)
            .create([{"name": name, "raw": PICTURE, "res_model": "hub.evidence", "res_id": 0} for name in documents])
        )
        return (
            self.env["hub.evidence"]
            .with_user(self.account)
            .create(
                {
                    "partner_id": self.company.id,
                    "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id,
                    "attachment_ids": [Command.set(documents.ids)],
                    **values,
                }
            )
        )

    def _open(self, evidence, user):
        action = evidence.with_user(user).action_verify()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def test_the_button_decides_nothing(self):
        evidence = self._enter("certificate.gif")
        dialog = self._open(evidence, self.colleague)
        self.assertEqual(evidence.state, "to_verify")
        self.assertEqual(dialog.attachment_ids.mapped("name"), ["certificate.gif"])
        self.assertEqual(dialog.attachment_ids.raw, PICTURE, "the verifier sees it")
        dialog.action_verify()
        self.assertEqual((evidence.state, evidence.verified_by_id), ("verified", self.colleague))
        self.assertFalse(evidence.verified_because)

    def test_without_a_document_a_reason(self):
        evidence = self._enter()
        dialog = self._open(evidence, self.colleague)
        for reason in (False, "", " \n"):
            dialog.reason = reason
            with self.assertRaisesRegex(UserError, "has no document. Attach it, or say in Reason"), self.cr.savepoint():
                dialog.action_verify()
        dialog.reason = " Seen in the register of the label "
        dialog.action_verify()
        self.assertEqual((evidence.state, evidence.verified_because), ("verified", "Seen in the register of the label"))
        evidence.with_user(self.colleague).action_reopen()
        self.assertFalse(evidence.verified_because, "said of what was decided then")

    def test_nobody_types_the_reason_in(self):
        with self.assertRaisesRegex(UserError, "Use the buttons"):
            self._enter().verified_because = "Trust me"

    def test_what_changed_meanwhile_is_looked_at_again(self):
        for change in (
            lambda evidence: evidence.attachment_ids.write({"raw": b"Forged"}),
            lambda evidence: evidence.write({"date_end": "2099-12-31"}),
            lambda evidence: evidence.write({"attachment_ids": [Command.clear()]}),
        ):
            evidence = self._enter("certificate.gif")
            dialog = self._open(evidence, self.colleague)
            change(evidence)
            with self.assertRaisesRegex(UserError, "was changed while you looked at it"):
                dialog.action_verify()
            again = self._open(evidence.with_user(self.director), self.director)
            again.reason = "Asked the label"
            again.action_verify()
            self.assertEqual(evidence.verified_by_id, self.director)

    def test_rejecting_in_the_dialog(self):
        evidence = self._enter("certificate.gif")
        self._open(evidence, self.colleague).action_reject()
        self.assertEqual(evidence.state, "rejected")

    def test_a_scheme_of_directors(self):
        self.company.user_id = self.colleague
        scheme = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_b_corp")
        scheme.with_user(self.director).verifier = "director"
        evidence = self._enter("certificate.gif")
        self.assertNotIn(self.colleague, evidence.sudo().activity_ids.user_id, "asked is who may decide")
        for user in (self.colleague, self.cluster_manager):
            self.assertFalse(evidence.with_user(user).can_verify)
            for decide in ("action_verify", "action_reject"):
                with self.assertRaisesRegex(UserError, "only directors decide on evidence of this scheme"):
                    getattr(evidence.with_user(user), decide)()
        self.assertTrue(evidence.with_user(self.director).can_verify)
        self._open(evidence, self.director).action_verify()
        self.assertEqual(evidence.verified_by_id, self.director)
        with self.assertRaises(AccessError):
            scheme.with_user(self.colleague).verifier = "colleague"

    def test_the_dialog_is_the_verifiers_own(self):
        evidence = self._enter("certificate.gif")
        dialog = self._open(evidence, self.colleague)
        for user in (self.account, self.cluster_manager, self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                dialog.with_user(user).action_verify()
        # Made by hand, it opens nothing to its author.
        own = self.env["hub.evidence.verify"].with_user(self.account).create({"evidence_id": evidence.id})
        with self.assertRaisesRegex(UserError, "You entered .* yourself"):
            own.action_verify()
        for user in (self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                evidence.with_user(user).action_verify()


@tagged("post_install", "-at_install")
class TestEvidenceDocumentTour(TourCase):
    """The document is in sight before anything is decided."""

    def test_the_document_is_in_sight(self):
        document = self.env["ir.attachment"].create({"name": "certificate.gif", "raw": PICTURE})
        letter = self.env["ir.attachment"].create({"name": "letter.txt", "raw": b"We award"})
        evidence = self.env["hub.evidence"].create(
            {
                "partner_id": self.atelier.id,
                "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id,
                "attachment_ids": [Command.set((document + letter).ids)],
            }
        )
        url = f"/odoo/hub-evidence-to-verify/{evidence.id}"
        self.start_tour(url, "hub_evidence_document", login=self.verifier.login)
        self.assertEqual((evidence.state, evidence.verified_by_id), ("verified", self.verifier))
