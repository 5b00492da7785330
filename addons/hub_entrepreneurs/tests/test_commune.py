from odoo.tests import BaseCase

from ..domain.communes import match, spelling_key
from .common import HubCase

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
            ("Bruxelles", "1040", 4),
            ("Bruxelles", "1050", 4),
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
                self.assertEqual(match(city, postcode, NAMES, POSTCODES), commune)


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
        self.assertEqual(partner.commune_id.nis_code, "21004", "1040 is shared: the municipality tells")
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
