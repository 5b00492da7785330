from datetime import date

from lxml import etree

from odoo.tools.safe_eval import safe_eval

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .test_export_target import TargetCase

TODAY = date(2026, 6, 1)


class MarketCase(TargetCase):
    """A market with companies that are there, some that want to go, leads and offices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([("target_country_id", "=", cls.france.id)]).target_country_id = False
        cls.env["hub.export.target"].search([("country_id", "=", cls.france.id)]).unlink()
        cls.env["hub.foreign.office.mandate"].search([("country_id", "=", cls.france.id)]).unlink()
        cls.companies = cls.env["res.partner"].create(
            [
                {"name": f"Market {name}", "is_company": True, "country_id": cls.belgium.id}
                for name in ("There", "There Too", "Entering", "Exploring", "Leading", "Gone")
            ]
        )
        cls.there, cls.there_too, cls.entering, cls.exploring, cls.leading, cls.gone = cls.companies
        cls.market = cls.france.with_user(cls.account)

    @classmethod
    def settle(cls):
        """Give the market its companies and its leads."""
        contact = cls.env["res.partner"].create({"name": "A Contact", "parent_id": cls.leading.id})
        cls.create_target(cls.there, status="exporting", year=2025, amount=1000)
        cls.create_target(cls.there, status="exporting", year=2024, amount=500)
        cls.create_target(cls.there, kind="services", status="exploring")
        cls.create_target(cls.there_too, status="exporting")
        cls.create_target(cls.entering, status="entering")
        cls.create_target(cls.exploring, status="exploring")
        cls.create_target(cls.exploring, kind="services", status="entering", year=2025)
        cls.create_target(cls.gone, status="exporting", year=2020)
        cls.create_target(cls.gone, status="stopped", year=2025)
        leads = [
            {"partner_id": contact.id},
            {"partner_id": cls.leading.id},
            {"partner_id": cls.entering.id},
            {"partner_id": cls.there_too.id},
            {"partner_id": False},
        ]
        return cls.env["crm.lead"].union(*(cls.create_lead(target_country_id=cls.france.id, **lead) for lead in leads))


class TestMarketPage(MarketCase):
    """Who is there, who wants to go, which office holds it, what is coming up."""

    def test_figures(self):
        self.assertEqual((self.market.exporting_count, self.market.wanting_count), (0, 0))
        leads = self.settle()
        self.assertEqual(self.market.exporting_count, 2, "those who stopped are gone, and a company counts once")
        self.assertEqual(self.market.wanting_count, 3, "entering, exploring, and who has a lead; not who is there")
        self.assertEqual(self.market.open_lead_count, 5)
        leads[0].action_set_lost()
        leads[1].action_set_won()
        self.assertEqual((self.market.wanting_count, self.market.open_lead_count), (2, 3))
        self.assertEqual(self.market.with_user(self.analyst).exporting_count, 2)

    def test_what_is_counted_can_be_opened(self):
        self.settle()

        def opened(action):
            model = self.env[action["res_model"]].with_user(self.account)
            return model.search(action["domain"])

        there = opened(self.market.action_open_exporting())
        self.assertEqual(there.partner_id, self.there + self.there_too)
        self.assertEqual(self.market.exporting_target_ids, there)
        self.assertEqual(opened(self.market.action_open_wanting()), self.entering + self.exploring + self.leading)
        self.assertEqual(opened(self.market.action_open_leads()), self.market.open_lead_ids)
        self.assertEqual(len(self.market.open_lead_ids), 5)
        self.assertEqual(opened(self.market.action_open_targets()), self.market.export_target_ids)
        self.assertEqual(self.market.wanting_shown_ids.partner_id, self.entering + self.exploring)
        self.assertEqual(self.market.wanting_by_lead_ids, self.leading)

    def test_lists_hold_who_is_counted(self):
        """The number above a list is that of the companies in it, whoever looks."""
        self.settle()
        for user in (self.account, self.analyst):
            market = self.market.with_user(user)
            self.assertEqual(len(market.exporting_target_ids.partner_id), market.exporting_count)
            self.assertEqual(
                len(market.wanting_shown_ids.partner_id | market.wanting_by_lead_ids), market.wanting_count
            )

    def test_another_agency(self):
        leads = self.settle()
        agency = self.env["res.company"].create({"name": "Other Agency"})
        (self.there_too + self.exploring).company_id = agency
        (leads[0] + leads[1]).company_id = agency
        office = self.create_office("Test Paris", self.france, company_id=agency.id)
        self.env.invalidate_all()
        self.assertEqual((self.market.exporting_count, self.market.wanting_count), (1, 1))
        self.assertEqual(self.market.open_lead_count, 3)
        self.assertFalse(self.market.lead_office_id)
        self.account.company_ids += agency
        market = self.market.with_context(allowed_company_ids=self.account.company_ids.ids)
        self.assertEqual((market.exporting_count, market.wanting_count, market.open_lead_count), (2, 3, 5))
        self.assertEqual(market.lead_office_id, office)

    def test_offices(self):
        with self.on_day(TODAY):
            past = self.create_office("Test Lyon", self.france, end="2025-12-31")
            lead = self.create_office("Test Paris", self.france, start="2026-01-01")
            serves = self.create_office("Test Lille")
            self.env["hub.foreign.office.mandate"].create(
                {"office_id": serves.id, "country_id": self.france.id, "is_lead": False, "date_start": "2026-02-01"}
            )
            self.assertEqual(self.market.lead_office_id, lead)
            self.assertEqual(self.market.current_mandate_ids.office_id, lead + serves)
            self.assertEqual(self.market.other_mandate_ids.office_id, past)
        with self.on_day(date(2025, 6, 1)):
            self.env.invalidate_all()
            self.assertEqual(self.market.lead_office_id, past)

    def test_sales(self):
        self.assertFalse(self.market.sales_by_year)
        self.settle()
        self.create_target(self.there_too, year=2024, amount=200, status="exporting")
        self.assertEqual(
            [(bar["year"], bar["value"]) for bar in self.market.sales_by_year], [(2024, 700), (2025, 1000)]
        )
        self.assertIn("1,000", self.market.sales_by_year[1]["text"])

    def _search(self, name):
        """Return the countries that a filter of the list finds."""
        view = self.env.ref("hub_export.res_country_view_search_market")
        tree = self.env["res.country"].with_user(self.account).get_view(view.id, "search")["arch"]
        [found] = etree.fromstring(tree).xpath(f"//filter[@name='{name}']")
        return self.env["res.country"].with_user(self.account).search(safe_eval(found.get("domain")))

    def test_filters(self):
        self.assertNotIn(self.france, self._search("markets"))
        self.create_office("Test Paris", self.france, start="2020-01-01")
        self.assertIn(self.france, self._search("markets"))
        self.assertNotIn(self.france, self._search("no_lead_office"))
        self.assertIn(self.netherlands, self._search("no_lead_office"))
        self.assertNotIn(self.france, self._search("wanting"))
        self.settle()
        for name in ("wanting", "exporting", "nearby", "nearby_wide", "eu"):
            self.assertIn(self.france, self._search(name))
        self.assertNotIn(self.france, self._search("benelux") + self._search("efta"))
        self.assertEqual(set(self._search("nearby").mapped("code")), {"NL", "LU", "FR", "DE"})
        self.assertEqual(set(self._search("benelux").mapped("code")), {"BE", "NL", "LU"})

    def test_adding_a_company(self):
        action = self.market.action_add_target()
        target = self.env["hub.export.target"].with_user(self.account).with_context(**action["context"])
        self.assertEqual(target.create({"partner_id": self.there.id}).country_id, self.france)

    def test_companies_of_nearby_markets(self):
        self.settle()
        nearby = (
            self.env["res.partner"]
            .with_user(self.account)
            .search(
                [
                    (
                        "export_target_ids",
                        "any",
                        [
                            ("is_present", "=", True),
                            ("status", "=", "exporting"),
                            ("country_id.country_group_ids.code", "=", "NEARBY"),
                        ],
                    )
                ]
            )
        )
        self.assertEqual(nearby & self.companies, self.there + self.there_too)

    def test_the_own_agency_s_office_leads_before_a_shared_one(self):
        agency, foreign = self.env["res.company"].create([{"name": "Own Agency"}, {"name": "Other Agency"}])
        shared, own, _foreign = (
            self.create_office(name, self.netherlands, company_id=company)
            for name, company in (("Shared", False), ("Own", agency.id), ("Foreign", foreign.id))
        )
        self.director.company_ids += agency
        market = self.netherlands.with_user(self.director)
        self.assertEqual(market.lead_office_id, shared)
        self.assertEqual(market.with_company(agency).lead_office_id, own)


class TestUpcoming(MarketCase):
    """What comes up in 90 days."""

    def _texts(self):
        self.env.invalidate_all()
        return [(event["kind"], event["name"]) for event in self.market.upcoming or []]

    def test_soonest_first(self):
        with self.on_day(TODAY):
            self.assertEqual(self._texts(), [])
            self.assertFalse(self.market.next_event)
            lead, far, _past, won = (
                self.create_lead(name=name, target_country_id=self.france.id, date_deadline=day)
                for name, day in (
                    ("Shop in Lille", "2026-06-20"),
                    ("Too far", "2026-08-31"),
                    ("Past", "2026-05-31"),
                    ("Won", "2026-06-02"),
                )
            )
            won.action_set_won()
            target = self.create_target(status="exporting")
            lead.activity_schedule("mail.mail_activity_data_call", date(2026, 6, 1), user_id=self.director.id)
            target.activity_schedule("mail.mail_activity_data_todo", date(2026, 8, 30), user_id=self.director.id)
            far.activity_schedule("mail.mail_activity_data_todo", date(2026, 8, 31), user_id=self.director.id)
            self.env["calendar.event"].create(
                {"name": "Lunch", "start": "2026-06-09 22:30", "stop": "2026-06-09 23:30", "opportunity_id": lead.id}
            )
            office = self.create_office("Test Paris", self.france, start="2026-07-01", end="2026-08-15")
            office.date_end = "2026-08-20"
            self.create_office("Test Rome", self.env.ref("base.it"), start="2026-06-03")
            self.assertEqual(
                self._texts(),
                [
                    ("activity", "Shop in Lille"),
                    ("meeting", "Lunch"),
                    ("closing", "Shop in Lille"),
                    ("mandate_start", "Test Paris"),
                    ("mandate_end", "Test Paris"),
                    ("office_end", "Test Paris"),
                    ("activity", target.display_name),
                ],
            )
            events = self.market.upcoming
            self.assertEqual(events[1]["day"], "06/10/2026", "the agency's day, not the server's")
            self.assertEqual((events[0]["model"], events[0]["id"]), ("crm.lead", lead.id))
            self.assertEqual((events[3]["model"], events[3]["id"]), ("hub.foreign.office", office.id))
            self.assertEqual(self.market.next_event, "06/01/2026 · Call · Shop in Lille")
            self.env.invalidate_all()
            self.assertEqual(
                self.france.with_user(self.analyst).upcoming,
                events,
                "who only reads leads sees what is planned on them",
            )
            lead.company_id = self.env["res.company"].create({"name": "Other Agency"})
            self.env.invalidate_all()
            self.assertNotIn("Shop in Lille", self.market.next_event)


class TestMarketQueries(MarketCase, QueryCountCase):
    """The number of queries does not grow with markets, companies or leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Those that are in a group first: three rows are compared with sixty.
        grouped = cls.env.ref("base.europe").country_ids - cls.belgium - cls.france
        cls.countries = grouped + cls.env["res.country"].search(
            [("id", "not in", (grouped + cls.belgium + cls.france).ids)], limit=60 - len(grouped)
        )
        companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True, "user_id": cls.account.id} for rank in range(60)]
        )
        cls.targets = cls.env["hub.export.target"].create(
            [
                {
                    "partner_id": company.id,
                    "country_id": country.id,
                    "status": ("exploring", "exporting")[rank % 2],
                    "year": 2025,
                    "amount": 10,
                    "hs_section_id": cls.env.ref("hub_export.hub_hs_section_xi").id,
                }
                for rank, (company, country) in enumerate(zip(companies, cls.countries, strict=True))
            ]
        )
        leads = cls.env["crm.lead"].create(
            [
                {"name": "L", "partner_id": company.id, "target_country_id": country.id, "date_deadline": "2026-06-20"}
                for company, country in zip(companies, cls.countries, strict=True)
            ]
        )
        for lead in leads:
            lead.activity_schedule("mail.mail_activity_data_call", date(2026, 6, 2), user_id=cls.account.id)
        cls.env["hub.foreign.office"].create(
            [
                {
                    "name": f"Office {country.code}",
                    "country_id": country.id,
                    "mandate_ids": [(0, 0, {"country_id": country.id, "date_start": "2026-01-01"})],
                }
                for country in cls.countries
            ]
        )
        cls.env.flush_all()

    def test_targets(self):
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_export.hub_export_target_view_{view_type}", view_type, self.targets)

    def test_markets(self):
        with self.on_day(TODAY):
            for view_type in ("list", "kanban"):
                self._assert_flat(f"hub_export.res_country_view_{view_type}_market", view_type, self.countries)

    def test_a_market_page(self):
        few, many = self.countries[:2]
        # More of each than a page of the lists holds: those who export, who want to, and who have a lead only.
        for country, count in ((few, 36), (many, 120)):
            names = [{"name": f"Many {rank}", "is_company": True} for rank in range(count)]
            companies = self.env["res.partner"].create(names)
            for status, own in (("exporting", companies[: count // 3]), ("exploring", companies[-count // 3 :])):
                self.env["hub.export.target"].create(
                    [{"partner_id": each.id, "country_id": country.id, "status": status, "year": 2025} for each in own]
                )
            lead = {"name": "L", "target_country_id": country.id, "date_deadline": "2026-06-20"}
            self.env["crm.lead"].create([{**lead, "partner_id": company.id} for company in companies])
        self.env.flush_all()
        specification = self._fields_of("hub_export.res_country_view_form_market", "form", "res.country")
        with self.on_day(TODAY):
            counts = [
                self._count(lambda country=country: country.with_user(self.account).web_read(specification))
                for country in (few, many)
            ]
        self.assertEqual(*counts)
