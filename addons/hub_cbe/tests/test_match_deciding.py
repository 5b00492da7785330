from psycopg2 import errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from ..domain.matching import Verdict
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestMatchDeciding(MatchCase):
    """Taken, or not the same: what becomes of both companies, and who decides it."""

    USERS = {**MatchCase.USERS, "portal": "base.group_portal"}

    def propose(self, name="Tricotrelle", *, register=None, **values):
        """Return the proposal of a company of the register for one that is without number."""
        register = register or self.register(
            name, seat=RUE, places=[("L'Annexe", RUE)], contacts=[("TEL", "02 555 01 02")]
        )
        partner = self.in_hub(name, **values)
        return self.find(partner).filtered(lambda match: match.register_id == register)

    def test_the_number_and_what_was_empty_come_from_the_register(self):
        match = self.propose(name="Tricotrelle", street="Rue de l'Exemple 12")
        partner, register, prospect = match.partner_id, match.register_id, match.register_id.partner_id
        self.assertTrue(prospect.is_prospect)
        match.with_user(self.account).action_take()
        self.assertEqual(partner.company_registry, register.number)
        self.assertEqual((partner.zip, partner.city, partner.phone), ("1060", "Saint-Gilles", "02 555 01 02"))
        self.assertEqual(register.partner_id, partner)
        self.assertEqual(partner.establishment_ids.mapped("name"), ["L'Annexe"])
        self.assertFalse(prospect.exists())
        self.assertFalse(partner.is_prospect, "somebody works with it")
        self.assertEqual((match.state, match.decided_by_id), ("taken", self.account))

    def test_what_was_typed_by_hand_stays_and_differs(self):
        match = self.propose(phone="02 555 99 99", website="https://www.typed.example")
        partner, register = match.partner_id, match.register_id
        partner.name = "Tricotrelle, l'Atelier"
        match.action_take()
        self.assertEqual((partner.name, partner.phone), ("Tricotrelle, l'Atelier", "02 555 99 99"))
        self.assertLessEqual({"name", "phone"}, set(register.differs))
        self.assertNotIn("street", register.differs)
        self.assertFalse(partner.former_names, "what the register calls it is no former name")
        value = partner.register_value_ids.filtered(lambda each: each.field == "phone")
        self.assertTrue(value.differs)
        self.assertEqual(value.value_text, "02 555 01 02")

    def test_an_address_is_not_mixed_of_two(self):
        match = self.propose(zip="1180", city="Uccle")
        partner = match.partner_id
        match.action_take()
        self.assertEqual((partner.zip, partner.city, partner.street), ("1180", "Uccle", False))
        self.assertLessEqual({"zip", "city", "street"}, set(match.register_id.differs))
        self.assertEqual(partner.commune_id.with_context(lang="fr_BE").name, "Uccle")

    def test_activity_codes_of_both_are_not_mixed(self):
        code, other = self.env["hub.nace"].search([("version", "=", "2025")], limit=2)
        match = self.propose(nace_ids=[(6, 0, code.ids)])
        register = match.register_id
        register.said = {**register.said, "nace_ids": other.ids}
        register.partner_id.nace_ids = other
        match.action_take()
        self.assertEqual(match.partner_id.nace_ids, code)
        self.assertIn("nace_ids", register.differs)

    def test_nothing_that_hangs_on_either_is_lost(self):
        match = self.propose()
        partner, prospect = match.partner_id, match.register_id.partner_id
        conversation = self.env["hub.interaction"].create({"partner_id": partner.id})
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": partner.id})
        note = prospect.message_post(body="Seen at the fair")
        match.action_take()
        self.assertEqual((conversation.partner_id, lead.partner_id), (partner, partner))
        self.assertEqual(note.res_id, partner.id)

    def test_the_next_extract_says_it_to_who_has_the_number_now(self):
        match = self.propose()
        partner, register = match.partner_id, match.register_id
        match.action_take()
        register.digest = False
        self.env["res.partner"].flush_model()
        self.assertEqual(self.take(int(register.number)).partner_id, partner)
        self.assertEqual(self.env["res.partner"].sudo().search_count([("company_registry", "=", register.number)]), 1)
        self.assertFalse(self.find(partner).filtered(lambda each: each.state == "open"))

    def test_not_the_same_is_remembered(self):
        match = self.propose()
        partner, register = match.partner_id, match.register_id
        match.with_user(self.account).action_not_same()
        self.assertEqual((match.state, match.decided_by_id), ("not_same", self.account))
        register.digest = False
        self.take(int(register.number))
        self.find()
        partner.zip = "1060"
        found = self.find(partner)
        self.assertEqual((found, found.state), (match, "not_same"))
        with self.assertRaisesRegex(UserError, "decided this already"):
            match.action_take()
        match.action_ask_again()
        self.assertEqual(match.state, "open")

    def test_who_is_not_the_same_leaves_room_for_others(self):
        for _each in range(6):
            self.register("Sextuplette")
        partner = self.in_hub("Sextuplette")
        self.assertEqual(len(self.find(partner)), 5)
        self.matches.search([("partner_id", "=", partner.id)]).action_not_same()
        found = self.find(partner)
        self.assertEqual(sorted(found.mapped("state")), ["not_same"] * 5 + ["open"])

    def test_who_decides_while_hub_looks_is_not_overruled(self):
        match = self.propose()
        match.action_not_same()
        self.env.flush_all()
        pair = (match.partner_id.id, match.register_id.id, Verdict(99, ()))
        self.matches._keep_found([pair], match.partner_id.ids)
        self.assertEqual(match.state, "not_same")

    def test_not_the_same_holds_for_whom_it_is_merged_into(self):
        match = self.propose()
        match.action_not_same()
        kept = self.in_hub("Tricotrelle")
        self.find(kept)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (match.partner_id | kept).ids, dst_partner=kept, extra_checks=False
        )
        self.env.invalidate_all()
        found = self.find(kept)
        self.assertEqual((found.register_id, found.state), (match.register_id, "not_same"))

    def test_not_the_same_is_not_asked_on_the_form_either(self):
        match = self.propose()
        partner, known = match.partner_id, match.register_id.partner_id
        known._end_prospect()
        self.assertIn(known.id, [each["id"] for each in partner.known_contacts])
        match.action_not_same()
        self.env.invalidate_all()
        self.assertNotIn(known.id, [each["id"] for each in partner.known_contacts or []])

    def test_whom_somebody_works_with_already_is_not_taken(self):
        match = self.propose()
        match.register_id.partner_id._end_prospect()
        self.assertTrue(match.is_known)
        self.assertEqual(self.matches.search([("is_known", "=", True), ("id", "=", match.id)]), match)
        with self.assertRaisesRegex(UserError, "works already"):
            match.action_take()
        action = match.with_user(self.director).action_merge()
        self.assertEqual(action["context"]["active_ids"], [match.partner_id.id, match.register_id.partner_id.id])
        self.assertEqual(match.with_user(self.account).action_merge()["res_model"], "hub.merge.request")

    def test_a_number_that_was_typed_meanwhile_stays(self):
        match = self.propose()
        match.partner_id.company_registry = "0100000268"
        with self.assertRaisesRegex(UserError, "has a number already: 0100.000.268"):
            match.action_take()

    def test_who_decides(self):
        match = self.propose()
        for user in (self.analyst, self.outsider, self.portal, self.privacy):
            for method in ("action_take", "action_not_same", "action_ask_again"):
                with self.subTest(user=user.name, method=method), self.assertRaises(AccessError):
                    getattr(match.with_user(user), method)()
        with self.assertRaisesRegex(AccessError, "Companies of colleagues, or of nobody: Tricotrelle"):
            match.with_user(self.colleague).action_take()
        match.partner_id.user_id = False
        with self.assertRaises(AccessError):
            match.with_user(self.account).action_not_same()
        match.with_user(self.director).action_take()
        self.assertEqual(match.state, "taken")

    def test_whoever_stands_in_decides(self):
        match = self.propose()
        today = self.env["hub.stand.in"].default_get(["date_start"])["date_start"]
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_start": today, "date_end": today}
        )
        match.with_user(self.colleague).action_take()
        self.assertEqual(match.state, "taken")

    def test_who_sees_it(self):
        match = self.propose()
        for user in (self.account, self.colleague, self.director, self.analyst):
            self.assertEqual(self.matches.with_user(user).search([("id", "=", match.id)]), match)
        for user in (self.outsider, self.portal, self.privacy):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.matches.with_user(user).search([("id", "=", match.id)])
        for user in (self.account, self.director):
            with self.assertRaises(AccessError):
                match.with_user(user).write({"score": 100})

    def test_another_agency_learns_nothing(self):
        match = self.propose()
        agency = self.env["res.company"].create({"name": "Another Agency"})
        [stranger] = create_users(self.env, {"hub_stranger": "hub_entrepreneurs.group_hub_director"})
        stranger.write({"company_ids": [(6, 0, agency.ids)], "company_id": agency.id})
        theirs = self.matches.with_user(stranger).with_company(agency)
        match.partner_id.company_id = self.env.company
        self.assertFalse(theirs.search([("id", "=", match.id)]))
        with self.assertRaises(AccessError):
            theirs.browse(match.id).action_take()
        match.partner_id.company_id = False
        self.assertTrue(theirs.search([("id", "=", match.id)]))
        match.register_id.partner_id.company_id = self.env.company
        self.assertFalse(theirs.search([("id", "=", match.id)]))

    def test_several_at_once(self):
        """What nothing is in the way of is taken; of two for one company, in Hub or in the register, none is."""
        register = self.register("Doublonnelle")
        one, two = (self.propose("Doublonnelle", register=register) for _each in range(2))
        third, fourth = self.propose("Orvigrenelle"), self.propose("Plumigrenelle")
        third.partner_id.company_registry = "0100000268"
        for _each in range(2):
            self.register("Triplinelle")
        twins = self.find(self.in_hub("Triplinelle"))
        self.assertEqual(len(twins), 2)
        matches = one | two | third | fourth | twins
        message = matches.with_user(self.director).action_take()["params"]["message"]
        self.assertEqual(message, "Companies with their number now: 1. Still to decide: 5.")
        self.assertEqual(matches.mapped("state"), ["open", "open", "open", "taken", "open", "open"])
        (one | fourth).with_user(self.director).action_take()
        self.assertEqual((one.state, two.is_known), ("taken", True))

    def test_two_for_one_company_are_clear_to_nobody(self):
        register = self.register("Doublonnelle", seat=RUE)
        one = self.propose("Doublonnelle", register=register, street="Rue de l'Exemple 12", zip="1060")
        self.assertTrue(one.is_clear)
        two = self.propose("Doublonnelle", register=register, street="Rue de l'Exemple 12", zip="1060")
        self.assertFalse(one.is_clear or two.is_clear)
        two.action_not_same()
        self.assertTrue(one.is_clear)

    def test_in_bulk_above_a_threshold(self):
        clear = self.propose("Sablonvrille", street="Rue de l'Exemple 12", zip="1060")
        colleagues = self.propose("Mirtambelle", street="Rue de l'Exemple 12", zip="1060", user_id=self.colleague.id)
        unlikely = self.propose("Ondrifanel", zip="1060")
        self.assertEqual((clear.score, colleagues.score, unlikely.score), (90, 90, 68))
        dialog = self.env["hub.cbe.match.take"].with_user(self.account).create({})
        self.assertEqual((dialog.least, dialog.match_count), (85, 1))
        dialog.action_take()
        self.assertEqual((clear | colleagues | unlikely).mapped("state"), ["taken", "open", "open"])
        with self.assertRaisesRegex(UserError, "carried out already"):
            dialog.action_take()
        dialogs = self.env["hub.cbe.match.take"].with_user(self.director)
        with self.assertRaisesRegex(UserError, "enter 70 or more"):
            dialogs.create({"least": 60}).action_take()
        dialogs.create({"least": 90}).action_take()
        self.assertEqual(colleagues.state, "taken")
        with self.assertRaisesRegex(UserError, "no company has so many points"):
            dialogs.create({}).action_take()
        for user in (self.analyst, self.outsider, self.portal):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.env["hub.cbe.match.take"].with_user(user).create({})

    def test_many_are_taken_in_the_background(self):
        matches = self.matches.union(
            *(self.propose(f"Quadruvelle {rank}", street="Rue de l'Exemple 12", zip="1060") for rank in range(21))
        )
        self.assertEqual(len(matches), 21)
        matches.with_user(self.director).action_take()
        self.assertEqual(set(matches.mapped("state")), {"open"})
        jobs = self.env["queue.job"].search([("method_name", "=", "_job_take")])
        self.assertEqual(jobs.mapped("user_id"), self.director)
        self.assertEqual(sorted(len(job.records) for job in jobs), [1, 20])
        matches[:2].with_user(self.director)._job_take()
        self.assertEqual(matches[:2].mapped("state"), ["taken", "taken"])

    def test_two_at_once(self):
        """Who comes second waits, is sent back by the database, and reads then what has become of it."""
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            ours, theirs = (api.Environment(cr, SUPERUSER_ID, {}) for cr in (first, second))
            companies = ours["res.partner"].create([{"name": f"At Once {rank}", "is_company": True} for rank in "AB"])
            prospect = ours["res.partner"].create(
                {"name": "At Once", "is_company": True, "company_registry": "0100000367"}
            )
            said = {"company_registry": "0100000367"}
            register = ours["hub.cbe.company"].create({"number": "0100000367", "partner_id": prospect.id, "said": said})
            matches = ours["hub.cbe.match"].create(
                [{"partner_id": each.id, "register_id": register.id, "score": 60} for each in companies]
            )
            # Whoever writes something down about a prospect ends it, tests as well.
            prospect.is_prospect = True
            ours.flush_all()
            first.commit()
            try:
                later = theirs["hub.cbe.match"].browse(matches[1].id)
                self.assertEqual(later.state, "open")
                matches[0]._take()
                ours.flush_all()
                second.execute(SQL("SET LOCAL lock_timeout = '200ms'"))
                with self.assertRaises(errors.LockNotAvailable), second.savepoint():
                    later._take()
                first.commit()
                with self.assertRaises(errors.SerializationFailure):
                    later._take()
                second.rollback()
                theirs.invalidate_all()
                with self.assertRaisesRegex(UserError, "works already"):
                    later._take()
                self.assertFalse(later.partner_id.company_registry)
            finally:
                second.rollback()
                first.rollback()
                companies.unlink()
                prospect.exists().unlink()
                first.commit()

    def test_the_database_refuses_a_second_one(self):
        register = self.register("Doublonnelle")
        one, two = (self.propose("Doublonnelle", register=register) for _each in range(2))
        one.state = "taken"
        self.env.flush_all()
        with self.assertRefused("hub.cbe.match", "given to another company just now"):
            two.state = "taken"
            self.env.flush_all()
