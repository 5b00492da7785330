from itertools import pairwise

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from ..domain.tile_map import HIDDEN, PALETTE, PLACES, scale, shade
from .periods_common import PeriodsCase

# Latitude and longitude of the town halls, from north to south.
TOWN_HALLS = {
    "21010": (50.880, 4.328), "21008": (50.873, 4.309), "21006": (50.870, 4.402), "21015": (50.867, 4.373),
    "21003": (50.864, 4.292), "21011": (50.862, 4.325), "21012": (50.855, 4.338), "21014": (50.853, 4.372),
    "21004": (50.847, 4.352), "21018": (50.846, 4.428), "21001": (50.836, 4.310), "21005": (50.836, 4.390),
    "21019": (50.836, 4.433), "21009": (50.833, 4.367), "21013": (50.829, 4.345), "21002": (50.816, 4.427),
    "21007": (50.811, 4.324), "21016": (50.803, 4.336), "21017": (50.798, 4.415),
}  # fmt: skip


def _light(colour):
    """Return the relative luminance of a colour, as WCAG 2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


class TestTileMapDrawn(BaseCase):
    """What the map shows without a database."""

    def test_each_commune_has_a_tile_of_its_own(self):
        self.assertEqual(len(PLACES), 19)
        self.assertEqual(len(set(PLACES.values())), 19)

    def test_tiles_lie_as_the_communes_do(self):
        """Who lies clearly more to the east or the south than another never stands on the other side of it."""
        for one, (north, east) in TOWN_HALLS.items():
            for other, (other_north, other_east) in TOWN_HALLS.items():
                with self.subTest(one=one, other=other):
                    if east - other_east > 0.04:
                        self.assertGreaterEqual(PLACES[one][0], PLACES[other][0])
                    if other_north - north > 0.03:
                        self.assertGreaterEqual(PLACES[one][1], PLACES[other][1])

    def test_numbers_are_read_on_every_shade(self):
        for fill, ink in PALETTE:
            with self.subTest(fill=fill):
                self.assertGreaterEqual(_contrast(fill, ink), 4.5)

    def test_shades_are_told_apart_in_grey(self):
        lights = [_light(fill) for fill, _ink in PALETTE]
        self.assertEqual(lights, sorted(lights, reverse=True))
        for light, dark in pairwise(lights):
            self.assertGreaterEqual((light + 0.05) / (dark + 0.05), 1.15)

    def test_every_number_falls_into_one_step(self):
        for numbers in ([1], [0, 7], [3, 1900], [-12, 40], [0.4, 2.25], [100000, 1], [5, 10, 15, 20, 25]):
            steps = scale(numbers, all(float(number).is_integer() for number in numbers))
            self.assertLessEqual(len(steps), 5)
            for number in filter(None, numbers):
                with self.subTest(numbers=numbers, number=number):
                    [step] = [each for each in steps if each["fill"] == shade(number, steps)[0]]
                    self.assertTrue(step["low"] <= number <= step["high"])

    def test_what_is_no_number_is_refused(self):
        with self.assertRaises(ValueError):
            scale([float("nan"), 3])


class TestTileMap(PeriodsCase):
    """The map of a list: what its reader may read, counted at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ixelles = cls.env.ref("hub_entrepreneurs.hub_commune_21009")
        cls.uccle = cls.env.ref("hub_entrepreneurs.hub_commune_21016")
        cls.company.write({"city": "Ixelles", "zip": "1050"})
        cls.other_company.write({"city": "Uccle", "zip": "1180"})
        cls.both = [("id", "in", (cls.company + cls.other_company).ids)]
        cls.record()

    def drawn(self, domain=None, model="res.partner", measure=None, user=None):
        communes = self.env["hub.commune"].with_user(user or self.account)
        return communes.get_tile_map(model, domain or self.both, measure)

    def numbers(self, drawn):
        return {tile["key"]: tile["number"] for tile in drawn["tiles"] if tile["number"]}

    def test_companies(self):
        drawn = self.drawn()
        self.assertEqual(self.numbers(drawn), {self.ixelles.id: 1, self.uccle.id: 1})
        self.assertEqual((drawn["total"], drawn["title"], drawn["whole"]), (2, "Companies by Commune", True))
        self.assertEqual(len([tile for tile in drawn["tiles"] if tile["place"]]), 19)

    def test_elsewhere(self):
        """What has no tile is a row of the table: nobody gets lost from the total."""
        self.company.write({"city": "Namur", "zip": "5000"})
        elsewhere = self.env["hub.commune"].create({"name": "Test Vilvoorde", "nis_code": "23088"})
        self.other_company.commune_id = elsewhere
        drawn = self.drawn()
        self.assertEqual(self.numbers(drawn), {False: 1, elsewhere.id: 1})
        self.assertFalse([tile for tile in drawn["tiles"] if tile["place"] and tile["number"]])
        self.assertEqual(drawn["steps"], [])

    def test_an_archived_commune_keeps_its_tile(self):
        self.ixelles.active = False
        self.assertIn(self.ixelles.id, self.numbers(self.drawn()))

    def test_nothing_found(self):
        drawn = self.drawn([("id", "=", 0)])
        self.assertEqual((self.numbers(drawn), drawn["total"], drawn["steps"]), ({}, 0, []))

    def test_a_number_that_is_not_shown_follows_from_nothing(self):
        """Neither a shade nor the total tells it."""
        drawn = self.env["hub.commune"]._get_placed()._draw_tile_map({self.ixelles: None, self.uccle: 30}, 42, "Test")
        [hidden] = [tile for tile in drawn["tiles"] if tile["key"] == self.ixelles.id]
        self.assertEqual(
            (hidden["number"], hidden["fill"], drawn["total"], drawn["hidden"]), (None, HIDDEN[0], None, True)
        )
        self.assertEqual(max(step["high"] for step in drawn["steps"]), 30)

    def test_names_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("nl_BE")
        self.uccle.with_context(lang="nl_BE").name = "Test Ukkel"
        communes = self.env["hub.commune"].with_user(self.account)
        for lang, name in (("nl_BE", "Test Ukkel"), ("en_US", "Uccle")):
            drawn = communes.with_context(lang=lang).get_tile_map("res.partner", self.both)
            self.assertIn(name, [tile["name"] for tile in drawn["tiles"]])

    def test_facts(self):
        values = {"partner_id": self.company.id, "duration": 1.5}
        self.env["hub.interaction"].create([values, values])
        self.env.flush_all()
        domain = [("kind", "=", "support"), ("partner_id", "=", self.company.id)]
        for measure, number in ((None, 1), ("__count", 2), ("hours:sum", 3)):
            with self.subTest(measure=measure):
                drawn = self.drawn(domain, "hub.fact", measure)
                self.assertEqual((self.numbers(drawn), drawn["total"]), ({self.ixelles.id: number}, number))

    def test_a_company_that_moved_counts_once_in_the_total(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        self.company.write({"city": "Uccle", "zip": "1180"})
        self.env["hub.interaction"].create({"partner_id": self.company.id})
        self.env.flush_all()
        drawn = self.drawn([("kind", "=", "support"), ("partner_id", "=", self.company.id)], "hub.fact")
        self.assertEqual(self.numbers(drawn), {self.ixelles.id: 1, self.uccle.id: 1})
        self.assertEqual(drawn["total"], 1)

    def test_whoever_may_not_read_the_rows_sees_no_map(self):
        for user in (self.outsider, self.privacy):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.drawn(model="hub.fact", domain=[("kind", "=", "support")], user=user)
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.assertEqual(self.numbers(self.drawn()), {self.uccle.id: 1})

    def test_portal_users_see_no_map(self):
        portal = create_users(self.env, {"hub_map_portal": "base.group_portal"})
        with self.assertRaises(AccessError):
            self.drawn(user=portal)

    def test_personal_data_is_not_counted_on_a_map(self):
        women = self.env.ref("hub_entrepreneurs.hub_target_group_women")
        for domain in (
            [("target_group_ids", "in", women.ids)],
            [("target_group_member_ids.group_id", "in", women.ids)],
            [("company_role_ids.person_id.profile_ids.gender", "=", "female")],
        ):
            for user in (self.account, self.director, self.analyst):
                with self.subTest(domain=domain, user=user.login), self.assertRaises(UserError):
                    self.drawn(domain, user=user)

    def test_no_other_model_or_measure(self):
        for model, measure in (("hub.person.profile", None), ("res.users", None), ("res.partner", "id:sum")):
            with self.subTest(model=model, measure=measure), self.assertRaisesRegex(UserError, "no map of this"):
                self.drawn([], model, measure)

    def test_a_filter_that_can_not_be_read(self):
        for domain in ([("nothing", "=", 1)], [("name",)], "[(", 5, [("name", "~", 1)], {"name": 1}):
            with self.subTest(domain=domain), self.assertRaisesRegex(UserError, "it can't be read"):
                self.drawn(domain)

    def test_one_statement_counts(self):
        """However many companies and communes there are."""
        counts = []
        for amount in (2, 60):
            companies = self.env["res.partner"].create(
                [
                    {"name": f"Map {rank}", "is_company": True, "zip": ("1050", "1180", "1030")[rank % 3]}
                    for rank in range(amount)
                ]
            )
            self.record()
            domain = [("id", "in", companies.ids)]
            self.drawn(domain)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.drawn(domain)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 6)

    def test_where_a_programme_supports(self):
        programmes = self.env["hub.programme"].create(
            [{"name": f"Test {rank}", "code": f"TEST{rank}"} for rank in range(3)]
        )
        self.env["hub.interaction"].create(
            [
                {"partner_id": self.company.id, "programme_id": programmes[0].id},
                {"partner_id": self.company.id, "programme_id": programmes[0].id},
                {"partner_id": self.other_company.id, "programme_id": programmes[1].id},
            ]
        )
        # An outcome is no support.
        self.env["hub.outcome"].create(
            {
                "partner_id": self.other_company.id,
                "programme_id": programmes[0].id,
                "kind": "jobs_kept",
                "value": 1,
                "date": self.today,
            }
        )
        self.env.flush_all()
        first, second, third = programmes.with_user(self.account)
        self.assertEqual((self.numbers(first.support_map), first.support_map["total"]), ({self.ixelles.id: 1}, 1))
        self.assertEqual(self.numbers(second.support_map), {self.uccle.id: 1})
        self.assertFalse(third.support_map)
        rows = self.env["hub.fact"].search([*first.support_map["domain"], ("commune_id", "=", self.ixelles.id)])
        self.assertEqual(len(rows), 2)
        self.assertFalse(self.env["hub.programme"].new({"name": "New"}).support_map)

    def test_programmes_are_drawn_together(self):
        programmes = self.env["hub.programme"].create(
            [{"name": f"Test {rank}", "code": f"TEST{rank}"} for rank in range(12)]
        )
        self.env["hub.interaction"].create(
            [{"partner_id": self.company.id, "programme_id": programme.id} for programme in programmes]
        )
        self.env.flush_all()
        counts = []
        programmes.with_user(self.account).mapped("support_map")
        for some in (programmes[:2], programmes[2:]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.with_user(self.account).mapped("support_map")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0], "ten programmes take no more than two")
