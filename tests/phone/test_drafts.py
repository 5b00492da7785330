"""What is written in a dialog is kept when it is left by mistake, and offered again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.campaign_mail.odoo_process import User
from tests.phone.phone import DIALOG, Phone

NOTE = f"{DIALOG} [name=note] textarea"
TEXT = "A long note about what was said and agreed."
OFFER = ".o_hub_draft"
_PAUSE = 600
_OPEN = """([model, context]) => {
    const { action } = odoo.__WOWL_DEBUG__.root.env.services;
    action.doAction({
        type: "ir.actions.act_window", res_model: model, views: [[false, "form"]], target: "new", context,
    });
}"""


def escape(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".modal")).to_have_count(0)


def reload(page: Page) -> None:
    page.reload()


def go_back(page: Page) -> None:
    page.go_back()


def leave_at_once(page: Page) -> None:
    """The page is gone before anybody has waited for the text to be kept."""
    page.goto("/odoo/hub-companies")


@pytest.mark.parametrize("leave", [escape, reload, go_back, leave_at_once])
def test_text_is_offered_again(phone: Phone, admin: User, leave) -> None:
    before = admin.call("hub.interaction", "search_count", [])
    phone.page.goto("/odoo/hub-conversations?view_type=kanban")
    phone.ready(phone.page)
    phone.open_log()
    phone.page.locator(NOTE).press_sequentially(TEXT)
    leave(phone.page)
    phone.ready(phone.page)
    phone.open_log()
    expect(phone.page.locator(OFFER)).to_contain_text("You were writing here on")
    phone.page.click(f"{OFFER}_restore")
    expect(phone.page.locator(NOTE)).to_have_value(TEXT)
    expect(phone.page.locator(OFFER)).to_have_count(0)
    assert admin.call("hub.interaction", "search_count", []) == before, "nobody has said that it took place"


def test_saved_is_not_offered(phone: Phone, admin: User) -> None:
    company = {"name": "Atelier Saved Draft", "is_company": True}
    admin.create("res.partner", company)
    phone.log(company["name"], TEXT)
    phone.open_log()
    expect(phone.page.locator(f"{DIALOG} [name=note]")).to_be_visible()
    expect(phone.page.locator(OFFER)).to_have_count(0)


def test_discarded_is_not_offered(phone: Phone) -> None:
    phone.open_log()
    phone.write(TEXT)
    phone.page.click(f"{DIALOG} .o_form_button_cancel")
    phone.open_log()
    expect(phone.page.locator(OFFER)).to_have_count(0)


def test_everything_that_was_filled_in(phone: Phone, admin: User) -> None:
    company = {"name": "Atelier Whole Draft", "is_company": True}
    admin.create("res.partner", company)
    phone.open_log()
    phone.choose(company["name"])
    phone.page.fill(f"{DIALOG} [name=duration] input", "1:45")
    phone.page.click(f"{DIALOG} [data-value=video]")
    phone.write(TEXT)
    escape(phone.page)
    phone.open_log()
    phone.page.click(f"{OFFER}_restore")
    expect(phone.page.locator(f"{DIALOG} [name=partner_id] input")).to_have_value(company["name"])
    expect(phone.page.locator(f"{DIALOG} [name=duration] input")).to_have_value("01:45")
    expect(phone.page.locator(f"{DIALOG} [data-value=video]")).to_be_checked()
    phone.save()
    [row] = admin.read("hub.interaction", [("partner_id.name", "=", company["name"])], ["note", "duration", "channel"])
    assert (row["note"], row["duration"], row["channel"]) == (TEXT, 1.75, "video")


def test_what_the_server_has_not_answered_yet(phone: Phone, admin: User) -> None:
    """Who chooses, writes and leaves before the server has answered loses nothing of it."""
    company = {"name": "Atelier Slow Server", "is_company": True}
    admin.create("res.partner", company)
    phone.open_log()
    phone.page.route("**/hub.interaction/onchange", lambda _route: None)
    phone.choose(company["name"])
    phone.write(TEXT)
    escape(phone.page)
    phone.page.unroute("**/hub.interaction/onchange")
    phone.open_log()
    phone.page.click(f"{OFFER}_restore")
    expect(phone.page.locator(f"{DIALOG} [name=partner_id] input")).to_have_value(company["name"])
    expect(phone.page.locator(NOTE)).to_have_value(TEXT)


def test_one_text_does_not_end_another(phone: Phone) -> None:
    """Who writes on without looking at the offer loses neither text."""
    for text in ("First", "Second"):
        phone.open_log()
        phone.write(text)
        escape(phone.page)
    phone.open_log()
    phone.page.click(f"{OFFER}_decline")
    phone.page.click(f"{OFFER}_restore")
    expect(phone.page.locator(NOTE)).to_have_value("First")


def test_nobody_else_is_offered_it(phone: Phone) -> None:
    phone.open_log()
    phone.write(TEXT)
    escape(phone.page)
    phone.page.goto("/web/session/logout")
    phone.log_in("cluster")
    phone.open_log()
    expect(phone.page.locator(OFFER)).to_have_count(0)


def test_each_company_has_its_own(phone: Phone, admin: User) -> None:
    companies = [admin.create("res.partner", {"name": f"Own Draft {each}", "is_company": True}) for each in "AB"]
    for company, expected in zip(companies, (0, 0), strict=True):
        phone.page.goto(f"/odoo/hub-companies/{company}")
        phone.page.click("button[name=action_log_interaction]")
        expect(phone.page.locator(NOTE)).to_be_visible()
        expect(phone.page.locator(OFFER)).to_have_count(expected)
        phone.write(TEXT)
        escape(phone.page)


def test_other_dialogs(phone: Phone, admin: User) -> None:
    """Of a kind: the dialog for many, a commitment, core's reason why a lead is lost."""
    [lead] = admin.read("crm.lead", [("type", "=", "opportunity"), ("active", "=", True)], ["id"], limit=1)
    for model, field, context in (
        ("hub.interaction.log", "note", {}),
        ("hub.commitment", "name", {}),
        ("crm.lead.lost", "lost_feedback", {"default_lead_ids": [lead["id"]]}),
    ):
        place = phone.page.locator(f".modal [name={field}] :is(input, textarea, [contenteditable=true])").first
        _open(phone.page, model, context)
        place.press_sequentially(TEXT)
        phone.page.wait_for_timeout(_PAUSE)
        escape(phone.page)
        _open(phone.page, model, context)
        phone.page.click(f"{OFFER}_restore")
        written = "element => element.value ?? element.innerText"
        phone.page.wait_for_function(f"""() => Array.from(
            document.querySelectorAll(".modal [name={field}] :is(input, textarea, [contenteditable=true])"),
            {written},
        ).join().includes("{TEXT}")""")
        phone.page.click(".modal [special=cancel], .modal .o_form_button_cancel")
        expect(phone.page.locator(".modal")).to_have_count(0)


