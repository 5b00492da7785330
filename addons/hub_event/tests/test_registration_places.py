from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from .registration_common import RegistrationCase


class TestRegistrationPlaces(RegistrationCase):
    """Who gets a place, and in which order the others wait."""

    def test_in_order_and_then_the_waiting_list(self):
        registrations = self.register(0, 1, 2, 3)
        self.assertEqual(self.places(registrations), ["given", "given", "waiting", "waiting"])
        self.assertEqual(registrations.mapped("state"), ["open", "open", "draft", "draft"])
        self.assertEqual(registrations.mapped("waiting_rank"), [0, 0, 1, 2])
        self.assertEqual((self.small.waiting_count, self.small.places_free), (2, 0))

    def test_several_in_one_go(self):
        registrations = self.env["event.registration"].create(
            [{"event_id": self.small.id, "partner_id": person.id} for person in self.people]
        )
        self.assertEqual(self.places(registrations).count("given"), 2)
        self.assertEqual(registrations.mapped("waiting_rank"), [0, 0, 1, 2, 3, 4])

    def test_without_a_limit_everybody_has_a_place(self):
        self.small.seats_limited = False
        self.assertEqual(set(self.places(self.register(*range(6)))), {"given"})

    def test_places_held_back_are_given_once_they_are_released(self):
        self.small.write({"seats_max": 3, "seats_held_back": 2})
        first, second = self.register(0, 1)
        self.assertEqual(self.places(first + second), ["given", "waiting"])
        with self.assertRaisesRegex(UserError, "No place of “Small Fair” is free"), self.cr.savepoint():
            second.with_user(self.cluster_manager).action_confirm()
        self.small.with_user(self.cluster_manager).seats_held_back = 1
        self.assertEqual(self.places(second), ["offered"], "by an offer, like each place that falls free")

    def test_quotas(self):
        self.micro(2)
        self.small.quota_ids = [(0, 0, {"kind": "size", "size_class": "micro", "places": 1})]
        registrations = self.register(0, 1, 2)
        self.assertEqual(self.places(registrations), ["given", "waiting", "given"])
        with self.assertRaisesRegex(UserError, "or somebody else is next"), self.cr.savepoint():
            registrations[1].action_confirm()
        self.small.quota_ids.unlink()
        self.assertEqual(self.places(registrations[1]), ["waiting"], "both places are taken")

    def test_places_that_are_kept_no_longer_are_offered(self):
        self.small.seats_max = 3
        self.small.quota_ids = [(0, 0, {"kind": "size", "size_class": "micro", "places": 2})]
        registrations = self.register(0, 1, 2)
        self.assertEqual(self.places(registrations), ["given", "waiting", "waiting"])
        self.small.quota_ids.places = 1
        self.assertEqual(self.places(registrations), ["given", "offered", "waiting"])
        self.small.quota_ids.unlink()
        self.assertEqual(self.places(registrations), ["given", "offered", "offered"])

    def test_first_timers(self):
        earlier = self.create_action("Earlier Fair", month=1)
        self.register(0, event=earlier).action_set_done()
        later = self.create_action("Later Fair", month=8)
        self.register(1, event=later).action_set_done()
        self.small.quota_ids = [(0, 0, {"kind": "first", "places": 2})]
        self.assertEqual(self.places(self.register(0, 1)), ["waiting", "given"], "an action that began later is none")

    def test_members_of_a_cluster(self):
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.companies[2].id, "date_start": "2020-01-01"}
        )
        self.small.quota_ids = [(0, 0, {"kind": "cluster", "cluster_id": self.cluster.id, "places": 1})]
        self.assertEqual(self.places(self.register(0, 1, 2)), ["given", "waiting", "given"])

    def test_by_draw(self):
        self.small.selection_rule = "draw"
        registrations = self.register(0, 1, 2, 3)
        self.assertEqual(set(self.places(registrations)), {"waiting"}, "nobody has a place before the draw")
        ranks = registrations.mapped("waiting_rank")
        self.assertEqual(sorted(ranks), [1, 2, 3, 4])
        with self.assertRaisesRegex(UserError, "use Give Places"), self.cr.savepoint():
            registrations[0].action_confirm()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.small.with_user(self.account).action_give_places()
        self.small.with_user(self.cluster_manager).action_give_places()
        given = [place == "given" for place in self.places(registrations)]
        self.assertEqual(given, [rank <= 2 for rank in ranks], "as the ranks said before")
        with self.assertRaisesRegex(UserError, "are given already"), self.cr.savepoint():
            self.small.action_give_places()

    def test_two_of_one_company_have_one_lot(self):
        self.small.selection_rule = "draw"
        registrations = self.register(*range(6))
        [colleague] = self.register(0, name="Colleague", email="colleague@example.com")
        self.assertEqual(colleague.waiting_rank, registrations[0].waiting_rank + 1)
        self.assertEqual(sorted((registrations + colleague).mapped("waiting_rank")), list(range(1, 8)))

    def test_by_readiness(self):
        band = self.env["hub.assessment.band"].search([("framework_id.kind", "=", "export")], limit=1)
        self.env.flush_all()
        for rank, score in ((0, 20), (1, 80), (2, 60)):
            self.env.cr.execute(
                SQL(
                    "UPDATE res_partner SET export_readiness_score = %s, export_readiness_band_id = %s WHERE id = %s",
                    score,
                    band.id,
                    self.companies[rank].id,
                )
            )
        self.env.invalidate_all()
        self.small.selection_rule = "readiness"
        registrations = self.register(0, 3, 1, 2)
        self.assertEqual(registrations.mapped("waiting_rank"), [3, 4, 1, 2])
        self.small.action_give_places()
        self.assertEqual(self.places(registrations), ["waiting", "waiting", "given", "given"])

    def test_nobody_passes_those_who_wait(self):
        self.register(0, 1)
        first, second = self.register(2, 3)
        self.small.seats_max = 3
        self.assertEqual(self.places(first + second), ["offered", "waiting"])
        [new] = self.register(4)
        self.assertEqual(self.places(new), ["waiting"], "the third place is offered")
        for registration in (second, new):
            with self.assertRaises(UserError), self.cr.savepoint():
                registration.with_user(self.account).action_confirm()

    def test_a_place_stays_with_its_action_and_company(self):
        [registration] = self.register(0, user=self.account)
        other = self.create_action("Other Fair", month=5)
        with self.assertRaisesRegex(UserError, "stays with its action"), self.cr.savepoint():
            registration.with_user(self.account).event_id = other
        with self.assertRaisesRegex(UserError, "only who runs the action"), self.cr.savepoint():
            registration.with_user(self.account).attendee_company_id = self.companies[1]
        registration.with_user(self.cluster_manager).attendee_company_id = self.companies[1]

    def test_core_still_counts_the_seats(self):
        self.register(0, 1)
        waiting = self.register(2)
        with self.assertRaises(ValidationError), self.on_the_day(), self.cr.savepoint():
            waiting.with_user(self.cluster_manager).action_set_done()

    def test_the_desk_of_core_marks_who_is_there(self):
        [registration] = self.register(0)
        desk = self.env["event.registration"].with_user(self.desk)
        with self.assertRaisesRegex(UserError, "Mark from that day on"), self.cr.savepoint():
            desk.register_attendee(registration.barcode, self.small.id)
        with self.on_the_day():
            answer = desk.register_attendee(registration.barcode, self.small.id)
        self.assertEqual(answer["status"], "confirmed_registration")
        self.assertEqual(registration.state, "done")
        registration.with_user(self.desk).action_cancel()
        self.env["event.registration"].with_user(self.desk).create({"event_id": self.small.id, "name": "Walk-In"})
