"""When a browser paints the web client: our first page, to the pipeline of a database without the addons."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext

from odoo import api

from tests.campaign_mail.odoo_process import OdooProcess
from tests.chromium import chromium
from tools.workspace import Workspace

from .measuring import Figure, ratio

MOST = 1.05
"""No later, but for what two rounds of the same page differ by."""
ROUNDS = 15
_LOGIN = "first paint"
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
# Nobody listens there: nothing of this sends mails.
_NO_MAIL = 9


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield when the first paint comes, on a device that has the web client and on one that loads it.

    :param core: the database without the addons
    """
    work = Workspace(dict(os.environ), "", ())
    with (
        OdooProcess(work, env.cr.dbname, _NO_MAIL) as ours,
        OdooProcess(work, core, _NO_MAIL) as theirs,
        chromium() as browser,
    ):
        today = _Page(browser, ours, "hub_entrepreneurs.group_hub_account_manager", "hub-today", ".o_hub_day_card")
        plain = _Page(browser, theirs, "sales_team.group_sale_salesman_all_leads", "crm", ".o_kanban_renderer")
        what = "first paint of Today, to that of the pipeline of plain CRM"
        yield ratio(what, today.painted, plain.painted, MOST, ROUNDS)
        yield ratio(f"{what}, on a new device", today.painted_anew, plain.painted_anew, MOST, ROUNDS)
        yield ratio("the cards of Today, to those of the pipeline", today.shown, plain.shown, None, ROUNDS)


@dataclass
class _Page:
    """A page of a server, as somebody opens it who is logged in."""

    browser: Browser
    odoo: OdooProcess
    group: str
    path: str
    content: str
    _known: BrowserContext = field(init=False)

    def __post_init__(self) -> None:
        admin = self.odoo.user("admin")
        groups = [_id_of(admin, name) for name in ("base.group_user", self.group)]
        values = {"name": "Bench", "login": _LOGIN, "password": _LOGIN, "group_ids": [(6, 0, groups)]}
        admin.create("res.users", values)
        self._session = self.odoo.user(_LOGIN).session.cookies["session_id"]
        self._known = self._device()

    def painted(self) -> float:
        """Return the seconds until the first paint, on a device that was here before."""
        return self._open(self._known, _PAINTED)

    def painted_anew(self) -> float:
        """Return the seconds until the first paint, on a device that has nothing of it."""
        with self._device() as device:
            return self._open(device, _PAINTED)

    def shown(self) -> float:
        """Return the seconds until its cards are there, on a device that was here before."""
        return self._open(self._known, f"() => document.querySelector('{self.content}') && performance.now()")

    def _device(self) -> BrowserContext:
        device = self.browser.new_context(viewport={"width": 1366, "height": 768})
        device.add_cookies([{"name": "session_id", "value": self._session, "url": self.odoo.url}])
        return device

    def _open(self, device: BrowserContext, milliseconds: str) -> float:
        with device.new_page() as page:
            page.goto(f"{self.odoo.url}/odoo/{self.path}", wait_until="commit")
            took = page.wait_for_function(milliseconds, polling="raf").json_value()
            # What follows the paint is not left to the next round.
            page.wait_for_selector(self.content)
        return took / 1000


def _id_of(admin: object, xml_id: str) -> int:
    module, _dot, name = xml_id.partition(".")
    [row] = admin.read("ir.model.data", [("module", "=", module), ("name", "=", name)], ["res_id"])
    return row["res_id"]
