from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..members_import import headers as members_headers
from ..members_import import sentences as members_sentences
from ..members_import.workbook import Column
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
