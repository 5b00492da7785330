from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from .test_job import JobCase


@tagged("post_install", "-at_install")
class TestJobRights(HttpCase, JobCase):
    """A finished export lives as long as its user and the rights that it was made with."""

    def _take(self, *groups):
        self.user.write({"group_ids": [Command.unlink(self.env.ref(group).id) for group in groups]})

    def _assert_closed(self, job, attachment):
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            attachment.with_user(self.user).read(["raw"])
        with self.assertRaises(AccessError):
            job.action_run_again()
        self.authenticate("xlsx_user", "xlsx_user")
        for url in (f"/hub_xlsx/job/{job.id}/file", f"/web/content/{attachment.id}?download=1"):
            with mute_logger("odoo.http"):
                response = self.url_open(url)
            self.assertGreaterEqual(response.status_code, 400, url)
            self.assertNotEqual(response.content, b"Code")

    def test_the_right_to_export_is_gone(self):
        job = self.start()
        attachment = self.finish(job)
        self._take("base.group_allow_export")
        self._assert_closed(job, attachment)
        with self.assertRaises(UserError):
            self.start()

    def test_the_right_to_the_model_is_gone(self):
        group = self.env["res.groups"].create({"name": "Readers of triggers"})
        self.env["ir.model.access"].create(
            {
                "name": "triggers",
                "model_id": self.env["ir.model"]._get_id("ir.cron.trigger"),
                "group_id": group.id,
                "perm_read": True,
            }
        )
        self.user.group_ids += group
        fields = [{"name": "call_at", "label": "At", "type": "datetime"}]
        job = self.start(model="ir.cron.trigger", fields=fields)
        attachment = self.finish(job)
        self.assertEqual(attachment.with_user(self.user).raw, b"Code")
        self.user.group_ids -= group
        self._assert_closed(job, attachment)
        self.assertFalse(self.jobs._to_tell(), "the web client goes on without it")

    def test_the_right_to_a_field_is_gone(self):
        fields = [{"name": "name", "label": "Name", "type": "char"}]
        job, waiting = self.start(fields=fields), self.start(fields=fields)
        attachment = self.finish(job)
        field = self.env["res.country"]._fields["name"]
        self.patch(field, "groups", "base.group_system")
        self._assert_closed(job, attachment)
        self.assertEqual([each["id"] for each in self.jobs._to_tell()], [waiting.id])

    def test_through_a_linked_record(self):
        fields = [{"name": "currency_id/name", "label": "Currency", "type": "char"}, {"name": ".id"}, {"name": "id"}]
        job = self.start(fields=fields)
        attachment = self.finish(job)
        self.assertEqual(attachment.with_user(self.user).raw, b"Code")
        self.patch(self.env["res.currency"]._fields["name"], "groups", "base.group_system")
        self._assert_closed(job, attachment)

    def test_a_deleted_user(self):
        attachment = self.finish(self.start())
        theirs = self.jobs.with_user(self.other)
        kept = self.finish(theirs.browse(theirs.start("csv", self.countries())["id"]))
        self.user.unlink()
        self.assertFalse(attachment.exists())
        self.assertTrue(kept.exists())

    def test_files_of_users_deleted_before(self):
        attachment, kept = self.finish(self.start()), self.finish(self.start())
        job = self.env["hub.xlsx.job"].browse(attachment.res_id)
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM hub_xlsx_job WHERE id = %s", job.id))
        self.env.invalidate_all()
        self.env["hub.xlsx.job"]._gc_orphans()
        self.assertFalse(attachment.exists())
        self.assertTrue(kept.exists())
