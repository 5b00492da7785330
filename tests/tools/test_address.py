"""The links of mails lead to the server that `./hub run` starts."""

from odoo.tests import TransactionCase, tagged

from tools.serve import set_address


@tagged("standard", "post_install")
class TestAddress(TransactionCase):
    def _address_at(self, port, **parameters):
        settings = self.env["ir.config_parameter"]
        for name, value in parameters.items():
            settings.set_param(name.replace("_", "."), value)
        self.env.flush_all()
        self.env.cr.execute(set_address(port))
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        return self.env["utm.campaign"].get_base_url()

    def test_the_port_that_answers(self):
        for before in ("http://localhost:8069", "http://127.0.0.1:18001", "http://localhost"):
            with self.subTest(before=before):
                self.assertEqual(self._address_at(18150, web_base_url=before), "http://localhost:18150")

    def test_what_somebody_chose_stays(self):
        for chosen in ("https://hub.example.com", "http://localhost.example.com:8069", "http://192.0.2.1:8069"):
            with self.subTest(chosen=chosen):
                self.assertEqual(self._address_at(18150, web_base_url=chosen), chosen)
        frozen = {"web_base_url": "http://localhost:8069", "web_base_url_freeze": "True"}
        self.assertEqual(self._address_at(18150, **frozen), "http://localhost:8069")
