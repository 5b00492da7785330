"""A participant says in French, on a phone, what he thinks of a fair; who runs it reads that."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.actions import address, link_in_mail, make_action, make_companies
from tests.walks.walker import ROWS, SIZES, Walker

NAME, COMPANY = "Foire de la Page", "Avis Atelier"
FIRST, LAST = "Plus de temps pour les rencontres.", "Gardez le lieu : il est parfait."
IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What a thumb hits.
LEAST_HEIGHT = 24


@pytest.fixture
def link(admin: User) -> str:
    """The link in the mail to the one participant of a fair that was held, whose language is French."""
    [cluster] = admin.read("res.users", [("login", "=", "cluster")], ["id"])
    event = make_action(admin, "FAIR", datetime.now() - timedelta(days=3), name=NAME, user_id=cluster["id"])
    [company] = make_companies(admin, COMPANY)
    admin.call("res.partner", "write", [company], {"lang": "fr_BE"})
    row = admin.create("event.registration", {"event_id": event, "partner_id": company})
    admin.call("event.registration", "action_set_done", [row])
    admin.run_cron("hub_event.ir_cron_opinion")
    return link_in_mail(admin, address(COMPANY), "opinion")


def test_an_opinion_on_a_phone(browser: Browser, odoo: OdooProcess, admin: User, link: str) -> None:
    phone = dict(zip(("width", "height"), SIZES["phone"], strict=True))
    # The phone itself speaks English: the page goes by what the company speaks.
    context = browser.new_context(viewport=phone, base_url=odoo.url, locale="en-GB")
    page = context.new_page()
    page.goto(link)
    see_question(page)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_have_text("Choisissez une des cinq réponses.")
    answer(page, "Insatisfait", FIRST)
    # Once more by the same link: what was sent stands there, and is replaced.
    page.goto(link)
    see_question(page)
    expect(page.get_by_text("Vous avez déjà répondu.")).to_be_visible()
    expect(page.get_by_label("Insatisfait", exact=True)).to_be_checked()
    expect(page.get_by_label("Que devons-nous garder")).to_have_value(FIRST)
    answer(page, "Très satisfait", LAST)
    context.close()
    [opinion] = admin.read("hub.action.opinion", [("event_id.name", "=", NAME)], ["answer", "remark"])
    assert (opinion["answer"], opinion["remark"]) == ("5", LAST)
    with Walker(browser, odoo.url, "cluster", SIZES["phone"]) as me:
        me.page.goto("/odoo/hub-opinions")
        me.look_for(NAME, "Action")
        assert all(text in me.see(ROWS, COMPANY).inner_text() for text in ("Very Satisfied", LAST))
        me.check_page()


def see_question(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "fr-BE")
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    expect(page.get_by_role("group", name="À quel point en êtes-vous satisfait")).to_be_visible()
    choices = page.get_by_role("radio")
    expect(choices).to_have_count(5)
    for choice in choices.all():
        assert choice.locator("xpath=..").bounding_box()["height"] >= LEAST_HEIGHT
    assert not page.evaluate(IS_WIDER), "the page is to be scrolled sideways"


def answer(page: Page, choice: str, remark: str) -> None:
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("Que devons-nous garder").fill(remark)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    expect(page.get_by_text("Rouvrez le lien")).to_be_visible()
    assert not page.evaluate(IS_WIDER)
