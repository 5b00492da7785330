from odoo.tests import BaseCase

from ..domain.communes import match, spelling_key
from .common import HubCase
from .test_migration import migration

NAMES = {"etterbeek": 5, "bruxelles": 4, "brussel": 4, "ixelles": 9}
POSTCODES = {"1040": (5, 4), "1000": (4,), "1050": (9, 4), "1070": (1,)}


class TestMatch(BaseCase):
    """The plain functions."""

    def test_spelling_key(self):
        for one, other in (
            ("Saint-Gilles", "ST GILLES"),
            ("Sainte-Agathe", "Ste. Agathe"),
            ("Sint-Jans-Molenbeek", "St Jans Molenbeek"),
            ("Schaerbeek", " schaerbeek "),
            ("Évere", "Evere"),
        ):
            self.assertEqual(spelling_key(one), spelling_key(other))
        self.assertNotEqual(spelling_key("Forest"), spelling_key("Vorst"))
        self.assertEqual(spelling_key(None), "")

    def test_municipality_first_postcode_second(self):
        for city, postcode, commune in (
            ("Etterbeek", "1040", 5),
            ("Bruxelles", "1040", 5),
            ("Bruxelles", "1050", 9),
            ("Ixelles", "1000", 9),
            ("", "1040", 5),
            (None, " 1050 ", 9),
            ("Somewhere", "1000", 4),
            ("Brussel", "1070", 1),
            ("Bruxelles", "", 4),
            ("Bruxelles", "9999", 4),
            ("Namur", "5000", None),
            (None, None, None),
        ):
            with self.subTest(city=city, postcode=postcode):
                self.assertEqual(match(city, postcode, NAMES, POSTCODES).commune, commune)

    def test_names_of_the_city_win(self):
        for city in ("Ville de Bruxelles", "Bruxelles-Ville", "Stad Brussel", "Brussel (Stad)", "VILLE DE BRUXELLES"):
            for postcode in ("1000", "1050", ""):
                with self.subTest(city=city, postcode=postcode):
                    self.assertEqual(match(city, postcode, NAMES, POSTCODES), (4, True))

    def test_names_and_postcodes_in_any_cell(self):
        for city, postcode in (
            ("1050 Ixelles", ""),
            ("B-1050 Ixelles", None),
            ("Ixelles (1050)", ""),
            ("Ixelles - Elsene", "1050"),
            ("Ixelles/Elsene", ""),
            ("Ixelles", "BE-1050"),
            ("Bruxelles (Ixelles)", "1050"),
            ("Commune d'Ixelles", "1050"),
        ):
            with self.subTest(city=city, postcode=postcode):
                self.assertEqual(match(city, postcode, NAMES, POSTCODES), (9, True))

    def test_contradictions_are_to_be_checked(self):
        for city, postcode, commune in (
            ("Bruxelles", "1050", 9),
            ("Bruxelles", "1040", 5),
            ("1050 Bruxelles", "", 9),
            ("Ixelles", "1000", 9),
            ("Bruxelles", "9999", 4),
            ("Ixelles", "9170", None),
            ("Etterbeek / Ixelles", "1040", 5),
            ("Somewhere", "1000", 4),
        ):
            with self.subTest(city=city, postcode=postcode):
                self.assertEqual(match(city, postcode, NAMES, POSTCODES), (commune, False))
        self.assertEqual(match("Bruxelles", "1070", NAMES, POSTCODES), (1, True), "the City has no part of 1070")


