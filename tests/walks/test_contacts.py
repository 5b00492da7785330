"""An account manager comes back from a fair, pastes the business cards as they are, and corrects what is not right."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.walks.actions import make_action, make_companies
from tests.walks.forms import look_up, open_menu, write
from tests.walks.walker import SIZES, Walker

FAIR, COMPANY, KNOWN = "Fair of the Cards", "Cards Atelier", "Known Importer"
LINES = ".modal [name=line_ids] .o_data_row"
CHOICES = ".modal .o_kanban_record:has([name=date_begin])"
# Out of a telephone, a table and two mails: tabs, semicolons, lines, a heading in French, capitals, people twice.
PASTED = """Nom;Société;Fonction;Courriel;Téléphone;Pays
Zoë Échantillon;Maison Exemple;Acheteuse;ZOE.ECHANTILLON@EXAMPLE.COM;+33 1 00 00 00 00;France

Jürgen Muster\tMuster und Söhne\tEinkauf\tjuergen.muster@example.com\t+49 30 0000000\tAllemagne
zoe echantillon, Maison Exemple, zoe.echantillon@example.com
  Kim   Proefstuk ; Winkel Model ;; T. +31 20 000 0000 ; Pays-Bas
Kim Proefstuk;Galerij Model
Kim Proefstuk;Winkel Model
Known Importer; Casa Exemplo; known.importer@example.com; pt
José d'Exemple | L'Échoppe d'À Côté | jose@example.com | www.example.com
"""
READ = [
    ("Zoë Échantillon", "Maison Exemple", "zoe.echantillon@example.com", "France"),
    ("Jürgen Muster", "Muster und Söhne", "juergen.muster@example.com", "Germany"),
    ("Kim Proefstuk", "Winkel Model", "", "Netherlands"),
    ("Kim Proefstuk", "Galerij Model", "", "France"),
    (KNOWN, "Casa Exemplo", "known.importer@example.com", "Portugal"),
    ("José d'Exemple", "L'Échoppe d'À Côté", "jose@example.com", "France"),
]


@pytest.fixture
def known(admin: User) -> int:
    """A fair that is over, a company of the account manager, and a contact whom somebody met before."""
    [france] = admin.read("res.country", [("code", "=", "FR")], ["id"])
    make_action(admin, "FAIR", datetime.now() - timedelta(days=3), name=FAIR, country_id=france["id"])
    make_companies(admin, COMPANY)
    values = {"name": KNOWN, "company_name": "Casa Exemplo", "email": "Known.Importer@Example.com"}
    return admin.create("res.partner", values)


def test_business_cards(browser: Browser, odoo: OdooProcess, admin: User, known: int) -> None:
    with Walker(browser, odoo.url, "account", SIZES["desk"]) as me:
        paste(me)
        correct_and_save(me)
        see_them(me)
        # The same list once more, as somebody does who is not sure: nobody is there twice.
        paste(me)
        me.see(".modal footer button[name=action_save]").click()
        me.miss(".modal")
        # Only the name that was corrected is another one by now.
    rows = admin.read("hub.action.contact", [("event_id.name", "=", FAIR)], ["contact_id", "partner_id", "kind"])
    assert len(rows) == len(READ)
    assert {row["partner_id"][1] for row in rows} == {COMPANY}
    assert {row["kind"] for row in rows} == {"importer"}
    assert known in [row["contact_id"][0] for row in rows], "who is known by the address is no new contact"
    people = admin.read("res.partner", [("id", "in", [row["contact_id"][0] for row in rows])], ["name", "is_company"])
    assert len(people) == len(READ)
    assert not any(each["is_company"] for each in people)


def paste(me: Walker) -> None:
    open_menu(me, "Support", "Contacts Made")
    me.check_page()
    me.page.get_by_role("button", name="Enter Several").click()
    look_up(me, "event_id", FAIR, ".modal")
    look_up(me, "partner_id", COMPANY, ".modal")
    me.see(".modal [name=kind] input").click()
    me.see(".o_select_menu_item", "Importer or Agent").click()
    me.see(".modal [name=text] textarea").click()
    # As a clipboard gives it: all at once, with its tabs.
    me.page.keyboard.insert_text(PASTED)
    me.press("Tab")
    expect(me.find(LINES)).to_have_count(len(READ))
    for row, read in zip(me.find(LINES).all(), READ, strict=True):
        shown = tuple(
            row.locator(f"td[name={name}]").inner_text() for name in ("name", "organisation", "email", "country_id")
        )
        assert shown == read
        assert row.locator("td[name=partner_id]").inner_text() == COMPANY
    me.check_page()


def correct_and_save(me: Walker) -> None:
    """The country of the last one is another one; what it opens is a cell, no page."""
    last = me.find(LINES).last
    last.locator("td[name=country_id]").click()
    look_up(me, "country_id", "Luxembourg", ".modal [name=line_ids]")
    write(me, "phone", "+352 26 00 00", ".modal [name=line_ids]")
    me.check_page()
    me.see(".modal footer button[name=action_save]").click()
    me.miss(".modal")


def see_them(me: Walker) -> None:
    me.see(".o_list_view")
    me.look_for(FAIR, "Action")
    expect(me.find(".o_data_row")).to_have_count(len(READ))
    row = me.see(".o_data_row", "José d'Exemple")
    assert all(text in row.inner_text() for text in ("Luxembourg", COMPANY, FAIR))
    me.check_page()
    row.locator("td[name=contact_id]").click()
    me.see_value("[name=organisation] input", "L'Échoppe d'À Côté")
    me.see_value("[name=phone] input", "+352 26 00 00")
    me.check_page()
    me.see(".o_breadcrumb .breadcrumb-item", "Contacts Made").first.click()
    me.look_for("echoppe", "Contact")
    expect(me.find(".o_data_row")).to_have_count(1)
    me.check_page()


def test_an_action_is_chosen_on_a_phone(browser: Browser, odoo: OdooProcess, admin: User) -> None:
    """The latest one stands first, and none has to be looked for in columns."""
    make_action(admin, "FAIR", datetime.now() + timedelta(days=15_000), name="Fair of the Phone")
    with Walker(browser, odoo.url, "account", SIZES["phone"]) as me:
        me.page.goto("/odoo/hub-contacts-made")
        me.see(".o-control-panel-adaptive-dropdown").click()
        me.see(".o-dropdown--menu button, .o-dropdown--menu .dropdown-item", "Enter Several").click()
        me.see(".modal [name=event_id] input").click()
        me.see(CHOICES, "Fair of the Phone")
        me.miss(".modal .o_kanban_group")
        first = me.find(CHOICES).first
        assert "Fair of the Phone" in first.inner_text()
        me.check_page()
        first.click()
        me.see_value(".modal [name=event_id] input", "Fair of the Phone")
        me.check_page()
