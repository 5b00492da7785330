"""A cluster manager's way from an exact segment to results, in a browser, with mails that really arrive."""

from __future__ import annotations

import re
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.campaign_mail.campaign import BROWSER, QUEUE, delivered_long_ago, write_texts
from tests.campaign_mail.odoo_process import User
from tests.campaign_mail.postbox import links
from tests.chromium import Device, chromium

TITLE = "Labels That Lapse Before Spring"
STEPS = ["targeted", "contacted", "responded", "lead", "won", "outcome"]


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Desk(Device):
    """The screen of somebody who works in Odoo."""

    def __init__(self, browser: Browser, url: str, login: str) -> None:
        super().__init__(browser, url, f"desk-{login}", viewport={"width": 1400, "height": 900})
        self.log_in(login)

    def open(self, action: str) -> None:
        self.page.goto(f"/odoo/action-{action}")

    def press(self, text: str) -> None:
        """Press the button with exactly this text, in the dialog if one is open."""
        # Not by its accessible name, which has the sign of an icon in it.
        label = re.compile(rf"^\s*{re.escape(text)}\s*$")
        self._scope().get_by_role("button").filter(has_text=label).first.click()

    def fill(self, field: str, value: str) -> None:
        self._scope().locator(f"[name={field}] :is(input, textarea)").first.fill(value)

    def choose(self, field: str, value: str) -> None:
        """Choose a record in a field that suggests some."""
        place = self._scope().locator(f"[name={field}] input").first
        place.click()
        place.press_sequentially(value)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=value).first.click()

    def number(self, selector: str) -> int:
        return int(re.sub(r"\D", "", self._scope().locator(selector).first.inner_text()))

    def tab(self, text: str) -> None:
        self.page.get_by_role("tab", name=text, exact=True).click()

    def _scope(self):
        dialog = self.page.locator(".modal")
        return dialog.last if dialog.count() else self.page


def test_from_a_segment_to_results(odoo, postbox, browser, tmp_path):
    with Desk(browser, odoo.url, "cluster") as desk:
        fit = make_the_campaign(desk)
        frozen = freeze(desk)
        assert 1 < frozen <= fit
        campaign = desk.page.url
        send(desk, odoo.user("cluster"))
        odoo.user("admin").run_cron(QUEUE)
        readers = [address for address, mail in postbox.mails if mail["List-Unsubscribe"]]
        assert len(readers) == len(set(readers)) == frozen
        interested, leaver = readers[:2]
        delivered_long_ago(odoo.user("admin"), interested)
        click_a_link(browser.new_page(user_agent=BROWSER), postbox.mail_to(interested))
        leave(browser.new_page(), postbox.mail_to(leaver))
        make_leads(desk, campaign)
        funnel = read_the_funnel(desk, campaign)
        assert funnel == dict(zip(STEPS, [frozen, frozen, 1, 1, 0, 0], strict=True))
        assert read_the_workbook(desk, tmp_path) == funnel


def make_the_campaign(desk: Desk) -> int:
    """Make a campaign for craft makers whose label lapses in 90 days; how many fit."""
    desk.open("hub_campaign.utm_campaign_action_sector")
    desk.press("New")
    desk.fill("title", TITLE)
    desk.choose("cluster_ids", "Craft Makers")
    desk.press("Choose Conditions")
    dialog = desk.page.locator(".modal")
    dialog.locator("[name=cluster_ids] .o_delete").first.click()
    dialog.locator("[name=sector_kind] :is(input, select)").first.click()
    desk.page.locator(".o_select_menu_item, option", has_text="Craft Makers").first.click()
    desk.fill("lapses_within", "90")
    # The number is there before the last condition counts: the server's answer to that one is waited for.
    with desk.page.expect_response(lambda response: asks_about(response.request, "lapses_within")) as answer:
        desk.page.keyboard.press("Tab")
    fit = answer.value.json()["result"]["value"]["company_count"]
    assert fit
    expect(dialog.locator("[name=company_count]")).to_have_text(str(fit))
    desk.press("Use")
    expect(dialog).to_have_count(0)
    assert desk.number("[name=audience_count]") == fit
    return fit