class TestCommune(HubCase):
    """Communes and the contacts in them."""

    def test_the_nineteen(self):
        communes = self.env["hub.commune"].search([])
        self.assertEqual(len(communes), 19)
        self.assertEqual(sorted(communes.mapped("nis_code")), [str(code) for code in range(21001, 21020)])

    def test_address_gives_the_commune(self):
        partner = self.env["res.partner"].create({"name": "Somebody", "city": "Sint-Gillis", "zip": "1060"})
        self.assertEqual(partner.commune_id.nis_code, "21013")
        partner.write({"city": "Etterbeek", "zip": "1040"})
        self.assertEqual(partner.commune_id.nis_code, "21005")
        partner.city = "Bruxelles"
        self.assertEqual(partner.commune_id.nis_code, "21005", "most of 1040 is Etterbeek")
        self.assertTrue(partner.commune_to_check, "the City has a part of it")
        partner.city = "Ville de Bruxelles"
        self.assertEqual(partner.commune_id.nis_code, "21004", "1040 is shared: the municipality tells")
        self.assertFalse(partner.commune_to_check)
        partner.write({"city": "Gent", "zip": "9000"})
        self.assertFalse(partner.commune_id)

    def test_a_commune_set_by_hand_stays(self):
        forest = self.env["hub.commune"].search([("nis_code", "=", "21007")])
        partner = self.env["res.partner"].create(
            {"name": "Somebody", "city": "Uccle", "zip": "1180", "commune_id": forest.id}
        )
        self.assertEqual(partner.commune_id, forest)
        partner.street = "Rue de l'Exemple 1"
        self.assertEqual(partner.commune_id, forest)

    def test_abroad_lies_no_commune(self):
        austria, switzerland = self.env.ref("base.at"), self.env.ref("base.ch")
        for city, postcode, country in (
            ("Wien", "1050", austria),
            ("Genève", "1200", switzerland),
            ("Forest", "1190", self.france),
        ):
            with self.subTest(city):
                values = {"name": city, "city": city, "zip": postcode, "country_id": country.id}
                partner = self.env["res.partner"].create(values)
                self.assertFalse(partner.commune_id)
                self.assertFalse(partner.commune_to_check)
        partner.country_id = self.belgium
        self.assertEqual(partner.commune_id.nis_code, "21007")
        partner.country_id = self.france
        self.assertFalse(partner.commune_id)

    def test_a_namesake_elsewhere_in_belgium(self):
        partner = self.env["res.partner"].create({"name": "Waas", "city": "Sint-Gillis", "zip": "9170"})
        self.assertFalse(partner.commune_id)
        self.assertTrue(partner.commune_to_check)

    def test_who_chose_a_commune_need_not_check_it(self):
        communes = self.env["hub.commune"].search([("nis_code", "in", ("21004", "21009"))], order="nis_code")
        partner = self.env["res.partner"].create({"name": "Shared", "city": "Bruxelles", "zip": "1050"})
        self.assertEqual((partner.commune_id, partner.commune_to_check), (communes[1], True))
        self.assertIn(partner, partner.search([("commune_to_check", "=", True)]))
        partner.commune_id = communes[0]
        self.assertFalse(partner.commune_to_check)
        partner.phone = "02 555 01 02"
        self.assertEqual((partner.commune_id, partner.commune_to_check), (communes[0], False))
        partner.zip = "1040"
        self.assertTrue(partner.commune_to_check, "another address is another question")

    def test_an_update_empties_communes_abroad(self):
        ixelles = self.env["hub.commune"].search([("nis_code", "=", "21009")])
        wien, here = self.env["res.partner"].create(
            [
                {"name": "Wien", "country_id": self.env.ref("base.at").id, "commune_id": ixelles.id},
                {"name": "Here", "country_id": self.belgium.id, "commune_id": ixelles.id},
            ]
        )
        migration("19.0.1.2.0/post-migrate.py").empty_communes_abroad(self.env)
        self.assertFalse(wien.commune_id)
        self.assertEqual(here.commune_id, ixelles)

    def test_a_new_spelling_is_known_at_once(self):
        partner = self.env["res.partner"].create({"name": "Somebody", "city": "Matonge"})
        self.assertFalse(partner.commune_id)
        ixelles = self.env["hub.commune"].search([("nis_code", "=", "21009")])
        ixelles.spellings += ", Matongé"
        partner = self.env["res.partner"].create({"name": "Somebody", "city": "Matonge"})
        self.assertEqual(partner.commune_id, ixelles)

    def test_count_opens_its_companies(self):
        self.company.write({"city": "Evere", "zip": "1140"})
        commune = self.company.commune_id
        action = commune.action_open_companies()
        self.assertEqual(self.env["res.partner"].search_count(action["domain"]), commune.partner_count)
        self.assertIn(self.company, self.env["res.partner"].search(action["domain"]))

    def test_nis_code_is_unique(self):
        with self.assertRefused("hub.commune", "NIS Code"):
            self.env["hub.commune"].create({"name": "Twin", "nis_code": "21001"})
