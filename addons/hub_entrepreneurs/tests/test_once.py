from psycopg2 import errors

from odoo import api
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import HubCase

AGAIN = "carried out already"


class TestOnce(HubCase):
    """What a dialog or a new form holds is saved once."""

    def _log_with_many(self, user=None):
        log = self.env["hub.interaction.log"].with_user(user or self.account)
        return log.create({"partner_ids": (self.company + self.other_company).ids, "duration": 2})

    def _hours(self):
        rows = self.env["hub.interaction"].search([("partner_id", "in", (self.company + self.other_company).ids)])
        return sum(rows.mapped("duration"))

    def test_a_dialog_that_is_sent_twice(self):
        dialog = self._log_with_many()
        dialog.action_log()
        for change in ({}, {"is_done": False}, {"note": "once more"}):
            dialog.write(change)
            with self.assertRaisesRegex(UserError, AGAIN):
                dialog.action_log()
        self.assertEqual(self._hours(), 4)

    def test_what_failed_may_be_tried_again(self):
        wizard = self.env["hub.portfolio.handover"].with_user(self.director).create({"from_user_id": self.account.id})
        with self.assertRaisesRegex(UserError, "choose at least one"):
            wizard.action_hand_over()
        wizard.to_user_ids = self.colleague
        wizard.action_hand_over()
        with self.assertRaisesRegex(UserError, AGAIN):
            wizard.action_hand_over()

    def test_nobody_ends_the_dialog_of_another(self):
        dialog = self._log_with_many()
        with self.assertRaises(AccessError):
            dialog.with_user(self.colleague).action_log()
        self.assertFalse(dialog.is_done)
        dialog = self.env["hub.interaction.log"].create({"partner_ids": self.company.ids, "is_done": True})
        self.assertFalse(dialog.is_done)

    def test_joining_and_leaving(self):
        join = self.env["hub.cluster.join"].with_user(self.cluster_manager)
        join = join.create({"cluster_id": self.cluster.id, "partner_ids": self.company.ids})
        join.action_join()
        with self.assertRaisesRegex(UserError, AGAIN):
            join.action_join()
        leave = self.env["hub.cluster.leave"].with_user(self.cluster_manager)
        leave = leave.create(
            {
                "membership_ids": self.company.membership_ids.ids,
                "leave_reason_id": self.env["hub.cluster.leave.reason"].search([], limit=1).id,
            }
        )
        leave.action_leave()
        with self.assertRaisesRegex(UserError, AGAIN):
            leave.action_leave()

    def test_a_new_form_that_is_sent_twice(self):
        """As the back button or a second tab does: the same values, its key among them, are created again."""
        for model, values in (
            ("hub.interaction", {}),
            ("hub.outcome", {"kind": "jobs_created", "value": 1}),
            ("hub.commitment", {"name": "A promise"}),
            ("hub.interaction.log", {}),
        ):
            with self.subTest(model=model):
                rows = self.env[model].with_user(self.account)
                form = Form(rows)
                key = form.form_key
                self.assertTrue(key)
                self.assertNotEqual(Form(rows).form_key, key, "each form has its own")
                many = model == "hub.interaction.log"
                whom = {"partner_ids": self.company.ids} if many else {"partner_id": self.company.id}
                rows.create({**values, **whom, "form_key": key})
                with self.assertRefused(model, "This form was saved already"):
                    rows.create({**values, **whom, "form_key": key})

    def test_a_form_saves_its_key(self):
        form = Form(self.env["hub.interaction"].with_user(self.account))
        form.partner_id = self.company
        saved = form.save()
        self.assertTrue(saved.form_key)
        self.assertFalse(saved.copy().form_key, "a duplicate is wanted")
        form.note = "Corrected in the same form"
        self.assertEqual(form.save(), saved)

    def test_code_and_imports_have_no_key(self):
        rows = self.env["hub.interaction"].create([{"partner_id": self.company.id}] * 2)
        self.assertEqual(rows.mapped("form_key"), [False, False])

    def test_every_form_has_the_key(self):
        heirs = self.env.registry.descendants(["hub.once.mixin"], "_inherit")
        for name in heirs:
            model = self.env[name]
            if model._abstract or not self.env["ir.ui.view"].search_count(
                [("model", "=", name), ("type", "=", "form")]
            ):
                continue
            with self.subTest(model=name):
                self.assertIn('name="form_key"', model.get_view(view_type="form")["arch"])

    def test_two_at_the_same_time(self):
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            ours, theirs = (
                api.Environment(cursor, self.env.ref("base.user_admin").id, {}) for cursor in (first, second)
            )
            company = ours["res.partner"].create({"name": "Twice", "is_company": True})
            dialog = ours["hub.interaction.log"].create({"partner_ids": company.ids})
            first.commit()
            try:
                # Both have read before either writes.
                for env in (ours, theirs):
                    self.assertFalse(env["hub.interaction.log"].browse(dialog.id).is_done)
                dialog.action_log()
                first.commit()
                with self.assertRaises(errors.SerializationFailure):
                    theirs["hub.interaction.log"].browse(dialog.id).action_log()
                second.rollback()
                # As Odoo does then: once more.
                theirs.invalidate_all()
                with self.assertRaisesRegex(UserError, AGAIN):
                    theirs["hub.interaction.log"].browse(dialog.id).action_log()
                self.assertEqual(ours["hub.interaction"].search_count([("partner_id", "=", company.id)]), 1)
            finally:
                second.rollback()
                first.rollback()
                ours["hub.interaction"].search([("partner_id", "=", company.id)]).unlink()
                dialog.unlink()
                company.unlink()
                first.commit()
