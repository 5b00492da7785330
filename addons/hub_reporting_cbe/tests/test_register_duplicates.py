from odoo.tests import tagged

from odoo.addons.hub_cbe.tests.match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")
HERE = {"street": "Rue de l'Exemple 12", "zip": "1060"}


@tagged("post_install", "-at_install")
class TestRegisterDuplicates(MatchCase):
    """Duplicates that the register uncovers go to the queue of data to mend, until somebody says that they are two."""

    def pairs(self, *companies):
        """Return the open pairs among some companies, as the nightly job finds them."""
        self.env["hub.quality.rule"]._cron_find()
        ids = [company.id for company in companies]
        found = self.env["hub.quality.issue"].search(
            [("compares", "=", True), ("state", "=", "open"), ("res_id", "in", ids), ("other_id", "in", ids)]
        )
        found._close_mended()
        return found.filtered(lambda pair: pair.state == "open")

    def two(self):
        """Create two companies of other names that may be the same company of the register."""
        register = self.register("Marchepiedelle", ("2", "Opstapjeske"), seat=RUE)
        one, other = self.in_hub("Marchepiedelle", **HERE), self.in_hub("Opstapjeske", **HERE)
        found = self.find(one, other)
        self.assertEqual((found.register_id, len(found)), (register, 2))
        return one, other

    def test_two_that_may_be_the_same_company_of_the_register(self):
        one, other = self.two()
        pair = self.pairs(one, other)
        self.assertEqual((pair.res_id, pair.other_id, pair.same_by), (one.id, other, "register"))

    def test_the_second_one_that_would_get_the_number(self):
        one, other = self.two()
        self.matches.search([("partner_id", "=", one.id)]).action_take()
        pair = self.pairs(one, other)
        self.assertEqual({pair.res_id, pair.other_id.id}, {one.id, other.id})
        self.assertEqual(pair.same_by, "register")

    def test_the_same_name_is_told_before(self):
        self.register("Marchepiedelle", seat=RUE)
        one, other = self.in_hub("Marchepiedelle", **HERE), self.in_hub("Marchepiedelle SA", **HERE)
        self.find(one, other)
        self.assertEqual(self.pairs(one, other).same_by, "name")

    def test_unlikely_ones_are_none(self):
        self.register("Marchepiedelle", ("2", "Opstapjeske"))
        one, other = self.in_hub("Marchepiedelle"), self.in_hub("Opstapjeske")
        self.assertEqual(set(self.find(one, other).mapped("score")), {60})
        self.assertFalse(self.pairs(one, other))

    def test_a_prospect_is_no_duplicate(self):
        one, _other = self.two()
        prospect = self.matches.search([("partner_id", "=", one.id)]).register_id.partner_id
        self.assertFalse(self.pairs(one, prospect))
        prospect._end_prospect()
        self.assertTrue(self.pairs(one, prospect))

    def test_not_the_same_mends_it(self):
        one, other = self.two()
        pair = self.pairs(one, other)
        self.matches.search([("partner_id", "=", other.id)]).action_not_same()
        pair._close_mended()
        self.assertEqual(pair.state, "mended")
        self.assertFalse(self.pairs(one, other))

    def test_not_the_same_holds_for_both(self):
        """Whoever works with the company of the register later is asked no more, by name or by register."""
        self.register("Marchepiedelle", seat=RUE)
        partner = self.in_hub("Marchepiedelle", **HERE)
        match = self.find(partner)
        match.action_not_same()
        known = match.register_id.partner_id
        known._end_prospect()
        self.assertFalse(self.pairs(partner, known))
        match.action_ask_again()
        self.assertTrue(self.pairs(partner, known))

    def test_no_duplicates_are_not_proposed(self):
        self.register("Marchepiedelle", seat=RUE)
        partner = self.in_hub("Marchepiedelle", **HERE)
        known = self.find(partner).register_id.partner_id
        known._end_prospect()
        self.pairs(partner, known).action_not_duplicate()
        self.assertFalse(self.find(partner))
