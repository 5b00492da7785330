import inspect

from odoo.addons.web.controllers.webmanifest import WebManifest

from .core_case import CoreCase


class TestCoreWebmanifest(CoreCase):
    """What core says of itself to a phone, and what it shows without a connection."""

    def test_parts(self):
        for name, parameters in {
            "_get_shortcuts": [],
            "_get_scoped_app_shortcuts": ["app_id"],
            "_get_scoped_app_name": ["app_id"],
            "offline": [],
        }.items():
            with self.subTest(name=name):
                found = list(inspect.signature(inspect.unwrap(getattr(WebManifest, name))).parameters)[1:]
                self.assertEqual(found, parameters, "core makes the description of an app of other parts")

    def test_page_without_a_connection(self):
        self.assertIn("request.render('web.webclient_offline'", inspect.getsource(WebManifest.offline))
        self.assertInOrder(
            self.env.ref("web.webclient_offline").arch,
            ["window.addEventListener('online'", '<div class="card">', "</button>"],
            "the page without a connection looks otherwise",
        )

    def test_service_worker(self):
        self.assertInOrder(
            self.script("web/static/src/service_worker.js"),
            [
                'const cacheName = "odoo-sw-cache";',
                "const offLineURL = `${homepageURL}/offline`;",
                "cache.add(offLineURL)",
            ],
            "the page without a connection is kept elsewhere",
        )
