from datetime import date

from odoo.tests import Form

from .indicator_common import IndicatorCase


class TestIndicatorFigure(IndicatorCase):
    """The page with what an indicator says, and the lists behind its numbers."""

    def open_page(self, user=None, **values):
        page = Form(self.env["hub.indicator.figure"].with_user(user or self.analyst))
        page.version_id = self.version
        page.date_start, page.date_end = self.period
        for name, value in values.items():
            setattr(page, name, value)
        return page

    def test_a_number_opens_its_list(self):
        self.talk(channel="phone")
        self.talk(company=self.other_company)
        page = self.open_page(breakdown_id=self.by_channel).save()
        lines = {line.name: line for line in page.line_ids}
        self.assertEqual(lines.keys() & {"Total", "Phone", "At the Office"}, {"Total", "Phone", "At the Office"})
        action = lines["Phone"].action_open_list()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertIn(self.company, found)
        self.assertEqual(len(found), lines["Phone"].units)
        action = lines["Total"].action_open_list()
        self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), lines["Total"].units)

    def test_of_a_programme(self):
        programme = self.env["hub.programme"].create({"name": "Test", "code": "TEST"})
        self.talk(programme_id=programme.id)
        self.talk(company=self.other_company, programme_id=False)
        page = self.open_page(programme_id=programme).save()
        self.assertEqual((page.line_ids.name, page.line_ids.shown), ("Total", "1"))

    def test_what_cannot_be_asked_is_said(self):
        page = self.open_page(date_end=date(2020, 1, 1)).save()
        self.assertIn("ends before it starts", page.problem)
        self.assertFalse(page.line_ids)

    def test_a_page_is_of_who_opened_it(self):
        page = self.open_page().save()
        found = self.env["hub.indicator.figure"].with_user(self.account).search([("id", "=", page.id)])
        self.assertFalse(found)

    def test_records_of_several_kinds_open_their_facts(self):
        version = self.other({"fact_kind": "support"}, {"fact_kind": "outcome"}, counted="record")
        self.talk(company=self.other_company)
        self.env["hub.outcome"].create(
            {"partner_id": self.company.id, "kind": "jobs_kept", "value": 1, "date": date(2025, 5, 5)}
        )
        page = self.open_page(version_id=version).save()
        action = page.line_ids.action_open_list()
        self.assertEqual(action["res_model"], "hub.fact")
        self.assertEqual(self.env["hub.fact"].search_count(action["domain"]), page.line_ids.units)
