from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from .run_files_common import RunFilesCase


class TestRunPaper(RunFilesCase):
    """A run on paper says what the workbook says."""

    def paper(self, run, user=None, *, outside=True):
        report = self.env["ir.actions.report"].with_user(user or self.analyst)
        self.env.invalidate_all()
        html, _kind = report._render_qweb_html(f"hub_reporting.{'run' if outside else 'run_inside'}", run.ids)
        return html.decode()

    def test_what_stands_there(self):
        self.talks("phone", 6)
        self.talks("visit", 2)
        run = self.run_report()
        text = html2plaintext(self.paper(run, outside=False))
        for words in ("Test Report", run.digest, "Test Contact, by Channel", "Companies with a conversation."):
            self.assertIn(words, text)
        [line] = [line for line in self.paper(run, outside=False).split("<tr") if "Visit" in line]
        self.assertIn(">2<", line)

    def test_small_numbers_are_not_shown_unless_asked_for(self):
        self.talks("phone", 6)
        self.talks("visit", 2)
        run = self.run_report()
        [line] = [line for line in self.paper(run).split("<tr") if "Visit" in line]
        self.assertNotIn(">2<", line)
        self.assertIn(">–<", line)

    def test_who_may_not_read_prints_nothing(self):
        run = self.run_report()
        self.assertTrue(self.paper(run, self.account))
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError):
                self.paper(run, user)

    def test_a_run_that_is_not_done(self):
        with self.assertRaisesRegex(UserError, "Wait until it is done"):
            self.paper(self.begin())

    def test_the_dialog_prints_what_it_says(self):
        run = self.run_report()
        for outside, name in ((True, "hub_reporting.run"), (False, "hub_reporting.run_inside")):
            dialog = (
                self.env["hub.report.download"]
                .with_user(self.account)
                .create({"run_id": run.id, "file_format": "pdf", "is_outside": outside})
            )
            action = dialog.action_download()
            self.assertEqual((action["report_name"], action["report_type"]), (name, "qweb-pdf"))
            self.assertEqual(action["context"]["active_ids"], run.ids)
