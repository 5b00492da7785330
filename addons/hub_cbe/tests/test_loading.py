from collections import Counter
from functools import partial

from odoo.tests import tagged

from ..synthetic.world import Settings
from ..tools.ahead import Beside
from .common import RegisterCase, table


def main_code(activities):
    """Return the version and code of the main activity, by the rule of the register's users."""
    main = [row for row in activities if row["Classification"] == "MAIN" and row["NaceVersion"] == "2025"]
    for group in ("006", "001", "003"):
        for row in main:
            if row["ActivityGroup"] == group:
                return row["NaceCode"]
    return None


@tagged("post_install", "-at_install")
class TestLoading(RegisterCase):
    """What a whole extract makes, against what a few plain lines count in the same zip."""

    SETTINGS = Settings(enterprises=20_000, share=12)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.write_extract()
        cls.extract = cls.load(cls.path)
        cls.communes = {
            spelling.strip().casefold(): commune
            for commune in cls.env["hub.commune"].search([])
            for name in (commune.with_context(lang="fr_BE").name, commune.with_context(lang="nl_BE").name)
            for spelling in (name, *(commune.spellings or "").split(","))
        }
        # Where the municipality is left out, the postcode tells; none of these belongs to two communes.
        cls.by_postcode = {
            code.strip(): commune
            for commune in cls.env["hub.commune"].search([])
            for code in (commune.postcodes or "").split(",")
        }
        cls.addresses = {}
        for row in table(cls.path, "address"):
            if not row["DateStrikingOff"]:
                cls.addresses.setdefault((row["TypeOfAddress"], row["EntityNumber"]), row)
        cls.places = {}
        for row in table(cls.path, "establishment"):
            cls.places.setdefault(row["EnterpriseNumber"], []).append(row["EstablishmentNumber"])
        cls.enterprises = {
            row["EnterpriseNumber"]: row
            for row in table(cls.path, "enterprise")
            if row["TypeOfEnterprise"] != "1" and cls.get_communes(row["EnterpriseNumber"])
        }
        cls.companies = cls.env["res.partner"].search([("register_ids", "!=", False)])

    @classmethod
    def get_commune(cls, address):
        if not address or address["CountryFR"] or address["CountryNL"]:
            return None
        name = address["MunicipalityFR"] or address["MunicipalityNL"]
        if name:
            return cls.communes.get(name.casefold())
        return cls.by_postcode.get(address["Zipcode"])

    @classmethod
    def get_communes(cls, number):
        entities = [("REGO", number), *(("BAET", place) for place in cls.places.get(number, ()))]
        return [commune for entity in entities if (commune := cls.get_commune(cls.addresses.get(entity)))]

    def test_all_of_the_region_are_there(self):
        numbers = {number.replace(".", "") for number in self.enterprises}
        self.assertGreater(len(numbers), 1_000)
        self.assertEqual(set(self.companies.mapped("company_registry")), numbers)
        self.assertEqual(self.extract.state, "done")
        self.assertEqual(self.extract.new_count, len(numbers))
        self.assertEqual(self.extract.progress, 100)

    def test_communes(self):
        expected = Counter()
        for number in self.enterprises:
            seat = self.addresses.get(("REGO", number))
            abroad = not seat or seat["CountryFR"] or seat["CountryNL"]
            here = self.get_communes(number)
            expected[(here[0] if abroad else self.get_commune(seat)) or self.env["hub.commune"]] += 1
        counted = self.env["res.partner"]._read_group([("id", "in", self.companies.ids)], ["commune_id"], ["__count"])
        self.assertEqual(Counter(dict(counted)), expected)

    def test_legal_forms(self):
        expected = Counter(row["JuridicalForm"] or False for row in self.enterprises.values())
        counted = Counter(self.companies.register_ids.mapped(lambda row: row.legal_form_id.code))
        self.assertEqual(counted, expected)
        self.assertTrue(all(self.companies.register_ids.mapped("situation_id.name")))

    def test_sections_of_activities(self):
        of_company, expected = {}, Counter()
        for row in table(self.path, "activity"):
            of_company.setdefault(row["EntityNumber"], []).append(row)
        for number in self.enterprises:
            activities = of_company.get(number) or [
                row for place in self.places.get(number, ()) for row in of_company.get(place, ())
            ]
            expected[(main_code(activities) or "")[:2]] += 1
        counted = Counter((company.main_nace_id.code or "")[:2] for company in self.companies)
        self.assertEqual(counted, expected)

    def test_establishments(self):
        expected = {place.replace(".", "") for number in self.enterprises for place in self.places.get(number, ())}
        self.assertEqual(set(self.env["hub.establishment"].search([]).mapped("number")), expected)

    def test_natural_persons_stay_out(self):
        persons = {row["EnterpriseNumber"] for row in table(self.path, "enterprise") if row["TypeOfEnterprise"] == "1"}
        numbers = [number.replace(".", "") for number in persons]
        found = self.env["res.partner"].search_count([("company_registry", "in", numbers)])
        self.assertEqual(found, 0)
        self.assertGreater(self.extract.person_count, 100)

    def test_labels_come_with_the_extract(self):
        label = next(
            row
            for row in table(self.path, "code")
            if row["Category"] == "Nace2025" and row["Language"] == "NL" and len(row["Code"]) == 5
        )
        code = self.env["hub.nace"].search([("version", "=", "2025"), ("code", "=", label["Code"])])
        self.assertEqual(code.with_context(lang="nl_BE").name, label["Description"])

    def test_the_same_file_twice_changes_nothing(self):
        before = self.get_state()
        again = self.take_file(self.path)
        self.assertNotEqual(again, self.extract)
        self.assertFalse(again._begin())
        self.assertEqual(again.state, "refused")
        self.assertIn("nothing has changed", again.error)
        self.assertEqual(self.get_state(), before)

    def test_companies_are_prospects_whose_address_is_never_mailed(self):
        self.assertTrue(all(self.companies.mapped("is_prospect")))
        mailed = self.companies.filtered("email")
        self.assertTrue(mailed)
        self.assertEqual(set(mailed.mapped("email_source")), {"register"})

    def test_who_is_in_the_region_is_found_beside_as_well(self):
        """Half of the addresses are read by another process: both find whom one finds that reads all of them."""
        with self.extract._opened() as extract:
            alone = self.extract._find_places(extract, None)
            both = self.extract._find_places(extract, partial(Beside, self.path, tell=int))
        self.assertTrue(all(alone))
        self.assertEqual(both, alone)
