"""A phone with a browser, and what an account manager does with it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.chromium import TIMEOUT, Device

LOG = ".o_hub_log_systray"
KEPT = ".o_hub_outbox_systray"
DIALOG = ".modal:has(.o_hub_log)"
# The page has fetched, in the background, what the dialog needs without a connection.
_READY = """async () => {
    const outbox = odoo.__WOWL_DEBUG__.root.env.services.hub_outbox;
    while (!outbox.names["res.partner"]) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await outbox.loadDialog();
}"""


class Phone(Device):
    """One device with a screen that is touched, and a connection that a test cuts."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        size = {"width": 390, "height": 844}
        super().__init__(browser, url, f"phone-{name}", viewport=size, has_touch=True, is_mobile=True)

    def log_in(self, login: str, page: Page | None = None) -> None:
        """Log in, and wait until the device has what it needs without a connection."""
        super().log_in(login, page)
        self.ready(page or self.page)

    def ready(self, page: Page) -> None:
        page.wait_for_selector(LOG)
        page.evaluate(_READY)

    def another_tab(self) -> Page:
        page = self.context.new_page()
        page.goto("/odoo")
        self.ready(page)
        return page

    def cut(self) -> None:
        """Go down to the basement."""
        self.context.set_offline(True)

    def restore(self) -> None:
        """Come back up."""
        self.context.set_offline(False)

    def open_log(self) -> None:
        self.page.click(LOG)
        self.page.wait_for_selector(DIALOG)

    def choose(self, company: str) -> None:
        field = self.page.locator(f"{DIALOG} [name=partner_id] input")
        field.fill("")
        field.press_sequentially(company)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=company).first.click()

    def write(self, note: str) -> None:
        self.page.fill(f"{DIALOG} [name=note] textarea", note)

    def save(self) -> None:
        self.page.click(f"{DIALOG} .o_form_button_save")
        expect(self.page.locator(DIALOG)).to_have_count(0, timeout=2 * TIMEOUT)

    def log(self, company: str, note: str) -> None:
        self.open_log()
        self.choose(company)
        self.write(note)
        self.save()

    def expect_kept(self, count: int) -> None:
        """See in the menu bar how many conversations wait on the device."""
        badge = self.page.locator(f"{KEPT} .badge")
        if count:
            expect(badge).to_have_text(str(count), timeout=TIMEOUT)
        else:
            expect(badge).to_have_count(0, timeout=TIMEOUT)

    def open_kept(self) -> None:
        self.page.click(KEPT)
        self.page.wait_for_selector(".o_hub_outbox")

    def expect_told(self, text: str) -> None:
        """See a notification with this text."""
        expect(self.page.locator(".o_notification", has_text=text)).to_be_visible()

    def log_out(self) -> None:
        """Choose *Log out* in the menu of the user."""
        self.page.click(".o_mobile_menu_toggle")
        self.page.click(".o_user_menu_mobile >> text=Log out")
