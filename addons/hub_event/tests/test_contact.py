from freezegun import freeze_time
from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from ..domain.cards import MOST
from .registration_common import RegistrationCase

_CARDS = """Name;Organisation;Function;Email;Phone;Country
Ana Beispiel;Casa Exemplo;Buyer;ana@example.com;+351 21 000 00 00;Portugal
Bo Proefstuk, Winkel Model, bo@example.com, fr
ANA@example.com
"""


class ContactCase(RegistrationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.env["res.partner"].create(
            {"name": "Ana Beispiel", "company_name": "Casa Exemplo", "country_id": cls.env.ref("base.pt").id}
        )

    def meet(self, company=0, contact=None, user=None, **values):
        rows = self.env["hub.action.contact"]
        values = {"event_id": self.small.id, "contact_id": (contact or self.buyer).id, **values}
        if company is not None:
            values["partner_id"] = self.companies[company].id
        return (rows.with_user(user) if user else rows).create(values).with_env(self.env)


class TestContact(QueryCountCase, ContactCase):
    """Whom companies met at an action, and what comes next."""

    def test_from_all_sides(self):
        row = self.meet(user=self.account)
        self.assertEqual((row.country_id, str(row.date)), (self.env.ref("base.pt"), "2031-03-10"))
        self.meet(company=None)
        self.assertEqual(self.small.contact_count, 2)
        self.assertEqual((self.companies[0].contact_made_count, self.buyer.met_count), (1, 2))
        self.assertEqual(self.env["hub.action.result"].search([("event_id", "=", self.small.id)]).contacts, 2)
        for action in (
            self.companies[0].action_open_contacts_made(),
            self.buyer.action_open_met(),
            self.env.ref("base.pt").with_user(self.account).action_open_contacts_made(),
            self.small.action_open_contacts(),
        ):
            self.assertIn(row, self.env["hub.action.contact"].search(action["domain"]))
        self.assertEqual(self.meet(1, self.people[5].create({"name": "B"})).country_id, self.france, "of the action")

    def test_a_contact_is_no_company_of_the_agency(self):
        self.meet()
        for xmlid in ("hub_entrepreneurs.res_partner_action", "hub_entrepreneurs.res_partner_action_starters"):
            domain = safe_eval(self.env.ref(xmlid).domain)
            found = self.env["res.partner"].search([*domain, ("id", "=", self.buyer.id)])
            self.assertFalse(found, xmlid)
        self.assertNotIn(self.buyer, self.env["res.partner"].search(self.small._domain_criteria()))
        with self.assertRaisesRegex(ValidationError, "is a company, or works for one"):
            self.meet(contact=self.companies[3])
        with self.assertRaisesRegex(ValidationError, "is a company, or works for one"):
            self.meet(contact=self.people[3])

    def test_who_may_not_read_contacts_made_finds_nobody_by_them(self):
        """Core asks for no right to a field that is found by a method: its filter would tell who was met."""
        self.meet()
        for domain in ([("is_met_abroad", "=", True)], [("is_met_abroad", "!=", True), ("id", "=", self.buyer.id)]):
            with self.assertRaises(AccessError):
                self.env["res.partner"].with_user(self.outsider).search(domain)
        found = self.env["res.partner"].with_user(self.account).search([("is_met_abroad", "=", True)])
        self.assertIn(self.buyer, found.with_env(self.env))

    def test_whom_a_company_met_abroad_is_no_starter(self):
        """Nobody logs a conversation with a foreign buyer, or books an hour: that is for companies of the region."""
        partners = self.env["res.partner"].with_user(self.account)
        starter, local, nowhere = partners.create(
            [{"name": "Starter"}, {"name": "Local", "country_id": self.belgium.id}, {"name": "From Nowhere"}]
        )
        for contact in (self.buyer, local, nowhere):
            self.meet(contact=contact.with_env(self.env))
        self.assertFalse((starter + local).filtered("is_met_abroad"))
        abroad = (self.buyer + nowhere.with_env(self.env)).with_user(self.account)
        self.assertEqual(abroad.filtered("is_met_abroad"), abroad, "where one was met counts, if nothing else is known")
        everybody = starter + local + abroad + self.companies[0].with_user(self.account)
        for model in ("hub.interaction", "hub.outcome", "hub.slot.booking"):
            domain = self.env[model]._fields["partner_id"].domain
            self.assertEqual(everybody.filtered_domain(domain), everybody - abroad, model)
            self.assertEqual(partners.search([*domain, ("id", "in", everybody.ids)]), (everybody - abroad).sorted())
        with self.assertRaisesRegex(ValidationError, "was met abroad, and is no company of the agency"):
            self.env["hub.interaction"].with_user(self.account).create({"partner_id": self.buyer.id})
        dialog = self.env["hub.slot.booking"].with_user(self.account).create({"partner_id": self.buyer.id})
        for way in (dialog.action_book, dialog.action_send_link):
            with self.assertRaisesRegex(UserError, "free|was met abroad"), self.cr.savepoint():
                way()
        # He or she takes part in a conversation with the company.
        talk = self.env["hub.interaction"].with_user(self.account).create(
            {"partner_id": self.companies[0].id, "contact_id": self.buyer.id}
        )  # fmt: skip
        self.assertEqual(talk.contact_id, self.buyer)
        arch = etree.fromstring(partners.get_view(view_type="form")["arch"])
        for name in ("action_log_interaction", "action_book_hour", "action_open_briefing"):
            self.assertIn("is_met_abroad", arch.xpath(f"//header/button[@name='{name}']/@invisible")[0])
        self.buyer.country_id = self.belgium
        self.env.invalidate_all()
        self.assertFalse(self.buyer.is_met_abroad, "whoever moves here may become a starter")

    def test_a_foreign_buyer_who_was_there_is_no_conversation(self):
        self.meet()
        registrations = self.env["event.registration"].create(
            [{"event_id": self.small.id, "partner_id": each.id} for each in (self.buyer, self.people[0])]
        )
        with freeze_time(self.small.date_begin):
            registrations.action_set_done()
        self.assertEqual(registrations.mapped("state"), ["done", "done"])
        talks = self.env["hub.interaction"].search([("event_id", "=", self.small.id)])
        self.assertEqual(talks.partner_id, self.companies[0])

    def test_once(self):
        self.meet()
        self.meet(1)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.meet()

    def test_a_lead_goes_on(self):
        row = self.meet()
        opened = row.with_user(self.account).action_new_lead()
        lead = row.lead_id
        self.assertEqual((opened["res_model"], opened["res_id"]), ("crm.lead", lead.id))
        self.assertEqual((lead.event_id, lead.partner_id), (self.small, self.companies[0]))
        self.assertEqual((lead.target_country_id, lead.user_id), (self.env.ref("base.pt"), self.account))
        self.assertEqual(lead.name, "Casa Exemplo - Registering 0")
        row.with_user(self.account).action_new_lead()
        self.assertEqual(row.lead_id, lead, "once")
        self.assertEqual(self.small.came_lead_count, 1)
        with self.assertRaisesRegex(UserError, "choose whose lead it is"):
            self.meet(company=None).with_user(self.cluster_manager).action_new_lead()

    def test_who_keeps_them(self):
        row = self.meet(user=self.account)
        row.with_user(self.account).note = "Asks for samples"
        self.companies[1].user_id = self.director
        for user, company in ((self.account, 1), (self.account, None), (self.analyst, 0), (self.adviser, 0)):
            with self.subTest(user.login, company=company), self.assertRaises(AccessError), self.cr.savepoint():
                self.meet(company, user=user, contact=self.buyer.copy())
        for user in (self.cluster_manager, self.director):
            self.assertTrue(self.meet(None, self.buyer.copy(), user))
        for user in (self.analyst, self.adviser):
            self.assertEqual(row.with_user(user).note, "Asks for samples")
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).read(["note"])
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.account).partner_id = self.companies[1]

    def test_nothing_of_another_agency(self):
        row = self.meet()
        self.companies[0].company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertFalse(self.env["hub.action.contact"].with_user(self.director).search([("id", "=", row.id)]))

    def test_an_erased_contact(self):
        row = self.meet(note="Ana likes tiles")
        row.activity_schedule("mail.mail_activity_data_todo", summary="Call Ana", user_id=self.account.id)
        row.message_post(body="Ana called")
        self.buyer.with_user(self.director).unlink()
        self.assertTrue(row.exists())
        self.assertEqual((row.partner_id, row.country_id), (self.companies[0], self.env.ref("base.pt")))
        self.assertFalse(row.contact_id or row.note or row.activity_ids or row.message_ids)
        self.assertEqual(self.small.contact_count, 1)
        with self.assertRaisesRegex(UserError, "was erased"):
            row.action_open_contact()

    def test_merged_contacts_met_once(self):
        double = self.buyer.copy({"email": "ana@example.com"})
        first, second = self.meet(), self.meet(contact=double)
        second.action_new_lead()
        self.env["base.partner.merge.automatic.wizard"]._merge((self.buyer + double).ids, self.buyer)
        rows = self.env["hub.action.contact"].search([("event_id", "=", self.small.id)])
        self.assertEqual((rows, rows.contact_id), (second, self.buyer))
        self.assertFalse(first.exists())

    def test_merged_companies(self):
        first, second = self.meet(), self.meet(1)
        pair = self.companies[:2]
        self.env["base.partner.merge.automatic.wizard"]._merge(pair.ids, pair[0])
        rows = (first + second).exists()
        self.assertEqual((len(rows), rows.partner_id), (1, pair[0]))

    def test_on_the_page(self):
        form = Form(self.env["hub.action.contact"].with_user(self.account).with_context(default_event_id=self.small.id))
        form.partner_id = self.companies[0]
        form.contact_id = self.buyer
        form.email = "ana@example.com"
        row = form.save()
        self.assertEqual((self.buyer.email, row.country_id.code), ("ana@example.com", "PT"))

    def test_screens(self):
        contacts = self.env["res.partner"].create([{"name": f"C {rank}", "company_name": "X"} for rank in range(20)])
        rows = self.env["hub.action.contact"].create(
            [
                {"event_id": self.small.id, "partner_id": self.companies[0].id, "contact_id": each.id}
                for each in contacts
            ]
        )
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_event.hub_action_contact_view_{view_type}", view_type, rows)