def test_a_dialog_that_needs_a_connection(phone: Phone, admin: User) -> None:
    """A workshop is logged with all of its companies at once; without a connection nothing that was typed is lost."""
    companies = [admin.create("res.partner", {"name": f"Workshop {each}", "is_company": True}) for each in "AB"]
    tags = phone.page.locator(".modal [name=partner_ids] .o_tag")
    _open(phone.page, "hub.interaction.log", {"default_partner_ids": companies})
    tags.filter(has_text="Workshop A").locator(".o_delete").click()
    expect(tags).to_have_count(1)
    phone.page.fill(".modal [name=duration] input", "3:30")
    phone.cut()
    phone.page.click(".modal button[name=action_log]")
    expect(phone.page.locator(".modal .o_hub_cut")).to_contain_text("No connection, which this dialog needs")
    escape(phone.page)
    phone.restore()
    _open(phone.page, "hub.interaction.log", {"default_partner_ids": companies})
    expect(phone.page.locator(".modal .o_hub_cut")).to_have_count(0)
    expect(tags).to_have_count(2)
    phone.page.click(f"{OFFER}_restore")
    expect(tags).to_have_count(1)
    expect(phone.page.locator(".modal [name=duration] input")).to_have_value("03:30")
    phone.page.click(".modal button[name=action_log]")
    expect(phone.page.locator(".modal")).to_have_count(0)
    logged = admin.read("hub.interaction", [("partner_id", "in", companies)], ["partner_id", "duration"])
    assert [(row["partner_id"][0], row["duration"]) for row in logged] == [(companies[1], 3.5)]


def _open(page: Page, model: str, context: dict) -> None:
    page.evaluate(_OPEN, [model, context])
    expect(page.locator(".modal .o_form_view")).to_be_visible()


def test_old_ones_are_gone(phone: Phone) -> None:
    days = 31
    phone.page.evaluate(
        """days => localStorage.setItem("hub.draft/old/1/x",
            JSON.stringify([{ id: 1, writtenOn: Date.now() - days * 86400000, values: { note: "x" } }]))""",
        days,
    )
    phone.page.goto("/odoo")
    phone.ready(phone.page)
    phone.page.wait_for_function("() => localStorage.getItem('hub.draft/old/1/x') === null")


def test_what_is_no_draft(phone: Phone) -> None:
    """Whatever stands in the storage of the browser, dialogs open, and the device keeps what is written."""
    phone.page.evaluate(
        """() => {
            const texts = ["{", "7", "null", "[null]", '{"a": 1}'];
            texts.forEach((text, rank) => localStorage.setItem(`hub.draft/odd/1/${rank}`, text));
        }"""
    )
    phone.page.goto("/odoo")
    phone.ready(phone.page)
    phone.page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('hub.draft/odd'))")
    phone.open_log()
    expect(phone.page.locator(NOTE)).to_be_visible()


def test_a_picture_that_was_pasted_in(phone: Phone) -> None:
    """Its text is kept; the picture would leave no room on the device."""
    phone.page.evaluate(_OPEN, ["mail.activity", {"default_res_model": "res.partner", "default_res_id": 1}])
    editor = phone.page.locator(".modal [name=note] .odoo-editor-editable, .modal [name=note] .note-editable")
    editor.click()
    phone.page.keyboard.type("Text beside a picture")
    editor.evaluate(
        """element => {
            const image = document.createElement("img");
            image.src = `data:image/png;base64,${"A".repeat(3000000)}`;
            element.append(image);
            document.execCommand("insertText", false, "!");
        }"""
    )
    phone.page.wait_for_timeout(2 * _PAUSE)
    kept = phone.page.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('hub.draft/')).map((key) => localStorage[key])"
    )
    assert any("Text beside a picture" in text for text in kept)
    assert not any("data:image" in text for text in kept)
