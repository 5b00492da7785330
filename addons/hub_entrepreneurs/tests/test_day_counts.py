import json
from datetime import date, datetime

from odoo import fields
from odoo.tests import tagged

from .day_common import DayCase

_DEMO = ("account", "cluster", "director", "analyst", "adviser", "privacy")


class DayCountsCase(DayCase):
    """What a card counts is on it, or its action finds just as many: those, for this user."""

    def find_opened(self, action, user):
        """Return what an action of a card finds for a user, as its list does when it opens."""
        values = self.env["ir.actions.actions"].with_user(user)._for_xml_id(action["xml_id"])
        context = action["context"]
        self.assertFalse([key for key in context if key.startswith(("search_default_", "hub_mine"))])
        self.assertTrue(context["search_disable_custom_filters"], "a favourite of the user's would leave rows out")
        # As the browser sends it back: days are texts, and nothing else is no JSON.
        domain = json.loads(json.dumps(action["domain"], default=self.as_text))
        return self.env[values["res_model"]].with_user(user).with_context(**context).search(domain)

    def as_text(self, value):
        self.assertIsInstance(value, date)
        return fields.Datetime.to_string(value) if isinstance(value, datetime) else fields.Date.to_string(value)

    def check_day(self, user):
        """Compare each card of a user's day with what it opens, and return the keys of those that open something."""
        opened = set()
        for card in self.day(user).values():
            # Figures are no rows, and the calendar shows more than today.
            if card["measures"] or card["key"] == "agenda":
                continue
            with self.subTest(user=user.login, card=card["key"]):
                if card["opens"]:
                    self.assertEqual(len(self.find_opened(card["opens"], user)), card["count"])
                    opened.add(card["key"])
                else:
                    self.assertLessEqual(card["count"], len(card["lines"]), "all of it is on the card")
            for line in card["lines"] if card["key"] == "quality" else ():
                with self.subTest(user=user.login, line=line["title"]):
                    found = self.find_opened(line["action"], user)
                    self.assertEqual(int(line["title"].split()[-1]), len(found))
        return opened


class TestDayCounts(DayCountsCase):
    """Archived companies, those of another agency, and the work of a colleague who is away."""

    def fill(self, user):
        companies = self.env["res.partner"].create(
            [{"name": f"{name} {user.login}", "is_company": True, "user_id": user.id} for name in "ABCDEFGHIJ"]
        )
        self.make_older(companies, self.ago(days=400))
        leads = self.env["crm.lead"].create(
            [
                {"name": each.name, "type": "opportunity", "partner_id": each.id, "user_id": user.id}
                for each in companies
            ]
        )
        for each in (*companies[::2], *leads[::3]):
            self.plan(each, self.ago(days=1), user=user)
        for each in companies:
            self.create_evidence(each, self.ago(days=100), self.ahead(days=10), state="to_verify")
            self.create_evidence(each, self.ago(days=100), self.ahead(days=20))
        self.env["mail.message"].create(
            [
                {"model": each._name, "res_id": each.id, "message_type": "email", "author_id": False}
                for each in (*companies, *companies, *leads)
            ]
        )
        self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": self.cluster.id, "partner_id": each.id, "date_start": start}
                for each, start in zip(companies, [self.ago(days=3), False] * 5, strict=True)
            ]
        )
        companies[0].active = False
        companies[1].company_id = self.agency
        leads[2].active = False

    def test_what_is_counted_is_opened(self):
        self.fill(self.account)
        self.assertLessEqual({"due", "leads", "changed", "lapsing", "silent"}, self.check_day(self.account))
        self.assertIn("to_verify", self.check_day(self.director))
        self.assertLessEqual({"candidates", "joined"}, self.check_day(self.cluster_manager))
        self.check_day(self.analyst)
        self.check_day(self.privacy)

    def test_what_is_a_colleagues(self):
        """Core's filter *My Activities* would leave it out."""
        self.fill(self.account)
        self.fill(self.colleague)
        before = self.day(self.colleague)["due"]["count"]
        self.env["hub.stand.in"].create(
            {"user_id": self.account.id, "stand_in_id": self.colleague.id, "date_end": self.today}
        )
        self.check_day(self.colleague)
        self.assertGreater(self.day(self.colleague)["due"]["count"], before)

    def test_nothing_is_cut_off(self):
        """More account managers are out of balance than a card has rows elsewhere."""
        managers = self.account | self.colleague | self.cluster_manager
        managers |= managers.create(
            [
                {"login": f"hub_balance_{rank}", "name": f"B{rank}", "group_ids": self.account.group_ids.ids}
                for rank in range(8)
            ]
        )
        self.env["res.partner"].create(
            [
                {"name": f"{user.login} {rank}", "is_company": True, "user_id": user.id}
                for place, user in enumerate(managers)
                for rank in range(1 + place * place)
            ]
        )
        card = self.day(self.director)["balance"]
        self.assertGreater(card["count"], 6)
        self.assertEqual(card["count"], len(card["lines"]))


@tagged("post_install", "-at_install")
class TestDayCountsOfAllAddons(DayCountsCase):
    """The cards of every addon, as the demo users have them."""

    def test_each_role(self):
        users = self.env["res.users"].search([("login", "in", _DEMO)])
        self.assertEqual(len(users), len(_DEMO))
        opened = set().union(*map(self.check_day, users))
        self.assertLessEqual({"calls", "leads", "campaigns", "markets", "accesses", "overrides"}, opened)
