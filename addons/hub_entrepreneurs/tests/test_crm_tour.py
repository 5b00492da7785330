from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestCrmTour(HttpCase):
    """Odoo's own tour of the CRM can be walked to its end, though a service that it shows is off."""

    def test_to_its_end(self):
        self.env["res.partner"].create({"name": "Brandon Freeman", "is_company": True})
        self.start_tour("/odoo", "crm_tour", login="admin")
