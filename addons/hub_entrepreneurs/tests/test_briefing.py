from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError

from ..domain.briefing import MAX_COMPANIES
from ..tools.dates import today
from .briefing_common import BriefingCase
from .common import QueryCountCase


class TestBriefing(BriefingCase):
    """What stands in a briefing, for whom, and in which order."""

    def test_all_that_is_known_stands_there(self):
        self.colleague.name = "Test Colleague"
        self.company.write({"phone": "+32 2 111 11 11", "founding_date": "2001-02-03", "user_id": self.colleague.id})
        self.fill(self.company)
        self.create_evidence(self.company, "2020-01-01", today(self.env) + timedelta(days=30))
        [page] = self.pages(self.company)
        self.assertEqual((page.name, page.status), ("Test Atelier", "Exemplary"))
        self.assertTrue(page.until)
        for fact in ("0100.000.070", "Founded on 02/03/2001", f"Account manager: {self.colleague.name}"):
            self.assertIn(fact, page.facts)
        self.assertTrue(any(fact.startswith("In contact since") for fact in page.facts), page.facts)
        self.assertIn("+32 2 111 11 11", " ".join(page.lines))
        self.assertIn("lapses on", " ".join(page.lines))
        [picture] = [picture for picture in page.pictures if picture.title == "Transition"]
        self.assertEqual((picture.score, picture.summary), ("60", "Energy 60, People 60"))
        words = self.words(page)
        text = "Wants to use what is left over"
        for name, parts in {
            "conversations": (text, self.colleague.name),
            "promises": (text, "True"),
            "follow_up": (text, self.account.name),
            "leads": (text,),
            "people": (text, "+32 2 000 00 00", "Owner", "decides", "a@example.com"),
            "clusters": (text, "01/01/2020"),
            "outcomes": ("Jobs Created", "2 FTE", "Claimed"),
            "colleagues": (self.colleague.name,),
        }.items():
            for part in parts:
                with self.subTest(section=name, part=part):
                    self.assertIn(part, words[name])

    def test_nothing_known_is_a_page_as_well(self):
        [page] = self.pages(self.other_company)
        self.assertEqual((page.status, page.pictures, page.main, page.side), ("Unknown", (), (), ()))
        html = self._render(self.other_company)
        self.assertIn("Nothing was said, promised or planned yet.", html)

    def test_the_last_five_conversations_and_how_many_more(self):
        now = fields.Datetime.now()
        self.env["hub.interaction"].create([
            {"partner_id": self.company.id, "date": now - timedelta(days=rank), "note": f"Talk {rank}"}
            for rank in range(12)
        ])  # fmt: skip
        [page] = self.pages(self.company)
        [section] = page.main
        self.assertEqual([line.detail for line in section.lines], [f"Talk {rank}" for rank in range(5)])
        self.assertEqual(section.more, 7)
        self.assertIn("and 7 more", self._render(self.company))

    def test_what_is_done_or_past_is_no_promise(self):
        self.env["hub.commitment"].create([
            {"partner_id": self.company.id, "name": "Was done", "state": "done"},
            {"partner_id": self.company.id, "name": "Was dropped", "state": "dropped"},
        ])  # fmt: skip
        self.env["crm.lead"].create({"name": "Was lost", "partner_id": self.company.id}).action_set_lost()
        self.env["hub.company.role"].create({
            "partner_id": self.company.id,
            "person_id": self.env["res.partner"].create({"name": "Was here"}).id,
            "role": "owner",
            "date_end": "2020-01-01",
        })  # fmt: skip
        html = self._render(self.company)
        self.assertNotIn("Was ", html)

    def test_meetings_to_come_but_not_what_is_private(self):
        start = datetime.combine(today(self.env) + timedelta(days=2), datetime.min.time().replace(hour=9))
        values = {"start": start, "stop": start + timedelta(hours=1), "partner_ids": self.company.ids}
        self.env["calendar.event"].with_user(self.colleague).create([
            {**values, "name": "Visit of the workshop"},
            {**values, "name": "Doctor", "privacy": "private"},
        ])  # fmt: skip
        [page] = self.pages(self.company)
        follow_up = self.words(page)["follow_up"]
        self.assertIn("Visit of the workshop", follow_up)
        self.assertNotIn("Doctor", follow_up)

    def test_by_commune(self):
        companies = self.env["res.partner"].create([
            {"name": name, "is_company": True, "zip": zip_code, "country_id": self.belgium.id}
            for name, zip_code in (("Zed", "1000"), ("Écho", "1040"), ("Nowhere", False), ("Alpha", "1000"))
        ])  # fmt: skip
        self.assertEqual([page.name for page in self.pages(companies)], ["Alpha", "Zed", "Écho", "Nowhere"])

    def test_a_person_stands_for_the_company_and_a_starter_for_nobody_else(self):
        person, starter = self.env["res.partner"].create([
            {"name": "Test Person", "parent_id": self.company.id},
            {"name": "Test Starter"},
        ])  # fmt: skip
        self.assertEqual({page.name for page in self.pages(person | self.company)}, {"Test Atelier"})
        [page] = self.pages(starter)
        self.assertEqual((page.name, page.status), ("Test Starter", ""))

    def test_archived_says_so(self):
        self.company.action_archive()
        [page] = self.pages(self.company)
        self.assertIn("Archived", page.facts)

    def test_deleted_ones_are_left_out(self):
        gone = self.env["res.partner"].create({"name": "Gone", "is_company": True})
        gone_ids = gone.ids
        gone.unlink()
        both = self.env["res.partner"].browse(gone_ids + self.company.ids)
        self.assertEqual([page.name for page in self.pages(both)], ["Test Atelier"])
        with self.assertRaisesRegex(UserError, "deleted or merged"):
            self.pages(self.env["res.partner"].browse(gone_ids))

    def test_no_more_than_anybody_visits_in_a_day(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Many {rank}", "is_company": True} for rank in range(MAX_COMPANIES + 1)]
        )
        with self.assertRaisesRegex(UserError, f"{MAX_COMPANIES} companies at most, and {MAX_COMPANIES + 1}"):
            companies.with_user(self.account).action_open_briefing()
        self.assertEqual(len(self.pages(companies[1:])), MAX_COMPANIES)

    def test_whoever_may_read_it(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(len(self.pages(self.company, user)), 1)
                action = self.company.with_user(user).action_open_briefing()
                self.assertEqual(
                    (action["report_type"], action["context"]["active_ids"]), ("qweb-html", self.company.ids)
                )
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaisesRegex(AccessError, "account managers and analysts"):
                self.pages(self.company, user)

    def test_no_other_agency(self):
        self.other_company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.assertRaises(AccessError):
            self.pages(self.company | self.other_company)

    def test_no_personal_data(self):
        self.fill(self.company)
        person = self.company.company_role_ids.person_id
        self.env["hub.person.profile"].create({
            "person_id": person.id, "gender": "woman", "gender_answer": "answered",
            "birth_year": 1987, "birth_year_answer": "answered",
        })  # fmt: skip
        keeper = self.account
        keeper.group_ids += self.env.ref("hub_entrepreneurs.group_hub_personal_data")
        for user in (keeper, self.director):
            html = self._render(self.company, user)
            for told in ("1987", "Woman", "Women", "Young"):
                with self.subTest(user=user.login, told=told):
                    self.assertNotIn(told, html)

    def _render(self, companies, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.account)
        return report._render_qweb_html(self.REPORT, companies.ids)[0].decode()


class TestBriefingQueries(BriefingCase, QueryCountCase):
    """Twenty companies cost as many queries as three."""

    def test_queries_do_not_grow(self):
        companies = self.env["res.partner"].create([{"name": f"B {rank}", "is_company": True} for rank in range(20)])
        for company in companies:
            self.fill(company)
        counts = [self._count(lambda some=some: self.pages(some)) for some in (companies[:3], companies)]
        self.assertEqual(*counts)
        self.assertLess(counts[0], 80)
