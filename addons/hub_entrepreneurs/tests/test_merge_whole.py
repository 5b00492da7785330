import base64

from odoo.exceptions import UserError
from odoo.tools import file_open

from .test_merge import MergeCase

ADDRESS = ("street", "zip", "city")


class TestMergeWhole(MergeCase):
    """Nothing that two contacts say or have is dropped without a word when they become one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls.env["res.partner"].create(
            {
                "name": "Tset Atelier",
                "is_company": True,
                "phone": "+32 2 555 01 02",
                "email": "double@example.com",
                "email_source": "public",
                "street": "Rue du Double 2",
                "zip": "1050",
                "city": "Ixelles",
                "comment": "<p>Calls before noon</p>",
                "website": "https://double.example.com",
                "user_id": cls.account.id,
            }
        )
        cls.company.write({"phone": "+32 2 555 09 09", "email": "one@example.com", "comment": "<p>Has a dog</p>"})

    def _wizard(self, *partners, into=None, user=None):
        partners = self.env["res.partner"].union(*partners)
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(user or self.director)
        return wizard.with_context(active_model="res.partner", active_ids=partners.ids).create(
            {"dst_partner_id": (into or partners[0]).id}
        )

    def test_shown_before(self):
        wizard = self._wizard(self.company, self.double)
        shown = wizard.hub_differences
        for words in (
            "+32 2 555 09 09",
            "+32 2 555 01 02",
            "one@example.com",
            "double@example.com",
            "Calls before noon",
        ):
            self.assertIn(words, shown)
        self.assertNotIn("Rue du Double", shown, "it fills a gap, and is not lost")
        self.assertIn("Tset Atelier #", shown)
        wizard.dst_partner_id = self.double
        self.assertIn("Test Atelier #", wizard.hub_differences)

    def test_kept_in_the_chatter(self):
        self._merge(self.company, self.double)
        self.assertEqual((self.company.phone, self.company.email), ("+32 2 555 09 09", "one@example.com"))
        self.assertEqual(self.company.street, "Rue du Double 2")
        self.assertEqual(self.company.website, "https://double.example.com")
        self.assertEqual(self.company.user_id, self.account, "computed as well, and core forgets it")
        [note] = self.company.message_ids.filtered(lambda message: "said differently" in message.body)
        for words in ("+32 2 555 01 02", "double@example.com", "Calls before noon", "Tset Atelier"):
            self.assertIn(words, note.body)
        self.assertEqual(note.author_id, self.director.partner_id)

    def test_what_is_the_same_makes_no_note(self):
        twin = self.env["res.partner"].create({"name": "Test Atelier", "is_company": True})
        wizard = self._wizard(self.company, twin)
        self.assertFalse(wizard.hub_differences)
        self._merge(self.company, twin)
        self.assertFalse(self.company.message_ids.filtered(lambda message: "said differently" in message.body))

    def test_texts_are_no_markup(self):
        self.double.name = "<b>Bold</b> & Co"
        self.assertIn("&lt;b&gt;Bold&lt;/b&gt; &amp; Co", self._wizard(self.company, self.double).hub_differences)

    def test_addresses_are_not_mixed(self):
        self.company.write({"zip": "1000", "city": "Bruxelles"})
        self._merge(self.company, self.double)
        self.assertEqual([self.company[name] for name in ADDRESS], [False, "1000", "Bruxelles"])
        self.assertIn("Rue du Double 2", self.company.message_ids[:1].body + self.company.message_ids[1:2].body)

    def test_pictures(self):
        with file_open("base/static/img/res_company_logo.png", "rb") as file:
            self.double.image_1920 = base64.b64encode(file.read())
        self._merge(self.company, self.double)
        self.assertTrue(self.company.image_1920)
        other = self.env["res.partner"].create(
            {"name": "Other", "is_company": True, "image_1920": self.company.image_1920}
        )
        self._merge(self.company, other)
        self.assertTrue(self.company.message_ids.attachment_ids.filtered(lambda file: file.name == "Other.png"))

    def test_followers_are_united(self):
        both, one = self.env["res.partner"].create([{"name": "Both"}, {"name": "One"}])
        note, comment = self.env.ref("mail.mt_note"), self.env.ref("mail.mt_comment")
        self.company.message_subscribe(both.ids, comment.ids)
        self.double.message_subscribe(both.ids, note.ids)
        self.double.message_subscribe(one.ids, comment.ids)
        self._merge(self.company, self.double)
        followers = self.company.message_follower_ids
        self.assertLessEqual(both + one, followers.partner_id)
        row = followers.filtered(lambda each: each.partner_id == both)
        self.assertEqual((len(row), row.subtype_ids), (1, note + comment))

    def test_what_they_followed(self):
        """One document that both follow costs neither of them the others."""
        one, double = self.env["res.partner"].create([{"name": "A Person"}, {"name": "A. Person"}])
        note, comment = self.env.ref("mail.mt_note"), self.env.ref("mail.mt_comment")
        self.company.message_subscribe(one.ids, comment.ids)
        self.company.message_subscribe(double.ids, note.ids)
        self.other_company.message_subscribe(double.ids, comment.ids)
        self._merge(one, double)
        row = self.company.message_follower_ids.filtered(lambda each: each.partner_id == one)
        self.assertEqual(row.subtype_ids, note + comment)
        self.assertIn(one, self.other_company.message_partner_ids)

    def test_notifications_reactions_and_channels(self):
        one, double = self.env["res.partner"].create([{"name": "A Person"}, {"name": "A. Person"}])
        messages = self.env["mail.message"].create(
            [{"model": "res.partner", "res_id": self.company.id, "body": str(rank)} for rank in range(3)]
        )
        to = ((messages[0], one), (messages[0], double), (messages[1], double), (messages[2], one))
        self.env["mail.notification"].create(
            [
                {"mail_message_id": message.id, "res_partner_id": partner.id, "notification_type": "inbox"}
                for message, partner in to
            ]
        )
        self.env["mail.message.reaction"].create(
            [{"message_id": message.id, "partner_id": partner.id, "content": "👍"} for message, partner in to]
        )
        channels = self.env["discuss.channel"].create(
            [{"name": name, "channel_type": "channel"} for name in ("both", "one")]
        )
        self.env["discuss.channel.member"].create(
            [
                {"channel_id": channel.id, "partner_id": partner.id}
                for channel, partner in ((channels[0], one), (channels[0], double), (channels[1], double))
            ]
        )
        self._merge(one, double)
        for model, field, partner in (
            ("mail.notification", "mail_message_id", "res_partner_id"),
            ("mail.message.reaction", "message_id", "partner_id"),
        ):
            rows = self.env[model].search([(partner, "=", one.id), (field, "in", messages.ids)])
            self.assertEqual((len(rows), rows[field]), (3, messages), model)
        members = self.env["discuss.channel.member"].search([("partner_id", "=", one.id)])
        self.assertEqual((len(members), members.channel_id), (2, channels))

    def test_references_of_any_model_follow(self):
        meeting = self.env["calendar.event"].create(
            {
                "name": "About the double",
                "start": "2030-03-02 09:00",
                "stop": "2030-03-02 10:00",
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.double.id,
            }
        )
        later = self.env["mail.scheduled.message"].create(
            {
                "model": "res.partner",
                "res_id": self.double.id,
                "author_id": self.director.partner_id.id,
                "body": "Later",
                "scheduled_date": "2030-01-01 09:00",
            }
        )
        self._merge(self.company, self.double)
        self.assertEqual((meeting.res_id, later.res_id), (self.company.id, self.company.id))

    def test_many_at_once(self):
        more = self.env["res.partner"].create(
            [{"name": f"Double {rank}", "is_company": True, "phone": f"+32 2 555 00 {rank:02}"} for rank in range(8)]
        )
        leads = self.env["crm.lead"].create([{"name": each.name, "partner_id": each.id} for each in more])
        self._merge(self.company, self.double, *more)
        self.assertFalse((self.double + more).exists())
        self.assertEqual(leads.partner_id, self.company)
        [note] = self.company.message_ids.filtered(lambda message: "said differently" in message.body)
        for rank in range(8):
            self.assertIn(f"+32 2 555 00 {rank:02}", note.body)

    def test_the_first_value_fills_the_gap_whatever_the_number(self):
        self.company.phone = False
        more = self.env["res.partner"].create(
            [{"name": f"Double {rank}", "is_company": True, "phone": f"+32 2 555 00 {rank:02}"} for rank in range(4)]
        )
        self._merge(self.company, *more)
        self.assertEqual(self.company.phone, "+32 2 555 00 00")

    def test_a_whole_list_is_a_slip(self):
        many = self.env["res.partner"].create([{"name": f"N {rank}", "is_company": True} for rank in range(51)])
        with self.assertRaisesRegex(UserError, "Contacts: at most 50"):
            self._merge(*many)
        self.assertEqual(many.exists(), many)

    def test_a_parent_among_many(self):
        child = self.env["res.partner"].create({"name": "Branch", "is_company": True, "parent_id": self.double.id})
        more = self.env["res.partner"].create([{"name": f"N {rank}", "is_company": True} for rank in range(3)])
        with self.assertRaisesRegex(UserError, "parent"), self.cr.savepoint():
            self._merge(self.company, *more, self.double, child)
        self.assertEqual((self.double + child + more).exists(), self.double + child + more)

    def test_roles_that_do_not_merge(self):
        for user in (self.outsider, self.analyst, self.privacy):
            with self.subTest(user=user.login):
                self.assertFalse(
                    self.env["base.partner.merge.automatic.wizard"].with_user(user).has_access("create")
                    and user.has_group("base.group_partner_manager")
                )

    def test_queries_do_not_grow_with_what_hangs_on_them(self):
        counts = []
        for size in (3, 40):
            one, double = self.env["res.partner"].create([{"name": "A Person"}, {"name": "A. Person"}])
            companies = self.env["res.partner"].create(
                [{"name": f"C {rank}", "is_company": True} for rank in range(size)]
            )
            for company in companies:
                company.message_subscribe((one + double).ids)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self._merge(one, double)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 10)

    def test_what_both_channel_members_have_one_of(self):
        one, double = self.env["res.partner"].create([{"name": "A Person"}, {"name": "A. Person"}])
        channel = self.env["discuss.channel"].create({"name": "both", "channel_type": "channel"})
        members = self.env["discuss.channel.member"].create(
            [{"channel_id": channel.id, "partner_id": partner.id} for partner in one + double]
        )
        self.env["discuss.channel.rtc.session"].create([{"channel_member_id": member.id} for member in members])
        self._merge(one, double)
        self.assertEqual(members.exists(), members[0])
        self.assertEqual(len(members[0].rtc_session_ids), 1, "one call at a time")
