from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.dates import today
from .common import HubCase, QueryCountCase
from .test_tours_cluster import TourCase


class VoidCase(HubCase):
    """Rows of the account manager's company, entered by the account manager."""

    def _log(self, user=None, **values):
        values = {"partner_id": self.company.id, "user_id": (user or self.account).id, **values}
        return self.env["hub.interaction"].with_user(user or self.account).create(values)

    def _open(self, rows, user=None):
        rows = rows.with_user(user or self.account)
        action = rows.action_void()
        return self.env["hub.void"].with_user(user or self.account).browse(action["res_id"])

    def _void(self, rows, user=None, reason="Wrong company"):
        dialog = self._open(rows, user)
        dialog.reason = reason
        dialog.action_void()
        return rows

    def _age(self, rows, days=2):
        """Let rows be entered some days ago."""
        rows.flush_recordset()
        moment = fields.Datetime.now() - timedelta(days=days)
        self.env.cr.execute(
            SQL("UPDATE %s SET create_date = %s WHERE id IN %s", SQL.identifier(rows._table), moment, rows._ids)
        )
        rows.invalidate_recordset(["create_date"])
        return rows

    def _one_of_each(self, user):
        values = {
            "hub.interaction": {},
            "hub.outcome": {"kind": "jobs_created"},
            "hub.commitment": {"name": "A promise"},
            "hub.evidence": {"version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id},
            "hub.assessment": {},
        }
        return [
            self.env[model].with_user(user).create({"partner_id": self.company.id, **each})
            for model, each in values.items()
        ]


class TestTakenBack(VoidCase):
    """Who entered a row takes it back within a day, if nothing rests on it."""

    def test_each_kind_by_its_author(self):
        for row in self._one_of_each(self.account):
            with self.subTest(row._name):
                for user in (self.colleague, self.director):
                    with self.assertRaises(UserError), self.cr.savepoint():
                        row.with_user(user).unlink()
                with self.assertRaises(AccessError):
                    row.with_user(self.analyst).unlink()
                row.unlink()
                self.assertFalse(row.exists())

    def test_only_within_a_day(self):
        for row in self._one_of_each(self.account):
            with self.subTest(row._name):
                self._age(row)
                with self.assertRaisesRegex(UserError, "takes it back, within a day. Void it instead"):
                    row.unlink()
                self._age(row, days=0)
                row.unlink()

    def test_not_what_something_rests_on(self):
        interaction = self._log()
        self.env["hub.outcome"].with_user(self.account).create(
            {"partner_id": self.company.id, "kind": "jobs_created", "interaction_id": interaction.id}
        )
        with self.assertRaisesRegex(UserError, r"in use \(Outcome\). Void it instead"):
            interaction.unlink()

    def test_every_model_of_rows(self):
        """The guard: what hangs on a company and is entered by hand is voidable, or it is known why not."""
        voidable = self.env.registry.descendants(["hub.voidable.mixin"], "_inherit")
        others = {
            "hub.cluster.membership": "a period, which ends",
            "hub.opened.company": "what somebody looked at last",
            "hub.company.role": "a period, which ends",
            "hub.target.group.member": "computed",
            "hub.transition.change": "written once by Hub",
        }
        rows = self.env.registry.descendants(["hub.of.company.mixin"], "_inherit")
        models = {name: self.env[name] for name in rows}
        rows = {
            name
            for name, model in models.items()
            if not model._abstract and model._original_module == "hub_entrepreneurs"
        }
        self.assertEqual(rows - voidable, others.keys())


class TestVoided(VoidCase):
    """A voided row stays, says why, and counts nowhere."""

    def test_it_stays_and_says_why(self):
        interaction = self._void(self._age(self._log()))
        self.assertTrue(interaction.exists())
        self.assertEqual(
            (interaction.void_reason, interaction.voided_by_id, interaction.voided_on),
            ("Wrong company", self.account, today(self.env)),
        )
        found = self.env["hub.interaction"].with_user(self.account).search
        self.assertNotIn(interaction, found([]))
        self.assertIn(interaction, found([("active", "=", False)]), "the filter Voided")
        self.assertIn(interaction, found([("active", "in", [True, False])]), "the filter Voided Ones Included")
        evidence = self._void(self._one_of_each(self.account)[3])
        self.assertIn("Voided: Wrong company", evidence.message_ids[0].body)

    def test_a_reason_is_asked_for(self):
        dialog = self._open(self._log())
        for reason in (False, "  "):
            dialog.reason = reason
            with self.assertRaisesRegex(UserError, "Reason: say what was wrong"), self.cr.savepoint():
                dialog.action_void()

    def test_it_is_changed_no_more_and_can_be_restored(self):
        interaction = self._void(self._log(note="Hello"))
        with self.assertRaisesRegex(UserError, "is voided, so it can't be changed"):
            interaction.note = "Better"
        interaction.action_restore()
        self.assertEqual((interaction.active, interaction.void_reason, interaction.voided_by_id.ids), (True, False, []))
        interaction.note = "Better"

    def test_nobody_types_it_in(self):
        interaction = self._log()
        for values in ({"active": False}, {"void_reason": "x"}, {"voided_by_id": self.colleague.id}):
            with self.assertRaisesRegex(UserError, "Use Void in the menu Actions"):
                interaction.write(values)
        with self.assertRaisesRegex(UserError, "Use Void"):
            interaction.action_archive()

    def test_who_may(self):
        interaction = self._log()
        for user in (self.colleague, self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                interaction.with_user(user).action_void()
        dialog = self._open(interaction)
        for user in (self.colleague, self.analyst):
            with self.assertRaises(AccessError):
                dialog.with_user(user).action_void()
        forged = (
            self.env["hub.void"]
            .with_user(self.colleague)
            .create({"res_model": "hub.interaction", "res_ids": interaction.ids, "reason": "Not mine"})
        )
        with self.assertRaises(AccessError):
            forged.action_void()
        partner = (
            self.env["hub.void"]
            .with_user(self.colleague)
            .create({"res_model": "res.partner", "res_ids": self.company.ids, "reason": "No"})
        )
        with self.assertRaisesRegex(UserError, "can't be voided"):
            partner.action_void()
        self.assertTrue(self.company.active)

    # Nowhere

    def _transition(self):
        self.env.flush_all()
        return self.company.transition_status

    def test_conversations_count_nowhere(self):
        service = self.env["hub.service"].create({"name": "Test", "code": "TEST", "is_transition": True})
        membership = self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": "2020-01-01"}
        )
        interaction = self._log(service_id=service.id)
        self.env.flush_all()
        taking_part = [("takes_part", "=", True), ("id", "=", membership.id)]
        memberships = self.env["hub.cluster.membership"]
        before = (self.company.interaction_count, self.company.last_interaction_date, service.interaction_count)
        self.assertEqual(before, (1, today(self.env), 1))
        self.assertEqual(self._transition(), "aware")
        if "cluster_id" in interaction and interaction.cluster_id:
            self.assertTrue(memberships.search(taking_part))
        self._void(interaction)
        self.env.invalidate_all()
        after = (self.company.interaction_count, self.company.last_interaction_date, service.interaction_count)
        self.assertEqual(after, (0, False, 0))
        self.assertEqual(self._transition(), "unknown")
        self.assertFalse(memberships.search(taking_part))
        self.company.with_context(active_test=False)._compute_transition_status()
        self.assertEqual(self.company.transition_status, "unknown", "nor in the daily job")
        groups = self.env["hub.interaction"]._read_group([("partner_id", "=", self.company.id)], [], ["__count"])
        self.assertEqual(groups, [(0,)])
        interaction.action_restore()
        self.assertEqual(self._transition(), "aware")

    def test_what_was_logged_from_a_meeting_is_logged_anew(self):
        meeting = self.env["calendar.event"].create(
            {"name": "Visit", "start": fields.Datetime.now() - timedelta(hours=2), "stop": fields.Datetime.now()}
        )
        interaction = self._void(self._log(calendar_event_id=meeting.id))
        self.assertFalse(meeting.interaction_ids)
        again = self._log(calendar_event_id=meeting.id)
        with self.assertRefused("hub.interaction", "The conversation of this meeting"):
            interaction.action_restore()
            self.env.flush_all()
        self.assertTrue(again.active)

    def test_evidence_counts_nowhere(self):
        day = today(self.env)
        evidence = self.create_evidence(self.company, day - timedelta(days=30), day + timedelta(days=30))
        renewal = self.create_evidence(self.company, day + timedelta(days=31), day + timedelta(days=90))
        self.assertEqual(self._transition(), "exemplary")
        self.assertTrue(evidence.is_renewed)
        self._void(renewal)
        self.env.invalidate_all()
        self.assertFalse(evidence.is_renewed)
        self.assertFalse(self.env["hub.evidence"].search([("is_renewed", "=", True), ("id", "=", evidence.id)]))
        self._void(evidence)
        self.assertEqual(self._transition(), "unknown")
        self.assertEqual(self.company.evidence_count, 0)

    def test_commitments_and_outcomes_count_nowhere(self):
        _talk, outcome, commitment, *_others = self._one_of_each(self.account)
        self.assertEqual((self._transition(), self.company.open_commitment_count), ("committed", 1))
        self._void(outcome)
        self._void(commitment)
        self.env.invalidate_all()
        self.assertEqual((self._transition(), self.company.open_commitment_count), ("unknown", 0))
        self.assertEqual(self.company.outcome_count, 0)
        commitments = self.env["hub.open.work"]._get_kinds()
        [kind] = [kind for kind in commitments if kind.model == "hub.commitment"]
        self.assertNotIn(commitment, self.env["hub.open.work"]._find(kind, self.account))

    def test_merging_keeps_it_voided(self):
        interaction = self._void(self._log())
        self.company.company_registry = False
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.company + self.other_company).ids, self.other_company
        )
        self.assertEqual((interaction.partner_id, interaction.active), (self.other_company, False))
        self.assertEqual(self.other_company.interaction_count, 0)

    def test_an_export_of_all_leaves_it_out(self):
        kept, voided = self._log(), self._void(self._log())
        rows = self.company.with_user(self.director).export_data(["interaction_ids/.id"])["datas"]
        told = {str(value) for row in rows for value in row}
        self.assertIn(str(kept.id), told)
        self.assertNotIn(str(voided.id), told)


