from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_log_conversation import LogCase


class CompanyPageCase(LogCase):
    """A company with an owner, a contact without a role, and a conversation."""

    def setUp(self):
        super().setUp()
        self.before.note = "Wants a loan"
        owner, _contact = self.env["res.partner"].create([
            {"name": "Test Owner", "parent_id": self.company.id, "phone": "+32 2 100 00 00"},
            {"name": "Test Contact", "parent_id": self.company.id},
        ])  # fmt: skip
        self.env["hub.company.role"].create({"partner_id": self.company.id, "person_id": owner.id, "role": "owner"})


@tagged("post_install", "-at_install")
class TestCompanyPageTour(CompanyPageCase):
    """The page of a company on the screen of a laptop."""

    browser_size = "1366x768"

    def test_the_tab_opened_last_stays_open(self):
        self.start_tour(self.page, "hub_company_tab", login=self.account.login)

    def test_a_person_is_added_in_one_line(self):
        self.start_tour(self.page, "hub_company_people", login=self.account.login)
        role = self.company.company_role_ids.filtered(lambda role: role.role == "manager")
        person = role.person_id
        self.assertEqual((person.name, person.parent_id), ("Test Newcomer", self.company))
        self.assertEqual((person.phone, person.email), ("+32 2 200 00 00", "new@example.com"))
        self.assertTrue(role.is_decision_maker)

    def test_the_summary_is_above_the_fold(self):
        self.browser_js(
            self.page,
            "const box = document.querySelector('.o_hub_glance').getBoundingClientRect();"
            "console.log(box.height && box.bottom <= 768 ? 'test successful' : `error ${box.bottom}`)",
            ready="Boolean(document.querySelector('.o_hub_glance'))",
            login=self.account.login,
            timeout=60,
        )

    def test_the_menus_fit_in_each_language(self):
        """As a director, who has the most of them, and as an analyst, who has others; both work for two agencies."""
        agencies = self.env.company + self.env["res.company"].create({"name": "Second Test Agency"})
        self.env.company.name = "Agency for Enterprises of the Region"
        for role in ("director", "analyst"):
            user = new_test_user(
                self.env,
                login=f"hub_tour_{role}",
                groups=f"hub_entrepreneurs.group_hub_{role}",
                company_ids=[Command.set(agencies.ids)],
            )
            for language, _name in self.env["res.lang"].get_installed():
                with self.subTest(language, role=role):
                    user.lang = language
                    self.browser_js(
                        "/odoo/hub-companies",
                        "console.log(document.querySelector('.o_menu_sections_more') ? 'error: menus are hidden' "
                        ": 'test successful')",
                        ready="Boolean(document.querySelector('.o_menu_sections .dropdown-toggle'))",
                        login=user.login,
                        timeout=60,
                    )

    def test_the_briefing(self):
        self.start_tour(self.page, "hub_briefing", login=self.account.login)


@tagged("post_install", "-at_install")
class TestCompanyPagePhone(CompanyPageCase):
    """The page of a company on a phone 390 pixels wide."""

    browser_size = "390x844"
    touch_enabled = True

    def test_the_briefing(self):
        self.start_tour(self.page, "hub_briefing_phone", login=self.account.login)
