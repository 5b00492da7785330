from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from ..domain import layout
from ..tools import rows as kept_rows
from ..tools.references import get_region
from .match_common import At, MatchCase


@tagged("post_install", "-at_install")
class TestSince(MatchCase):
    """Since when the register says what it says."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Granuleuse", seat=At("Rue de l'Exemple", "12"), contacts=[("TEL", "02 555 01 02")])
        self.number = int(self.row.number)

    def say(self, day, phone):
        """Let an extract of a day come in that names this phone number."""
        self.extract.snapshot_date = day
        kept_rows.remove(self.env.cr, layout.CONTACT, {self.number: self.number})
        rows = [[self.row.display_name, "ENT", "TEL", phone]]
        kept_rows.add(self.env.cr, layout.CONTACT, kept_rows.lines([rows], {}))
        self.env.flush_all()
        self.take(self.number)
        self.env.invalidate_all()

    def days(self):
        values = self.env["hub.cbe.value"].search([("partner_id", "=", self.row.partner_id.id)])
        return {value.field: value.since for value in values if value.value}

    def test_each_value_has_the_day_of_the_first_extract_that_said_so(self):
        self.assertEqual({*self.days().values()}, {date(2026, 1, 4)})
        self.say(date(2026, 2, 1), "02 555 01 02")
        self.assertEqual({*self.days().values()}, {date(2026, 1, 4)}, "the same is said again")
        self.say(date(2026, 3, 1), "02 555 01 09")
        days = self.days()
        self.assertEqual(days.pop("phone"), date(2026, 3, 1))
        self.assertEqual({*days.values()}, {date(2026, 1, 4)})
        self.say(date(2026, 4, 5), "02 555 01 09")
        self.assertEqual(self.days()["phone"], date(2026, 3, 1))
        self.say(date(2026, 5, 3), "02 555 01 02")
        self.assertEqual(self.days()["phone"], date(2026, 5, 3), "what it said long ago it says anew")

    def test_a_database_of_before(self):
        self.say(date(2026, 3, 1), "02 555 01 09")
        days, said = self.days(), self.row.said
        before = """UPDATE hub_cbe_company AS company
                       SET said = (SELECT JSONB_OBJECT_AGG(name, JSONB_BUILD_ARRAY(told, day))
                                     FROM (SELECT value.key AS name, value.value AS told,
                                                  COALESCE(company.since ->> value.key, company.told_on::text) AS day
                                             FROM JSONB_EACH(company.said) AS value) AS value),
                           told_on = NULL, since = NULL"""
        self.env.cr.execute(SQL(before))
        self.env.invalidate_all()
        self.assertEqual(self.row.said["phone"], ["02 555 01 09", "2026-03-01"])
        for _time in range(2):
            migration_of("hub_cbe", "19.0.1.2.0/post-migrate.py").migrate(self.env.cr, "19.0.1.1.0")
            self.env.invalidate_all()
            self.assertEqual((self.days(), self.row.said), (days, said))


@tagged("post_install", "-at_install")
class TestDigest(MatchCase):
    """Only of whom the register says something else is put together anew."""

    def setUp(self):
        super().setUp()
        places = [("Atelier", At("Rue Autre", "3")), ("Magasin", At("Rue Neuve", "4"))]
        self.row = self.register("Granuleuse", seat=At("Rue de l'Exemple", "12"), places=places)
        self.number = int(self.row.number)

    def packed(self):
        [found] = kept_rows.companies_of(self.env.cr, [self.number])
        return found

    def digest(self):
        return self.packed().digest(get_region(self.env))

    def test_the_same_is_passed_over(self):
        taken = self.env["hub.cbe.company"]._take_rows([self.packed()], self.extract)
        self.assertEqual(taken, (0, 0))

    def test_the_order_of_entities_says_nothing(self):
        before = self.digest()
        table = kept_rows.table(layout.ADDRESS)
        self.env.cr.execute(SQL("SELECT company, entity, cells FROM %s WHERE company = %s", table, self.number))
        rows = self.env.cr.fetchall()
        self.assertEqual(len(rows), 3)
        self.env.cr.execute(SQL("DELETE FROM %s WHERE company = %s", table, self.number))
        for row in reversed(rows):
            self.env.cr.execute(SQL("INSERT INTO %s (company, entity, cells) VALUES %s", table, row))
        self.assertEqual(self.digest(), before)

    def test_rows_of_an_entity_that_were_read_by_halves(self):
        number = self.row.display_name
        rows = [[number, "001", "2025", code, "MAIN"] for code in ("47710", "47720", "47730")]
        digests = set()
        for halves in ([rows], [rows[:1], rows[1:]]):
            kept_rows.remove(self.env.cr, layout.ACTIVITY, {self.number: self.number})
            kept_rows.add(self.env.cr, layout.ACTIVITY, kept_rows.lines(halves, {}))
            found = self.packed()
            self.assertEqual(found.rows().activities, {number: rows})
            digests.add(self.digest())
        self.assertEqual(len(digests), 1)

    def test_each_change_of_a_row_says_something_new(self):
        digests = {self.digest()}
        for subject in (layout.ADDRESS, layout.DENOMINATION, layout.ESTABLISHMENT, layout.ENTERPRISE):
            query = "UPDATE %s SET cells = REPLACE(cells, '0', '1') || '1' WHERE company = %s"
            self.env.cr.execute(SQL(query, kept_rows.table(subject), self.number))
            digests.add(self.digest())
        self.assertEqual(len(digests), 5)

    def test_a_commune_that_is_written_in_another_way_since(self):
        row = self.register(
            "Zonderdorp",
            seat=At("Rue Autre", "8", "", "Zonderdorp", "", "Zonderdorp"),
            places=[("Shop", At("Rue", "1"))],
        )
        self.assertFalse(row.partner_id.commune_id)
        commune = self.env["hub.commune"].search([], limit=1)
        commune.spellings = f"{commune.spellings or ''},Zonderdorp"
        self.take(int(row.number))
        self.env.invalidate_all()
        self.assertEqual(row.partner_id.commune_id, commune)
