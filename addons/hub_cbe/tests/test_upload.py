from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers.upload import _get_name
from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestUpload(HttpCase, RegisterCase):
    def send(self, user, path):
        with path.open("rb") as file:
            return self.post(user, files={"file": (path.name, file, "application/zip")})

    def post(self, user, files=None, **fields):
        self.authenticate(user.login, user.login.ljust(8, "x"))
        data = {"csrf_token": http.Request.csrf_token(self), **fields}
        answer = self.url_open("/hub_cbe/upload", data=data, files=files)
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

    def test_without_a_file_it_says_so(self):
        self.assertIn("No file", self.post(self.director)["error"])
        self.assertIn("No file", self.post(self.director, file="a text")["error"])

    def test_its_name_is_no_place(self):
        for rank, (sent, shown) in enumerate(
            (
                ("../../etc/register.zip", "register.zip"),
                ("..", "extract.zip"),
                ("", "extract.zip"),
                ("a\0b\n.zip", "ab.zip"),
                ("\u202epiz.zip", "piz.zip"),
                ("x" * 5000 + ".zip", "x" * 96 + ".zip"),
            )
        ):
            with self.subTest(sent=sent[:20]):
                self.assertEqual(_get_name(sent), shown)
            if sent:
                answer = self.post(self.director, files={"file": (sent, f"no zip {rank}".encode(), "application/zip")})
                extract = self.env["hub.cbe.extract"].browse(answer["id"])
                self.assertEqual(extract.state, "refused")
                self.assertTrue(extract.file_name.isprintable())

    def test_a_zip_that_is_cut_off_is_refused_in_words(self):
        whole = self.write_extract().read_bytes()
        answer = self.post(self.director, files={"file": ("a.zip", whole[: len(whole) // 2], "application/zip")})
        extract = self.env["hub.cbe.extract"].browse(answer["id"])
        self.assertEqual((extract.state, extract.error), ("refused", "The zip is cut off. Download it once more."))

    def test_nothing_else_than_a_form_of_hub_sends_one(self):
        self.authenticate(self.director.login, self.director.login.ljust(8, "x"))
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open("/hub_cbe/upload", files={"file": ("a.zip", b"x")}).status_code, 400)
        self.assertEqual(self.url_open("/hub_cbe/upload").status_code, 405)

    def test_nobody_else_downloads_it(self):
        extract = self.env["hub.cbe.extract"].browse(self.send(self.director, self.write_extract())["id"])
        for user, status in ((self.account, 404), (self.outsider, 404), (self.director, 200)):
            self.authenticate(user.login, user.login.ljust(8, "x"))
            for place in (extract._get_attachment().id, f"hub.cbe.extract/{extract.id}/file"):
                self.assertEqual(self.url_open(f"/web/content/{place}").status_code, status)
