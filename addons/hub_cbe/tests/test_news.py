from datetime import date
from unittest.mock import patch

from odoo.tests import tagged

from ..domain import layout
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

HERE = At("Rue de l'Exemple", "12")
AWAY = At("Grote Markt", "1", "2000", "Anvers", town_nl="Antwerpen")


@tagged("post_install", "-at_install")
class TestNews(MatchCase):
    """What becomes of a company is told to its account manager, once and in the own language."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Partante", seat=HERE)
        self.partner = self.row.partner_id
        self.partner.user_id = self.account
        self.later = self.env["hub.cbe.extract"].create(
            [{"kind": "update", "state": "refused", "snapshot_date": date(2026, 1, day)} for day in range(5, 9)]
        )

    def move(self, extract, at):
        """Let an extract come in that has the seat elsewhere; return what the account manager is told by it."""
        entity = int(self.row.number)
        kept_rows.remove(self.env.cr, layout.ADDRESS, {entity: entity})
        seat = self._address(self.row.display_name, "REGO", at)
        kept_rows.add(self.env.cr, layout.ADDRESS, kept_rows.lines([[seat]], {}))
        self.row.digest = False
        return self.end(extract)

    def end(self, extract):
        self.env.flush_all()
        before = self.partner.activity_ids
        if kept_rows.kept(self.env.cr, {int(self.row.number)}):
            with patch.object(type(self), "extract", extract):
                self.take(int(self.row.number))
        extract._mark_stopped()
        extract._tell_account_managers()
        self.env.invalidate_all()
        told = self.partner.activity_ids - before
        self.assertLessEqual(set(told.user_id.ids), {self.account.id})
        return told.mapped("summary")

    def test_it_leaves_comes_back_and_stops(self):
        first, second, third, fourth = self.later
        [told] = self.move(first, AWAY)
        self.assertIn("has left the region (01/05/2026)", told)
        self.assertEqual((self.row.left_on, self.row.in_region), (first.snapshot_date, False))
        self.assertFalse(self.end(second), "once")
        [told] = self.move(second, HERE)
        self.assertIn("is in the region again", told)
        self.assertFalse(self.row.left_on)
        kept_rows.remove(self.env.cr, layout.ENTERPRISE, {int(self.row.number): int(self.row.number)})
        [told] = self.end(third)
        self.assertIn("has stopped (01/07/2026)", told)
        self.assertEqual(self.row.stopped_on, third.snapshot_date)
        self.assertFalse(self.end(fourth), "once")
        self.assertEqual(self.row.stopped_on, third.snapshot_date)

    def test_in_the_language_of_who_is_told(self):
        self.env["res.lang"]._activate_lang("fr_BE")
        self.account.lang = "fr_BE"
        [told] = self.move(self.later[0], AWAY)
        self.assertNotIn("has left", told)
        self.assertIn("05/01/26", told.replace("05/01/2026", "05/01/26"))

    def test_whoever_has_left_the_agency_is_told_nothing(self):
        self.archive_in_the_past(self.account)
        self.assertFalse(self.move(self.later[0], AWAY))
        self.assertEqual(self.row.news, "left")

    def test_a_prospect_has_nobody_to_tell(self):
        other = self.register("Prospecte", seat=HERE)
        kept_rows.remove(self.env.cr, layout.ENTERPRISE, {int(other.number): int(other.number)})
        self.end(self.later[0])
        self.assertTrue(other.stopped_on)
        self.assertFalse(other.partner_id.activity_ids)
        self.assertTrue(other.partner_id.is_prospect)
