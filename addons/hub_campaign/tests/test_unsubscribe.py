from urllib.parse import parse_qs, urlsplit

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestUnsubscribe(HttpCase, MailingCase):
    def setUp(self):
        super().setUp()
        self.mailing = self.prepare()["fr_FR"]
        self.address = "forge@example.com"

    def _link(self, route, member=None, email=None, **values):
        """Return the path of a route, and the query that is a reader's own."""
        member, email = member or self.french, email or self.address
        token = self.mailing._generate_mailing_recipient_token(member.id, email)
        query = {"document_id": member.id, "email": email, "hash_token": token, **values}
        return f"/mailing/{self.mailing.id}/{route}", query

    def _post(self, path, query):
        form = self.url_open(*self._get("purposes")).text if "csrf_token" not in query else ""
        token = form.split('name="csrf_token"')[1].split('value="')[1].split('"')[0] if form else False
        return self.url_open(path, data={**({"csrf_token": token} if token else {}), **query})

    def _get(self, route, **values):
        path, query = self._link(route, **values)
        return (f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}",)

    def _consents(self):
        return self.env["hub.consent"].search([("person_id", "in", self.companies.ids)])

    def _assert_left(self):
        [consent] = self._consents()
        self.assertEqual((consent.person_id, consent.purpose_id), (self.other_company, self.purpose))
        self.assertEqual((consent.state, consent.source), ("withdrawn", "unsubscribe"))
        self.assertIn(self.mailing.subject, consent.note)
        self.assertEqual(self.french.state, "opted_out")
        self.assertEqual(self.english.state, "targeted")
        self.assertFalse(self.env["mail.blacklist"].search([("email", "=", self.address)]))

    def test_looking_at_the_link_changes_nothing(self):
        page = self.url_open(*self._get("confirm_unsubscribe"))
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.purpose.with_context(lang="fr_FR").name, page.text)
        self.assertFalse(self._consents())

    def test_the_link_of_a_mail_leads_to_the_confirmation(self):
        for method in (self.mailing._get_unsubscribe_url, self.mailing._get_unsubscribe_oneclick_url):
            parts = urlsplit(method(self.address, self.french.id))
            self.assertEqual(parse_qs(parts.query)["document_id"], [str(self.french.id)])

    def test_confirming(self):
        path, query = "/mailing/confirm_unsubscribe", {**self._link("x")[1], "mailing_id": self.mailing.id}
        self.assertIn(self.address, self._post(path, query).text)
        self._assert_left()

    def test_one_click(self):
        self.assertEqual(
            self.url_open(self._get("unsubscribe_oneclick")[0], data={"List-Unsubscribe": "One-Click"}).status_code, 200
        )
        self._assert_left()

    def test_cores_own_route(self):
        self.url_open(*self._get("unsubscribe"))
        self._assert_left()

    def test_taking_it_back_and_leaving_another_purpose(self):
        self.url_open(*self._get("unsubscribe"))
        path, query = self._link("purpose", purpose_id=self.purpose.id, answer="given")
        self._post(path, query)
        self.assertEqual(self._consents().state, "given")
        self.assertEqual(self.french.state, "targeted")
        path, query = self._link("purpose", purpose_id=self.other_purpose.id, answer="withdrawn")
        self._post(path, query)
        answers = {consent.purpose_id: consent.state for consent in self._consents()}
        self.assertEqual(answers, {self.purpose: "given", self.other_purpose: "withdrawn"})

    @mute_logger("odoo.http")
    def test_a_link_that_is_not_ones_own_is_refused(self):
        for route in ("confirm_unsubscribe", "unsubscribe", "purposes"):
            path, query = self._link(route, member=self.english)
            wrong = {**query, "hash_token": self._link(route)[1]["hash_token"]}
            url = f"{path}?{'&'.join(f'{name}={value}' for name, value in wrong.items())}"
            self.assertIn(self.url_open(url).status_code, (400, 401, 403), route)
        path, query = self._link("purpose", purpose_id=self.purpose.id, answer="withdrawn", hash_token="wrong")
        self.assertIn(self._post(path, query).status_code, (400, 401, 403))
        self.assertFalse(self._consents())

    @mute_logger("odoo.http")
    def test_an_answer_that_does_not_exist_is_refused(self):
        for values in ({"purpose_id": self.purpose.id, "answer": "maybe"}, {"purpose_id": 0, "answer": "given"}):
            path, query = self._link("purpose", **values)
            self.assertEqual(self._post(path, query).status_code, 404)

    def test_other_mailings_keep_cores_way(self):
        partners = self.env["ir.model"]._get_id("res.partner")
        self.mailing.write({"mailing_model_id": partners, "body_html": "<p>Hello</p>", "body_arch": "<p>Hello</p>"})
        self.url_open(*self._get("unsubscribe", member=self.other_company))
        self.assertFalse(self._consents())
        self.assertTrue(self.env["mail.blacklist"].search([("email", "=", self.address)]))
