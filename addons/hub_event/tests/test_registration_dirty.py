from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .registration_common import RegistrationCase

LONG = "".join(chr(0x1F600 + rank * 7 % 79) + chr(97 + rank * 31 % 26) for rank in range(5000))
"""Ten thousand characters that do not compress well."""


class TestRegistrationDirty(RegistrationCase):
    """Lists of participants as people have them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.small.seats_limited = False

    def _load(self, rows, columns=("name", "email", "phone", "company_name", "company_number"), user=None):
        """Import rows as the screen of Odoo does."""
        registrations = self.env["event.registration"].with_user(user or self.cluster_manager)
        result = registrations.load(["event_id/.id", *columns], [[str(self.small.id), *row] for row in rows])
        return registrations.browse(result["ids"] or ()).with_env(self.env), result["messages"]

    def test_a_list_as_people_have_it(self):
        self.companies[1].phone = "+32 2 555 01 99"
        rows = [
            ["DUPONT, Jean", "JEAN@Example.com ", "tel. 02/555.01.97 (bureau)", "  TEST ATELIER  ", "BE 0100.000.070"],
            ["Émile \xa0 Zola 🎨", "a@example.com; b@example.com", "", "Registering\xa03", ""],
            ["=cmd|' /C calc'!A0", "", "", '=HYPERLINK("x")', "TVA BE0100000070"],
            ['O\'Hara "Bob" <x@y.z>', "not an address", "appelez-moi", "", "pas de numéro"],
            ["", "", "", "", ""],
            ["Only a Phone", "", "+32 2 555 01 99", "", ""],
        ]
        registrations, messages = self._load(rows)
        self.assertFalse(messages)
        self.assertEqual(len(registrations), 6)
        self.assertEqual(
            registrations.mapped("proposed_company_id.name"),
            [self.company.name, self.companies[3].name, self.companies[1].name],
        )
        self.assertEqual(registrations[2].proposed_company_id, self.company, "TVA before the number")
        self.assertFalse(any(registrations.mapped("attendee_company_id.id")), "nothing is guessed silently")
        registrations.mapped("same_person")
        self.assertEqual(set(self.places(registrations)), {"check"})

    def test_one_person_three_times(self):
        spellings = ["Jean Dupont", " jean  DUPONT", "Jean\xa0Dupont\t"]
        with mute_logger("odoo.sql_db"):
            registrations, messages = self._load([[spelling, "jean@example.com", "", "", ""] for spelling in spellings])
        self.assertFalse(registrations)
        self.assertTrue(all("registered for this action already" in each["message"] for each in messages), messages)
        first, _messages = self._load([["Jean Dupont", "jean@example.com", "", "", ""]])
        other, _messages = self._load([["DUPONT, Jean", "Jean@Example.com, autre@example.com", "", "", ""]])
        self.assertEqual(other.same_person, "Jean Dupont", "the first address of a cell is the person's")
        self.assertEqual(first.same_person, "DUPONT, Jean")

    def test_a_name_without_end(self):
        registrations, messages = self._load([[LONG, "long@example.com", "", LONG, LONG]])
        self.assertFalse(messages)
        self.assertEqual(registrations.name, LONG)
        with mute_logger("odoo.sql_db"):
            again, messages = self._load([[LONG, "long@example.com", "", "", ""]])
        self.assertFalse(again)
        self.assertIn("registered for this action already", messages[0]["message"])

    def test_two_addresses_in_a_cell(self):
        """An offer goes to the first of them, and to it alone."""
        self.small.write({"seats_limited": True, "seats_max": 1})
        given, waiting = self.register(0, 1)
        waiting.email = "first@example.com; second@example.com"
        waiting.name = "Person\nBcc: evil@example.com\r\n1"
        given.action_cancel()
        self.assertEqual(self.places(waiting), ["offered"])
        self.assertEqual(waiting.mail_id.email_to, '"Person Bcc: evil@example.com 1" <first@example.com>')

    def test_no_state_comes_by_a_list(self):
        """A list says who wants to come, and not who has a place."""
        self.small.write({"seats_limited": True, "seats_max": 1})
        self.register(0)
        for state in ("open", "done"):
            registrations, _messages = self._load(
                [["Somebody", str(self.companies[1].id), state]],
                ("name", "attendee_company_id/.id", "state"),
                self.account,
            )
            self.assertEqual(self.places(registrations), ["waiting"])
            registrations.unlink()
        for column, value in (("place_state", "given"), ("override_reason", "Mine"), ("fee_amount", "0")):
            registrations, messages = self._load([["Somebody", value]], ("name", column))
            self.assertFalse(registrations)
            self.assertTrue(messages)

    def test_a_company_that_is_no_more(self):
        """Archived or ceased between the registration and a place that falls free: it is offered to the next one."""
        self.small.write({"seats_limited": True, "seats_max": 1})
        given, archived, ceased, waiting = self.register(0, 1, 2, 3)
        self.companies[1].active = False
        self.companies[2].entrepreneur_stage = "ceased"
        given.action_cancel()
        self.assertEqual(self.places(archived + ceased + waiting), ["check", "check", "offered"])
        self.companies[3].entrepreneur_stage = "ceased"
        self.assertEqual(waiting._get_standing(), "closed")
        with self.assertRaises(UserError), self.cr.savepoint():
            waiting._answer_offer(accepts=True)
        with self.assertRaisesRegex(UserError, "has ceased"), self.cr.savepoint():
            ceased.with_user(self.cluster_manager).action_confirm()

    def test_nobody_is_confirmed_for_what_was_dropped(self):
        self.small.kanban_state = "cancel"
        [late] = self.register(0, user=self.account)
        self.assertEqual((late.state, late.place_state), ("draft", "waiting"))
        with self.assertRaisesRegex(UserError, "does not take place"), self.cr.savepoint():
            late.with_user(self.account).action_confirm()
        self.small.kanban_state = "normal"
        self.assertEqual(self.places(late), ["offered"])

    def test_a_conversation_stays_with_its_attendance(self):
        """Moved by hand, it would be logged a second time by the next correction."""
        held = self.create_action("Held", year=2020, action_plan_id=False, user_id=self.account.id)
        [registration] = self.register(0, event=held)
        registration.action_set_done()
        talk = self.env["hub.interaction"].search([("event_id", "=", held.id)])
        with self.assertRaisesRegex(UserError, "comes from an attendance"), self.cr.savepoint():
            talk.with_user(self.account).partner_id = self.companies[1]
        talk.with_user(self.account).write({"partner_id": self.companies[0].id, "note": "Came by"})
        registration.attendee_company_id = self.companies[1]
        registration.action_set_done()
        self.assertEqual(len(self.env["hub.interaction"].search([("event_id", "=", held.id)])), 1)

    def test_a_quota_that_moves_frees_its_places(self):
        self.small.write({"seats_limited": True, "seats_max": 1, "quota_ids": [(0, 0, {"kind": "first", "places": 1})]})
        earlier = self.create_action("Earlier", month=1)
        self.register(0, event=earlier).action_set_done()
        [waiting] = self.register(0)
        self.assertEqual(self.places(waiting), ["waiting"])
        other = self.create_action("Other", month=5, seats_limited=True, seats_max=5, cluster_ids=self.cluster.ids)
        self.small.quota_ids.with_user(self.cluster_manager).event_id = other
        self.assertEqual(self.places(waiting), ["offered"])
