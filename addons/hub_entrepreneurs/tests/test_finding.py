from unittest.mock import patch

from lxml import etree

from odoo.fields import Domain
from odoo.modules.db import FunctionStatus
from odoo.tests import BaseCase, tagged
from odoo.tools import SQL, mute_logger
from odoo.tools.safe_eval import safe_eval
from odoo.tools.sql import column_exists

from ..domain import phone, signs
from ..tools import finding
from .common import HubCase
from .test_migration import migration

SPELLINGS = {
    "Café Évasion SRL": ("cafe evasion", "EVASION café", "Café Évasion", "évasion s.r.l."),
    "Cœur d’Étain": ("coeur d'etain", "coeur d’étain", "etain coeur", "cœur", "coeur detain", "COEUR D ETAIN"),
    "Société du Bois S.A.": ("bois societe", "societe bois sa", "SOCIETE, bois"),
    "L'Écume des Œuvres": ("l'ecume", "l’écume", "lecume", "oeuvres ecume"),
    "Porte‑Manteau & Fils": ("porte manteau", "porte-manteau", "portemanteau", "fils & porte"),
    "Straßen-Ærø": ("strassen aero", "STRASSEN", "æro"),
    "Cafe\u0301 Decompose": ("café décomposé", "cafe decompose"),
}


class TestSigns(BaseCase):
    """The plain functions."""

    def test_folded(self):
        for name, spellings in SPELLINGS.items():
            for spelling in spellings:
                with self.subTest(name=name, spelling=spelling):
                    for word in signs.words(spelling):
                        self.assertIn(signs.folded(word), signs.folded(name))

    def test_phone_numbers(self):
        for text in (
            "025550102",
            "02 555 01 02",
            "+3225550102",
            "0032 2 555 01 02",
            "+32 (0)2 555.01.02",
            "02/555.01.02",
            "32 2 555 01 02",
            "tel:+32-2-555-0102",
            "Tél. : 02 555 01 02",
            "\u202a+32\u00a02\u00a0555\u00a001\u00a002\u202c",
            "02‑555‑01‑02 ext. 12",
        ):
            with self.subTest(text):
                self.assertEqual(phone.search_digits(text), "25550102")
        for text in ("Atelier 12", "1030", "", "Studio 54321 Paris", "12-34", None):
            self.assertIsNone(phone.search_digits(text), text)


