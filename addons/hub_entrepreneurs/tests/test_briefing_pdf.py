import io

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from .briefing_common import HOSTILE, BriefingCase


@tagged("post_install", "-at_install")
class TestBriefingPdf(BriefingCase, HttpCase):
    """The file, and who gets it by its address."""

    def _print(self, companies):
        """Return the words of each page of the file, or None where no engine is installed to make one."""
        reports = self.env["ir.actions.report"].with_user(self.account).with_context(force_report_rendering=True)
        self.env["ir.config_parameter"].set_param("report.url", self.base_url())
        if reports.get_wkhtmltopdf_state() != "ok":
            with self.assertRaisesRegex(UserError, "Wkhtmltopdf"):
                reports._render_qweb_pdf(self.REPORT, companies.ids)
            return None
        with mute_logger("odoo.addons.base.models.ir_actions_report"):
            content, kind = reports._render_qweb_pdf(self.REPORT, companies.ids)
        self.assertEqual(kind, "pdf")
        self.assertLess(len(content), 200_000 * len(companies), "letters are text, and not pictures of letters")
        return [" ".join(page.extract_text().split()) for page in PdfFileReader(io.BytesIO(content)).pages]

    def test_a_page_for_each_company_however_much_there_is_to_say(self):
        companies = self.env["res.partner"].create([
            {"name": "Zed", "is_company": True, "zip": "1000", "country_id": self.belgium.id},
            {"name": HOSTILE, "is_company": True, "street": HOSTILE, "city": HOSTILE, "email": "x" * 300},
            {"name": "Écho", "is_company": True, "zip": "1040", "country_id": self.belgium.id},
            {"name": "Nothing Known", "is_company": True},
        ])  # fmt: skip
        self.fill(companies[1], HOSTILE, times=7)
        self.fill(companies[0])
        pages = self._print(companies)
        if pages is not None:
            self.assertEqual(len(pages), 4)
            # In the order of the communes, and each whole: its name on top and its last line below.
            for page, name in zip(pages, ("Zed", "Écho", "<script>", "Nothing Known"), strict=True):
                self.assertIn(name, page)
                self.assertIn(self.account.name[:20], page)
            self.assertIn("and 3 more", pages[2])

    def test_one_company_is_one_page(self):
        self.fill(self.company, times=9)
        pages = self._print(self.company)
        if pages is not None:
            self.assertEqual(len(pages), 1)
            self.assertIn("Transition", pages[0])

    def test_by_its_address(self):
        new_test_user(self.env, login="hub_portal", groups="base.group_portal")
        address = f"/report/html/{self.REPORT}/{self.company.id}"
        self.authenticate("hub_account", "hub_account")
        self.assertIn("Test Atelier", self.url_open(address).text)
        for login in ("hub_portal", "hub_outsider", "hub_privacy"):
            with self.subTest(login), mute_logger("odoo.http"):
                self.authenticate(login, login.ljust(8, "x"))
                answer = self.url_open(address)
                self.assertEqual(answer.status_code, 403)
                self.assertNotIn("Test Atelier", answer.text)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(address).url)
