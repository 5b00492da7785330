from lxml import etree

from .mail_common import MailingCase


class TestDelivery(MailingCase):
    """A mailing says what became of it, and a wave follows."""

    def setUp(self):
        super().setUp()
        self.mailings = self.prepare()
        self.write_texts(self.wave.mailing_ids)
        self.mailing = self.mailings["en_US"].with_user(self.cluster_manager)

    def _deliver(self, mailing, *statuses):
        """Send a mailing; these are the statuses of its mails afterwards."""
        mailing._action_send_mail()
        mailing.state = "done"
        for trace, status in zip(mailing.mailing_trace_ids, statuses, strict=True):
            trace.trace_status = status
        self.env.invalidate_all()

    def test_a_mailing_that_failed_is_not_sent(self):
        self.assertEqual((self.mailing.delivery, self.wave.state), ("draft", "prepared"))
        self._deliver(self.mailing, "error")
        self.assertEqual((self.mailing.delivery, self.wave.state), ("failed", "running"), "one is still to be sent")
        self._deliver(self.mailings["fr_FR"], "sent")
        self.assertEqual((self.mailings["fr_FR"].delivery, self.wave.state), ("done", "done"))
        self.mailings["fr_FR"].mailing_trace_ids.trace_status = "error"
        self.env.invalidate_all()
        self.assertEqual(self.wave.state, "failed")
        self.mailing.action_retry_failed()
        self.env.invalidate_all()
        self.assertEqual(self.wave.state, "running")

    def test_one_that_failed_for_some_is_sent_in_part(self):
        self.mailings["fr_FR"].unlink()
        self.mailing.lang = False
        for other, delivery in (("sent", "partly"), ("bounce", "partly"), ("cancel", "failed"), ("error", "failed")):
            with self.subTest(other):
                self.mailing.mailing_trace_ids.unlink()
                self._deliver(self.mailing, "error", other)
                self.assertEqual(self.mailing.delivery, delivery)

    def test_lists_show_language_and_delivery(self):
        views = (
            self.env["mailing.mailing"].with_user(self.cluster_manager).get_views([(False, "list"), (False, "kanban")])
        )
        for view in views["views"].values():
            arch = etree.fromstring(view["arch"])
            self.assertTrue(arch.xpath("//field[@name='lang']"))
            self.assertTrue(arch.xpath("//field[@name='delivery'][@widget='badge']"))
