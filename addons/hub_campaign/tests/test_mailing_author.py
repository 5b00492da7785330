from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .personal_common import WOMEN, ClosedListCase


@tagged("post_install", "-at_install")
class TestMailingAuthor(ClosedListCase):
    """A mailing finds what its author may find, though a scheduled action sends it."""

    def _mailing(self, user, domain, model="res.partner", **values):
        return (
            self.env["mailing.mailing"]
            .with_user(user)
            .create(
                {
                    "subject": "Hello",
                    "body_html": "<p>Hello</p>",
                    "mailing_model_id": self.env["ir.model"]._get_id(model),
                    **({"mailing_domain": repr(domain)} if domain else {}),
                    "user_id": user.id,
                    "email_from": "sender@example.com",
                    "reply_to_mode": "new",
                    "reply_to": "sender@example.com",
                    **values,
                }
            )
        )

    def _inject(self, mailing, domain):
        self.env.flush_all()
        query = SQL("UPDATE mailing_mailing SET mailing_domain = %s WHERE id = %s", repr(domain), mailing.id)
        self.env.cr.execute(query)
        self.env.invalidate_all()

    def _found_by_job(self, mailing):
        """Return whom the queue of the scheduled action finds."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["res.partner"].browse(
            self.env["mailing.mailing"].browse(mailing.id)._get_remaining_recipients()
        )

    def test_personal_data_are_refused_on_saving(self):
        for user in (self.cluster_manager, self.director, self.both):
            for domain in (
                [("profile_ids.gender", "=", "woman")],
                WOMEN,
                ["!", ("profile_ids", "=", False)],
                [("child_ids.company_role_ids.person_id.profile_ids.gender", "=", "woman")],
            ):
                with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
                    self._mailing(user, domain)
                mailing = self._mailing(user, [("id", "=", 0)])
                with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
                    mailing.mailing_domain = repr(domain)
            with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
                self._mailing(user, [("partner_id.profile_ids", "!=", False)], "hub.campaign.member")

    def test_by_a_favourite_filter(self):
        favourite = (
            self.env["mailing.filter"]
            .with_user(self.knowing)
            .create(
                {
                    "name": "Women",
                    "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "mailing_domain": repr(WOMEN),
                }
            )
        )
        mailing = self._mailing(self.cluster_manager, [("id", "=", 0)])
        with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
            mailing.mailing_filter_id = favourite
        with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
            self._mailing(self.cluster_manager, [], mailing_filter_id=favourite.id)
        with self.assertRaisesRegex(ValidationError, "which you may not read|not valid"), self.cr.savepoint():
            favourite.with_user(self.cluster_manager).copy()

    def test_the_queue_knows_no_more_than_the_author(self):
        mailing = self._mailing(self.cluster_manager, [("id", "in", self.led.ids)])
        self.assertEqual(self._found_by_job(mailing), self.led)
        for domain in (WOMEN, [("campaign_member_ids.campaign_id", "=", self.women.id)]):
            self._inject(mailing, domain)
            self.assertFalse(self._found_by_job(mailing), domain)
        self.led[0].company_id = self.env["res.company"].create({"name": "Another agency"})
        self._inject(mailing, [("id", "in", self.led.ids)])
        self.assertEqual(self._found_by_job(mailing), self.led[1:], "what another agency has is not the author's")

    def test_what_rests_on_lists_is_not_refused_but_finds_none(self):
        mailing = self._mailing(self.cluster_manager, [("campaign_member_ids.campaign_id", "=", self.women.id)])
        self.assertFalse(self._found_by_job(mailing))
        self.assertFalse(mailing.with_user(self.knowing)._get_remaining_recipients(), "whoever presses the button")
        mailing.with_user(self.knowing).write({"user_id": self.knowing.id, "body_html": "<p>Other</p>"})
        self.assertEqual(mailing.domain_author_id, self.cluster_manager, "a responsible is no author")
        self.assertFalse(self._found_by_job(mailing))

    def test_who_may_know_writes_to_them_and_the_traces_stay_there(self):
        mailing = self._mailing(self.knowing, WOMEN)
        self.assertEqual(self._found_by_job(mailing), self.led)
        self.assertTrue(mailing.rests_on_personal_data)
        mailing.with_user(self.env.ref("base.user_root"))._action_send_mail()
        self.env.flush_all()
        self.assertEqual(len(self.seen("mailing.trace", [("mass_mailing_id", "=", mailing.id)], self.knowing)), 12)
        for user in self.others:
            self.assertFalse(self.seen("mailing.trace", [("mass_mailing_id", "=", mailing.id)], user), user.login)
        mailing.mailing_domain = "[]"
        self.assertTrue(mailing.rests_on_personal_data, "it was sent")
        self.env.invalidate_all()
        self.assertEqual(mailing.with_user(self.director).total, 0)

    def test_it_leaves_nothing_with_its_readers(self):
        for values in ({"keep_archives": True}, {"reply_to_mode": "update"}):
            with self.assertRaisesRegex(UserError, "where everybody reads it"), self.cr.savepoint():
                self._mailing(self.knowing, WOMEN, **values)

    def test_a_winner_that_odoo_copies_keeps_the_author(self):
        mailing = self._mailing(self.cluster_manager, [("id", "in", self.led.ids)])
        copy = self.env["mailing.mailing"].browse(mailing.id).copy()
        self.assertEqual(copy.domain_author_id, self.cluster_manager)
        self.assertEqual(mailing.with_user(self.director).copy().domain_author_id, self.director)

    def test_whoever_sends_stands_for_the_filter_of_an_author_who_left(self):
        mailing = self._mailing(self.director, [("id", "in", self.led.ids)], campaign_id=self.campaign.id)
        self.archive_in_the_past(self.director)
        mailing.with_user(self.cluster_manager).action_put_in_queue()
        self.assertEqual(mailing.domain_author_id, self.cluster_manager)
        mailing = self._mailing(self.knowing, WOMEN, campaign_id=self.campaign.id)
        self.archive_in_the_past(self.knowing)
        with self.assertRaisesRegex(ValidationError, "which you may not read"):
            mailing.with_user(self.cluster_manager).action_put_in_queue()
