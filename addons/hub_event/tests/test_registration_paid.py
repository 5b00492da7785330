from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from .registration_common import RegistrationCase


class TestRegistrationPaid(RegistrationCase):
    """Fees that are noted as paid are income of the action, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.small.write(
            {
                "seats_max": 10,
                "fee_ids": [(0, 0, {"amount": 100})],
                "cost_ids": [(0, 0, {"kind": "space", "spent": 500})],
            }
        )
        cls.registrations = cls.register(0, 1, 2)

    def income(self):
        return [row.income for row in self.small.cost_ids if row.kind == "fees"]

    def pay(self, registrations, user=None):
        registrations.with_user(user or self.cluster_manager).action_mark_paid()

    def test_what_is_paid_comes_in(self):
        first, second, third = self.registrations
        self.pay(first)
        self.assertEqual((self.income(), self.small.cost_income), ([100], 100))
        self.pay(first + second + third)
        self.assertEqual((self.income(), self.small.cost_income), ([300], 300))
        self.assertEqual(self.plan.cost_income, 300)
        second.with_user(self.cluster_manager).action_mark_unpaid()
        self.assertEqual(self.small.cost_income, 200)
        third.action_cancel()
        self.assertEqual(self.small.cost_income, 100, "who cancelled has paid nothing")
        third.action_confirm()
        self.assertEqual(self.small.cost_income, 200)
        first.active = False
        self.assertEqual(self.small.cost_income, 100)
        third.unlink()
        self.assertEqual((self.income(), self.small.cost_income), ([], 0))

    def test_beside_other_income(self):
        self.small.cost_ids = [(0, 0, {"kind": "other", "income": 50})]
        self.pay(self.registrations)
        self.assertEqual(self.small.cost_income, 350)
        groups = self.env["hub.action.cost"].formatted_read_group(
            [("event_id", "=", self.small.id)], ["kind"], ["income:sum"]
        )
        self.assertEqual({g["kind"]: g["income:sum"] for g in groups}, {"space": 0, "other": 50, "fees": 300})

    def test_never_twice(self):
        self.small.cost_ids = [(0, 0, {"kind": "fees", "income": 250})]
        with self.assertRaisesRegex(ValidationError, "€250.00 is typed in"), self.cr.savepoint():
            self.pay(self.registrations)
        typed = self.small.cost_ids.filtered(lambda row: row.kind == "fees")
        typed.income = 0
        self.pay(self.registrations)
        self.assertEqual(self.small.cost_income, 300)
        with self.assertRaisesRegex(ValidationError, "would count twice"), self.cr.savepoint():
            typed.with_user(self.cluster_manager).income = 20
        with self.assertRaisesRegex(ValidationError, "would count twice"), self.cr.savepoint():
            self.small.with_user(self.cluster_manager).cost_ids = [(0, 0, {"kind": "fees", "income": 1})]

    def test_what_is_paid_is_not_typed(self):
        self.pay(self.registrations)
        row = self.small.cost_ids.filtered("is_paid_fees").with_user(self.director)
        for values in ({"income": 1}, {"kind": "other"}, {"spent": 3}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "what registrations have paid"):
                row.write(values)
        with self.assertRaisesRegex(UserError, "what registrations have paid"):
            row.unlink()
        row.note = "By bank"
        with self.assertRaises(UserError), self.cr.savepoint():
            self.env["hub.action.cost"].with_user(self.director).create(
                {"event_id": self.small.id, "kind": "fees", "is_paid_fees": True}
            )
        with Form(self.small.with_user(self.cluster_manager)) as form, form.cost_ids.edit(0) as cost:
            cost.spent = 600
        self.assertEqual((self.small.cost_spent, self.small.cost_income), (600, 300))

    def test_a_copy_has_got_nothing(self):
        self.pay(self.registrations)
        copy = self.small.copy()
        self.assertEqual(copy.cost_ids.mapped("kind"), ["space"])
        self.assertFalse(copy.cost_income)

    def test_who_notes_it(self):
        first = self.registrations[0]
        for user in (self.account, self.adviser):
            with self.subTest(user.login), self.assertRaises(UserError), self.cr.savepoint():
                self.pay(first, user)
        with self.assertRaisesRegex(UserError, "Only who runs “Small Fair” notes that a fee is paid"):
            first.with_user(self.account).fee_paid_on = "2031-01-01"
        with self.assertRaisesRegex(UserError, "Only who runs"), self.cr.savepoint():
            self.register(3, user=self.account, fee_paid_on="2031-01-01")
        self.assertFalse(self.small.cost_income)
        self.pay(first, self.director)
        self.assertEqual(self.small.cost_income, 100)
        form = Form(first.with_user(self.account))
        self.assertTrue(form._get_modifier("fee_paid_on", "readonly"))

    def test_who_has_waited_for_a_place(self):
        """A company that paid and has no place yet has paid all the same."""
        self.small.seats_max = 3
        [fourth] = self.register(3)
        self.assertEqual(self.places(fourth), ["waiting"])
        self.pay(fourth)
        self.assertEqual(self.small.cost_income, 100)
