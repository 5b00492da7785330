from .common import NUMBERS
from .test_members_import import number
from .test_members_matching import HEADERS, MembersCase

MORE = (
    "E-mail",
    "Téléphone",
    "Site web",
    "Adresse",
    "Prénom",
    "Nom",
    "Fonction",
    "GSM",
    "E-mail du contact",
    "Remarque",
)
VALUES = (
    "info@w.example.com", 25550102, "w.example.com", "Rue X 1", "Jean", "DUPONT", "Gérant", "0475/12.34.56",
    "jean@w.example.com", "Rings <twice>",
)  # fmt: skip


class TestMembersTaking(MembersCase):
    def load(self, *rows, headers=(*HEADERS, *MORE), **values):
        wizard = self.check(*rows, headers=headers)
        wizard.write(values)
        wizard.action_load()
        return wizard

    def test_a_new_company_with_its_person(self):
        wizard = self.load(self.row(NUMBERS[2], "Test Workshop", *VALUES), email_source="given")
        membership = wizard.line_ids.membership_id
        company, person = membership.partner_id, membership.contact_id
        self.assertEqual(
            (company.email, company.phone, company.website, company.street, company.email_source),
            ("info@w.example.com", "025550102", "http://w.example.com", "Rue X 1", "given"),
        )
        self.assertIn("Rings &lt;twice&gt;", company.comment)
        self.assertEqual((person.parent_id, person.is_company), (company, False))
        self.assertEqual(
            (person.name, person.function, person.phone, person.email, person.email_source),
            ("Jean DUPONT", "Gérant", "0475/12.34.56", "jean@w.example.com", "given"),
        )

    def test_nothing_is_overwritten(self):
        person = self.env["res.partner"].create(
            {"name": "Dupont, Jean", "parent_id": self.company.id, "function": "Baker"}
        )
        self.company.write({"email": "old@example.com", "phone": "+32 2 555 01 02", "email_source": "register"})
        wizard = self.check(self.row(NUMBERS[0], "Test Atelier", *VALUES), headers=(*HEADERS, *MORE))
        note = wizard.line_ids.note
        for part in ("old@example.com", "info@w.example.com", "Baker", "Gérant"):
            self.assertIn(part, note)
        self.assertNotIn("0102", note)
        wizard.email_source = "given"
        wizard.action_load()
        self.assertEqual((self.company.email, self.company.email_source), ("old@example.com", "register"))
        self.assertEqual((self.company.phone, self.company.street), ("+32 2 555 01 02", False))
        self.assertEqual((self.company.website, person.function), ("http://w.example.com", "Baker"))
        self.assertEqual((person.email, person.email_source), ("jean@w.example.com", "given"))
        self.assertEqual(self.company.child_ids, person)
        self.assertEqual(wizard.line_ids.membership_id.contact_id, person)
        self.assertEqual(person.email_normalized, "jean@w.example.com")

    def test_where_addresses_come_from_is_asked(self):
        wizard = self.load(self.row(NUMBERS[2], "Test Workshop", *VALUES))
        self.assertFalse(wizard.line_ids.membership_id.partner_id.email_source)
        self.assertTrue(wizard.has_email)
        self.assertFalse(self.check(self.row(NUMBERS[3], "Another")).has_email)

    def test_who_has_a_role_is_known(self):
        person = self.env["res.partner"].create({"name": "Jean Dupont"})
        self.env["hub.company.role"].create({"person_id": person.id, "partner_id": self.company.id, "role": "owner"})
        wizard = self.load(self.row(NUMBERS[0], "Test Atelier", *VALUES))
        self.assertEqual(wizard.line_ids.membership_id.contact_id, person)
        self.assertFalse(self.company.child_ids)

    def test_one_person_on_two_lines(self):
        wizard = self.check(
            self.row(NUMBERS[2], "Test Workshop", *VALUES),
            (*self.row(NUMBERS[2], "Test Workshop")[:4], "TESTFILMS", self.row()[5], *VALUES),
            headers=(*HEADERS, *MORE), user=self.director,
        )  # fmt: skip
        wizard.action_load()
        memberships = wizard.line_ids.membership_id
        self.assertEqual((len(memberships), len(memberships.partner_id), len(memberships.contact_id)), (2, 1, 1))

    def test_dirty_cells(self):
        row = ("no address", "none", "#N/A", None, None, None, "Owner", "ask", "x@", "#REF!")
        wizard = self.load(self.row(NUMBERS[2], "Test Workshop", *row))
        company = wizard.line_ids.membership_id.partner_id
        self.assertFalse(company.email or company.phone or company.website or company.comment or company.child_ids)
        for part in ("no address", "none", "#N/A", "#REF!", "No contact person"):
            self.assertIn(part, wizard.line_ids.note)

    def test_a_person_is_no_second_company(self):
        """The contact person of the list, known as somebody of their own, does not become the company."""
        self.env["res.partner"].create({"name": "Jean Dupont", "email": "info@w.example.com"})
        wizard = self.load(self.row(NUMBERS[2], "Test Workshop", *VALUES))
        self.assertEqual(wizard.line_ids.outcome, "company")

    def test_several_remarks(self):
        headers = (*HEADERS, "Remarque", "Notes")
        wizard = self.load(self.row(number(1), "Test Workshop", "one", "two"), headers=headers)
        self.assertIn("Remarque: one; Notes: two", wizard.line_ids.membership_id.partner_id.comment)
