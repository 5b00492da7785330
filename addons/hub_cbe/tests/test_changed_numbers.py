from odoo.tests import tagged

from ..domain import layout
from ..domain.numbers import dotted
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

RUE, QUAI = At("Rue de l'Exemple", "12"), At("Quai de l'Exemple", "3")
FREE = "0100000466"


@tagged("post_install", "-at_install")
class TestChangedNumbers(MatchCase):
    """A number that was wrong, once it is corrected: nothing of the other company stays."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Fausse", seat=RUE, places=[("Boutique", QUAI)], contacts=[("TEL", "02 555 01 02")])
        self.number = self.row.number
        self.partner = self.row.partner_id
        self.partner.with_user(self.account).action_activate_prospect()

    def become(self, kind):
        """Let the register say what kind of enterprise it is: 1 a natural person, 2 a company."""
        entity = int(self.number)
        kept_rows.remove(self.env.cr, layout.ENTERPRISE, {entity: entity})
        cells = [dotted(entity), "AC", "000", kind, "", "", "01-01-2020"]
        kept_rows.add(self.env.cr, layout.ENTERPRISE, kept_rows.lines([[cells]], {}))
        self.row.digest = False
        self.env.flush_all()
        self.take(entity)
        self.env.invalidate_all()

    def correct(self, **values):
        self.partner.with_user(self.account).write(values)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_the_company_is_a_prospect_again(self):
        for values in ({"enterprise_number": FREE}, {"company_registry": False}, {"country_id": self.france.id}):
            with self.subTest(values=values), self.env.cr.savepoint() as savepoint:
                self.correct(**values)
                self.assertFalse(self.partner.register_ids)
                self.assertFalse(self.partner.establishment_ids)
                self.assertFalse(self.partner.register_value_ids)
                prospect = self.row.partner_id
                self.assertTrue(prospect.is_prospect)
                self.assertEqual((prospect.name, prospect.company_registry), ("Fausse", self.number))
                self.assertEqual((prospect.street, prospect.phone), ("Rue de l'Exemple 12", "02 555 01 02"))
                self.assertEqual(prospect.establishment_ids.name, "Boutique")
                self.assertFalse(self.partner.is_prospect)
                self.row.digest = False
                self.env.flush_all()
                self.take(int(self.number))
                self.assertEqual(self.row.partner_id, prospect)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_a_natural_person_is_unknown_again(self):
        self.become("1")
        self.assertTrue(self.partner.is_natural_person)
        self.correct(enterprise_number=FREE)
        self.assertFalse(self.row.exists())
        self.assertFalse(self.partner.establishment_ids)
        self.assertFalse(kept_rows.kept(self.env.cr, {int(self.number)}))
        self.assertFalse(self.env["res.partner"].search_count([("company_registry", "=", self.number)]))

    def test_what_was_decided_of_it_holds(self):
        other = self.in_hub("Fausse", street="Rue de l'Exemple 12", zip="1060")
        match = self.find(other)
        match.with_user(self.account).action_not_same()
        self.correct(enterprise_number=FREE)
        self.assertEqual(self.find(other), match)
        self.assertEqual(match.state, "not_same")

    def test_of_two_that_became_one_the_other_stays(self):
        other = self.register("Vraie", seat=QUAI, places=[("Atelier", RUE)])
        other.partner_id.establishment_ids.partner_id = self.partner
        other.partner_id = self.partner
        self.assertEqual(self.partner.register_ids, self.row | other)
        self.correct(enterprise_number=FREE)
        self.assertEqual(self.partner.register_ids, other)
        self.assertEqual(self.partner.establishment_ids.mapped("name"), ["Atelier"])

    def test_the_same_number_in_another_writing_changes_nothing(self):
        prospect_count = self.env["res.partner"].search_count([("is_prospect", "=", True)])
        self.correct(enterprise_number=f"BE {dotted(int(self.number))}")
        self.correct(country_id=False)
        self.assertEqual(self.row.partner_id, self.partner)
        self.assertEqual(self.env["res.partner"].search_count([("is_prospect", "=", True)]), prospect_count)

    def test_whoever_has_the_number_now_is_the_company(self):
        self.partner.active = False
        again = self.in_hub("Fausse", company_registry=self.number)
        self.row.digest = False
        self.env.flush_all()
        self.take(int(self.number))
        self.env.invalidate_all()
        self.assertEqual(self.row.partner_id, again)
        self.assertEqual((again.street, again.phone), ("Rue de l'Exemple 12", "02 555 01 02"))
        self.assertEqual(again.establishment_ids.name, "Boutique")
        self.assertFalse(self.partner.establishment_ids)
