from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .mail_common import MailingCase


class TestWave(MailingCase):
    def test_names_count_up(self):
        self.assertEqual(self.wave.name, "Wave 1")
        self.assertEqual(self.create_wave().name, "Wave 2")
        self.assertEqual(self.create_wave(name="Reminder").name, "Reminder")
        self.assertEqual(self.wave.display_name, "Test Campaign – Wave 1")

    def test_for_whom_a_wave_is(self):
        members = self.campaign.member_ids
        silent = self.create_wave(audience="no_response", previous_wave_id=self.wave.id)
        keen = self.create_wave(audience="responded", previous_wave_id=self.wave.id)
        found = self.env["hub.campaign.member"].search
        self.assertEqual(found(self.wave._domain_members()), members)
        self.assertFalse(found(silent._domain_members()), "the earlier wave has not gone out")
        members._note_contact(self.wave)
        self.assertEqual(found(silent._domain_members()), members)
        self.english._note_response("click", self.wave)
        self.assertEqual(found(silent._domain_members()), self.french)
        self.assertEqual(found(keen._domain_members()), self.english)
        self.assertEqual((silent.member_count, keen.member_count), (1, 1))
        self.assertEqual((self.wave.addressed_count, self.wave.responded_count), (2, 1))
        self.french.opted_out_on = "2026-01-01"
        self.assertFalse(found(silent._domain_members()))
        self.assertEqual(found(self.wave._domain_members()), self.english)

    def test_a_response_to_an_earlier_wave_is_none_to_this_one(self):
        second = self.create_wave()
        self.campaign.member_ids._note_contact(self.wave)
        self.english._note_response("click", self.wave)
        self.campaign.member_ids._note_contact(second)
        third = self.create_wave(audience="no_response", previous_wave_id=second.id)
        self.assertEqual(third.member_count, 2)

    def test_an_earlier_wave_is_needed_and_is_one_of_the_campaign(self):
        with self.assertRaisesRegex(ValidationError, "Earlier Wave: choose the wave"):
            self.create_wave(audience="no_response")
        other = self.create_campaign(self.companies)
        foreign = self.create_wave(other)
        with self.assertRaisesRegex(ValidationError, "Earlier Wave: .* is not an earlier wave of this campaign"):
            self.create_wave(audience="no_response", previous_wave_id=foreign.id)
        with self.assertRaisesRegex(ValidationError, "Earlier Wave: "):
            self.wave.write({"audience": "no_response", "previous_wave_id": self.wave.id})

    def test_the_numbers_open_their_members(self):
        self.english._note_response("reply", self.wave)
        found = self.env["hub.campaign.member"].search
        self.assertEqual(found(self.wave.action_open_members()["domain"]), self.campaign.member_ids)
        self.assertEqual(found(self.wave.action_open_addressed()["domain"]), self.english)
        self.assertEqual(found(self.wave.action_open_responded()["domain"]), self.english)

    def test_copying_a_wave_starts_anew(self):
        self.prepare()
        copy = self.wave.copy()
        self.assertEqual(copy.name, "Wave 1 (copy)")
        self.assertFalse(copy.mailing_ids)
        self.assertEqual(copy.state, "draft")

    def test_whose_wave_it_is(self):
        foreign = self.create_campaign(self.companies, user=self.director, cluster_ids=self.other_cluster.ids)
        wave = self.create_wave(foreign, user=self.director)
        for user in (self.cluster_manager, self.account, self.outsider):
            with self.assertRaises(AccessError):
                wave.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            self.create_wave(foreign)
        with self.assertRaises(AccessError):
            self.wave.with_user(self.analyst).name = "Mine"
        self.assertEqual(wave.with_user(self.analyst).name, "Wave 1")

    def test_mailings_of_a_list_of_calls_or_without_members_are_a_sentence(self):
        calls = self.create_wave(channel="phone")
        with self.assertRaisesRegex(UserError, "is a list of calls"):
            calls.action_prepare_mailings()
        empty = self.create_wave(self.create_campaign(self.companies))
        with self.assertRaisesRegex(UserError, "has no members yet. Freeze its audience first"):
            empty.action_prepare_mailings()
        with self.assertRaisesRegex(UserError, "Mailings: no draft is left"):
            self.wave.action_send()
        self.campaign.member_ids.opted_out_on = "2026-01-01"
        with self.assertRaisesRegex(UserError, "No member is left to write to"):
            self.wave.action_prepare_mailings()

    def test_as_many_queries_for_many_members_as_for_few(self):
        def count(companies):
            campaign = self.create_campaign(companies)
            campaign._freeze()
            wave = self.create_wave(campaign)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wave.action_prepare_mailings()
            campaign.member_ids._note_response("reply", wave)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = self.create_companies(4), self.create_companies(40)
        count(few)
        few, many = count(few), count(many)
        # Odoo links the members to a wave by the hundred.
        self.assertLessEqual(many, few)


class TestWaveQueries(MailingCase, QueryCountCase):
    def test_as_many_queries_for_many_waves_as_for_few(self):
        waves = self.wave
        for _number in range(8):
            waves += self.create_wave()
        waves.mapped(lambda wave: wave.action_prepare_mailings())
        for view_type in ("list", "kanban"):
            view = f"hub_campaign.hub_campaign_wave_view_{view_type}"
            wanted = self._fields_of(view, view_type, "hub.campaign.wave", self.cluster_manager)
            few, many = (self._count(some.web_read, wanted) for some in (waves[:3], waves))
            self.assertEqual(few, many, view)
