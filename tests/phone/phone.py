"""A phone with a browser, and what an account manager does with it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tools.testing import SCREENSHOTS

_TIMEOUT = 40_000
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
_LOG_IN = "(form, login) => { form.login.value = login; form.password.value = login; form.submit(); }"


class Phone:
    """One device: its pages share log-in, storage and connection. What it showed when a test failed is kept."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        self.name = name
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, base_url=url
        )
        self.context.set_default_timeout(_TIMEOUT)
        expect.set_options(timeout=_TIMEOUT)
        self.page = self.context.new_page()

    def __enter__(self) -> Phone:
        return self

    def __exit__(self, exception: type | None, *_more: object) -> None:
        if exception:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"phone-{self.name}.png")
        self.context.close()

    def log_in(self, login: str, page: Page | None = None) -> None:
        """Log in, and wait until the device has what it needs without a connection."""
        page = page or self.page
        page.goto("/web/login")
        # Of a device that knows several users, core hides the form behind their names.
        page.locator("form.oe_login_form").evaluate(_LOG_IN, login)
        self.ready(page)

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
        expect(self.page.locator(DIALOG)).to_have_count(0, timeout=2 * _TIMEOUT)

    def log(self, company: str, note: str) -> None:
        self.open_log()
        self.choose(company)
        self.write(note)
        self.save()

    def expect_kept(self, count: int) -> None:
        """See in the menu bar how many conversations wait on the device."""
        badge = self.page.locator(f"{KEPT} .badge")
        if count:
            expect(badge).to_have_text(str(count), timeout=_TIMEOUT)
        else:
            expect(badge).to_have_count(0, timeout=_TIMEOUT)

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
