from odoo.exceptions import UserError
from odoo.tests import tagged

from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestMatchChanged(MatchCase):
    """What has changed between a proposal and its taking is in the way, also where nobody looks: in bulk."""

    def propose(self, name):
        partner = self.in_hub(name, street="Rue de l'Exemple 12", zip="1060")
        row = self.register(name, seat=RUE)
        return self.find(partner).filtered(lambda match: match.register_id == row)

    def assert_in_the_way(self, match, reason):
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, reason):
            match.with_user(self.director).action_take()
        other = self.propose("Tout a Fait Autre")
        (match | other).with_user(self.director).action_take()
        self.assertEqual((match.state, other.state), ("open", "taken"))
        self.assertFalse(match.partner_id.company_registry)

    def test_the_company_in_hub(self):
        for values in ({"active": False}, {"country_id": self.france.id}, {"is_company": False}):
            with self.subTest(values=values), self.env.cr.savepoint() as savepoint:
                match = self.propose("Perlicotte")
                match.partner_id.write(values)
                self.assert_in_the_way(match, "Perlicotte has changed since")
                savepoint.rollback()
            self.env.invalidate_all()

    def test_the_company_of_the_register_has_stopped(self):
        match = self.propose("Perlicotte")
        match.register_id.stopped_on = "2026-01-04"
        self.assert_in_the_way(match, "the register has it no more")

    def test_who_has_it_already(self):
        """Both were merged by hand, as contacts."""
        match = self.propose("Perlicotte")
        match.register_id.partner_id = match.partner_id
        self.assert_in_the_way(match, "works already")

    def test_a_prospect_that_somebody_has_archived_gives_its_number(self):
        match = self.propose("Perlicotte")
        match.register_id.partner_id.active = False
        match.with_user(self.account).action_take()
        self.assertEqual(match.partner_id.company_registry, match.register_id.number)
        self.assertTrue(match.partner_id.active)

    def test_a_job_takes_what_its_user_may_still_decide(self):
        moved, kept = self.propose("Perlicotte"), self.propose("Tourbillonne")
        moved.partner_id.user_id = self.colleague
        (moved | kept).with_user(self.account)._job_take()
        self.assertEqual((moved.state, kept.state), ("open", "taken"))

    def test_who_is_erased_takes_the_proposal_along(self):
        for side in ("partner_id", "register_id"):
            match = self.propose("Perlicotte")
            (match.partner_id if side == "partner_id" else match.register_id.partner_id).unlink()
            self.assertFalse(match.exists())
