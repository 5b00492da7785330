from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from ..models.consent.hub_refusal import KEY
from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestRefusals(MailingCase):
    """A no belongs to the address, whatever becomes of the contact that had it."""

    def _say_no(self, email, purpose=None):
        person = self.env["res.partner"].create({"name": "Whoever said no", "email": email})
        self.env["hub.consent"]._answer(person, purpose or self.purpose, "withdrawn", "phone")
        return person

    def _refused(self, *emails, purpose=None):
        return self.env["hub.refusal"]._get_refused(purpose or self.purpose, emails)

    def _reasons(self, companies):
        return self.create_campaign(companies, title="Later")._get_freeze_counts()

    def _mails(self, mailings):
        return self.env["mail.mail"].search([("mailing_id", "in", mailings.ids)])

    def _addresses(self, mailings):
        """Return the address of each mail that would leave, in order."""
        emails = [email for mail in self._mails(mailings) for email in mail._prepare_outgoing_list()]
        return sorted(address for email in emails for address in email["email_to_normalized"])

    # What outlives the contact

    def test_a_no_outlives_its_contact(self):
        self.env["hub.consent"]._answer(self.company, self.purpose, "withdrawn", "phone")
        again = {"name": "From a list", "is_company": True, "email": "Atelier <ATELIER@example.com>"}
        self.campaign.member_ids.unlink()
        self.company.unlink()
        company = self.env["res.partner"].create({**again, "email_source": "given"})
        self.assertEqual(self._reasons(company), {"opted_out": 1})
        other = self.create_campaign(company, title="Other", purpose_id=self.other_purpose.id)
        self.assertEqual(other._get_freeze_counts(), {None: 1}, "another purpose")

    def test_a_no_stays_with_the_address_that_a_contact_had(self):
        self.env["hub.consent"]._answer(self.company, self.purpose, "withdrawn", "phone")
        self.company.email = "moved@example.com"
        successor, neighbour = self.create_companies(2)
        successor.email, neighbour.email = "atelier@example.com", "moved@example.com"
        self.assertEqual(self._reasons(successor), {"opted_out": 1})
        self.assertEqual(self._reasons(neighbour), {None: 1}, "the no moved along to an address that said nothing")

    def test_a_no_outlives_the_answer_and_a_merge(self):
        first = self._say_no("first@example.com")
        first.consent_ids.unlink()
        second = self._say_no("second@example.com")
        self.env["base.partner.merge.automatic.wizard"]._merge((first + second).ids, first)
        self.assertEqual(self._refused("first@example.com", "second@example.com", "third@example.com"), {
            "first@example.com", "second@example.com",
        })  # fmt: skip

    def test_only_a_yes_takes_it_back(self):
        person = self._say_no("reader@example.com")
        twin = self.env["res.partner"].create({"name": "Twin", "email": "reader@example.com"})
        values = {"person_id": twin.id, "purpose_id": self.purpose.id, "state": "given"}
        self.env["hub.consent"].create({**values, "source": "import"}).unlink()
        self.env["hub.consent"].with_context(import_file=True).create(values).unlink()
        self.assertTrue(self._refused("reader@example.com"), "a list that comes in may be older than the no")
        self.env["hub.consent"]._answer(twin, self.purpose, "given", "phone")
        self.assertFalse(self._refused("reader@example.com"))
        self.assertEqual(person.consent_ids.state, "given")

    def test_a_yes_of_one_does_not_speak_for_another(self):
        self._say_no("second@example.com")
        both = self.env["res.partner"].create({"name": "Both", "email": "first@example.com, second@example.com"})
        self.env["hub.consent"]._answer(both, self.purpose, "withdrawn", "phone")
        self.assertTrue(self._refused("first@example.com"))
        both.consent_ids.state = "given"
        self.assertEqual(self._refused("first@example.com", "second@example.com"), {"second@example.com"})

    # What the book tells

    def test_the_book_tells_nothing_else(self):
        self._say_no("reader@example.com")
        self._say_no("reader@example.com", self.other_purpose)
        self.env.cr.execute(SQL("SELECT * FROM hub_refusal ORDER BY id DESC LIMIT 2"))
        rows = self.env.cr.dictfetchall()
        self.assertEqual({frozenset(row) for row in rows}, {frozenset({"id", "purpose_id", "digest"})})
        self.assertEqual(len({row["digest"] for row in rows}), 2, "two purposes tell that it is one address")
        key = self.env["ir.config_parameter"].get_param(KEY)
        self.assertNotEqual(key, self.env["ir.config_parameter"].get_param("database.secret"))
        self.env["hub.refusal"].init()
        self.env["ir.config_parameter"].init(force=True)
        self.assertEqual(self.env["ir.config_parameter"].get_param(KEY), key, "a copy would know nobody any more")
        self.assertTrue(self._refused("reader@example.com"))
        for user in (self.director, self.analyst, self.cluster_manager):
            with self.assertRaises(AccessError):
                self.env["hub.refusal"].with_user(user).search([])

    def test_the_database_and_python_hash_alike(self):
        emails = ["reader@example.com", "renée+news@exämple.be", "o'brien@example.com"]
        for email in emails:
            self._say_no(email)
        book = self.env["hub.refusal"]
        for email in (*emails, "other@example.com"):
            query = SQL("SELECT %s", book._get_refused_sql(self.purpose, SQL("%s", email)))
            [[refused]] = self.env.execute_query(query)
            self.assertEqual(refused, bool(self._refused(email)), email)
            self.assertEqual(refused, email in emails, email)

    # Each address of a field

    def test_one_of_two_addresses_said_no(self):
        self._say_no("second@example.com")
        self.company.email = "Atelier <atelier@example.com>, second@example.com"
        self.assertEqual(self._reasons(self.company), {None: 1}, "the other one is written to")
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        self.assertEqual(self._addresses(mailing), ["atelier@example.com"])
        self._say_no("atelier@example.com")
        self.assertEqual(self._reasons(self.company), {"opted_out": 1}, "both said no")

    def test_one_of_two_addresses_is_blacklisted(self):
        self.env["mail.blacklist"].create({"email": "listed@example.com"})
        self.company.email = "atelier@example.com, listed@example.com"
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        self.assertEqual(self._addresses(mailing), ["atelier@example.com"])
        self.company.email = "listed@example.com"
        self.assertEqual(self._reasons(self.company), {"blacklisted": 1})

    def test_one_said_no_and_the_other_is_blacklisted(self):
        self._say_no("second@example.com")
        self.env["mail.blacklist"].create({"email": "listed@example.com"})
        for email in ("second@example.com, listed@example.com", "listed@example.com; second@example.com"):
            self.company.email = email
            self.assertEqual(self._reasons(self.company), {"opted_out": 1})
        self.company.email = "second@example.com, listed@example.com, open@example.com"
        self.assertEqual(self._reasons(self.company), {None: 1})

    def test_an_address_is_of_the_register_wherever_it_stands_in_a_field(self):
        values = {"name": "Known from the register", "email": "first@example.com, second@example.com"}
        known = self.env["res.partner"].create({**values, "email_source": "register"})
        self.assertEqual(known.email_others, "second@example.com")
        of_register = self.env["res.partner"]._get_emails_of_register
        self.assertEqual(set(of_register({"first@example.com", "second@example.com"})), {*known.email.split(", ")})
        self.env["res.partner"].create({"name": "Gave it", "email": "x@example.com, second@example.com"})
        self.assertEqual(of_register({"first@example.com", "second@example.com"}), ["first@example.com"])

    def test_a_mailing_to_contacts_looks_at_each_address(self):
        self._say_no("second@example.com")
        self.company.email = "atelier@example.com, second@example.com"
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "To companies",
                "campaign_id": self.campaign.id,
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "mailing_domain": repr([("id", "in", self.companies.ids)]),
                "body_html": "<p>Hello</p>",
                "email_from": "agency@example.com",
            }
        )
        mailing._action_send_mail()
        self.assertEqual(self._addresses(mailing), ["atelier@example.com", "forge@example.com"])

    def test_each_address_leaves_by_its_own_link(self):
        self.company.email = "atelier@example.com, second@example.com"
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        emails = self._mails(mailing)._prepare_outgoing_list()
        self.assertEqual([each["email_to_normalized"] for each in emails], [
            ["atelier@example.com"], ["second@example.com"],
        ])  # fmt: skip
        for email in emails:
            [address] = email["email_to_normalized"]
            token = mailing._generate_mailing_recipient_token(self.english.id, address)
            other = mailing._generate_mailing_recipient_token(self.english.id, "x" + address)
            self.assertIn(token, email["body"])
            self.assertIn(token, email["headers"]["List-Unsubscribe"])
            self.assertNotIn(other, email["body"])
        self.english._leave_purpose(self.purpose, mailing, "second@example.com")
        self.assertEqual(self._refused("atelier@example.com", "second@example.com"), {"second@example.com"})
        self.assertFalse(self.english.opted_out_on)
        self.assertEqual(self._addresses(mailing), ["atelier@example.com"])

    def test_the_no_is_kept_for_the_address_that_the_mail_went_to(self):
        mailing = self.prepare()["en_US"]
        self.company.email = "present@example.com"
        self.english._leave_purpose(self.purpose, mailing, "atelier@example.com")
        self.assertEqual(self._refused("atelier@example.com", "present@example.com"), {"atelier@example.com"})
        [neighbour] = self.create_companies(1, email="present@example.com")
        self.assertEqual(self._reasons(neighbour), {None: 1}, "the present address said nothing")
        self.assertEqual(self.company.consent_ids.state, "withdrawn", "the answer is the contact's")
        self.english._join_purpose(self.purpose, mailing, "atelier@example.com")
        self.assertFalse(self._refused("atelier@example.com"))

    # One wave, one address

    def test_a_wave_reaches_an_address_once(self):
        self.company.email, self.other_company.email = "own@example.com, shared@example.com", "shared@example.com"
        mailings = self.prepare()
        self.send(mailings["en_US"])
        self.assertEqual(mailings["en_US"].mailing_trace_ids.email_others, "shared@example.com")
        self.send(mailings["fr_FR"])
        trace = mailings["fr_FR"].mailing_trace_ids
        self.assertEqual((trace.trace_status, trace.failure_type), ("cancel", "mail_dup"))

    def test_a_wave_reaches_an_address_once_in_one_batch(self):
        self.other_company.write({"email": "own@example.com, atelier@example.com"})
        self.french.lang = "en_US"
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        self.assertEqual(self._addresses(mailing), ["atelier@example.com", "own@example.com"])

    # Looked at when a mail leaves, too

    def test_a_no_after_the_mail_was_composed(self):
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        self.env["hub.refusal"]._refuse(self.purpose, ["atelier@example.com"])
        mail = self._mails(mailing)
        with mute_logger("odoo.addons.mail.models.mail_mail"):
            mail.send()
        self.assertEqual((mail.state, mailing.mailing_trace_ids.failure_type), ("cancel", "mail_optout"))

    def test_a_contact_that_gets_a_refused_address_after_the_freeze(self):
        self._say_no("refused@example.com")
        self.company.email = "refused@example.com"
        mailing = self.prepare()["en_US"]
        mailing._action_send_mail()
        self.assertFalse(self._mails(mailing))
        self.assertEqual(mailing.mailing_trace_ids.failure_type, "mail_optout")

    def test_an_update_carries_refusals_of_contacts_into_the_book(self):
        person = self._say_no("first@example.com")
        self.env["hub.refusal"]._take_back(self.purpose, ["first@example.com"])
        person.email = "first@example.com, second@example.com"
        migration_of("hub_campaign", "19.0.1.1.0/post-migrate.py").keep_refusals(self.env)
        self.assertEqual(len(self._refused("first@example.com", "second@example.com")), 2)
        self.assertFalse(self._refused("first@example.com", purpose=self.other_purpose))
