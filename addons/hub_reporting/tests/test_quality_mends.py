from datetime import datetime, timedelta

from .quality_common import QualityCase


class TestQualityFinders(QualityCase):
    """What rules find and mend at their edges: each of these tests fails when one condition of them is left out."""

    def mend(self, code, records):
        self.find()
        issues = self.issues.union(*(self.issue(code, record) for record in records))
        self.assertEqual(len(issues), len(records))
        issues.with_user(self.account).action_mend()
        self.save()
        return issues

    def ago(self, days, **values):
        """Return a conversation of so many days ago."""
        return self.converse(date=datetime.now() - timedelta(days=days), **values)

    # The programme of the nearest conversation

    def test_the_nearest_one_is_of_the_same_account_manager(self):
        own, other = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        self.ago(90, programme_id=own.id)
        self.ago(21, programme_id=other.id, user_id=self.colleague.id)
        wrong = self.ago(20)
        wrong.programme_id = False
        self.mend("programme", wrong)
        self.assertEqual(wrong.programme_id, own)

    def test_the_nearest_one_may_be_before_or_after(self):
        far, near = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        for days, programme in ((60, far), (45, near), (100, far)):
            self.ago(days, programme_id=programme.id)
        before, after = self.ago(48), self.ago(95)
        (before | after).programme_id = False
        self.mend("programme", before | after)
        self.assertEqual((before.programme_id, after.programme_id), (near, far))

    def test_what_has_a_programme_keeps_it(self):
        """Somebody else chose one since the list was opened."""
        chosen, near = (self.programme(code=code, name=code) for code in ("test_a", "test_b"))
        self.ago(21, programme_id=near.id)
        wrong = self.ago(20, programme_id=chosen.id)
        # So the nearest conversation is another one.
        chosen.date_end = self.today - timedelta(days=100)
        wrong._mend_programme()
        self.assertEqual(wrong.programme_id, chosen)

    # The proof of an outcome

    def outcomes(self, **values):
        return self.env["hub.outcome"].create({"partner_id": self.company.id, "kind": "investment", **values})

    def test_a_document_proves_it_as_well_as_a_reference(self):
        paper = self.env["ir.attachment"].create({"name": "Bill.pdf", "raw": b"%PDF"})
        with_paper, without = self.outcomes(attachment_ids=paper.ids), self.outcomes()
        self.mend("proof", with_paper | without)
        self.assertEqual((with_paper.proof_level, without.proof_level), ("documented", "claimed"))

    def test_what_somebody_signed_for_is_no_fault(self):
        proven = self.env["hub.outcome"].union(
            *(self.outcomes(proof_level=level, reference="Bill 7") for level in ("attested", "documented"))
        )
        self.find()
        for outcome in proven:
            self.assertFalse(self.issue("proof", outcome))

    # The enterprise number

    def test_a_number_is_taken_once(self):
        """Two companies with the VAT number of one: the first gets the number, the other one is left to people."""
        number = self.company.company_registry
        (self.company | self.other_company).write({"company_registry": False, "vat": f"BE{number}"})
        first, second = self.mend("number", self.company | self.other_company)
        self.assertEqual({first.state, second.state}, {"mended", "open"})
        numbers = (self.company | self.other_company).mapped("company_registry")
        self.assertEqual(sorted(map(bool, numbers)), [False, True])

    def test_a_vat_number_that_is_none(self):
        number = self.company.company_registry
        wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
        self.company.company_registry = False
        self.company._write({"vat": f"BE{wrong}"})
        self.env.invalidate_all()
        self.company._mend_number()
        self.assertFalse(self.company.company_registry)

    def test_a_person_needs_no_number(self):
        person = self.env["res.partner"].create({"name": "Test Person"})
        self.assertFalse(person.company_registry)
        self.find()
        self.assertFalse(self.issue("number", person))

    def test_a_number_that_is_known_stays(self):
        number = self.company.company_registry
        self.company._write({"vat": f"BE{self.free_number()}"})
        self.env.invalidate_all()
        self.company._mend_number()
        self.assertEqual(self.company.company_registry, number)

    def free_number(self):
        """Return a number that is valid, and of no company."""
        number, self.other_company.company_registry = self.other_company.company_registry, False
        self.env.flush_all()
        return number

    # Addresses that bounce

    def test_one_bounce_is_none(self):
        """A mailbox that is full for a day."""
        self.company.write({"email": "test@example.com"})
        for bounces, found in ((1, False), (2, True)):
            self.company.message_bounce = bounces
            self.find()
            self.assertEqual(bool(self.issue("bounces", self.company)), found)

    def test_without_an_address_nothing_bounces(self):
        self.company.write({"email": "test@example.com", "message_bounce": 3})
        self.find()
        issue = self.issue("bounces", self.company)
        self.company.write({"email": False, "message_bounce": 3})
        self.save()
        self.assertEqual(issue.state, "mended")

    def test_the_address_of_a_colleague(self):
        partner = self.account.partner_id
        partner.write({"email": "colleague@example.com", "message_bounce": 3})
        self.find()
        self.assertFalse(self.issue("bounces", partner))

    def test_what_works_again_was_asked_about(self):
        (self.company | self.other_company).write({"email": "test@example.com", "message_bounce": 3})
        self.mend("bounces", self.company)
        self.assertEqual((self.company.message_bounce, self.other_company.message_bounce), (0, 3))
