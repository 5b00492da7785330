from odoo.exceptions import AccessError, UserError

from ..exceptions import MissingRequirements
from .gate_common import GateCase


class TestStageOverride(GateCase):
    """A director moves a lead on although something is missing; the reason stays."""

    def setUp(self):
        super().setUp()
        self.lead = self.create_lead(self.account)

    def _override(self, user=None, **values):
        return (
            self.env["hub.lead.stage.override"]
            .with_user(user or self.director)
            .create({"lead_id": self.lead.id, "stage_id": self.market_entry.id, "reason": "A fair next week", **values})
        )

    def _assert_refused(self, sentence, **values):
        with self.assertRaises(UserError) as refused, self.cr.savepoint():
            self._override(**values)
        self.assertIn(sentence, str(refused.exception))

    def test_moves_on_and_stays_in_the_chatter(self):
        override = self._override()
        self.assertEqual(self.lead.stage_id, self.market_entry)
        self.assertEqual(
            (override.user_id, override.requirement_ids), (self.director, self.needs_market + self.needs_plan)
        )
        message = self.lead.message_ids.filtered(lambda message: "A fair next week" in message.body)
        self.assertEqual(message.author_id, self.director.partner_id)
        for part in ("Market Entry", "Target Market, Plan"):
            self.assertIn(part, message.body)
        self.assertEqual(self.lead.override_count, 1)
        self.assertEqual(
            self.env["hub.lead.stage.override"].search(self.lead.action_open_overrides()["domain"]), override
        )

    def test_what_a_reason_says_is_text(self):
        self._override(reason="<b>bold</b>")
        self.assertIn("&lt;b&gt;bold", "".join(self.lead.message_ids.mapped("body")))

    def test_holds_from_then_on(self):
        self._override()
        self.lead.stage_id = self.exporting
        self.lead.stage_id = self.interest
        self.lead.stage_id = self.market_entry
        self.assertEqual(self.lead.stage_id, self.market_entry)
        other = self.create_lead(self.account, name="Another")
        with self.assertRaises(MissingRequirements):
            other.stage_id = self.market_entry

    def test_a_lower_band_is_waived_with_the_higher_one(self):
        lead = self.create_lead(self.account, partner_id=self.other_company.id)
        self._override(lead_id=lead.id)
        self.assertEqual(self.names(lead, self.exporting), [])

    def test_only_directors(self):
        for user in (self.account, self.adviser, self.cluster_manager, self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                self._override(user)
        override = self._override()
        for action in (lambda: override.write({"reason": "Another"}), override.unlink):
            with self.assertRaises(AccessError):
                action()

    def test_several_leads_at_once(self):
        other = self.create_lead(self.account, partner_id=self.other_company.id)
        values = {"stage_id": self.market_entry.id, "reason": "A fair"}
        overrides = (
            self.env["hub.lead.stage.override"]
            .with_user(self.director)
            .create([{"lead_id": lead.id, **values} for lead in self.lead + other])
        )
        self.assertEqual((self.lead + other).stage_id, self.market_entry)
        self.assertEqual([len(override.requirement_ids) for override in overrides], [2, 4])

    def test_forged(self):
        override = self._override(user_id=self.account.id, requirement_ids=[(6, 0, [])], create_date="2000-01-01")
        self.assertEqual((override.user_id, len(override.requirement_ids)), (self.director, 2))
        self.assertGreater(override.create_date.year, 2000)

    def test_sentences(self):
        self._assert_refused("Reason: write why", reason=" \n")
        self._assert_refused("Reason: write why", reason=False)
        self._assert_refused("is at Interest already", stage_id=self.interest.id)
        self._assert_refused("Nothing is missing for “Test lead” to reach Diagnosis", stage_id=self.diagnosis.id)
        foreign = self.env["crm.stage"].search([("team_ids", "=", False)], limit=1)
        self._assert_refused("is not a stage of the team of “Test lead”", stage_id=foreign.id)
        self.lead.sudo().stage_id = self.exporting
        self._assert_refused("Nothing is missing", stage_id=self.market_entry.id)

    def test_merging_keeps_decisions(self):
        override = self._override()
        kept = self.create_lead(name="Kept", stage_id=self.exporting.id)
        merged = (self.lead + kept.with_user(self.account)).merge_opportunity()
        self.assertEqual((merged, override.lead_id), (kept, kept))
        self.assertEqual(merged.override_count, 1)

    def test_loaded_data_only_notes(self):
        override = self.env["hub.lead.stage.override"].create(
            {"lead_id": self.lead.id, "stage_id": self.market_entry.id, "reason": "Then", "user_id": self.account.id}
        )
        self.assertEqual((override.user_id, self.lead.stage_id), (self.account, self.interest))
