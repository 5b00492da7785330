from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger


class JobTourCase(HttpCase):
    """Three contacts in a list, and someone who may export them and nothing else in particular."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, login="xlsx_tour", groups="base.group_user,base.group_partner_manager,base.group_allow_export"
        )
        cls.contacts = cls.env["res.partner"].create([{"name": f"Export <b>{number}</b>"} for number in range(3)])
        cls.url = cls.url_of("list", '<list><field name="name"/><field name="email"/></list>')
        cls.env["ir.config_parameter"].set_param("hub_xlsx.job_rows", 2)

    @classmethod
    def url_of(cls, view_type, arch):
        """Return where the contacts are shown in a view of their own."""
        view = cls.env["ir.ui.view"].create({"name": "tour", "model": "res.partner", "arch": arch})
        action = cls.env["ir.actions.act_window"].create(
            {
                "name": "Tour Contacts",
                "res_model": "res.partner",
                "view_mode": view_type,
                "view_id": view.id,
                "domain": [("id", "in", cls.contacts.ids)],
            }
        )
        return f"/odoo/action-{action.id}"

    @property
    def jobs(self):
        return self.env["hub.xlsx.job"].search([("user_id", "=", self.user.id)])

    def run_jobs(self):
        with self.registry.cursor() as cr:
            self.env(cr=cr)["hub.xlsx.job"]._cron_run()

    @mute_logger("odoo.http")  # Odoo's client sends the export a token that its controller doesn't take
    def tour(self, name):
        self.start_tour(self.url, name, login=self.user.login)


@tagged("post_install", "-at_install")
class TestJobTour(JobTourCase):
    """Long exports in a browser."""

    def test_in_the_background(self):
        model = self.env.registry["hub.xlsx.job"]
        describe = model.describe

        def run_and_describe(jobs):
            """Run what the client asks for: tests have neither a scheduler nor, without commits, a bus."""
            if not jobs.env.su:
                self.run_jobs()
            return describe(jobs)

        with patch.object(model, "describe", run_and_describe):
            self.tour("hub_xlsx_in_the_background")
        self.assertRecordValues(self.jobs, [{"state": "done", "seen": True, "rows_done": 3, "format": "xlsx"}])
        self.assertEqual(self.jobs.attachment_id.raw[:2], b"PK")

    def test_download_now(self):
        self.tour("hub_xlsx_download_now")
        self.assertFalse(self.jobs)

    def test_a_job_is_asked_what_core_posts(self):
        """The same parameters, whether core posts them or a job is started with them: of the menu and of the dialog."""
        exports = self.env.registry["hub.xlsx.export"]
        write, posted = exports._write_file, []

        def remember_and_write(self, params, *args):
            posted.append(params)
            return write(self, params, *args)

        with patch.object(exports, "_write_file", remember_and_write):
            self.tour("hub_xlsx_both_ways")
        started = self.jobs.sorted("id").mapped("params")
        self.assertEqual(len(posted), 2)
        self.assertEqual(started, posted)
        self.assertEqual([params["ids"] for params in started], [False, self.contacts.ids])

    def test_lists_in_one_cell_as_the_user_chose_last(self):
        self.env["ir.config_parameter"].set_param("hub_xlsx.job_rows", 3)
        exports = self.env.registry["hub.xlsx.export"]
        write, posted = exports._write_file, []

        def remember_and_write(self, params, *args):
            posted.append(params["one_row"])
            return write(self, params, *args)

        with patch.object(exports, "_write_file", remember_and_write):
            self.tour("hub_xlsx_one_row")
        self.assertEqual(posted, [True, False])

    def test_order_and_headings_are_those_of_the_screen(self):
        """By the menu and by the dialog, now and in the background."""
        self.url = self.url_of(
            "list",
            '<list default_order="email desc, name"><field name="name" string="Heading"/><field name="city"/></list>',
        )
        exports = self.env.registry["hub.xlsx.export"]
        write, posted = exports._write_file, []

        def remember_and_write(self, params, *args):
            posted.append(params)
            return write(self, params, *args)

        with patch.object(exports, "_write_file", remember_and_write):
            self.tour("hub_xlsx_both_ways")
        for params in (*posted, *self.jobs.mapped("params")):
            self.assertEqual(params["order"], "email DESC, name ASC")
            labels = {field["name"]: field["label"] for field in params["fields"]}
            self.assertEqual(labels["name"], "Heading")
            self.assertEqual(labels["city"], "City")

    def test_cards(self):
        arch = '<kanban><templates><t t-name="card"><field name="name"/></t></templates></kanban>'
        self.url = self.url_of("kanban", arch)
        self.tour("hub_xlsx_cards")
        self.assertEqual([field["name"] for field in self.jobs.params["fields"]], ["name"])

    def test_few_of_a_long_list(self):
        self.tour("hub_xlsx_short")

    def test_short_list(self):
        self.env["ir.config_parameter"].set_param("hub_xlsx.job_rows", 3)
        self.tour("hub_xlsx_short_list")

    def test_switched_off(self):
        self.env["ir.config_parameter"].set_param("hub_xlsx.disabled", "True")
        self.tour("hub_xlsx_short_list")


@tagged("post_install", "-at_install")
class TestJobTourEverywhere(JobTourCase):
    """What is the same on a desk and on a phone: here on a desk."""

    def test_cancel(self):
        self.tour("hub_xlsx_cancel")
        self.assertEqual(self.jobs.mapped("state"), ["cancelled"])

    def test_downloaded_next_day(self):
        job = self.env["hub.xlsx.job"].with_user(self.user)
        params = {
            "model": "res.partner",
            "fields": [{"name": "name", "label": "Name", "type": "char"}],
            "ids": self.contacts.ids,
            "domain": [],
            "groupby": [],
            "context": {},
            "import_compat": False,
        }
        job = job.browse(job.start("csv", params)["id"])
        self.env.flush_all()
        self.run_jobs()
        self.tour("hub_xlsx_next_day")
        self.assertTrue(job.seen)


@tagged("post_install", "-at_install")
class TestJobTourPhone(TestJobTourEverywhere):
    """And on a phone."""

    browser_size = "390x844"
    touch_enabled = True