class TestVoidedScreens(VoidCase):
    def test_each_screen_says_so(self):
        voidable = self.env.registry.descendants(["hub.voidable.mixin"], "_inherit")
        for model in sorted(name for name in voidable if not self.env[name]._abstract):
            kinds = [(False, kind) for kind in ("form", "list", "search")]
            views = self.env[model].with_user(self.account).get_views(kinds)
            arch = {kind: view["arch"] for kind, view in views["views"].items()}
            with self.subTest(model):
                for piece in ('title="Voided"', 'name="void_reason"', 'name="action_restore"'):
                    self.assertIn(piece, arch["form"])
                self.assertIn("not active", arch["list"])
                self.assertIn('name="voided"', arch["search"])
                self.assertIn('name="with_voided"', arch["search"])


class TestVoidedQueryCount(QueryCountCase):
    def test_voiding_many(self):
        partners = self.env["res.partner"].create([{"name": f"Test {rank}", "is_company": True} for rank in range(42)])
        rows = self.env["hub.commitment"].create([{"partner_id": each.id, "name": "A promise"} for each in partners])
        self.env.flush_all()
        counts = []
        for some in (rows[:2], rows[2:]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._void("Wrong")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 3)


@tagged("post_install", "-at_install")
class TestVoidTour(TourCase):
    def test_void_and_restore_in_a_browser(self):
        interaction = self.env["hub.interaction"].with_user(self.author).create({"partner_id": self.atelier.id})
        self.start_tour(f"/odoo/hub-conversations/{interaction.id}", "hub_void", login=self.author.login)
        interaction.invalidate_recordset()
        self.assertEqual((interaction.active, interaction.void_reason), (True, False))
