from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.day_common import DayCase

from .calls_common import CallsCase
from .personal_common import ClosedListCase


@tagged("post_install", "-at_install")
class TestCampaignDay(DayCase, CallsCase):
    """Calls, answers and campaigns on Today."""

    def test_my_calls(self):
        late, later, other = self.members[:3]
        self.assign(late, self.account, self.ago(days=2))
        self.assign(later, self.account, self.ahead(days=4))
        self.assign(other, self.colleague, self.today)
        card = self.day()["calls"]
        self.assertEqual([line["title"] for line in card["lines"]], [late.partner_id.name, later.partner_id.name])
        first, second = card["lines"]
        self.assertEqual((first["badge"], first["late"], second["badge"]), ("2 days late", True, "in 4 days"))
        self.assertIn("Test Campaign", first["text"])
        self.assertEqual(first["log"]["context"], {"default_member_id": late.id})
        self.assertEqual(self.titles("due"), [], "a call stands on one card")

    def test_another_task_about_a_member_is_due(self):
        self.members[0].user_id = self.account
        self.plan(self.members[0], self.today, summary="Send the folder")
        [line] = self.lines("due")
        self.assertEqual((line["title"], line["text"]), (self.makers[0].name, "campaign: Send the folder"))

    def test_calls_are_not_named_for_another_agency(self):
        self.assign(self.members[0], self.account, self.today)
        self.makers[0].company_id = self.agency
        card = self.day()["calls"]
        self.assertEqual((card["count"], card["lines"]), (0, ()))

    def test_answers_of_the_own_companies(self):
        """The account manager calls them, and so may see them as members."""
        member = self.members[0]
        self.assign(member, self.account, self.today)
        member.partner_id.user_id = self.account
        member.sudo()._note_response("reply")
        [line] = self.lines("changed")
        self.assertIn("answered the campaign Test Campaign", line["text"])
        self.assertEqual(self.titles("responses", self.cluster_manager), [member.partner_id.name])
        member.responded_on = self.ago(days=1)
        self.assertEqual(self.titles("responses", self.cluster_manager), [])

    def test_campaigns_under_way(self):
        self.campaign.date_start = self.ago(days=3)
        ended = self.create_campaign(title="Ended", date_start=self.ago(days=9), date_end=self.ago(days=1))
        self.assertTrue(ended)
        of_others = {"user": self.director, "cluster_ids": self.other_cluster.ids}
        self.create_campaign(title="Of Others", date_start=self.today, **of_others)
        [line] = self.lines("campaigns", self.cluster_manager)
        self.assertEqual((line["title"], line["text"]), ("Test Campaign", "no wave is planned"))
        self.wave.date_planned = self.noon(self.ahead(days=2))
        self.assign(self.members[:2], self.account, self.ahead(days=1))
        [line] = self.lines("campaigns", self.cluster_manager)
        self.assertIn("next: By phone on ", line["text"])
        self.assertIn("calls to make: 2", line["text"])


@tagged("post_install", "-at_install")
class TestClosedListDay(DayCase, ClosedListCase):
    """What rests on personal data is on nobody's Today but that of the group Personal Data."""

    def test_nothing_of_a_closed_list(self):
        self.women.date_start = self.today
        members = self.members.sudo()
        members.write({"user_id": self.account.id})
        members.partner_id.user_id = self.account
        self.env.flush_all()
        for member in members[:3]:
            member._note_response("reply")
        for user in self.others:
            if user == self.core_user:
                continue
            day = self.day(user)
            with self.subTest(user=user.login):
                self.assertFalse(day.get("calls", {}).get("count"))
                self.assertFalse(day.get("responses", {}).get("count"))
                self.assertNotIn("answered", str(day.get("changed")))
                self.assertNotIn("calls to make", str(day.get("campaigns")))

    def test_who_may_know_sees_no_name_of_the_list(self):
        self.cluster.manager_id = self.knowing
        self.members.sudo()[:1]._note_response("reply")
        [line] = self.lines("responses", self.knowing)
        self.assertEqual(line["text"], "Reply")

    def test_who_asked_to_be_left_out(self):
        self.env["hub.consent"].search([]).unlink()
        self.env["hub.consent"]._answer(self.company, self.purpose, "withdrawn", "form")
        self.assertEqual(self.titles("requests", self.knowing), ["Test Atelier"])
        self.assertNotIn("requests", self.day(self.director))
