from lxml import etree

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import RegisterCase


def when(hour):
    return f"2026-03-03 {hour:02}:00:00"


@tagged("post_install", "-at_install")
class TestProspects(RegisterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prospects = cls.env["res.partner"].create(
            [{"name": f"Prospect {rank}", "is_company": True, "is_prospect": True} for rank in range(4)]
        )

    def test_activating_gives_it_to_who_does_so(self):
        self.prospects[0].with_user(self.account).action_activate_prospect()
        self.assertFalse(self.prospects[0].is_prospect)
        self.assertEqual(self.prospects[0].user_id, self.account)

    def test_whatever_is_written_down_about_one_ends_it(self):
        self.env["hub.interaction"].with_user(self.account).create({"partner_id": self.prospects[0].id})
        self.env["crm.lead"].with_user(self.account).create({"name": "Lead", "partner_id": self.prospects[1].id})
        self.env["hub.cluster.membership"].create({"partner_id": self.prospects[2].id, "cluster_id": self.cluster.id})
        self.env["res.partner"].create({"name": "Somebody", "parent_id": self.prospects[3].id})
        self.assertFalse(any(self.prospects.mapped("is_prospect")))

    def test_whatever_somebody_types_of_one_ends_it(self):
        account = self.env(user=self.account)
        tag = self.env["res.partner.category"].create({"name": "Met"})
        todo = "mail.mail_activity_data_todo"
        when = {"start": "2026-02-02 10:00:00", "stop": "2026-02-02 11:00:00"}
        for typed in (
            lambda each: each.write({"phone": "02 555 01 02"}),
            lambda each: each.write({"category_id": [(4, tag.id)]}),
            lambda each: each.message_post(body="Called them"),
            lambda each: each.activity_schedule(todo, summary="Call them"),
            lambda each: account["calendar.event"].create({"name": "Visit", **when, "partner_ids": [(4, each.id)]}),
        ):
            [prospect] = self.prospects[0].copy({"is_prospect": True})
            self.assertTrue(prospect.is_prospect)
            typed(prospect.with_user(self.account))
            self.assertFalse(prospect.is_prospect)

    def test_one_that_takes_part_is_none(self):
        registrations = self.env.get("event.registration")
        if registrations is None or "attendee_company_id" not in registrations._fields:
            return  # Without the addon hub_event nobody takes part.
        event = self.env["event.event"].create({"name": "Fair", "date_begin": when(9), "date_end": when(17)})
        values = {"event_id": event.id, "name": "Somebody"}
        registrations.create({**values, "attendee_company_id": self.prospects[0].id})
        registration = registrations.create(values)
        registration.partner_id = self.prospects[1]
        self.assertFalse(any(self.prospects[:2].mapped("is_prospect")))

    def test_a_mailing_to_all_contacts_has_none_whoever_sends_it(self):
        mailings = self.env.get("mailing.mailing")
        if mailings is None or "domain_author_id" not in mailings._fields:
            return  # Without the addon hub_campaign filters have no author.
        model = self.env["ir.model"]._get_id("res.partner")
        everybody, prospects, one = (
            mailings.create({"subject": "News", "mailing_model_id": model, "mailing_domain": repr(domain)})
            for domain in ([], [("is_prospect", "=", True)], [("id", "=", self.prospects[0].id)])
        )
        sender = mailings.with_user(SUPERUSER_ID)
        found = sender.browse(everybody.id)._get_recipients()
        self.assertIn(self.company.id, found)
        self.assertFalse({*self.prospects.ids} & {*found})
        self.assertLessEqual({*self.prospects.ids}, {*sender.browse(prospects.id)._get_recipients()})
        self.assertEqual(sender.browse(one.id)._get_recipients(), self.prospects[0].ids)

    def test_what_hub_itself_writes_ends_nothing(self):
        self.prospects[0].sudo().write({"phone": "02 555 01 02"})
        self.prospects[0].sudo().message_post(body="News of the register")
        self.prospects[0].with_user(self.account).read(["name"])
        self.assertTrue(self.prospects[0].is_prospect)

    def test_an_account_manager_ends_it(self):
        self.prospects[0].user_id = self.account
        self.assertFalse(self.prospects[0].is_prospect)

    def test_a_lead_that_moves_to_one_ends_it(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": self.company.id})
        lead.partner_id = self.prospects[0]
        self.assertFalse(self.prospects[0].is_prospect)

    def test_nobody_types_the_mark(self):
        with self.assertRaises(UserError):
            self.company.with_user(self.account).is_prospect = True

    def test_establishments_of_prospects_are_listed_where_somebody_asks(self):
        places = self.env["hub.establishment"].create(
            [
                {"number": number, "name": "Shop", "partner_id": partner.id}
                for number, partner in (("2777000091", self.prospects[0]), ("2777000190", self.company))
            ]
        )
        action = self.env.ref("hub_cbe.hub_establishment_action")
        [name] = [key.removeprefix("search_default_") for key in safe_eval(action.context)]
        arch = etree.fromstring(self.env.ref("hub_cbe.hub_establishment_view_search").arch)
        mine = self.env["hub.establishment"].with_user(self.account)
        for filter_name, expected in ((name, places[1]), ("prospects", places[0])):
            [domain] = arch.xpath(f"//filter[@name='{filter_name}']/@domain")
            self.assertEqual(mine.search([("id", "in", places.ids), *safe_eval(domain)]), expected)
