"""What a company answers is read everywhere: on its page, on the action, in the plan's results, and as a figure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest
from dateutil.relativedelta import relativedelta
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.forms import open_menu, turn_to
from tests.walks.test_statement import choose_and_send, link_to
from tests.walks.walker import ROWS, SIZES, Walker

NAME, ACTION = "Outcome Atelier", "Outcome Fair"
GAINED = 3
EMAIL = "outcome.atelier@example.com"
OPENED = """async () => {
    const { action, orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const { resModel, domain } = action.currentController.props;
    return (await orm.searchRead(resModel, domain, ["partner_id"])).map(({ partner_id }) => partner_id[1]);
}"""


class Held(NamedTuple):
    """An action that was held, and a company that was there."""

    event: int
    company: int
    plan: str


@pytest.fixture
def held(odoo: OdooProcess, admin: User) -> Held:
    """Held half a year ago, and followed up since."""
    director, moment = odoo.user("director"), datetime.now() - relativedelta(months=6)
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    [fair] = admin.read("hub.action.type", [("code", "=", "FAIR")], ["id"])
    [plan] = admin.read("hub.action.plan", [("year", "=", moment.year)], ["display_name"])
    event = director.create(
        "event.event",
        {
            "name": ACTION,
            "action_type_id": fair["id"],
            "action_plan_id": plan["id"],
            "amendment_reason": "A partner asked for it.",
            "date_begin": f"{moment:%Y-%m-%d} 08:00:00",
            "date_end": f"{moment:%Y-%m-%d} 16:00:00",
            "follow_up_months": "6",
            "cost_ids": [(0, 0, {"kind": "space", "planned": 900, "spent": 800})],
        },
    )
    company = admin.create(
        "res.partner",
        {"name": NAME, "is_company": True, "email": EMAIL, "email_source": "given", "user_id": account["id"]},
    )
    director.create("event.registration", {"event_id": event, "partner_id": company, "state": "done"})
    director.call("event.event", "write", [event], {"action_state": "held"})
    admin.run_cron("hub_event.ir_cron_statement")
    return Held(event, company, plan["display_name"])


def test_an_answer_is_read_everywhere(browser: Browser, odoo: OdooProcess, admin: User, held: Held) -> None:
    phone = dict(zip(("width", "height"), SIZES["phone"], strict=True))
    context = browser.new_context(viewport=phone, base_url=odoo.url)
    page = context.new_page()
    page.goto(link_to(admin, EMAIL))
    page.get_by_label("Jobs on").fill("2")
    choose_and_send(page, "5")
    page.get_by_role("heading", name="Thank you").wait_for()
    context.close()
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        read_on_company(me, held)
        read_on_action(me, held)
    with Walker(browser, odoo.url, "director", SIZES["desk"]) as me:
        read_in_results(me, held)
        read_as_figure(me)


def read_on_company(me: Walker, held: Held) -> None:
    me.page.goto(f"/odoo/hub-companies/{held.company}")
    me.see("button[name=action_open_outcomes]", "1").click()
    row = me.see(".o_data_row", "Jobs Created")
    assert "Attested" in row.inner_text()
    row.locator("td[name=kind]").click()
    me.see("[name=event_id]", ACTION)
    me.see("[name=baseline_value]", "2")
    me.check_page()


def read_on_action(me: Walker, held: Held) -> None:
    me.see("[name=event_id] a", ACTION).click()
    turn_to(me, "Results")
    me.see("[name=outcome_count]", "1")
    me.see("[name=gained_jobs]", "3")
    me.check_page()
    me.see("button[name=action_open_outcomes]").click()
    me.see(".o_data_row", NAME)
    me.check_page()


def read_in_results(me: Walker, held: Held) -> None:
    open_menu(me, "Support", "Plans")
    me.see(".o_data_row", held.plan.split()[-1]).locator("td[name=year]").click()
    me.see("button[name=action_open_results]").click()
    me.see(".o_pivot")
    me.check_page()
    me.see(".o_switch_view.o_list").click()
    row = me.see(".o_data_row", ACTION)
    assert row.locator("td[name=outcomes]").inner_text() == "1"
    assert row.locator("td[name=jobs]").inner_text() == "3.00"
    me.check_page()


def read_as_figure(me: Walker) -> None:
    """Jobs against the baseline, and the companies behind the number."""
    me.page.goto("/odoo/hub-indicators")
    me.look_for("Jobs against the Baseline", "Name")
    me.see(".o_group_header").click()
    me.see(".o_data_row", "JOBS-BASELINE").locator("button[name=action_open_figures]").click()
    total = me.see("[name=line_ids] .o_data_row", "Total")
    assert float(total.locator("td").nth(1).inner_text()) >= GAINED
    me.check_page()
    total.get_by_role("button", name="Open the List").click()
    me.miss("[name=line_ids]")
    me.see(ROWS)
    assert NAME in me.page.evaluate(OPENED)
    me.check_page()