class TestContactEntry(ContactCase):
    """A list of business cards is pasted, looked at and kept."""

    def _enter(self, text=_CARDS, user=None, **values):
        entries = self.env["hub.action.contact.entry"].with_user(user or self.account)
        form = Form(entries.with_context(default_event_id=self.small.id))
        form.partner_id = self.companies[0]
        for name, value in values.items():
            setattr(form, name, value)
        form.text = text
        return form

    def _rows(self):
        return self.env["hub.action.contact"].search([("event_id", "=", self.small.id)], order="id")

    def test_a_list(self):
        form = self._enter(kind="importer")
        self.assertEqual(len(form.line_ids), 2, "a heading is no card, and nobody is there twice")
        form.save().action_save()
        ana, bo = self._rows()
        self.assertEqual((ana.contact_id.name, ana.organisation), ("Ana Beispiel", "Casa Exemplo"))
        self.assertEqual((ana.email, ana.phone, ana.function), ("ana@example.com", "+351 21 000 00 00", "Buyer"))
        self.assertEqual((ana.country_id.code, bo.country_id.code), ("PT", "FR"))
        self.assertEqual((bo.contact_id.name, bo.kind, bo.partner_id), ("Bo Proefstuk", "importer", self.companies[0]))
        self.assertFalse(ana.contact_id.is_company or ana.contact_id.parent_id)
        self.assertNotEqual(ana.contact_id, self.buyer, "without an address nothing says that it is the same one")

    def test_who_is_known(self):
        self.buyer.email = "Ana <ana@example.com>"
        self._enter().save().action_save()
        self.assertIn(self.buyer, self._rows().contact_id)
        self._enter().save().action_save()
        self.assertEqual(len(self._rows()), 2, "the same list once more adds nobody")
        self._enter(partner_id=self.companies[1]).save().action_save()
        self.assertEqual(len(self._rows()), 4)
        self.assertEqual(len(self._rows().contact_id), 2, "two companies met the same ones")
        self._enter("Ana Beispiel; Casa Exemplo", partner_id=self.companies[2]).save().action_save()
        self.assertEqual(self._rows()[-1].contact_id, self.buyer, "by name and organisation")

    def test_a_line_that_is_corrected(self):
        form = self._enter()
        with form.line_ids.edit(1) as line:
            line.name = "Bob Proefstuk"
            line.partner_id = self.companies[1]
        form.save().action_save()
        bob = self._rows()[1]
        self.assertEqual((bob.contact_id.name, bob.partner_id), ("Bob Proefstuk", self.companies[1]))

    def test_refused(self):
        with self.assertRaisesRegex(UserError, "enter at least one"):
            self._enter("").save().action_save()
        with self.assertRaisesRegex(UserError, "paste 300 at most"):
            self._enter("\n".join(f"Card {rank}" for rank in range(MOST + 1)))
        self.companies[0].user_id = self.director
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._enter().save().action_save()
        self.assertFalse(self._rows())

    def test_thirty_take_as_many_queries_as_three(self):
        def queries(count, mark):
            text = "\n".join(f"P{mark} {rank}; Org; p{mark}{rank}@example.com" for rank in range(count))
            entry = self._enter(text).save()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            entry.action_save()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2, "a")
        few = queries(3, "b")
        self.assertLess(queries(30, "c"), few + 10)
