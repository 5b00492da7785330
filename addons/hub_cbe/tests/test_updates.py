from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..domain import layout
from ..domain import pieces as pieces_of
from ..domain.extract import Extract
from ..domain.layout import Kind
from ..synthetic.world import Settings
from ..tools import pieces
from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestUpdates(RegisterCase):
    SETTINGS = Settings(enterprises=800, share=40, rate=2500)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full = cls.write_extract()
        cls.updates = [cls.write_extract(step, Kind.UPDATE) for step in (1, 2, 3)]

    def test_full_and_updates_are_the_full_extract_of_the_day(self):
        with self.env.cr.savepoint() as savepoint:
            self.load(self.write_extract(2))
            expected = self.get_state()
            savepoint.rollback()
        self.env.invalidate_all()
        self.load(self.full)
        before = self.get_state()
        for update in self.updates[:2]:
            self.assertEqual(self.load(update).state, "done")
        state = self.get_state()
        self.assertGreater(len(expected), 50)
        self.assertFalse(expected.keys() - state.keys())
        changed = {number for number in expected if before.get(number) != expected[number]}
        self.assertGreater(len(changed), 5)
        self.assertTrue(expected.keys() - before.keys(), "some come into the region")
        for number, row in expected.items():
            self.assertEqual(state[number], row, number)
        for number in state.keys() - expected.keys():
            self.assertTrue(state[number]["stopped_on"] or not state[number]["in_region"], number)

    def test_who_comes_in_is_the_same_by_pieces_and_by_the_zip(self):
        """Pieces are found by number; without them, as after a crash of PostgreSQL, the zip is read."""
        states, read = [], []
        for are_here in (True, False):
            with self.env.cr.savepoint() as savepoint:
                with patch.object(pieces_of, "SIZE", 500):
                    full = self.load(self.full)
                before = self.get_state()
                found = pieces.stream(self.env.cr, full.id, layout.ADDRESS, set())
                self.assertTrue(found.read())
                self.assertIsNone(
                    pieces.stream(self.env.cr, full.id + 1, layout.ADDRESS, set()), "of that extract only"
                )
                if not are_here:
                    self.env.cr.execute(SQL("TRUNCATE hub_cbe_piece"))
                with patch.object(Extract, "rows", autospec=True, side_effect=Extract.rows) as rows:
                    self.load(self.updates[0])
                whole = {
                    call.args[1].name
                    for call in rows.call_args_list
                    if call.args[0].meta.kind is Kind.FULL and len(call.args) > 3 and call.args[3] is None
                }
                read.append(whole)
                states.append(self.get_state())
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(states[0], states[1])
        self.assertTrue(states[0].keys() - before.keys(), "some come into the region")
        self.assertFalse(read[0], "with pieces no file of the full extract is read as a whole")
        self.assertEqual(read[1], {subject.name for subject in pieces_of.SUBJECTS})

    def test_a_gap_is_refused_with_the_numbers_that_are_missing(self):
        self.load(self.full)
        extract = self.take_file(self.updates[2])
        self.assertFalse(extract._begin())
        self.assertIn("141, 142", extract.error)

    def test_an_update_needs_a_full_extract(self):
        extract = self.take_file(self.updates[0])
        self.assertFalse(extract._begin())
        self.assertIn("no full extract", extract.error)

    def test_an_update_waits_for_what_was_cancelled_halfway(self):
        self.load(self.full).state = "cancelled"
        extract = self.take_file(self.updates[0])
        self.assertFalse(extract._begin())
        self.assertIn("halfway", extract.error)

    def test_one_at_a_time(self):
        self.take_file(self.full)._begin()
        with self.assertRaisesRegex(UserError, "under way"):
            self.take_file(self.write_extract(1))._begin()

    def test_stopped_companies_keep_their_day_and_are_told_of(self):
        self.load(self.full)
        companies = self.env["hub.cbe.company"].search([])
        companies.partner_id.user_id = self.account
        for update in self.updates:
            last = self.load(update)
        stopped = companies.filtered("stopped_on")
        self.assertTrue(stopped)
        self.assertTrue(stopped.partner_id.exists())
        self.assertFalse(stopped.partner_id.establishment_ids.filtered(lambda place: not place.date_end))
        activities = self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", self.env.ref("hub_cbe.mail_activity_type_register").id),
                ("user_id", "=", self.account.id),
            ]
        )
        told = activities.mapped("res_id")
        # Who leaves the region and stops later is told of twice, once of each.
        news = activities.mapped(lambda each: (each.res_id, each.summary))
        self.assertEqual(len(news), len(set(news)))
        self.assertLessEqual(set(stopped.partner_id.ids), set(told))
        days = [self.SETTINGS.day(step) for step in (1, 2, 3)]
        self.assertLessEqual(set(stopped.mapped("stopped_on")), set(days))
        self.assertEqual(last.snapshot_date, days[-1])

    def test_what_was_typed_by_hand_stays_and_differs(self):
        self.load(self.full)
        other = self.write_extract(3)
        before = self.get_state()
        companies = self.env["hub.cbe.company"].search([("number", "in", list(before))])
        companies.partner_id.write({"street": "Typed by Hand 1", "phone": False})
        self.load(other)
        changed = companies.filtered(lambda each: "street" in (each.differs or []))
        self.assertTrue(changed)
        self.assertEqual(set(changed.partner_id.mapped("street")), {"Typed by Hand 1"})
        values = self.env["hub.cbe.value"].search(
            [("differs", "=", True), ("partner_id", "in", changed.partner_id.ids)]
        )
        row = values.filtered(lambda value: value.field == "street")[0]
        self.assertEqual(row.current_text, "Typed by Hand 1")
        self.assertNotEqual(row.value_text, "Typed by Hand 1")
