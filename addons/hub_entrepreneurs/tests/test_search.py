from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import NUMBERS, HubCase


class SearchCase(HubCase):
    """A company with a commune, an account manager and people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "name": "Vélos d’Œuvre",
                "phone": "+32 2 555 01 02",
                "email": "info@velos-test.example",
                "website": "http://www.velos-test.example",
                "zip": "1030",
                "city": "Schaerbeek",
                "user_id": cls.account.id,
            }
        )
        cls.employee, cls.owner, cls.stranger = cls.env["res.partner"].create(
            [
                {
                    "name": "Zénaïde Quelqu'une",
                    "parent_id": cls.company.id,
                    "phone": "0475/12.34.56",
                    "email": "z@example.net",
                    "function": "Gérante",
                },
                {"name": "Ørjan Personne", "phone": "+32 (0)495 65 43 21", "email": "o.p@example.net"},
                {"name": "Xaverine Nul", "phone": "0499 88 77 66"},
            ]
        )
        cls.env["hub.company.role"].create({"partner_id": cls.company.id, "person_id": cls.owner.id, "role": "owner"})
        cls.env.flush_all()

    def _find(self, text, user=None, **options):
        return self.env["hub.search"].with_user(user or self.account).find(text, **options)

    def _rows(self, text, label="Companies", user=None, **options):
        kinds = {kind["label"]: kind["rows"] for kind in self._find(text, user, **options)["kinds"]}
        return kinds.get(label, [])

    def _ids(self, text, label="Companies", user=None, **options):
        return [row["id"] for row in self._rows(text, label, user, **options)]

    def _why(self, text):
        [row] = [row for row in self._rows(text) if row["id"] == self.company.id]
        return row["why"]


class TestSearchCompanies(SearchCase):
    """Whatever somebody types finds the company behind it, and says why."""

    def test_by_each_kind_of_key(self):
        for text, why in (
            ("velos d'oeuvre", "Name"),
            ("OEUVRE vélos", "Name"),
            ("vel", "Name"),
            ("ve", "Name"),
            ("0100.000.070", "Number"),
            ("BE 0100 000 070", "Number"),
            ("TVA BE0100000070 RPM Bruxelles", "Number"),
            ("0100.000.0", "Number"),
            ("02 555 01 02", "Phone"),
            ("+32 (0)2/555.01.02", "Phone"),
            ("INFO@velos-test.example", "Email"),
            ("mailto:info@velos-test.example", "Email"),
            ("https://www.velos-test.example/contact?x=1", "Web address"),
            ("oeuvre schaerbeek", "Name and commune"),
            ("oeuvre 1030", "Name and commune"),
            ("schaarbeek velos", "Name and commune"),
            ("0475 12 34 56", "Phone of Zénaïde Quelqu'une"),
            ("Z <z@example.net>", "Email of Zénaïde Quelqu'une"),
            ("0495654321", "Phone of Ørjan Personne"),
            ("orjan personne", "Its person Ørjan Personne"),
            ("zenaide", "Its person Zénaïde Quelqu'une"),
        ):
            with self.subTest(text):
                self.assertIn(self.company.id, self._ids(text)[:1] if "schaer" not in text else self._ids(text))
                self.assertEqual(self._why(text), why)

    def test_by_its_commune_alone(self):
        self.env["res.partner"].search([("zip", "=", "1030"), ("id", "!=", self.company.id)]).zip = "1050"
        self.env["res.partner"].search([("commune_id", "=", self.company.commune_id.id)]).filtered(
            lambda company: company != self.company
        ).commune_id = False
        self.env.flush_all()
        for text in ("Schaerbeek", "schaarbeek", "1030"):
            with self.subTest(text):
                self.assertEqual(self._why(text), "Commune")

    def test_what_a_row_says(self):
        [row] = self._rows("velos d'oeuvre")
        self.assertEqual(row["name"], "Vélos d’Œuvre")
        self.assertEqual(row["details"], ["Schaerbeek", self.account.name])
        self.assertEqual((row["status"], row["status_name"], row["archived"]), ("unknown", "Unknown", False))
        self.assertEqual((row["phone"], row["email"]), ("+32 2 555 01 02", "info@velos-test.example"))

    def test_the_best_comes_first(self):
        begins, mine, other = self.env["res.partner"].create(
            [
                {"name": "Zwiebel und Söhne", "is_company": True},
                {"name": "Alles mit Zwiebel", "is_company": True, "user_id": self.account.id},
                {"name": "Aber auch Zwiebel", "is_company": True, "user_id": self.colleague.id},
            ]
        )
        archived = self.env["res.partner"].create({"name": "Zwiebel ade", "is_company": True, "active": False})
        self.env.flush_all()
        self.assertEqual(self._ids("zwiebel"), [begins.id, mine.id, other.id, archived.id])
        self.assertTrue(self._rows("zwiebel")[-1]["archived"])
        self.assertEqual(self._ids("zwiebel", limit=2), [begins.id, mine.id])

    def test_ones_own_are_found_among_many(self):
        """Where so many have a word that not all of them are looked at, those of one's portfolio are."""
        companies = self.env["res.partner"].create(
            [{"name": f"Aber Zwiebel {rank}", "is_company": True} for rank in range(9)]
        )
        mine = companies[-1]
        mine.user_id = self.account
        self.env.flush_all()
        with patch("odoo.addons.hub_entrepreneurs.models.search.hub_search_company.ENOUGH", 1):
            self.assertEqual(self._ids("zwiebel")[0], mine.id)

    def test_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.company.commune_id.with_context(lang="fr_FR").name = "Schaerbeek-Test"
        self.env.flush_all()
        companies = self.env["hub.search"].with_user(self.account).with_context(lang="fr_FR")
        [kind] = [kind for kind in companies.find("velos d'oeuvre")["kinds"] if kind["model"] == "res.partner"]
        self.assertEqual(kind["rows"][0]["details"][0], "Schaerbeek-Test")

    def test_odd_texts(self):
        percent = self.env["res.partner"].create({"name": "100% Laine_Pure", "is_company": True})
        self.env.flush_all()
        self.assertIn(percent.id, self._ids("100% laine"))
        self.assertIn(percent.id, self._ids("laine_pure"))
        for text in ("", " ", "%", "_", "\\", "%_\\", "...", "’", "\u200b", None, False, 12, ["a"], {"a": 1}):
            with self.subTest(text):
                self.assertEqual(self._find(text), {"kinds": [], "may_log": False, "new": False})
        for text in (
            "x" * 10_000,
            "mot " * 3_000,
            "'; DROP TABLE res_partner; --",
            "' OR '1'='1",
            "\\x00%s%(name)s{0}",
            "a\x00b",
            "Zz\\",
            "💥💥 velos",
            "velos\nd'oeuvre\n\nRue X 1",
            "@", "a@", "@b", "www.", "+", "tel:", "BE", "-" * 300,
        ):  # fmt: skip
            with self.subTest(text[:20]):
                self._find(text)
        self.assertEqual(self._ids(" \u202a0100.000\u2011070\u202c\n"), [self.company.id])

    def test_signs_stand_for_themselves(self):
        """What LIKE takes for any sign is none to who types it, and signs alone are no words."""
        for text in ("ve%oe", "vel_s", "vel\\os", "v%"):
            with self.subTest(text):
                self.assertEqual(self._ids(text), [])
        percent = self.env["res.partner"].create({"name": "Sous_Vide 100% Lin", "is_company": True})
        self.env.flush_all()
        for text in ("100% lin", "sous_vide", "lin & 100%", "sous_vide 😀", "sous_vide %"):
            with self.subTest(text):
                self.assertEqual(self._ids(text), [percent.id])

    def test_a_link_to_an_address(self):
        self.company.email = "info@oeuvre.example.com"
        self.env.flush_all()
        for link in ("mailto:info@oeuvre.example.com", "MAILTO:info@oeuvre.example.com?subject=Hello%20you"):
            with self.subTest(link):
                self.assertEqual(self._ids(link), [self.company.id])
                found = self.env["hub.search"].with_user(self.account).find(link)
                self.assertEqual(found["new"]["values"], {"email": "info@oeuvre.example.com"})

    def test_odd_limits(self):
        self.assertEqual(len(self._ids("velos d'oeuvre", limit=-1)), 1)
        for limit in (0, 10**12, None, "10", 2.5, [1], True):
            with self.subTest(limit):
                self.assertEqual(self._ids("velos d'oeuvre", limit=limit), [self.company.id])

    def test_one_character(self):
        """It looks for beginnings of words, and for nothing else than contacts."""
        first = self.env["res.partner"].create({"name": "ǃa Zebra", "is_company": True})
        cluster = self.env["hub.cluster"].create({"name": "Zebras", "code": "Z"})
        self.env.flush_all()
        self.assertIn(first.id, self._ids("z", limit=50))
        self.assertFalse(self._ids("z", "Clusters"))
        self.assertEqual(self._ids("zebra", "Clusters"), [cluster.id])


