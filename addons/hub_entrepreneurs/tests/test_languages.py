from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..members_import import headers as members_headers
from ..members_import import sentences as members_sentences
from ..members_import.workbook import Column
from ..tools.labels import with_label
from .common import HubCase

FRENCH, DUTCH = "fr_BE", "nl_BE"


@tagged("standard", "at_install")
class TestLanguages(HubCase):
    """What French- and Dutch-speaking users read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in (FRENCH, DUTCH):
            cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"]._load_module_terms(["hub_entrepreneurs"], [FRENCH, DUTCH])

    def in_language(self, lang):
        return self.env(context={**self.env.context, "lang": lang})

    def test_communes(self):
        ixelles = self.env.ref("hub_entrepreneurs.hub_commune_21009")
        self.assertEqual(ixelles.with_context(lang=FRENCH).name, "Ixelles")
        self.assertEqual(ixelles.with_context(lang=DUTCH).name, "Elsene")

    def test_wrong_number(self):
        for lang, label in ((FRENCH, "Numéro d'entreprise"), (DUTCH, "Ondernemingsnummer")):
            with self.subTest(lang), self.assertRaisesRegex(ValidationError, f"^{label}\\s?: "):
                self.company.with_context(lang=lang).company_registry = "0100.000.071"

    def test_what_the_database_refuses(self):
        membership = self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": date(2024, 1, 1)}
        )
        for lang, label in ((FRENCH, "Adhésion le"), (DUTCH, "Lid sinds")):
            with self.subTest(lang):
                self.env = self.in_language(lang)
                with self.assertRefused("hub.cluster.membership", label):
                    membership.copy({"date_start": date(2025, 1, 1)})

    def test_headers_of_the_template_can_be_read(self):
        """The columns of the workbook that we hand out are those that we know when it comes back."""
        for lang in (FRENCH, DUTCH):
            with self.subTest(lang):
                names = list(members_sentences.column_names(self.in_language(lang)).values())
                self.assertEqual(list(members_headers.find_columns(names)), list(Column))

    def test_days_in_names_and_shares_are_written_as_in_the_language(self):
        assessment = self.env["hub.assessment"].create({"partner_id": self.company.id, "date": date(2026, 8, 27)})
        for lang in (FRENCH, DUTCH):
            with self.subTest(lang):
                self.assertIn("27", assessment.with_context(lang=lang).display_name)
                self.assertNotIn("2026-08-27", assessment.with_context(lang=lang).display_name)
                roles = self.env["hub.company.role"].with_context(lang=lang)
                values = {"partner_id": self.company.id, "role": "owner", "ownership_share": 55}
                with self.assertRaisesRegex(ValidationError, "110,00"), self.cr.savepoint():
                    roles.create([{**values, "person_id": self._person(number).id} for number in range(2)])

    def test_a_label_and_what_follows_it(self):
        for lang, text in ((FRENCH, "Plan\N{NO-BREAK SPACE}: 2"), (DUTCH, "Plan: 2"), ("en_US", "Plan: 2")):
            self.assertEqual(with_label(self.in_language(lang), "Plan", 2), text)

    def test_companies_are_called_so_on_screens_of_core(self):
        words = {FRENCH: ("Personne", "Entreprise", "Agence"), DUTCH: ("Persoon", "Onderneming", "Agentschap")}
        for lang, (person, company, agency) in words.items():
            with self.subTest(lang):
                contacts = self.env["res.partner"].with_user(self.account).with_context(lang=lang)
                fields = contacts.fields_get(["company_type", "parent_id"])
                self.assertEqual(fields["company_type"]["selection"], [("person", person), ("company", company)])
                self.assertEqual(fields["parent_id"]["string"], company)
                label = contacts.env["crm.lead"].fields_get(["company_id"])["company_id"]["string"]
                self.assertEqual(label, agency)

    def _person(self, number):
        return self.env["res.partner"].create({"name": f"Person {number}"})
