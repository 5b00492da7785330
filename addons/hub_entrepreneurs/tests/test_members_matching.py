import base64
import datetime

from psycopg2.errors import LockNotAvailable

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL, mute_logger

from ..members_import.verdict import ASKED, COMPANY, MEMBER, MEMBERSHIP, WRONG
from .common import NUMBERS, HubCase
from .test_members_import import number
from .test_members_workbook import HEADERS, workbook

NEW, OTHER_NEW = NUMBERS[2:]
JOINED = datetime.date(2026, 1, 31)


class MembersCase(HubCase):
    def wizard(self, *rows, headers=HEADERS, user=None):
        file = base64.b64encode(workbook(*rows, headers=headers))
        return self.env["hub.members.import"].with_user(user or self.cluster_manager).create({"file": file})

    def check(self, *rows, **options):
        wizard = self.wizard(*rows, **options)
        wizard.action_check()
        self.assertEqual(wizard.state, "checked", wizard.questions)
        return wizard

    def row(self, number_=NEW, name="Test Workshop", *more):
        return (number_, name, "Evere", 1140, "TESTMAKERS", JOINED, *more)

    def known(self, name, **values):
        return self.env["res.partner"].create({"name": name, "is_company": True, **values})


class TestMembersMatching(MembersCase):
    def test_known_by_its_name_only(self):
        for known, listed in (
            ("Café Évasion", "CAFE EVASION"),
            ("L'Œuvre d’Étain SRL", "L’oeuvre d'etain, S.R.L."),
            ("Imprimerie Test", "Imprimerie-Test ASBL"),
        ):
            company = self.known(known)
            wizard = self.check(self.row(NEW, listed))
            line = wizard.line_ids
            self.assertEqual((line.outcome, line.candidate_id), (ASKED, company), known)
            self.assertIn(known, line.note)
            wizard.action_load()
            self.assertFalse(company.membership_ids | wizard.line_ids.membership_id)
            self.assertTrue(wizard.wrong_file)
            wizard = self.check(self.row(NEW, listed))
            wizard.line_ids.action_take()
            self.assertEqual((wizard.line_ids.outcome, wizard.good_count, wizard.asked_count), (MEMBERSHIP, 1, 0))
            wizard.action_load()
            self.assertEqual((company.company_registry, company.name), (NEW, known))
            self.assertEqual(company.membership_ids.cluster_id, self.cluster)
            company.company_registry = False

    def test_another_company_of_that_name(self):
        company = self.known("Test Workshop")
        wizard = self.check(self.row())
        wizard.line_ids.action_new()
        self.assertEqual(wizard.line_ids.outcome, COMPANY)
        wizard.action_load()
        self.assertFalse(company.membership_ids)
        self.assertEqual(wizard.line_ids.membership_id.partner_id.company_registry, NEW)

    def test_a_namesake_with_a_number_is_another_company(self):
        self.known("Test Workshop", company_registry=OTHER_NEW)
        self.known("Test Workshop", vat=f"BE{OTHER_NEW}")
        self.known("Test Workshop", country_id=self.france.id)
        self.assertEqual(self.check(self.row()).line_ids.outcome, COMPANY)

    def test_known_by_an_address_or_a_phone_number(self):
        headers = (*HEADERS, "E-mail", "Tél.", "Site web")
        for values, more in (
            ({"email": "Info@Workshop.example.com"}, ("info@workshop.example.com",)),
            ({"phone": "+32 2 555 01 02"}, (None, "02/555.01.02")),
            ({"phone": "02 555 01 03", "country_id": self.belgium.id}, (None, 25550103)),
            ({"website": "https://www.workshop.example/contact"}, (None, None, "workshop.example")),
        ):
            company = self.known("Another Name", **values)
            wizard = self.wizard(self.row(NEW, "Test Workshop", *more), headers=headers)
            wizard.action_check()
            wizard.action_check()
            self.assertEqual((wizard.line_ids.outcome, wizard.line_ids.candidate_id), (ASKED, company), more)
            company.unlink()

    def test_known_by_one_of_its_people(self):
        person = self.env["res.partner"].create(
            {"name": "Somebody", "parent_id": self.company.id, "email": "s@example.com"}
        )
        self.company.company_registry = False
        wizard = self.check(self.row(NEW, "A Name", "s@example.com"), headers=(*HEADERS, "E-mail"))
        self.assertEqual(wizard.line_ids.candidate_id, self.company)
        person.parent_id = False
        self.env["hub.company.role"].create({"person_id": person.id, "partner_id": self.company.id, "role": "owner"})
        wizard = self.check(self.row(NEW, "A Name", "s@example.com"), headers=(*HEADERS, "E-mail"))
        self.assertEqual(wizard.line_ids.candidate_id, self.company)

    def test_a_line_without_a_number(self):
        wizard = self.check(self.row(None, "TEST atelier"), self.row(None, "Unknown"), self.row(None, "Test Forge"))
        self.assertEqual(wizard.line_ids.mapped("outcome"), [ASKED, WRONG, ASKED])
        wizard.line_ids[0].action_new()
        self.assertEqual(wizard.line_ids[0].outcome, ASKED)
        wizard.action_take_all()
        wizard.action_load()
        self.assertEqual(wizard.line_ids.mapped("outcome"), [MEMBERSHIP, WRONG, MEMBERSHIP])
        self.assertEqual(wizard.line_ids.membership_id.partner_id, self.company | self.other_company)
        self.assertEqual(self.company.company_registry, NUMBERS[0])

    def test_a_sole_trader_who_is_kept_as_a_person(self):
        person = self.env["res.partner"].create({"name": "Jean Dupont", "company_registry": NEW})
        employee = self.env["res.partner"].create({"name": "Employee", "parent_id": self.company.id})
        wizard = self.check(self.row(NEW, "DUPONT Jean"), self.row(NUMBERS[0], "Test Atelier"))
        self.assertEqual(wizard.line_ids.mapped("outcome"), [MEMBERSHIP, MEMBERSHIP])
        self.assertIn("sole trader", wizard.line_ids[0].note)
        wizard.action_load()
        self.assertEqual((person.is_company, person.is_natural_person), (True, True))
        self.assertEqual(person.membership_ids.cluster_id, self.cluster)
        self.assertFalse(employee.is_company)
        self.assertEqual(self.company.membership_ids.cluster_id, self.cluster)

    def test_a_sole_trader_by_the_name(self):
        person = self.env["res.partner"].create({"name": "Jean-Noël Dupont"})
        wizard = self.check(self.row(NEW, "DUPONT Jean-Noel"))
        self.assertEqual((wizard.line_ids.outcome, wizard.line_ids.candidate_id), (ASKED, person))
        wizard.line_ids.action_take()
        wizard.action_load()
        self.assertEqual((person.is_company, person.is_natural_person, person.company_registry), (True, True, NEW))

    def test_a_number_that_another_agency_keeps(self):
        agency = self.env["res.company"].create({"name": "Zzq Agency"})
        self.known("Zzq Secret", company_registry=NEW, company_id=agency.id)
        wizard = self.check(
            *(self.row(number(rank), f"Maker {rank}") for rank in range(50)), self.row(NEW, "Test Workshop")
        )
        self.assertEqual((wizard.good_count, wizard.wrong_count), (50, 1))
        note = wizard.wrong_line_ids.note
        self.assertIn("director", note)
        self.assertNotIn("Zzq", note)
        wizard.action_load()
        self.assertEqual(len(wizard.line_ids.membership_id), 50)

    def test_the_database_refuses_one_line(self):
        """What nobody could foresee stops its line alone, and both lines of one new company stay together."""
        rows = [self.row(number(rank), f"Maker {rank}") for rank in range(10)]
        wizard = self.check(*rows, (*self.row(number(3), "Maker 3")[:4], "TESTFILMS", JOINED), user=self.director)
        self.env.cr.execute(
            SQL("ALTER TABLE res_partner ADD CONSTRAINT test_refused CHECK (name != 'Maker 7') NOT VALID")
        )
        with mute_logger("odoo.sql_db"):
            wizard.action_load()
        self.assertEqual(wizard.line_ids.mapped("outcome").count(WRONG), 1)
        self.assertEqual(wizard.wrong_line_ids.name, "Maker 7")
        self.assertTrue(wizard.wrong_line_ids.note)
        self.assertEqual(len(wizard.line_ids.membership_id), 10)
        self.assertEqual(len(wizard.line_ids.membership_id.partner_id), 9)

    def test_the_same_company_twice_in_the_list(self):
        company = self.known("Test Workshop")
        wizard = self.check(self.row(NEW), self.row(OTHER_NEW), self.row(NEW, "Workshop"))
        self.assertEqual(wizard.line_ids.mapped("outcome"), [ASKED, ASKED, ASKED])
        wizard.action_take_all()
        wizard.action_load()
        self.assertEqual(wizard.line_ids.mapped("outcome"), [MEMBERSHIP, WRONG, WRONG])
        self.assertIn("2", wizard.line_ids[1].note)
        self.assertEqual(company.company_registry, NEW)
        self.assertEqual(len(company.membership_ids), 1)

    def test_what_happened_since_the_preview(self):
        first, second, third = (self.known(f"Maker {rank}") for rank in range(3))
        rows = [self.row(number(rank), f"Maker {rank}") for rank in range(4)]
        wizard = self.check(*rows)
        self.assertEqual(wizard.line_ids.mapped("outcome"), [ASKED, ASKED, ASKED, COMPANY])
        wizard.action_take_all()
        first.active = False
        self.env["base.partner.merge.automatic.wizard"]._merge([second.id, self.company.id], self.company)
        third.company_registry = OTHER_NEW
        same = self.known("Maker 3")
        wizard.action_load()
        # Not an archived one, nor one with another number by now; a new namesake is asked about.
        self.assertEqual(wizard.line_ids.mapped("outcome"), [COMPANY, COMPANY, COMPANY, ASKED])
        self.assertFalse((first | self.company | third | same).membership_ids)

    def test_an_archived_company_of_that_name_is_told(self):
        self.known("Test Workshop", active=False)
        line = self.check(self.row()).line_ids
        self.assertEqual(line.outcome, COMPANY)
        self.assertIn("archived", line.note)

    def test_a_member_under_its_name(self):
        company = self.known("Test Workshop")
        company.membership_ids.create({"partner_id": company.id, "cluster_id": self.cluster.id, "date_start": JOINED})
        wizard = self.check(self.row())
        self.assertEqual(wizard.line_ids.outcome, ASKED)
        wizard.line_ids.action_take()
        self.assertEqual(wizard.line_ids.outcome, MEMBER)
        wizard.action_load()
        self.assertEqual(len(company.membership_ids), 1)

    def test_only_candidates_of_the_line_are_taken(self):
        self.known("Test Workshop")
        wizard = self.check(self.row())
        wizard.line_ids.candidate_id = self.company
        wizard.line_ids.choice = "take"
        wizard.line_ids.outcome = MEMBERSHIP
        wizard.action_load()
        self.assertEqual(wizard.line_ids.outcome, ASKED)
        self.assertFalse(self.company.membership_ids)

    def test_two_load_the_same_list_at_once(self):
        with self.two_connections() as cursors, mute_logger("odoo.sql_db"):
            wizards = []
            for code, cursor in zip(("FIRST", "SECOND"), cursors, strict=True):
                cursor.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                env = api.Environment(cursor, SUPERUSER_ID, {})
                env["hub.cluster"].create({"name": code, "code": code})
                file = base64.b64encode(workbook((number(5), "Test Workshop", None, None, code, JOINED)))
                wizards.append(env["hub.members.import"].create({"file": file}))
                wizards[-1].action_check()
            wizards[0].action_load()
            self.assertEqual(wizards[0].line_ids.outcome, COMPANY)
            # The second one waits for the first, and Odoo starts it again when that is done.
            with self.assertRaises(LockNotAvailable):
                wizards[1].action_load()

    def _queries(self, method):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        method()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        """As many for 10 lines as for 100 that are taken, and that bring people and numbers with them."""
        headers = (*HEADERS, "E-mail", "Tél.", "Personne de contact", "Fonction", "Remarque")
        counts = []
        for first, size in ((0, 3), (1000, 10), (2000, 100)):
            ranks = range(first, first + size)
            self.env["res.partner"].create([{"name": f"Maker {rank}", "is_company": True} for rank in ranks])
            more = [(f"i{rank}@example.com", "02 555 01 02", f"Person {rank}", "Owner", "Note") for rank in ranks]
            rows = [self.row(number(rank), f"Maker {rank}", *each) for rank, each in zip(ranks, more, strict=True)]
            wizard = self.wizard(*rows, headers=headers)
            wizard.action_check()
            judging = self._queries(wizard._verdicts)
            wizard.action_take_all()
            loading = self._queries(wizard.action_load)
            self.assertEqual(wizard.good_count, size)
            self.env.invalidate_all()
            memberships = wizard.line_ids.membership_id
            self.assertEqual(memberships.partner_id.mapped("email_normalized"), [each[0] for each in more])
            self.assertEqual(memberships.contact_id.mapped("name"), [each[2] for each in more])
            counts.append((judging, loading))
        self.assertEqual(counts[1][0], counts[2][0])
        self.assertLessEqual(counts[2][1], counts[1][1] + 15)