class TestSearchOthers(SearchCase):
    """People, leads and clusters follow."""

    def test_people(self):
        [row] = self._rows("zenaide", "People")
        self.assertEqual((row["id"], row["name"]), (self.employee.id, "Zénaïde Quelqu'une"))
        self.assertEqual(row["details"], ["Gérante", "Vélos d’Œuvre"])
        for text in ("zenaide oeuvre", "0475123456", "z@example.net"):
            self.assertEqual(self._ids(text, "People"), [self.employee.id], text)
        self.assertFalse(self._ids("velos oeuvre", "People"), "only the company is called so")
        [row] = self._rows("xaverine", "People")
        self.assertEqual(row["details"], [], "who works nowhere is found as well")

    def test_leads(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Zélande à l’étranger",
                "partner_id": self.company.id,
                "user_id": self.account.id,
                "contact_name": "Quidam",
                "phone": "02/777.88.99",
            }
        )
        self.env.flush_all()
        for text in ("zelande l'etranger", "etranger quidam", "+32 2 777 88 99"):
            with self.subTest(text):
                [row] = self._rows(text, "Leads")
                self.assertEqual(row["id"], lead.id)
        self.assertEqual(row["details"], ["Vélos d’Œuvre", lead.stage_id.name, self.account.name])

    def test_clusters(self):
        self.assertEqual(self._ids("makers test", "Clusters"), [self.cluster.id])
        self.assertEqual(self._ids("testmakers", "Clusters"), [self.cluster.id])


