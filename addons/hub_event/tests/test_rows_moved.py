from odoo.exceptions import AccessError

from .common import YEAR, ActionCase


class TestRowsMoved(ActionCase):
    """Rows of core's that an action has stay with it, unless who moves them runs both."""

    def test_into_an_action_of_others(self):
        own = self.create_action("Own", cluster_ids=self.cluster.ids, is_multi_slots=True)
        theirs = self.create_action("Theirs", office_id=self.office.id, is_multi_slots=True)
        slot = {"date": f"{YEAR}-03-10", "start_hour": 10, "end_hour": 11}
        mail = {"template_ref": f"mail.template,{self.env.ref('event.event_reminder').id}"}
        for model, values in (("event.slot", slot), ("event.event.ticket", {"name": "Ticket"}), ("event.mail", mail)):
            row = self.env[model].with_user(self.cluster_manager).create({**values, "event_id": own.id})
            with self.subTest(model):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    row.event_id = theirs
                self.assertEqual(row.event_id, own)