def asks_about(request: Request, field: str) -> bool:
    """Whether a request asks the server what follows from a change of a field."""
    return request.url.endswith("/onchange") and field in request.post_data_json["params"]["args"][2]


def freeze(desk: Desk) -> int:
    """Freeze the audience; how many members there are."""
    desk.press("Preview and Freeze")
    ready = desk.number("[name=ready_count]")
    assert desk.page.locator(".modal [name=line_ids] .o_data_row").count() == min(ready, 10)
    desk.press("Freeze")
    expect(desk.page.locator(".o_list_view .o_data_row")).to_have_count(ready)
    desk.page.get_by_role("link", name=TITLE).click()
    expect(desk.page.locator("button[name=action_open_members]")).to_contain_text(str(ready))
    desk.page.wait_for_url(re.compile(r"/hub-campaigns/\d+$"))
    return ready


def send(desk: Desk, user: User) -> None:
    """Send a wave, in each language of its readers, once its texts are written."""
    desk.page.click("button[name=action_open_waves]")
    desk.press("New")
    desk.fill("name", "Offer")
    desk.press("Prepare Mailings")
    desk.page.wait_for_selector(".o_kanban_record:not(.o_kanban_ghost), .o_data_row")
    desk.page.get_by_role("link", name="Offer").click()
    desk.press("Send")
    desk.page.locator(".modal").get_by_role("button", name="Ok").click()
    expect(desk.page.locator(".modal")).to_contain_text("Write there what it is about")
    desk.page.keyboard.press("Escape")
    [wave] = user.read("hub.campaign.wave", [("name", "=", "Offer"), ("campaign_id.title", "=", TITLE)], ["id"])
    write_texts(user, wave["id"])
    desk.press("Send")
    desk.page.locator(".modal").get_by_role("button", name="Ok").click()
    expect(desk.page.locator(".modal")).to_have_count(0)
    expect(desk.page.locator("[name=state] .o_arrow_button_current")).to_have_text("Planned")


def click_a_link(page: Page, mail) -> None:
    tracked = next(link for link in links(mail) if "/r/" in link)
    page.goto(tracked)


def leave(page: Page, mail) -> None:
    page.goto(next(link for link in links(mail) if "unsubscribe" in link))
    page.locator("form button[type=submit]").first.click()
    page.wait_for_selector(".alert-success")


def make_leads(desk: Desk, campaign: str) -> None:
    desk.page.goto(campaign)
    desk.press("Leads from Responders")
    assert desk.number("[name=ready_count]") == 1
    desk.press("Create")
    expect(desk.page.locator(".modal")).to_have_count(0)
    expect(desk.page.locator(".o_form_view")).to_contain_text(TITLE)


def read_the_funnel(desk: Desk, campaign: str) -> dict[str, int]:
    desk.page.goto(campaign)
    desk.tab("Results")
    desk.page.wait_for_selector(".o_hub_funnel_steps")
    return {step: desk.number(f"[data-step={step}] .o_hub_funnel_count") for step in STEPS}


def read_the_workbook(desk: Desk, folder) -> dict[str, int]:
    """Export the results of the campaign to Excel; the sum of each step."""
    desk.open("hub_campaign.hub_campaign_funnel_action")
    expect(desk.page.locator(".o_pivot_view table")).to_be_visible()
    desk.page.locator(".o_searchview_input").press_sequentially(TITLE)
    desk.page.locator(".o_searchview_autocomplete", has_text=TITLE).wait_for()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".o_searchview_facet", has_text=TITLE)).to_be_visible()
    desk.page.click(".o_switch_view.o_list")
    expect(desk.page.locator(".o_list_view .o_data_row, .o_list_view .o_group_header").first).to_be_visible()
    with desk.page.expect_download() as download:
        desk.page.click(".o_cp_action_menus .dropdown-toggle, .o_cp_action_menus button")
        desk.page.locator(".o-dropdown-item", has_text="Export All").click()
    path = folder / "results.xlsx"
    download.value.save_as(path)
    header, *rows = openpyxl.load_workbook(path).active.values
    labels = ["Targeted", "Contacted", "Responded", "Leads", "Won", "With Outcome"]
    return {step: sum(row[header.index(label)] for row in rows) for step, label in zip(STEPS, labels, strict=True)}
