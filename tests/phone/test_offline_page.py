"""A page that is opened anew where there is no connection: the service worker answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.campaign_mail.odoo_process import User
from tests.phone.phone import DIALOG, KEPT, LOG, Phone

FORM = "#hub_offline"
_PAUSE = 1000


@pytest.fixture
def worker(phone: Phone) -> Phone:
    """A phone whose pages are the service worker's."""
    phone.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    phone.page.goto("/odoo")
    phone.ready(phone.page)
    phone.page.wait_for_function("() => navigator.serviceWorker.controller")
    phone.page.evaluate("() => caches.open('odoo-sw-cache').then((cache) => cache.add('/odoo/offline'))")
    return phone


def stop_worker(phone: Phone) -> None:
    """As a phone does after half a minute: the worker forgets the session, and with it the page of the web client."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def logged(admin: User, note: str) -> list[dict]:
    return admin.read("hub.interaction", [("note", "=", note)], ["partner_id", "duration", "channel"])


def test_web_client_once_more(worker: Phone, admin: User) -> None:
    """As long as the worker lives, the web client itself starts without a connection, and logs."""
    worker.cut()
    worker.page.reload()
    worker.page.wait_for_selector(LOG)
    worker.open_log()
    worker.write("After a new page")
    worker.choose("Somebody New")
    worker.save()
    worker.expect_kept(1)


def test_page_of_the_worker(worker: Phone, admin: User) -> None:
    company = {"name": "Atelier Offline Page", "is_company": True}
    company["id"] = admin.create("res.partner", company)
    worker.cut()
    stop_worker(worker)
    worker.page.goto("/odoo/hub-companies")
    expect(worker.page.locator(FORM)).to_be_visible()
    assert worker.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    for name, value in {"whom": "That atelier", "duration": "1.5", "note": "Written on the page"}.items():
        worker.page.fill(f"{FORM} [name={name}]", value)
    worker.page.select_option(f"{FORM} [name=channel]", "video")
    worker.page.click(f"{FORM} button")
    expect(worker.page.locator(f"{FORM} [role=status]")).to_contain_text("Kept on this device")
    expect(worker.page.locator(f"{FORM} [name=note]")).to_have_value("")

    worker.restore()
    # The page asks for itself as soon as the device has a connection, the worker perhaps not yet.
    worker.page.wait_for_timeout(_PAUSE)
    worker.page.goto("/odoo")
    worker.ready(worker.page)
    expect(worker.page.locator(f"{KEPT} .text-bg-danger")).to_be_visible()
    worker.open_kept()
    worker.page.click(".o_hub_outbox_edit")
    expect(worker.page.locator(f"{DIALOG} [name=note] textarea")).to_have_value("Written on the page")
    worker.choose(company["name"])
    worker.save()
    worker.expect_kept(0)
    [row] = logged(admin, "Written on the page")
    assert (row["partner_id"][0], row["duration"], row["channel"]) == (company["id"], 1.5, "video")


def test_unfinished_when_the_connection_is_back(worker: Phone, admin: User) -> None:
    worker.cut()
    stop_worker(worker)
    worker.page.goto("/odoo")
    worker.page.fill(f"{FORM} [name=whom]", "Half")
    worker.page.locator(f"{FORM} [name=note]").press_sequentially("Half a sent")
    worker.page.wait_for_timeout(_PAUSE)
    worker.restore()
    worker.page.wait_for_timeout(_PAUSE)
    worker.page.goto("/odoo")
    worker.page.wait_for_selector(LOG)
    worker.open_kept()
    expect(worker.page.locator(".o_hub_outbox [role=alert]")).to_contain_text("begun without a connection")
    expect(worker.page.locator(".o_hub_outbox")).to_contain_text("Half a sent")
    assert not logged(admin, "Half a sent")


def test_nobody_without_a_user(worker: Phone) -> None:
    """Who has logged out finds no form, and no name."""
    worker.log_out()
    worker.page.wait_for_selector("input[name=login]", state="attached")
    worker.cut()
    stop_worker(worker)
    worker.page.goto("/odoo")
    worker.page.wait_for_selector("text=You are offline")
    expect(worker.page.locator(FORM)).to_be_hidden()
