from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .mail_common import MailingCase

STATISTICS = ("mailing.mailing", "mailing.trace", "mailing.trace.report", "link.tracker", "link.tracker.click")


@tagged("post_install", "-at_install")
class TestMailRights(MailingCase):
    """Who sees what came of the mailings of whose campaigns."""

    USERS = {
        **MailingCase.USERS,
        "core_user": "mass_mailing.group_mass_mailing_user",
        "calling_mailer": "hub_entrepreneurs.group_hub_account_manager,mass_mailing.group_mass_mailing_user",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        foreign = cls.create_campaign(cls.companies, user=cls.director, cluster_ids=cls.other_cluster.ids)
        foreign._freeze()
        cls.other_wave = cls.create_wave(foreign, user=cls.director)
        cls.own = cls._records(cls.wave)
        cls.foreign = cls._records(cls.other_wave)

    @classmethod
    def _records(cls, wave):
        """Send the mailings of a wave, click a link; return the records that tell about it, by model."""
        cls.prepare(wave)
        cls.send(wave.mailing_ids)
        trace = wave.mailing_ids.mailing_trace_ids[:1]
        tracker = cls.env["link.tracker"].create(
            {
                "url": f"https://example.com/{wave.id}",
                "campaign_id": wave.campaign_id.id,
                "mass_mailing_id": trace.mass_mailing_id.id,
                "title": "Test",
            }
        )
        click = cls.env["link.tracker.click"].create(
            {"link_id": tracker.id, "mailing_trace_id": trace.id, "mass_mailing_id": trace.mass_mailing_id.id}
        )
        cls.env.flush_all()
        report = cls.env["mailing.trace.report"].search([("campaign_id", "=", wave.campaign_id.id)])
        records = (wave.mailing_ids, wave.mailing_ids.mailing_trace_ids, report, tracker, click)
        return dict(zip(STATISTICS, records, strict=True))

    def _seen(self, user, records):
        seen = set()
        for model, some in records.items():
            self.assertTrue(some, model)
            try:
                found = self.env[model].with_user(user).search([("id", "in", some.ids)])
            except AccessError:
                continue
            if found:
                self.assertEqual(found.ids, some.with_user(user).search([("id", "in", some.ids)]).ids)
                seen.add(model)
        return seen

    def test_a_cluster_manager_sees_the_results_of_the_own_campaigns(self):
        self.assertEqual(self._seen(self.cluster_manager, self.own), set(STATISTICS))
        self.assertEqual(self._seen(self.cluster_manager, self.foreign), set())

    def test_an_account_manager_sees_none(self):
        for user in (self.account, self.calling_mailer):
            for records in (self.own, self.foreign):
                self.assertEqual(self._seen(user, records), set(), user.login)

    def test_a_director_sees_all(self):
        for records in (self.own, self.foreign):
            self.assertEqual(self._seen(self.director, records), set(STATISTICS))

    def test_users_without_a_role_here_keep_what_core_gives_them(self):
        """Of mailings that are not of a sector campaign; of those they see nothing."""
        for records in (self.own, self.foreign):
            for user in (self.core_user, self.outsider):
                self.assertEqual(self._seen(user, records), set())
        for wave in (self.wave, self.other_wave):
            campaign = SQL("UPDATE utm_campaign SET is_sector_campaign = FALSE WHERE id = %s", wave.campaign_id.id)
            self.env.cr.execute(campaign)
        self.env.invalidate_all()
        for records in (self.own, self.foreign):
            self.assertEqual(self._seen(self.core_user, records), set(STATISTICS))
            self.assertEqual(self._seen(self.outsider, records), {"link.tracker", "link.tracker.click"})

    def test_a_cluster_manager_keeps_mailings_of_no_campaign(self):
        values = {"subject": "Newsletter", "email_from": "agency@example.com"}
        own = self.env["mailing.mailing"].with_user(self.cluster_manager).create(values)
        self.assertEqual(own.with_user(self.cluster_manager).subject, "Newsletter")
        other = self.env["mailing.mailing"].with_user(self.director).create(values)
        with self.assertRaises(AccessError):
            other.with_user(self.cluster_manager).read(["subject"])

    def test_nobody_moves_a_mailing_into_anothers_campaign(self):
        mailing = self.own["mailing.mailing"][:1].with_user(self.cluster_manager)
        with self.assertRaises(AccessError):
            mailing.campaign_id = self.other_wave.campaign_id.id
            self.env.flush_all()

    def test_only_whoever_runs_the_campaign_sends(self):
        for user in (self.account, self.analyst, self.calling_mailer):
            with self.assertRaises(AccessError):
                self.wave.with_user(user).action_prepare_mailings()
