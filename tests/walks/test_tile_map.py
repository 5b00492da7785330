"""The map beside a list of companies, by mouse and by keys: it counts what the list finds, and filters it."""

from __future__ import annotations

from collections.abc import Callable

from tests.walks.walker import ROWS, Walker

TOGGLE = ".o_hub_map_toggle"
TILE = ".o_hub_tile"
FOCUSED = "() => document.activeElement.getAttribute('aria-label')"

SUPPORTS = """async () => {
    const { orm } = odoo.__WOWL_DEBUG__.root.env.services;
    const domain = [["programme_id", "!=", false]];
    return (await orm.searchRead("hub.interaction", domain, ["programme_id"], { limit: 1 }))[0].programme_id[0];
}"""


def number_of(me: Walker, commune: str) -> int:
    """The number that stands on a tile."""
    label = me.see(f"{TILE}[aria-label^='{commune}:']").get_attribute("aria-label")
    return int(label.rpartition(":")[2].replace(",", ""))


def see_rows(me: Walker, amount: int) -> None:
    """Wait until the list has so many rows: it comes after the map."""
    for _try in range(40):
        if me.count_rows() == amount:
            return
        me.page.wait_for_timeout(100)
    assert me.count_rows() == amount


def open_map(me: Walker, path: str) -> None:
    me.page.goto(path)
    me.see(ROWS)
    me.miss(TILE)
    me.find(TOGGLE).click()
    me.see(TILE)
    assert me.find(TILE).count() == 19


def test_a_tile_filters_the_list(walk: Callable[..., Walker]) -> None:
    with walk("account") as me:
        open_map(me, "/odoo/hub-companies")
        amount, elsewhere = number_of(me, "Schaerbeek"), number_of(me, "Ixelles")
        assert amount > 1
        # Names keep their room: some columns give way.
        me.miss("th[data-name=enterprise_number]")
        me.find(f"{TILE}[aria-label^='Schaerbeek:']").click()
        me.see(f"{TILE}[aria-label^='Schaerbeek:'][aria-pressed=true]")
        me.see(".o_hub_tile_mark")
        see_rows(me, amount)
        # The others go on to be seen, so that one gets to them from here.
        assert number_of(me, "Ixelles") == elsewhere
        me.find(f"{TILE}[aria-label^='Ixelles:']").click()
        me.see(f"{TILE}[aria-label^='Ixelles:'][aria-pressed=true]")
        see_rows(me, elsewhere)
        me.find(f"{TILE}[aria-label^='Ixelles:']").click()
        me.miss(".o_hub_tile_mark")
        me.check_page()
        me.find(TOGGLE).click()
        me.miss(TILE)
        if not me.is_narrow:
            me.see("th[data-name=enterprise_number]")


def test_keys_go_from_tile_to_tile(walk: Callable[..., Walker]) -> None:
    with walk("account") as me:
        open_map(me, "/odoo/hub-companies")
        way = {"ArrowRight": "City of Brussels", "ArrowDown": "Saint-Josse-ten-Noode", "ArrowLeft": "Molenbeek"}
        me.find(f"{TILE}[aria-label^='Koekelberg:']").focus()
        for key, commune in way.items():
            me.press(key)
            assert me.page.evaluate(FOCUSED).startswith(commune)
        # One tile stands in the order of Tab, the one where one was.
        assert me.find(f"{TILE}[tabindex='0']").count() == 1
        me.press("ArrowUp", "Enter")
        me.see(f"{TILE}[aria-label^='Koekelberg:'][aria-pressed=true]")
        assert me.find("tr.table-active").count() == 1
        me.check_page()


def test_the_table_says_the_same_and_sorts(walk: Callable[..., Walker]) -> None:
    with walk("analyst") as me:
        open_map(me, "/odoo/hub-companies")
        if me.is_narrow:
            me.find(".o_hub_tile_map summary").click()
        rows = me.find(".o_hub_tile_map tbody tr")
        numbers = [int(text.replace(",", "")) for text in rows.locator("td").all_inner_texts()]
        total = int(me.find(".o_hub_tile_map td[name=total]").inner_text().replace(",", ""))
        assert sum(numbers) == total
        # A phone does not say how many there are.
        assert me.is_narrow or total == me.count_rows()
        # The biggest first; what lies in no commune stands last.
        names = rows.locator("th").all_inner_texts()
        placed = [number for number, name in zip(numbers, names, strict=True) if name != "No Commune"]
        assert placed == sorted(placed, reverse=True)
        me.find(".o_hub_tile_map button[name=sort_name]").click()
        me.see("th[aria-sort=ascending]", "Commune")
        assert rows.first.locator("th").inner_text() == "Anderlecht"
        # The browser remembers that the map was open.
        me.page.reload()
        me.see(TILE)


def test_a_tile_of_a_programme_opens_its_facts(walk: Callable[..., Walker]) -> None:
    with walk("director") as me:
        me.page.goto("/odoo/hub-programmes")
        me.see(ROWS)
        programme = me.page.evaluate(SUPPORTS)
        me.page.goto(f"/odoo/hub-programmes/{programme}")
        me.see(".o_notebook a[name=map]").click()
        tile = me.see(f"{TILE}:not([aria-label$=': 0'])")
        tile.click()
        me.see(ROWS)
        me.check_page()
