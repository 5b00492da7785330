from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from ..tools.dates import start_of, zone
from .day_common import DayCase


class TestDayPortfolio(DayCase):
    """The companies of an account manager: labels, silence, changes, leads, and the month."""

    def test_labels_that_lapse(self):
        for days in (10, 90, 91):
            company = self.env["res.partner"].create(
                {"name": f"In {days}", "is_company": True, "user_id": self.account.id}
            )
            self.create_evidence(company, self.ago(days=100), self.ahead(days=days))
        self.create_evidence(self.other_company, self.ago(days=100), self.ahead(days=10))
        self.create_evidence(self.company, self.ago(days=100), self.ago(days=1))
        [first, second] = self.lines("lapsing")
        self.assertEqual([first["title"], second["title"]], ["In 10", "In 90"])
        self.assertEqual((first["badge"], first["model"]), ("in 10 days", "hub.evidence"))
        self.assertIn("B Corp", first["text"])

    def test_a_label_that_is_renewed_does_not_lapse(self):
        self.create_evidence(self.company, self.ago(days=100), self.ahead(days=10))
        self.assertEqual(self.titles("lapsing"), ["Test Atelier"])
        self.create_evidence(self.company, self.ahead(days=11), self.ahead(days=400), state="to_verify")
        self.assertEqual(self.titles("lapsing"), [])

    def test_companies_without_a_contact(self):
        old, talked, new, person = self.env["res.partner"].create(
            [
                {"name": name, "is_company": name != "Person", "user_id": self.account.id}
                for name in ("Old", "Talked", "New", "Person")
            ]
        )
        long_ago, lately = self.ago(days=250), self.ago(days=100)
        self.make_older(old + talked + person, self.ago(days=800))
        self.env["hub.interaction"].create(
            [
                {"partner_id": old.id, "date": self.noon(long_ago)},
                {"partner_id": talked.id, "date": self.noon(lately)},
            ]
        )
        self.assertEqual(self.titles("silent"), ["Old"], "a new company has six months, and a person is no company")
        self.make_older(new, self.ago(days=200))
        self.assertEqual(self.titles("silent"), ["New", "Old"], "who was never spoken to comes first")
        old.action_archive()
        self.assertEqual(self.titles("silent"), ["New"])

    def test_what_changed_since_yesterday(self):
        self.env["hub.transition.change"].sudo().create(
            {
                "partner_id": self.company.id,
                "old_status": "unknown",
                "new_status": "aware",
                "date": self.today,
                "cause": "interaction",
            }
        )
        memberships = self.env["hub.cluster.membership"].create(
            [
                {
                    "cluster_id": cluster.id,
                    "partner_id": self.company.id,
                    "date_start": self.ago(days=99),
                    "date_end": end,
                }
                for cluster, end in ((self.cluster, self.ago(days=1)), (self.other_cluster, self.ago(days=9)))
            ]
        )
        self.mail(self.company, "Our new shop")
        [line] = self.lines("changed")
        told = set(line["text"].split(" · "))
        self.assertEqual(told, {"status: Unknown → Aware", "left Test Makers", "mail: Our new shop"})
        for rank in range(3):
            self.mail(self.company, f"Order {rank}")
        self.mail(self.company, "Order 2")
        [line] = self.lines("changed")
        *told, more = line["text"].split(" · ")
        self.assertEqual((len(set(told)), more), (3, "3 more"), "the same mail twice is said once")
        self.assertEqual(self.titles("changed", self.colleague), [])
        memberships[0].date_end = self.today
        self.env["mail.message"].search([("subject", "like", "Order")]).unlink()
        self.assertNotIn("left Test Makers", self.lines("changed")[0]["text"], "the last day is one as a member")

    def mail(self, record, subject, author=None, days=0):
        return self.env["mail.message"].create(
            {
                "model": record._name,
                "res_id": record.id,
                "message_type": "email",
                "subject": subject,
                "author_id": (author or self.env["res.partner"]).id,
                "date": self.now - timedelta(days=days),
            }
        )

    def test_mails_that_came_in(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "partner_id": self.other_company.id, "user_id": self.account.id}
        )
        self.mail(person, "From a person")
        self.mail(lead, False, author=person)
        self.mail(self.company, "Long ago", days=3)
        self.mail(self.company, "From us", author=self.colleague.partner_id)
        self.mail(self.other_company, "Not mine")
        told = {(line["title"], line["text"]) for line in self.lines("changed")}
        self.assertEqual(told, {("Test Atelier", "mail: From a person"), ("Test Forge", "mail: no subject")})

    def test_nothing_of_another_agency(self):
        self.create_evidence(self.company, self.ago(days=100), self.ahead(days=10))
        self.make_older(self.company, self.ago(days=400))
        self.mail(self.company, "Hello")
        self.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "partner_id": self.company.id, "user_id": self.account.id}
        )
        self.assertTrue(all(self.titles(key) for key in ("lapsing", "silent", "changed", "leads")))
        self.company.company_id = self.agency
        day = self.day()
        for key in ("lapsing", "silent", "changed"):
            with self.subTest(card=key):
                self.assertEqual((day[key]["count"], day[key]["lines"]), (0, ()))
        self.assertNotIn("Test Atelier", str(day))

    # Leads

    def lead(self, name, days=0, **values):
        lead = self.env["crm.lead"].create(
            {"name": name, "type": "opportunity", "partner_id": self.company.id, "user_id": self.account.id, **values}
        )
        lead.date_last_stage_update = start_of(self.ago(days=days), zone(self.env))
        return lead

    def test_leads_that_wait(self):
        stage = self.env["crm.stage"].create({"name": "Talks"})
        quick, slow = self.lead("Quick", 1, stage_id=stage.id), self.lead("Slow", 40, stage_id=stage.id)
        for rank in range(3):
            self.lead(f"Other {rank}", 2, stage_id=stage.id, user_id=self.colleague.id)
        self.lead("No activity", 0)
        self.lead("Since yesterday", 1, stage_id=stage.id)
        for lead in (quick, slow):
            self.plan(lead, self.ahead(days=3))
        told = {line["text"] for line in self.lines("leads")}
        self.assertIn("Slow · 40 days in Talks, usually 2", told)
        self.assertIn("Since yesterday · 1 day in Talks · no activity", told)
        self.assertTrue(any(text.startswith("No activity · ") and text.endswith("· no activity") for text in told))
        self.assertFalse(any("Quick" in text or "Other" in text for text in told))

    def test_leads_that_are_closed_do_not_wait(self):
        won, lost = self.lead("Won"), self.lead("Lost")
        self.assertEqual(len(self.lines("leads")), 2)
        won.action_set_won()
        lost.action_set_lost()
        self.assertEqual(self.lines("leads"), [])

    def test_a_lead_without_a_company(self):
        self.lead("Somebody called", partner_id=False)
        [line] = self.lines("leads")
        self.assertEqual((line["title"], line["log"]), ("Somebody called", None))

    # The month

    def test_the_month_beside_the_usual_one(self):
        first = self.today.replace(day=1)
        for ago, companies in ((1, 1), (2, 3)):
            month = first - relativedelta(months=ago)
            self.env["hub.interaction"].create(
                [
                    {
                        "partner_id": partner.id,
                        "user_id": self.account.id,
                        "date": self.noon(month),
                        "duration": 2,
                        "note": partner.name,
                    }
                    for partner in (self.company, self.other_company, self.starter())[:companies]
                ]
            )
        for rank, user in enumerate((self.account, self.account, self.colleague)):
            self.env["hub.interaction"].create(
                {
                    "partner_id": self.company.id,
                    "user_id": user.id,
                    "date": self.noon(first),
                    "duration": 1.5,
                    "note": str(rank),
                }
            )
        self.env["hub.outcome"].create(
            {
                "partner_id": self.company.id,
                "kind": "jobs_created",
                "value": 1,
                "user_id": self.account.id,
                "date": first,
            }
        )
        card = self.day()["month"]
        measures = {each["label"]: (each["now"], each["usual"]) for each in card["measures"]}
        # Whoever began two months ago is measured by two months.
        self.assertEqual(measures, {"Companies": (1, 2), "Hours": (3, 4), "Outcomes": (1, None)})
        self.assertNotIn("colleague", str(card))

    def test_a_meeting_with_many_takes_its_hours_once(self):
        event = (
            self.env["calendar.event"]
            .with_context(dont_notify=True)
            .create({"name": "Round table", "start": self.now, "stop": self.now})
        )
        several = (self.company, self.other_company, self.starter())
        for rank, partner in enumerate(several):
            values = {"partner_id": partner.id, "user_id": self.account.id, "duration": 3, "note": str(rank)}
            self.env["hub.interaction"].create({**values, "calendar_event_id": event.id, "date": self.now})
        self.env["hub.interaction.log"].with_user(self.account).create(
            {"partner_ids": [partner.id for partner in several], "duration": 2, "note": "Workshop"}
        ).action_log()
        measures = {each["label"]: each["now"] for each in self.day()["month"]["measures"]}
        self.assertEqual(measures, {"Companies": 3, "Hours": 5, "Outcomes": 0})

    def starter(self):
        return self.env["res.partner"].create({"name": "Test Starter"})

    def test_the_month_is_the_agencys(self):
        """A talk at half past midnight of the first is of this month, though in UTC it is of the last."""
        first = self.today.replace(day=1)
        moment = self.noon(first) - timedelta(hours=11, minutes=30)
        self.env["hub.interaction"].create({"partner_id": self.company.id, "user_id": self.account.id, "date": moment})
        self.assertEqual(self.day()["month"]["measures"][0]["now"], 1)

    def test_texts_that_try_something(self):
        name = "'); DROP TABLE res_partner; -- %s %(x)s <script>alert(1)</script>" + "W" * 3000
        self.company.name = name
        self.plan(self.company, self.today, summary=name)
        [line] = self.lines("due")
        self.assertEqual((line["title"], line["text"]), (name, name))
        self.env.cr.execute(SQL("SELECT 1 FROM res_partner LIMIT 1"))
