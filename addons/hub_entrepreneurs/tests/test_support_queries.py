from datetime import timedelta

from odoo import fields

from . import test_query_count
from .test_interaction import SupportCase


class TestSupportQueries(SupportCase):
    """The number of queries does not grow with the conversations, outcomes or companies."""

    _fields_of = test_query_count.TestQueryCount._fields_of
    _count = test_query_count.TestQueryCount._count
    _assert_flat = test_query_count.TestQueryCount._assert_flat

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True, "city": "Evere", "zip": "1140"} for rank in range(60)]
        )
        cls.now = fields.Datetime.now()

    def _values(self, companies):
        return [
            {"partner_id": company.id, "date": self.now - timedelta(days=rank % 9), "service_id": self.talk.id}
            for rank, company in enumerate(companies)
        ]

    def _count_once(self, action, *args):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action(*args)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_screens(self):
        conversations = self.env["hub.interaction"].create(self._values(self.companies))
        outcomes = self.env["hub.outcome"].create(
            [
                {"partner_id": each.partner_id.id, "kind": "new_market", "interaction_id": each.id}
                for each in conversations
            ]
        )
        lead = self.env["crm.lead"].create({"name": "Lead", "type": "opportunity", "partner_id": self.companies[0].id})
        conversations.lead_id = lead
        for view_type in ("list", "kanban", "form"):
            self._assert_flat(f"hub_entrepreneurs.hub_interaction_view_{view_type}", view_type, conversations)
            self._assert_flat(f"hub_entrepreneurs.hub_outcome_view_{view_type}", view_type, outcomes)
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_company", "list", self.companies)
        self._assert_flat("hub_entrepreneurs.res_partner_view_kanban_company", "kanban", self.companies)
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_starter", "list", self.companies)
        services = self.env["hub.service"].search([])
        self._assert_flat("hub_entrepreneurs.hub_service_view_form", "form", services)

    def test_one_company_with_many_conversations(self):
        few, many = self.companies[:2]
        self.env["hub.interaction"].create(self._values([few] * 3 + [many] * 60))
        specification = self._fields_of("base.view_partner_form", "form")
        counts = [
            self._count(lambda each=each: each.with_user(self.account).web_read(specification)) for each in (few, many)
        ]
        self.assertEqual(*counts)

    def test_logging_moving_and_deleting_many(self):
        interactions = self.env["hub.interaction"].with_user(self.director)
        counts = []
        for companies in (self.companies[:2], self.companies[2:58]):
            values = self._values(companies)
            created = interactions
            logging = self._count_once(lambda values=values: interactions.create(values))
            created = interactions.search([("partner_id", "in", companies.ids)])
            moving = self._count_once(lambda created=created: created.write({"date": self.now - timedelta(days=30)}))
            deleting = self._count_once(created.unlink)
            counts.append((logging, moving, deleting))
        for few, many in zip(*counts, strict=True):
            self.assertLessEqual(many, few + 3, counts)

    def test_a_workshop(self):
        counts = []
        for companies in (self.companies[:2], self.companies[2:58]):
            wizard = (
                self.env["hub.interaction.log"]
                .with_user(self.account)
                .create({"partner_ids": companies.ids, "service_id": self.talk.id})
            )
            counts.append(self._count_once(wizard.action_log))
        self.assertLessEqual(counts[1], counts[0] + 3, counts)

    def test_the_dialog_opens_with_few_queries_however_much_there_is(self):
        self.env["hub.interaction"].create(self._values([self.companies[0]] * 2 + [self.companies[1]] * 80))
        self.env["hub.interaction"].search([("partner_id", "in", self.companies.ids)]).user_id = self.colleague
        interactions = self.env["hub.interaction"].with_user(self.account)
        view = self.env.ref("hub_entrepreneurs.hub_interaction_view_form_log").id
        fields_ = interactions.get_views([(view, "form")])["models"]["hub.interaction"]["fields"]
        specification = {name: {} for name in fields_}
        counts = [
            self._count(
                lambda company=company: interactions.with_context(default_partner_id=company.id).onchange(
                    {}, [], specification
                )
            )
            for company in self.companies[:2]
        ]
        self.assertEqual(*counts)

    def test_creating_companies_asks_nothing_for_the_last_contact(self):
        """10,000 companies cost no query more than one: see the benchmark."""
        values = [{"name": f"New {rank}", "is_company": True} for rank in range(40)]
        companies = self.env["res.partner"]
        few = self._count_once(companies.create, values[:2])
        many = self._count_once(companies.create, values[2:])
        self.assertLessEqual(many, few + 2)
