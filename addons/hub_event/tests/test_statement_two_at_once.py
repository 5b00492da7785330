from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.tools import mute_logger

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .statement_common import StatementCase


class TestStatementTwoAtOnce(StatementCase):
    """Two transactions at the same time: the database refuses the second, which Odoo then starts again."""

    def test_two_answers_at_once_count_once(self):
        with self.two_connections() as (first, second):
            env, other = (api.Environment(cursor, SUPERUSER_ID, {}) for cursor in (first, second))
            service = env["hub.service"].create({"name": "At Once", "code": "TSTONCE", "follow_up_months": "6"})
            company = env["res.partner"].create({"name": "At Once", "is_company": True})
            day = today(env)
            about = {"partner_id": company.id, "service_id": service.id, "date_due": day, "date_expires": day}
            statements = env["hub.statement"].create(
                [
                    {**about, "moment": moment, "state": "sent", "date_start": day, "date_end": day}
                    for moment in ("6", "12")
                ]
            )
            first.commit()
            try:
                answer = {"jobs": 5, "jobs_before": 3, "without_support": "nothing"}
                rivals = other["hub.statement"].browse(statements.ids)
                # The same one once more, and another one of the same company: neither counts what it does not see.
                for rival in rivals:
                    self.assertIn(rival.moment, ("6", "12"))
                    statements[0]._answer(answer, "link")
                    first.commit()
                    with self.assertRaises(SerializationFailure), mute_logger("odoo.sql_db"):
                        rival._answer(answer, "link")
                    second.rollback()
                    other.invalidate_all()
                for rival in rivals:
                    rival._answer(answer, "link")
                outcomes = other["hub.outcome"].search([("partner_id", "=", company.id)])
                self.assertEqual(sum(outcomes.mapped("value")), 2)
            finally:
                second.rollback()
                env.invalidate_all()
                outcomes = env["hub.outcome"].with_context(active_test=False)
                outcomes.search([("partner_id", "=", company.id)]).unlink()
                statements.unlink()
                company.unlink()
                service.unlink()
                first.commit()
