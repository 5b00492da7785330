import base64
import io
import json

from lxml import etree
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..models.support.hub_outcome import KINDS
from .common import HubCase
from .test_interaction import SupportCase


class TestOutcome(SupportCase):
    """What came of the support, how well it is proven and how far it is the agency's doing."""

    def _enter(self, user=None, **values):
        outcomes = self.env["hub.outcome"].with_user(user or self.account)
        return outcomes.create({"partner_id": self.company.id, "kind": "jobs_created", "value": 4, **values})

    def test_attributed_value_and_unit(self):
        outcome = self._enter(attribution=25)
        self.assertEqual((outcome.attributed_value, outcome.unit, outcome.proof_level), (1, "fte", "claimed"))
        outcome.write({"value": 8, "kind": "financing"})
        self.assertEqual((outcome.attributed_value, outcome.unit), (2, "eur"))
        [(value, attributed)] = self.env["hub.outcome"]._read_group(
            [("partner_id", "=", self.company.id)], [], ["value:sum", "attributed_value:sum"]
        )
        self.assertEqual((value, attributed), (8, 2))

    def test_values_of_several_units_have_no_sum(self):
        """Euro, jobs and tonnes are not added up: not in groups, nor in what stands above them."""
        self._enter(value=4)
        self._enter(value=5, kind="jobs_kept")
        self._enter(value=1000, kind="financing")
        outcomes = self.env["hub.outcome"].with_user(self.analyst)
        sums = ["value:sum", "attributed_value:sum", "value:avg", "partner_id:count_distinct"]
        grouping = [[], ["unit"], ["partner_id"]]
        own = [("partner_id", "=", self.company.id)]
        total, by_unit, by_company = outcomes.formatted_read_grouping_sets(own, grouping, sums)
        for [row] in (total, by_company):
            self.assertEqual([row[spec] for spec in sums], [False, False, False, 1])
        self.assertEqual({row["unit"]: row["value:sum"] for row in by_unit}, {"fte": 9, "eur": 1000})
        [jobs] = outcomes.formatted_read_group([*own, ("unit", "=", "fte")], [], sums)
        self.assertEqual([jobs[spec] for spec in sums], [9, 9, 4.5, 1])
        groups = outcomes.web_read_group(own, ["kind"], ["value:sum"])["groups"]
        self.assertEqual(sorted(group["value:sum"] for group in groups), [4, 5, 1000])

    def test_a_picture_of_values_has_one_axis_and_does_not_offer_them(self):
        arch = etree.fromstring(self.env["hub.outcome"].get_view(view_type="graph")["arch"])
        hidden = {field.get("name") for field in arch.iter("field") if field.get("invisible") == "1"}
        self.assertEqual(hidden, {"value", "attributed_value"})

    def test_commune_of_the_day(self):
        """What was gained in a commune stays there, as what was said there does."""
        self.company.write({"zip": "1030", "city": "Schaerbeek"})
        outcome = self._enter()
        self.company.write({"zip": "1140", "city": "Evere"})
        self.assertEqual(outcome.commune_id.name, "Schaerbeek")
        self.assertEqual(self._enter().commune_id.name, "Evere")
        self.other_company.write({"zip": "1050", "city": "Ixelles"})
        outcome.partner_id = self.other_company
        self.assertEqual(outcome.commune_id.name, "Ixelles", "another company was somewhere else")

    def test_each_kind_has_a_unit(self):
        units = dict(self.env["hub.outcome"]._fields["unit"].selection)
        for kind, (label, unit) in KINDS.items():
            with self.subTest(kind):
                self.assertTrue(label)
                self.assertIn(unit, units)

    def test_bad_input_gets_a_sentence(self):
        for attribution in (-1, 101):
            with self.assertRefused("hub.outcome", "Attribution", "0 to 100"):
                self._enter(attribution=attribution)
        with self.assertRefused("hub.outcome", "Value", "enter 0 or more"):
            self._enter(value=-1)

    def test_documented_means_a_document(self):
        with self.assertRaisesRegex(ValidationError, "Proof Level: Jobs Created – Test Atelier has no document"):
            self._enter(proof_level="documented")
        outcome = self._enter(proof_level="documented", reference="Annual accounts 2026")
        document = (
            self.env["ir.attachment"]
            .with_user(self.account)
            .create({"name": "proof.txt", "datas": base64.b64encode(b"proof")})
        )
        outcome.write({"reference": False, "attachment_ids": [(4, document.id)]})
        with self.assertRaisesRegex(ValidationError, "Proof Level"):
            outcome.attachment_ids = False
        self._enter(proof_level="attested")

    def test_where_it_came_from(self):
        conversation = self.log(service_id=self.advice.id, programme_id=self.programme.id)
        outcome = self._enter(interaction_id=conversation.id)
        self.assertEqual((outcome.service_id, outcome.programme_id), (self.advice, self.programme))
        self.assertEqual((conversation.outcome_ids, conversation.outcome_count), (outcome, 1))
        self.assertEqual(self.company.outcome_count, 1)
        other = self._enter(interaction_id=conversation.id, service_id=self.talk.id)
        self.assertEqual(other.service_id, self.talk, "what is chosen stays")
        conversation.sudo().unlink()
        self.assertEqual(outcome.exists(), outcome)

    def test_who_may(self):
        outcome = self._enter()
        outcome.with_user(self.colleague).value = 5
        with self.assertRaisesRegex(UserError, "only who entered it takes it back"):
            outcome.with_user(self.colleague).unlink()
        with self.assertRaises(AccessError):
            outcome.with_user(self.analyst).value = 6
        self.assertEqual(outcome.with_user(self.analyst).value, 5)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.company.company_id = agency
        self.assertFalse(self.env["hub.outcome"].with_user(self.director).search([("id", "=", outcome.id)]))
        with self.assertRaises(AccessError):
            self._enter()


@tagged("post_install", "-at_install")
class TestOutcomePivotFile(HttpCase, HubCase):
    def test_no_sum_is_an_empty_cell_of_the_workbook(self):
        self.authenticate("hub_analyst", "hub_analyst")
        table = {
            "model": "hub.outcome",
            "title": "Outcomes",
            "col_group_headers": [[{"title": "Total", "width": 2, "height": 1}]],
            "measure_headers": [{"title": title, "is_bold": False} for title in ("Value", "Companies")],
            "measure_count": 2,
            "rows": [{"title": "Total", "indent": 0, "values": [{"value": False}, {"value": 0, "is_bold": True}]}],
        }
        posted = {"data": json.dumps(table), "csrf_token": Request.csrf_token(self)}
        response = self.url_open("/web/pivot/export_xlsx", data=posted)
        sheet = load_workbook(io.BytesIO(response.content)).active
        self.assertEqual([cell.value for cell in sheet[3]], ["Total", None, 0])
