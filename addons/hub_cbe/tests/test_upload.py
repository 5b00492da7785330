from odoo import http
from odoo.tests import HttpCase, tagged

from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestUpload(HttpCase, RegisterCase):
    def send(self, user, path):
        self.authenticate(user.login, user.login.ljust(8, "x"))
        with path.open("rb") as file:
            answer = self.url_open(
                "/hub_cbe/upload",
                data={"csrf_token": http.Request.csrf_token(self)},
                files={"file": (path.name, file, "application/zip")},
            )
        self.assertEqual(answer.status_code, 200)
        return answer.json()

    def test_a_director_sends_a_zip_that_is_read_in_the_background(self):
        path = self.write_extract()
        extract = self.env["hub.cbe.extract"].browse(self.send(self.director, path)["id"])
        self.assertEqual((extract.state, extract.number, extract.file_name), ("reading", 140, path.name))
        jobs = self.env["queue.job"].search([("channel", "=", "root.hub_cbe")])
        self.assertEqual(jobs.mapped("method_name"), ["_job_read"])
        with extract._opened() as opened:
            self.assertEqual(opened.meta.number, 140)

    def test_a_second_one_waits_for_the_first(self):
        self.send(self.director, self.write_extract())
        answer = self.send(self.director, self.write_extract(1))
        self.assertIn("under way", answer["error"])
        self.assertEqual(self.env["hub.cbe.extract"].search_count([("number", "=", 141)]), 0)

    def test_who_may_not_load_sends_nothing(self):
        answer = self.send(self.account, self.write_extract())
        self.assertNotIn("id", answer)
        self.assertFalse(self.env["hub.cbe.extract"].search_count([]))
