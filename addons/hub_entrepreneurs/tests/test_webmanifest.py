from odoo.tests import HttpCase, tagged

from .common import create_users

APP = "/web/manifest.scoped_app_manifest?app_id=hub_entrepreneurs&path=%2Fscoped_app%2Fhub-companies"


@tagged("post_install", "-at_install")
class TestWebmanifest(HttpCase):
    """Business Support is put on the home screen of a phone."""

    def setUp(self):
        super().setUp()
        create_users(
            self.env,
            {
                "hub_app_account": "hub_entrepreneurs.group_hub_account_manager",
                "hub_app_outsider": "base.group_user",
            },
        )

    def _get(self, url, login=None):
        self.authenticate(login, login and login.ljust(8, "x"))
        response = self.url_open(url)
        response.raise_for_status()
        return response

    def _shortcuts(self, login):
        manifest = self._get("/web/manifest.webmanifest", login).json()
        return {shortcut["name"]: shortcut for shortcut in manifest["shortcuts"]}

    def test_shortcuts(self):
        shortcuts = self._shortcuts("hub_app_account")
        for name in ("Business Support", "Log Conversation"):
            with self.subTest(name=name):
                self.assertEqual(self._get(shortcuts[name]["url"], "hub_app_account").status_code, 200)
                [icon] = shortcuts[name]["icons"]
                self.assertEqual(self._get(icon["src"]).headers["Content-Type"], icon["type"])

    def test_nobody_else_has_them(self):
        for login in ("hub_app_outsider", None):
            with self.subTest(login=login):
                self.assertNotIn("Log Conversation", self._shortcuts(login))

    def test_app_of_its_own(self):
        app = self._get(APP, "hub_app_account").json()
        self.assertEqual(app["name"], "Business Support")
        self.assertIn("Log Conversation", [shortcut["name"] for shortcut in app["shortcuts"]])
        [icon] = app["icons"]
        # Of a picture with a size, Chromium wants one of at least 144 pixels.
        self.assertEqual((icon["sizes"], icon["type"]), ("any", "image/svg+xml"))
        self.assertIn(b"<svg", self._get(icon["src"]).content)
        self.assertIn("Business Support", self._get("/scoped_app?app_id=hub_entrepreneurs&path=scoped_app").text)
        other = self._get(APP.replace("hub_entrepreneurs", "web"), "hub_app_account").json()
        self.assertEqual((other["shortcuts"], other["name"]), ([], "Web"))

    def test_browser_knows_who_logs(self):
        for login, may_log in (("hub_app_account", "true"), ("hub_app_outsider", "false")):
            with self.subTest(login=login):
                self.assertIn(f'"hub_may_log": {may_log}', self._get("/odoo", login).text)

    def test_page_without_a_connection(self):
        """It stands for itself: nothing of it is fetched from elsewhere, and nobody's names are on it."""
        page = self._get("/odoo/offline", "hub_app_account").text
        self.assertIn('id="hub_offline"', page)
        self.assertIn("@hub_entrepreneurs/outbox/outbox_store", page)
        self.assertNotIn('src="/', page)
        self.assertNotIn("hub_app_account", page)

    def test_page_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("fr_BE")
        self.env["ir.module.module"]._load_module_terms(["hub_entrepreneurs"], ["fr_BE"])
        self.env["res.users"].search([("login", "=", "hub_app_account")]).lang = "fr_BE"
        self.assertIn("Enregistrer", self._get("/odoo/offline", "hub_app_account").text)
