"""A company answers what came of the support, on a phone and on a desk, and its account manager reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from dateutil.relativedelta import relativedelta
from playwright.sync_api import Browser, Page, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.walker import Walker

_IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def ask(admin: User, name: str) -> tuple[int, str]:
    """Let a company be asked about what it got half a year ago; return its statement and the link in the mail."""
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    values = {"name": name, "code": name.upper().replace(" ", ""), "follow_up_months": "6", "asks_about_markets": True}
    service = admin.create("hub.service", values)
    email = f"{name.lower().replace(' ', '.')}@example.com"
    company = admin.create(
        "res.partner",
        {"name": name, "is_company": True, "email": email, "email_source": "given", "user_id": account["id"]},
    )
    moment = datetime.now() - relativedelta(months=6)
    admin.create(
        "hub.interaction",
        {
            "partner_id": company,
            "service_id": service,
            "channel": "visit",
            "user_id": account["id"],
            "date": f"{moment:%Y-%m-%d 09:00:00}",
        },
    )
    admin.run_cron("hub_event.ir_cron_statement")
    [statement] = admin.read("hub.statement", [("partner_id", "=", company)], ["state"])
    assert statement["state"] == "sent"
    return statement["id"], link_to(admin, email)


def link_to(admin: User, email: str) -> str:
    """Return the path of the link that an address got."""
    [mail] = admin.read("mail.mail", [("email_to", "ilike", email)], ["body_html"])
    return re.search(r"/statement/[\w-]+", mail["body_html"])[0]


def choose_and_send(page: Page, jobs: str) -> None:
    page.get_by_label("Jobs today").fill(jobs)
    page.get_by_label("It would not have happened").check()
    page.get_by_role("button", name="Send").click()


def test_a_company_answers(
    walk: Callable[..., Walker], browser: Browser, odoo: OdooProcess, admin: User, size: tuple[int, int]
) -> None:
    statement, link = ask(admin, f"Answering {size[0]}")
    context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), base_url=odoo.url)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name=f"Answering {size[0]}")).to_be_visible()
    assert not page.evaluate(_IS_WIDER), "the page is to be scrolled sideways"
    page.get_by_label("Jobs on").fill("2")
    choose_and_send(page, "-1")
    expect(page.get_by_role("alert")).to_contain_text("Jobs")
    assert page.get_by_label("Jobs on").input_value() == "2", "what was typed stays"
    page.get_by_label("Another country").first.select_option(label="France")
    choose_and_send(page, "3,5 FTE")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert not page.evaluate(_IS_WIDER)
    # Once more, and one mistake less.
    page.goto(link)
    expect(page.get_by_text("replaces it")).to_be_visible()
    expect(page.get_by_label("France")).to_be_checked()
    choose_and_send(page, "4")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()
    with walk("account") as me:
        me.page.goto(f"/odoo/hub-statements/{statement}")
        me.see("[name=baseline_jobs]", "2")
        me.see("[name=jobs]", "4")
        me.see("[name=outcome_ids]", "Jobs Created")
        me.see("[name=outcome_ids]", "New Market")
        me.check_page()