class TestNames(HubCase):
    """A name is found however it is written, in every model and every door to a search."""

    def test_companies(self):
        partners = self.env["res.partner"].with_user(self.account)
        made = {
            name: self.env["res.partner"].create({"name": name, "is_company": True}).with_user(self.account)
            for name in SPELLINGS
        }
        for name, spellings in SPELLINGS.items():
            for spelling in spellings:
                with self.subTest(name=name, spelling=spelling):
                    self.assertIn(made[name].id, dict(partners.name_search(spelling)))
                    for field in ("name", "complete_name", "display_name"):
                        self.assertIn(made[name], partners.search([(field, "ilike", spelling)]), field)
                        self.assertNotIn(made[name], partners.search([(field, "not ilike", spelling)]), field)
                    self.assertEqual(made[name].filtered_domain([("name", "ilike", spelling)]), made[name])
        self.assertFalse(partners.search([("name", "ilike", "cafe etain")]), "each word has to be there")

    def test_legal_forms(self):
        """A company is found whichever form is typed, behind the name or before it, in short or in full."""
        forms = ("", "NV", "S.A.", "srl", "asbl", "VZW", "bv", "Société anonyme", "Besloten Vennootschap")
        made = self.env["res.partner"].create(
            [{"name": f"Zorgvlied Test {form}".strip(), "is_company": True} for form in forms]
        )
        companies = made.with_user(self.account)
        for form in forms:
            for text in (f"zorgvlied test {form}", f"{form} Zorgvlied Test"):
                with self.subTest(text):
                    self.assertEqual(companies.search([("display_name", "ilike", text)]), companies)
                    self.assertEqual(companies.filtered_domain([("name", "ilike", text)]), companies)
                    rows = self.env["hub.search"].with_user(self.account).find(text)["kinds"][0]["rows"]
                    self.assertEqual({row["id"] for row in rows}, set(made.ids))
        self.assertIn(made[1].id, dict(made.name_search("nv", limit=None)), "a form alone is a word")

    def test_whatever_a_record_is_called(self):
        """Models of ours and core's, by their own names and by those of what they point to."""
        name = "Bijoux-d’Orfèvre Société Œuvrée"
        company = self.env["res.partner"].create({"name": name, "is_company": True})
        person = self.env["res.partner"].create({"name": "Zoë D'Hœvre-Noël", "parent_id": company.id})
        commune = self.env["hub.commune"].create({"name": name, "nis_code": "99999"})
        nace = self.env["hub.nace"].create({"name": name, "code": "9999999", "version": "2025"})
        commitment = self.env["hub.commitment"].create({"name": "Une promesse", "partner_id": company.id})
        interaction = self.env["hub.interaction"].create({"partner_id": company.id, "contact_id": person.id})
        made = [
            self.env["hub.cluster"].create({"name": name, "code": "BIJ"}),
            self.env["hub.service"].create({"name": name, "code": "bij"}),
            self.env["hub.evidence.scheme"].create({"name": name}),
            self.env["utm.campaign"].create({"title": name}),
            self.env["crm.lead"].create({"name": name}),
            self.env["crm.team"].create({"name": name}),
            company,
            commune,
            nace,
            commitment,
            interaction,
        ]
        for record in made:
            for spelling in ("societe d'orfevre", "ORFEVRE bijoux", "oeuvree societe", "bijoux dorfevre"):
                with self.subTest(model=record._name, spelling=spelling):
                    self.assertIn(record.id, dict(record.name_search(spelling)))
        self.assertIn(person.id, dict(person.name_search("noel d'hoevre zoe bijoux")), "its company's words, too")
        interactions = self.env["hub.interaction"]
        self.assertIn(interaction, interactions.search([("partner_id", "ilike", "oeuvree orfevre")]))
        self.assertNotIn(interaction, interactions.search([("partner_id", "not ilike", "oeuvree orfevre")]))
        self.assertIn(interaction.id, dict(interactions.name_search("noel bijoux")), "a word of each")

    def test_translated_names(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        cluster = self.cluster.with_context(lang="fr_FR")
        cluster.name = "Métiers d’Art"
        self.assertIn(cluster.id, dict(cluster.name_search("art metiers")))
        self.assertNotIn(cluster.id, dict(self.cluster.with_context(lang="en_US").name_search("art metiers")))
        self.assertIn(cluster, cluster.search([("name", "ilike", "art metiers")]))

    def test_the_search_boxes(self):
        """What each search view of ours asks for when a name is typed."""
        company = self.env["res.partner"].create({"name": "Évasion du Café", "is_company": True})
        lead = self.env["crm.lead"].create({"name": "Un contact", "partner_name": "Évasion du Café"})
        for record, view in (
            (company, "hub_entrepreneurs.res_partner_view_search_company"),
            (company, "base.view_res_partner_filter"),
            (lead, "crm.view_crm_case_leads_filter"),
            (lead, "crm.view_crm_case_opportunities_filter"),
        ):
            with self.subTest(view):
                arch = record.get_view(self.env.ref(view).id, "search")["arch"]
                [box, *_others] = etree.fromstring(arch).xpath("//field[@name='name']")
                domain = safe_eval(box.get("filter_domain"), {"self": "cafe evasion"})
                self.assertIn(record, record.search(domain))

    def test_signs_alone_and_wildcards(self):
        percent = self.env["res.partner"].create({"name": "100% Laine", "is_company": True})
        self.assertIn(percent.id, dict(percent.name_search("100% laine")))
        for text in ("...", "-", "’", " "):
            with self.subTest(text):
                percent.name_search(text)
                percent.search([("name", "ilike", text)])

    def test_other_texts_stay_as_they_are(self):
        first, second = self.env["res.partner"].create(
            [{"name": "One", "email": "a.b@example.com"}, {"name": "Two", "email": "ab@example.com"}]
        )
        found = first.search([("email", "ilike", "a.b@example"), ("id", "in", (first | second).ids)])
        self.assertEqual(found, first)
        self.assertEqual(first.search([("email", "=ilike", "A.B@example.com")]) & (first | second), first)

    def test_the_function_is_the_plain_one(self):
        for name in [*SPELLINGS, "Łódź", "Ñandú", "İzmir", "ﬁn", "A\u200bB", "x.y-z'w"]:
            with self.subTest(name):
                [[folded]] = self.env.execute_query(SQL("SELECT hub_fold(%s)", name))
                self.assertEqual(folded.replace("–", ""), signs.folded(name))


class TestCallers(HubCase):
    """Who is calling: a phone number, an e-mail address or a web address finds the company behind it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "phone": "+32 2 555 01 02",
                "email": "info@atelier-test.example",
                "website": "http://www.atelier-test.example",
            }
        )
        cls.employee, cls.owner, cls.former = cls.env["res.partner"].create(
            [
                {"name": "Employee", "parent_id": cls.company.id, "phone": "0475/12.34.56", "email": "e@example.net"},
                {"name": "Owner", "phone": "+32 (0)495 65 43 21", "email": "o.w-ner@example.net"},
                {"name": "Former", "phone": "0499 88 77 66"},
            ]
        )
        cls.env["hub.company.role"].create(
            [
                {"partner_id": cls.company.id, "person_id": cls.owner.id, "role": "owner"},
                {
                    "partner_id": cls.company.id,
                    "person_id": cls.former.id,
                    "role": "manager",
                    "date_start": "2020-01-01",
                    "date_end": "2020-12-31",
                },
            ]
        )
        cls.env.flush_all()

    def _found(self, text, user=None):
        """Return the companies that the search box finds."""
        companies = self.env["res.partner"].with_user(user or self.account)
        return companies.search([("display_name", "ilike", text), ("is_company", "=", True)])

    def test_any_writing_of_its_number(self):
        for text in (
            "025550102",
            "02 555 01 02",
            "+3225550102",
            "0032 2 555.01.02",
            "02/555.01.02",
            "+32 (0)2 555 01 02",
            "\u202a02\u2011555\u201101\u201102\u202c",
            "Tél. 02 555 01 02",
            "555 01 02",
            "02 555 01 02 / 0470 00 00 00",
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text), self.company)
                self.assertIn(self.company.id, dict(self.company.with_user(self.account).name_search(text)))
        for stored in ("02/555.01.02", "0032 2 555 01 02", "(02) 555-01-02", "02 555 01 02 of 0475 00 00 00"):
            self.company.phone = stored
            with self.subTest(stored=stored):
                for text in ("025550102", "+3225550102"):
                    self.assertEqual(self._found(text), self.company)

    def test_beside_other_things(self):
        """A whole number is found where its field holds more, or is a mobile, and a part of one still is."""
        for stored, texts in (
            ("02/555.01.02 ext. 12", ("025550102", "+32 2 555 01 02", "55501")),
            ("02 555 01 02-03", ("02 555 01 02",)),
            ("bureau : +32 (0)2 555 01 02", ("02 555 01 02",)),
            ("0475 12 34 56 ou 02 555 01 02", ("02 555 01 02", "0475123456")),
            ("+33 1 25 55 01 02", ("025550102", "+33 1 25 55 01 02")),
            ("0475/12.34.56", ("0475 12 34 56", "0032475123456", "0475 12 34 5", "2 34 56")),
            ("475123456", ("+32475123456",)),
            ("32 2 555 01 02", ("02 555 01 02", "+322 555")),
        ):
            self.other_company.phone = stored
            for text in texts:
                with self.subTest(stored=stored, text=text):
                    found = self.env["res.partner"].search([("phone_mobile_search", "ilike", text)])
                    self.assertIn(self.other_company, found)

    def test_a_whole_number_by_its_index(self):
        """As long as the indexes have the terms of the query, word for word, no row is read that does not match."""
        # Core's own two serve a table as small as that of a new database just as well.
        self.env.cr.execute(
            SQL("DROP INDEX IF EXISTS res_partner_phone_partial_tgm, res_partner_phone_partial_gin_idx")
        )
        self.company.phone = "02 555 01 02"
        self.env.flush_all()
        partners, asked = self.env["res.partner"], []
        execute_query = type(self.env).execute_query
        with patch.object(
            type(self.env), "execute_query", lambda env, query: asked.append(query) or execute_query(env, query)
        ):
            self.assertIn(self.company, partners.search(partners._search_phone_mobile_search("ilike", "025550102")))
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(row for (row,) in self.env.execute_query(SQL("EXPLAIN %s", asked[0])))
        for index in ("res_partner_phone_national_idx", "res_partner_phone_odd_idx"):
            self.assertIn(index, plan)
        self.assertNotIn("Seq Scan", plan)

    def test_its_people(self):
        for text in (
            "0475123456",
            "+32 475 12 34 56",
            "0495654321",
            "+32495654321",
            "e@example.net",
            "Employee <e@example.net>",
            "mailto:o.w-ner@example.net",
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text), self.company)
        self.assertFalse(self._found("0499887766"), "a role that ended")
        self.assertFalse(self._found("0475999999"))

    def test_addresses(self):
        for text in (
            "info@atelier-test.example",
            "INFO@Atelier-Test.example",
            "www.atelier-test.example",
            "https://atelier-test.example/fr/contact?x=1",
            "atelier-test.example",
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text), self.company)

    def test_foreign_numbers(self):
        self.other_company.write({"country_id": self.france.id, "phone": "01 23 45 67 89"})
        self.env.flush_all()
        for text in ("+33123456789", "0033 1 23 45 67 89", "01 23 45 67 89", "+33 (0)1 23 45 67 89"):
            with self.subTest(text):
                self.assertIn(self.other_company, self._found(text))

    def test_who_may_not_know_roles(self):
        self.assertFalse(self._found("0495654321", self.outsider), "roles are for readers")
        self.assertEqual(self._found("0475123456", self.outsider), self.company, "contacts are everybody's")

    def test_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.company.company_id = agency
        self.env.flush_all()
        self.assertFalse(self._found("025550102"))
        self.assertFalse(self._found("0495654321"))

    def test_leads(self):
        lead = self.env["crm.lead"].create({"name": "Call", "phone": "02/555.01.02", "country_id": self.belgium.id})
        self.env.flush_all()
        for text in ("+32 2 555 01 02", "025550102"):
            self.assertIn(lead, lead.search([("phone_mobile_search", "ilike", text)]))

    def test_questions_do_not_grow(self):
        """A number asks for the people and their companies at once, however many there are."""
        companies = self.env["res.partner"].with_user(self.account)
        companies.name_search("0475123456")
        with self.assertQueryCount(7):
            self.env.invalidate_all()
            companies.name_search("0475123456")


@tagged("post_install", "-at_install")
class TestSetUp(HubCase):
    """A database gets what the search needs, whatever it has."""

    def _indexes(self, *names):
        rows = self.env.execute_query(
            SQL("SELECT indexname, indexdef FROM pg_indexes WHERE indexname IN %s ORDER BY 1", names)
        )
        return [definition for _name, definition in rows]

    def test_new(self):
        self.assertEqual(self.env.registry.has_unaccent, FunctionStatus.INDEXABLE)
        self.assertTrue(self.env.registry.has_trigram)
        [lead, partner] = self._indexes("crm_lead__name_index", "res_partner_found_by_trgm")
        self.assertIn("unaccent(", lead)
        self.assertIn("gin (hub_found_by gin_trgm_ops)", partner)

    def test_old(self):
        cr, registry = self.env.cr, self.env.registry
        cr.execute(SQL("DROP INDEX crm_lead__name_index"))
        cr.execute(SQL("DROP FUNCTION hub_fold(text) CASCADE"))
        cr.execute(SQL("DROP EXTENSION unaccent CASCADE"))
        cr.execute(SQL("CREATE INDEX crm_lead__name_index ON crm_lead USING gin (name gin_trgm_ops)"))
        before = registry.has_unaccent, registry.unaccent, registry.unaccent_python
        self.addCleanup(
            lambda: vars(registry).update(zip(("has_unaccent", "unaccent", "unaccent_python"), before, strict=True))
        )
        registry.has_unaccent, registry.unaccent = FunctionStatus.MISSING, lambda column: column
        migration("19.0.1.2.0/pre-migrate.py").migrate(cr, "19.0.1.1.0")
        self.assertEqual(registry.has_unaccent, FunctionStatus.INDEXABLE)
        self.assertEqual(registry.unaccent("x"), "unaccent(x)")
        [lead] = self._indexes("crm_lead__name_index")
        self.assertIn("gin (unaccent((name)::text) gin_trgm_ops)", lead)
        self.assertEqual(self.env.execute_query(SQL("SELECT hub_fold('Œuvre d’Évasion')")), [("oeuvre devasion",)])
        finding.set_up(self.env)
        self.assertEqual(self._indexes("crm_lead__name_index"), [lead], "a second time changes nothing")
        self.assertIn(self.company.id, dict(self.company.name_search("atélier test")), "what was there is found")

    def test_whatever_writes_a_name(self):
        self.env.cr.execute(SQL("UPDATE res_partner SET complete_name = 'Évasion' WHERE id = %s", self.company.id))
        self.assertIn(self.company.id, dict(self.company.name_search("evasion")))

    def test_uninstalled(self):
        finding.take_down(self.env)
        self.assertFalse(column_exists(self.env.cr, "res_partner", finding.FOUND_BY))

    def test_the_owner_of_the_database_is_enough(self):
        """Without the right to the function, names are found all the same; only core's indexes keep accents."""
        cr = self.env.cr
        cr.execute(SQL("ALTER FUNCTION unaccent(text) STABLE"))
        cr.execute(SQL("CREATE ROLE hub_no_superuser"))
        cr.execute(SQL("GRANT ALL ON SCHEMA public TO hub_no_superuser"))
        cr.execute(SQL("GRANT ALL ON res_partner TO hub_no_superuser"))
        cr.execute(SQL("ALTER FUNCTION hub_fold(text) OWNER TO hub_no_superuser"))
        self.addCleanup(setattr, self.env.registry, "has_unaccent", self.env.registry.has_unaccent)
        cr.execute(SQL("SET LOCAL ROLE hub_no_superuser"))
        with self.assertLogs("odoo.addons.hub_entrepreneurs.tools.finding", "WARNING") as log:
            finding.set_up(self.env)
        cr.execute(SQL("RESET ROLE"))
        self.assertIn("ALTER FUNCTION unaccent(text) IMMUTABLE", log.output[0])
        self.assertEqual(self.env.registry.has_unaccent, FunctionStatus.PRESENT)
        self.assertIn(self.company.id, dict(self.company.name_search("Atélier")))

    @mute_logger("odoo.sql_db")
    def test_the_index_answers(self):
        """With many companies, words of a name are looked up and not compared one by one."""
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan = off"))
        self.env.cr.execute(SQL("SET LOCAL enable_indexscan = off"))
        partners = self.env["res.partner"]
        for domain in (
            Domain("display_name", "ilike", "cafe evasion"),
            Domain("name", "ilike", "evasion"),
            Domain("email", "ilike", "evasion@example.com"),
            Domain("display_name", "ilike", "0100.000.07"),
            Domain("display_name", "ilike", "0475123456"),
        ):
            with self.subTest(domain=domain):
                query = partners._search(domain).select()
                plan = self.env.execute_query(SQL("EXPLAIN %s", query))
                self.assertIn("res_partner_found_by_trgm", "\n".join(line for [line] in plan))
