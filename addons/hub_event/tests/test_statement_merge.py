from .statement_common import StatementCase


class TestStatementMerge(StatementCase):
    """Two companies that are one have one statement of each occasion, and one outcome."""

    def _merge(self):
        self.other_company.company_registry = False
        self.env["base.partner.merge.automatic.wizard"]._merge((self.company + self.other_company).ids, self.company)
        return self.env["hub.statement"].search([("partner_id", "=", self.company.id)])

    def test_answers_count_once(self):
        for company, jobs in ((self.company, 5), (self.other_company, 6)):
            statement = self.create_statement("6", company=company)
            self.create_answered_baseline(3, statement)
            statement._answer({"jobs": jobs, "without_support": "same"}, "link")
        statements = self._merge()
        self.assertEqual(sorted(statements.mapped("moment")), ["0", "6"])
        [outcome] = self.env["hub.outcome"].search([("partner_id", "=", self.company.id)])
        self.assertEqual(outcome.statement_id.moment, "6")
        voided = self.env["hub.outcome"].search([("partner_id", "=", self.company.id), ("active", "=", False)])
        self.assertIn("merged company", voided.void_reason)

    def test_the_answer_is_kept_and_not_the_question(self):
        self.create_statement()
        self.create_statement(company=self.other_company, state="answered", jobs=7)
        [statement] = self._merge()
        self.assertEqual((statement.state, statement.jobs), ("answered", 7))

    def test_other_occasions_stay(self):
        self.create_statement()
        self.create_statement(company=self.other_company, service=self.other_service)
        self.assertEqual(len(self._merge()), 2)

    def test_the_person_goes_and_the_statement_stays(self):
        statement = self.create_statement(contact_id=self.person.id)
        self.person.unlink()
        self.assertFalse(statement.contact_id)
        self.assertTrue(statement.exists())
