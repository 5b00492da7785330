from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .mail_common import MailingCase


@tagged("post_install", "-at_install")
class TestMailingText(MailingCase):
    """No mailing goes out with a placeholder, nor with a subject or a text of another language."""

    def setUp(self):
        super().setUp()
        self.mailings = self.prepare()
        self.english, self.french = self.mailings["en_US"], self.mailings["fr_FR"]

    def _assert_refused(self, *sentences):
        with self.assertRaises(UserError) as refused, self.cr.savepoint():
            self.wave.action_send()
        for sentence in sentences:
            self.assertRegex(str(refused.exception), sentence)
        self.assertEqual(set(self.wave.mailing_ids.mapped("state")), {"draft"}, "none of them is sent")
        return str(refused.exception)

    def test_everything_that_is_missing_is_said_at_once(self):
        self._assert_refused(
            "still says “Write here in two sentences what this is about",
            "still says “Écrivez ici en deux phrases",
            "Subject: “Test Campaign” is the same in .*French.* and in English",
        )
        self.write_texts(self.wave.mailing_ids)
        self.assertFalse(any(self.wave.mailing_ids.mapped("text_problem")))
        self.wave.action_send()
        self.assertEqual(set(self.wave.mailing_ids.mapped("state")), {"in_queue"})

    def test_half_written(self):
        self.write_texts(self.wave.mailing_ids)
        for half in (
            '<p class="o_hub_placeholder">Say  what you offer,\n when and where, and what it costs.</p>',
            "<p>Come!</p><p>Dites ce que vous proposez, quand et où, et ce que cela coûte.</p>",
        ):
            self.english.body_html = half
            self._assert_refused("The text of the mailing “News in en_US” still says")
        self.english.body_html = '<p class="o_hub_placeholder">We offer a day of advice.</p>'
        self.wave.action_send()

    def test_a_subject_that_was_not_translated(self):
        self.write_texts(self.wave.mailing_ids)
        self.french.subject = " news IN en_US"
        self._assert_refused("Subject: “news IN en_US” is the same in .*French.* and in English")
        self.assertTrue(self.french.is_subject_doubtful)
        self.french.keeps_subject = True
        self.wave.action_send()

    def test_what_was_said_of_one_subject_is_not_said_of_the_next(self):
        self.french.keeps_subject = True
        self.french.subject = "Autre chose"
        self.assertFalse(self.french.keeps_subject)

    def test_a_title_without_a_translation(self):
        self.english.unlink()
        self.write_texts(self.french)
        self.french.subject = self.campaign.title
        self._assert_refused("is the title of the campaign, which has no translation in .*French")
        self.campaign.with_context(lang="fr_FR").title = self.campaign.title
        self.wave.action_send()

    def test_a_text_that_was_not_translated(self):
        self.write_texts(self.wave.mailing_ids)
        footer = '<p class="o_hub_unsubscribe">Ne plus recevoir</p>'
        self.french.body_html = str(self.english.body_html).replace("</p>", "\n</p>") + footer
        self._assert_refused("is the same in .*French.* and in English .*Translate it")

    def test_no_way_around(self):
        mailing = self.french.with_user(self.cluster_manager)
        for queue in (
            lambda: mailing.write({"state": "in_queue"}),
            mailing.action_launch,
            mailing.action_put_in_queue,
            lambda: mailing.copy({"state": "in_queue", "wave_id": self.wave.id}),
        ):
            with self.assertRaisesRegex(UserError, "still says"), self.cr.savepoint():
                queue()

    def test_mailings_of_odoo_itself_say_what_they_like(self):
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "To companies",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "body_html": "<p>Say what you offer, when and where, and what it costs.</p>",
            }
        )
        self.assertFalse(mailing.text_problem)
        mailing.action_put_in_queue()


@tagged("post_install", "-at_install")
class TestMailingTextTour(MailingCase, HttpCase):
    def test_the_form_says_what_is_missing(self):
        mailing = self.prepare()["fr_FR"]
        url = f"/odoo/action-mass_mailing.mailing_mailing_action_mail/{mailing.id}"
        self.start_tour(url, "hub_mailing_text", login=self.cluster_manager.login)
        self.assertTrue(mailing.keeps_subject)
