from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import ActionCase

_MADE = {"event.event": "registration_ids", "hub.action.plan": "action_ids", "hub.statement": "outcome_ids"}
"""The rows that steps make of a record, which go before it."""


class TwoAtOnceCase(ActionCase):
    """Two transactions at the same time: the database refuses the second, which Odoo then starts again."""

    def at_once(self, prepare, step, other_step, check, *, turn=None, says=None):
        """Let two connections do something, the second one as if the first one had done nothing yet.

        :param prepare: creates what is there before, in an environment; it returns the records that the steps get
        :param check: looks at these records once both have done their step
        :param str turn: the model by whose row the two take turns, so that the second one does nothing in vain
        :param str says: the sentence that the second one reads as it starts again; None where it goes through
        """
        with self.two_connections() as (first, second):
            env, other = (
                api.Environment(cursor, SUPERUSER_ID, {"tracking_disable": True}) for cursor in (first, second)
            )
            records = prepare(env)
            try:
                first.commit()
                rivals = [each.with_env(other) for each in records]
                # The second one has begun, by reading: from now on it sees what is there now.
                other.user.fetch(["login"])
                step(*records)
                first.commit()
                with self.assertRaises(SerializationFailure) as refused, mute_logger("odoo.sql_db"):
                    other_step(*rivals)
                    other.flush_all()
                if turn:
                    asked = refused.exception.cursor.query.decode()
                    self.assertIn(f'UPDATE "{other[turn]._table}" SET write_date = write_date', asked)
                self._start_again(other)
                if says:
                    with self.assertRaisesRegex(UserError, says):
                        other_step(*rivals)
                    self._start_again(other)
                else:
                    other_step(*rivals)
                    other.flush_all()
                check(*rivals)
            finally:
                second.rollback()
                env.invalidate_all()
                for each in records:
                    if each._name in _MADE:
                        each.with_context(active_test=False)[_MADE[each._name]].unlink()
                for each in reversed(records):
                    each.exists().unlink()
                first.commit()

    @staticmethod
    def _start_again(env):
        env.cr.rollback()
        env.invalidate_all()