class TestSearchRights(SearchCase):
    """Who finds what."""

    def test_roles(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(self._ids("velos d'oeuvre", user=user), [self.company.id])
                self.assertEqual(self._ids("0495654321", user=user), [self.company.id])

    def test_who_logs_and_creates(self):
        self.assertTrue(self._find("velos")["may_log"])
        self.assertFalse(self._find("velos", self.analyst)["may_log"])
        self.assertFalse(self._find("velos", self.analyst)["new"])

    def test_without_a_role(self):
        portal = new_test_user(self.env, "hub_search_portal", "base.group_portal")
        for user in (self.outsider, self.privacy, portal, self.env.ref("base.public_user")):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._find("velos", user)

    def test_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        lead = self.env["crm.lead"].create({"name": "Zeppelin", "company_id": agency.id})
        (self.company | self.employee | self.owner).company_id = agency
        self.cluster.company_id = agency
        self.env.flush_all()
        for text in ("velos d'oeuvre", "0100.000.070", "025550102", "0495654321", "zenaide", "z@example.net", "1030"):
            with self.subTest(text):
                self.assertNotIn(self.company.id, self._ids(text, limit=50))
                self.assertFalse(set(self._ids(text, "People")) & {self.employee.id, self.owner.id})
        self.assertFalse(self._ids("zeppelin", "Leads"))
        self.assertFalse(self._ids("makers test", "Clusters"))
        self.assertTrue(lead)

    def test_an_employer_of_another_agency(self):
        """A person of ours may work for a company that is not: it is not named."""
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE res_partner SET company_id = NULL WHERE id = %s", self.employee.id))
        self.env.invalidate_all()
        [row] = self._rows("zenaide", "People")
        self.assertNotIn("Vélos d’Œuvre", row["details"])

    def test_archived_people(self):
        self.employee.active = False
        self.assertFalse(self._rows("zenaide", "People"))
        self.assertFalse(self._rows("zenaide"))


class TestNewCompany(SearchCase):
    """What was typed becomes a new company, in its right place."""

    def test_its_right_place(self):
        for text, values, place in (
            ("Vélos Dorés", {"name": "Vélos Dorés"}, "Name"),
            ("BE 0100.000.268", {"company_registry": NUMBERS[2]}, "Enterprise Number"),
            ("0100000268", {"company_registry": NUMBERS[2]}, "Enterprise Number"),
            ("TVA BE 0100.000.269", {"company_registry": "0100000269"}, "Enterprise Number"),
            ("0475 99 88 77", {"phone": "0475 99 88 77"}, "Phone"),
            # With the check digits of an enterprise number.
            ("0499 99 99 60", {"phone": "0499 99 99 60"}, "Phone"),
            ("0499999960", {"company_registry": "0499999960"}, "Enterprise Number"),
            ("new@example.org", {"email": "new@example.org"}, "Email"),
            ("Anna Nul <new@example.org>", {"email": "new@example.org", "name": "Anna Nul"}, "Email"),
            ("www.new.example", {"website": "www.new.example"}, "Website Link"),
            ("a@", {"name": "a@"}, "Name"),
        ):
            with self.subTest(text):
                new = self._find(text)["new"]
                self.assertEqual((new["values"], new["place"]), (values, place))

    def test_defaults(self):
        self.env.company.country_id = self.belgium
        partners = self.env["res.partner"].with_user(self.account).with_context(default_is_company=True)
        company = partners.browse(partners.name_create("Quick")[0])
        self.assertEqual((company.country_id, company.user_id), (self.belgium, self.account))
        self.assertEqual(company.lang, self.env.company.partner_id.lang)
        self.assertTrue(company.is_company)
        for user in (self.director, self.outsider):
            self.assertFalse(partners.with_user(user).default_get(["user_id"]).get("user_id"))
        self.assertFalse(partners.with_context(import_file=True).default_get(["user_id", "country_id"]))
        self.assertFalse(partners.with_context(default_is_company=False).default_get(["user_id", "country_id"]))
        given = partners.with_context(default_user_id=self.colleague.id, default_country_id=self.france.id)
        self.assertEqual(
            given.default_get(["user_id", "country_id"]),
            {"user_id": self.colleague.id, "country_id": self.france.id},
        )


class TestSearchQueries(SearchCase):
    """The number of questions to the database does not grow with what is found."""

    def test_constant(self):
        def count(text):
            self._find(text)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = self._find(text, limit=50)
            return self.env.cr.sql_log_count - before, sum(len(kind["rows"]) for kind in found["kinds"])

        self._make(12)
        few, few_rows = count("zzyzx")
        self._make(30)
        many, many_rows = count("zzyzx")
        self.assertGreater(many_rows, few_rows)
        self.assertEqual(few, many)
        self.assertLessEqual(many, 20)

    def _make(self, count):
        users = self.account | self.colleague
        communes = self.env["hub.commune"].search([], limit=5)
        companies = self.env["res.partner"].create(
            [
                {
                    "name": f"Zzyzx {rank}",
                    "is_company": True,
                    "user_id": users[rank % 2].id,
                    "commune_id": communes[rank % len(communes)].id if communes else False,
                }
                for rank in range(count)
            ]
        )
        self.env["res.partner"].create([{"name": f"Zzyzx {each.id}", "parent_id": each.id} for each in companies])
        self.env["crm.lead"].create([{"name": f"Zzyzx {each.id}", "partner_id": each.id} for each in companies])
        self.env["hub.cluster"].create([{"name": f"Zzyzx {each.id}", "code": f"ZZ{each.id}"} for each in companies[:5]])
        self.env.flush_all()
