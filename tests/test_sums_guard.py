"""What is added up can be: each number of ours with a sum, and companies once wherever rows hang on them."""

from lxml import etree

from odoo.tests import TransactionCase, tagged

COUNT = "a count of things, or 1 for each of them"
SUMS = {
    "event.event.cost_income": "money in euro",
    "event.event.cost_planned": "money in euro",
    "event.event.cost_spent": "money in euro",
    "event.registration.fee_amount": "money in euro",
    "hub.action.cost.income": "money in euro",
    "hub.action.cost.planned": "money in euro",
    "hub.action.cost.spent": "money in euro",
    "hub.action.plan.budget": "money in euro",
    "hub.action.result.companies": "companies, once for each action",
    "hub.action.result.contacts": "contacts, once for each company and action",
    "hub.action.result.contract_amount": "money in euro",
    "hub.action.result.contracts": COUNT,
    "hub.action.result.cost_income": "money in euro",
    "hub.action.result.cost_net": "money in euro",
    "hub.action.result.cost_planned": "money in euro",
    "hub.action.result.cost_spent": "money in euro",
    "hub.action.result.jobs": "jobs",
    "hub.action.result.leads": COUNT,
    "hub.action.result.opinions": COUNT,
    "hub.action.result.outcomes": COUNT,
    "hub.action.result.participants": COUNT,
    "hub.action.result.satisfied_sum": "what the share of who is satisfied is divided from",
    "hub.action.result.score_sum": "what the average of the answers is divided from",
    "hub.action.result.won_amount": "money in euro",
    "hub.action.result.won_leads": COUNT,
    "hub.campaign.funnel.contacted": COUNT,
    "hub.campaign.funnel.lead": COUNT,
    "hub.campaign.funnel.opted_out": COUNT,
    "hub.campaign.funnel.outcome": COUNT,
    "hub.campaign.funnel.responded": COUNT,
    "hub.campaign.funnel.targeted": COUNT,
    "hub.campaign.funnel.won": COUNT,
    "hub.campaign.member.call_attempts": COUNT,
    "hub.export.target.amount": "money, of which Odoo adds up currencies apart",
    "hub.fact.amount": "within one unit alone",
    "hub.fact.hours": "hours",
    "hub.interaction.duration": "hours",
    "hub.outcome.attributed_value": "within one unit alone",
    "hub.outcome.value": "within one unit alone",
    "hub.quality.score.issue_count": "records to mend, within one month alone",
    "hub.quality.score.record_count": "records looked at, within one month alone",
    "hub.programme.year.budget": "money in euro",
    "hub.programme.year.fte": "posts of a year, added up over programmes",
    "hub.programme.year.own_share": "money in euro",
    "hub.xlsx.job.rows_done": COUNT,
    "hub.xlsx.job.rows_total": COUNT,
    "res.partner.balance_sheet_total": "money in euro",
    "res.partner.employee_count": "jobs",
    "res.partner.turnover": "money in euro",
    "utm.campaign.goal_contacts": COUNT,
    "utm.campaign.goal_leads": COUNT,
    "utm.campaign.goal_won": COUNT,
}
"""The stored numbers of ours that are added up, with the reason why they may be."""


@tagged("standard", "post_install")
class TestSumsGuard(TransactionCase):
    def _numbers(self):
        """Yield the name of each stored number that a module of ours adds and that groups add up."""
        for name, model in self.env.items():
            if model._abstract or model._transient:
                continue
            for field in model._fields.values():
                ours = field._modules and all(module.startswith("hub_") for module in field._modules)
                if ours and field.store and field.aggregator == "sum" and field.name != "message_bounce":
                    yield f"{name}.{field.name}"

    def test_every_sum_is_of_what_can_be_added(self):
        self.assertEqual(set(self._numbers()), set(SUMS))

    def test_companies_are_a_measure_wherever_rows_hang_on_them(self):
        """49 conversations of 19 companies are not 49 companies: whoever counts rows can count companies as well."""
        views = self.env["ir.ui.view"].search([("type", "in", ("pivot", "graph")), ("mode", "=", "primary")])
        looked_at = set()
        for view in views.filtered(lambda view: (view.model or "").startswith("hub.")):
            partner = self.env[view.model]._fields.get("partner_id")
            if not partner or not partner.store or view.model == "hub.campaign.funnel":
                continue  # A row of the funnel is one company of a campaign.
            arch = etree.fromstring(self.env[view.model].get_view(view.id, view.type)["arch"])
            measures = {field.get("name"): field for field in arch.iter("field") if field.get("type") == "measure"}
            with self.subTest(view.xml_id):
                self.assertIn("partner_id", measures)
                self.assertEqual(measures["partner_id"].get("string"), "Companies")
            looked_at.add(view.model)
        self.assertGreaterEqual(len(looked_at), 7)
