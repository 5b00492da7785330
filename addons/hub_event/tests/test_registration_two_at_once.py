from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.tools import mute_logger

from .registration_common import RegistrationCase


class TestRegistrationTwoAtOnce(RegistrationCase):
    """Two transactions at the same time: the database refuses the second, which Odoo then starts again."""

    def _two(self, prepare, step, other_step, check):
        """Let two connections do something with an action of one place, the second one before it sees the first.

        :param prepare: what is there before; it returns the registrations that the steps get
        """
        with self.two_connections() as (first, second):
            env, other = (
                api.Environment(cursor, SUPERUSER_ID, {"tracking_disable": True}) for cursor in (first, second)
            )
            event = env["event.event"].create(
                self.values_of("At Once", year=2033, seats_limited=True, seats_max=1, country_id=self.belgium.id,
                               event_mail_ids=False)
            )  # fmt: skip
            try:
                registrations = prepare(event)
                first.commit()
                rivals = other[registrations._name].browse(registrations.ids)
                rival = other["event.event"].browse(event.id)
                self.assertTrue(rival.seats_max, "the second one has begun")
                step(event, registrations)
                env.flush_all()
                first.commit()
                with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                    other_step(rival, rivals)
                    other.flush_all()
                second.rollback()
                other.invalidate_all()
                other_step(rival, rivals)
                other.flush_all()
                check(rival.registration_ids.sorted("id"))
            finally:
                second.rollback()
                env.invalidate_all()
                event.registration_ids.unlink()
                event.unlink()
                first.commit()

    @staticmethod
    def _register(event, *names):
        values = [
            {"event_id": event.id, "name": name, "email": f"{name}@example.com", "override_reason": "Test"}
            for name in names
        ]
        return event.env["event.registration"].create(values)

    def test_the_last_place(self):
        self._two(
            self._register,
            lambda event, _rows: self._register(event, "one"),
            lambda event, _rows: self._register(event, "two"),
            lambda rows: self.assertEqual(rows.mapped("place_state"), ["given", "waiting"]),
        )

    def test_two_cancel_and_two_places_are_offered(self):
        def prepare(event):
            event.seats_max = 2
            rows = self._register(event, "a", "b", "c", "d")
            event.env.flush_all()
            return rows

        def check(rows):
            self.assertEqual(rows.mapped("place_state")[2:], ["offered", "offered"])

        self._two(
            prepare,
            lambda _event, rows: rows[0].action_cancel(),
            lambda _event, rows: rows[1].action_cancel(),
            check,
        )

    def test_accepted_twice(self):
        def prepare(event):
            rows = self._register(event, "a", "b")
            rows[0].action_cancel()
            return rows

        self._two(
            prepare,
            lambda _event, rows: rows[1]._answer_offer(accepts=True),
            lambda event, rows: rows[1]._get_standing() == "open" and rows[1]._answer_offer(accepts=True),
            lambda rows: self.assertEqual(rows.mapped("place_state"), [False, "given"]),
        )
