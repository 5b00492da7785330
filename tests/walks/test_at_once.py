"""Two people at the same moment, each in a request of its own: nothing is lost, and the later one reads why."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial

import psycopg2
import pytest
import requests
from lxml import html

from tests.campaign_mail.odoo_process import OdooError, OdooProcess, User
from tests.walks.actions import address, link_in_mail, make_action, make_companies
from tests.walks.test_statement import ask

_PATIENCE, _STEP = 60, 0.1
_WAITING = """SELECT pg_stat_clear_snapshot(), (SELECT COUNT(*) FROM pg_stat_activity
               WHERE datname = current_database() AND wait_event_type = 'Lock')"""
# Nobody else plans those years.
YEAR = datetime.now().year + 20


def at_once(odoo: OdooProcess, table: str, *calls: Callable[[], object]) -> list[object]:
    """Let calls run side by side, and return their answers.

    Nobody writes into the table until all of them have begun and wait for it, or for one another.
    """
    with closing(psycopg2.connect(dbname=odoo.database)) as gate, ThreadPoolExecutor(len(calls)) as threads:
        try:
            with gate.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
                running = [threads.submit(call) for call in calls]
                end, waiting = time.monotonic() + _PATIENCE, 0
                while waiting < len(calls) and time.monotonic() < end:
                    time.sleep(_STEP)
                    cursor.execute(_WAITING)
                    waiting = cursor.fetchone()[1]
        finally:
            gate.rollback()
        answers = [each.result() for each in running]
    assert waiting == len(calls), "they did not meet"
    return answers


class Visitor:
    """Somebody without a log-in who has opened the link of a mail."""

    def __init__(self, odoo: OdooProcess, link: str) -> None:
        self.session, self.url = requests.Session(), odoo.url + link
        page = self.session.get(self.url, timeout=60)
        [self.token, *_more] = html.fromstring(page.text).xpath("//input[@name='csrf_token']/@value")

    def post(self, what: str, **typed: object) -> requests.Response:
        """Send the form of the page."""
        data = {"csrf_token": self.token, **typed}
        return self.session.post(f"{self.url}/{what}", data=data, timeout=120)


def refusal(call: Callable[[], object]) -> Callable[[], str]:
    """Return a call that gives the sentence with which it is refused, or nothing."""

    def refused() -> str:
        try:
            call()
        except OdooError as error:
            return str(error)
        return ""

    return refused


@pytest.fixture
def hour(admin: User) -> int:
    """An hour that is free, in three days; each test has its own, as nobody is its adviser."""
    soon = datetime.now() + timedelta(days=3)
    event = make_action(admin, "HOURS", datetime.now(), 30, name="Hours at Once")
    return admin.create("event.slot", {"event_id": event, "date": f"{soon:%Y-%m-%d}", "start_hour": 10, "end_hour": 11})


def invite(odoo: OdooProcess, admin: User, name: str) -> Visitor:
    """Send a company the link by which it books an hour, and open it."""
    [company] = make_companies(admin, name)
    account = odoo.user("account")
    dialog = account.create("hub.slot.booking", {"partner_id": company, "email": address(name)})
    account.call("hub.slot.booking", "action_send_link", [dialog])
    return Visitor(odoo, link_in_mail(admin, address(name), "hours"))


def booked(admin: User, hour: int) -> list[str]:
    rows = admin.read("event.registration", [("event_slot_id", "=", hour)], ["attendee_company_id"])
    return [row["attendee_company_id"][1] for row in rows]


def test_an_hour_by_two_links(odoo: OdooProcess, admin: User, hour: int) -> None:
    names = ("Linked First", "Linked Second")
    visitors = [invite(odoo, admin, name) for name in names]
    pages = at_once(odoo, "event_registration", *(partial(who.post, "book", slot_id=hour) for who in visitors))
    assert sorted(page.status_code for page in pages) == [200, 422]
    won = next(rank for rank, page in enumerate(pages) if page.status_code == 200)
    assert booked(admin, hour) == [names[won]]
    assert "This hour is not free any more. Choose another one." in pages[1 - won].text
    # The one who was too late goes on from there.
    assert f'value="{hour}"' not in pages[1 - won].text


def test_an_hour_by_link_and_by_phone(odoo: OdooProcess, admin: User, hour: int) -> None:
    visitor, account = invite(odoo, admin, "Linked Third"), odoo.user("account")
    [company] = make_companies(admin, "Phoned")
    dialog = account.create("hub.slot.booking", {"partner_id": company, "slot_id": hour})
    page, sentence = at_once(
        odoo,
        "event_registration",
        partial(visitor.post, "book", slot_id=hour),
        refusal(partial(account.call, "hub.slot.booking", "action_book", [dialog])),
    )
    if sentence:
        assert (page.status_code, booked(admin, hour)) == (200, ["Linked Third"])
        assert "this hour is booked already. Choose another one." in sentence
    else:
        assert (page.status_code, booked(admin, hour)) == (422, ["Phoned"])
        assert "This hour is not free any more. Choose another one." in page.text


def test_a_plan_copied_twice(odoo: OdooProcess, admin: User) -> None:
    last, plan = (admin.create("hub.action.plan", {"year": year}) for year in (YEAR - 1, YEAR))
    make_action(admin, "FAIR", datetime(YEAR - 1, 5, 10, 8), name="Copied at Once", action_plan_id=last)
    directors = [odoo.user("director") for _each in range(2)]
    copies = (partial(who.call, "hub.action.plan", "action_copy_previous", [plan]) for who in directors)
    sentences = at_once(odoo, "event_event", *map(refusal, copies))
    assert sorted(map(bool, sentences)) == [False, True]
    assert f"All actions of Plan {YEAR - 1} are in this plan already." in sentences
    copies = admin.read("event.event", [("action_plan_id", "=", plan)], ["name"])
    assert [copy["name"] for copy in copies] == ["Copied at Once"]


def _register(admin: User, event: int, names: Iterable[str]) -> list[int]:
    return [
        admin.create("event.registration", {"event_id": event, "partner_id": company})
        for company in make_companies(admin, *names)
    ]


def test_fees_that_two_note(odoo: OdooProcess, admin: User) -> None:
    fees = [(0, 0, {"amount": 100})]
    event = make_action(admin, "FAIR", datetime.now() + timedelta(days=40), name="Paid at Once", fee_ids=fees)
    rows = _register(admin, event, ("Paying First", "Paying Second"))
    directors = [odoo.user("director") for _each in rows]
    paying = zip(directors, rows, strict=True)
    calls = (partial(who.call, "event.registration", "action_mark_paid", [row]) for who, row in paying)
    at_once(odoo, "hub_action_cost", *calls)
    [action] = admin.read("event.event", [("id", "=", event)], ["cost_income", "cost_ids"])
    assert (action["cost_income"], len(action["cost_ids"])) == (200, 1)


def test_the_last_place(odoo: OdooProcess, admin: User) -> None:
    begin = datetime.now() + timedelta(days=40)
    event = make_action(admin, "FAIR", begin, name="Full at Once", seats_limited=True, seats_max=1)
    companies = make_companies(admin, "Placed First", "Placed Second")
    callers = [odoo.user("account") for _each in companies]

    values = [{"event_id": event, "partner_id": company} for company in companies]
    calls = (partial(who.create, "event.registration", each) for who, each in zip(callers, values, strict=True))
    at_once(odoo, "event_registration", *calls)
    places = admin.read("event.registration", [("event_id", "=", event)], ["place_state"])
    assert sorted(each["place_state"] for each in places) == ["given", "waiting"]


def test_a_statement_sent_twice(odoo: OdooProcess, admin: User) -> None:
    statement, link = ask(admin, "Stating at Once")
    typed = {"jobs": "5", "jobs_before": "3", "without_support": "nothing"}
    tabs = [Visitor(odoo, link) for _each in range(2)]
    pages = at_once(odoo, "hub_outcome", *(partial(tab.post, "answer", **typed) for tab in tabs))
    assert all("Thank you" in page.text for page in pages)
    outcomes = admin.read("hub.outcome", [("statement_id", "=", statement)], ["kind", "value"])
    assert [(each["kind"], each["value"]) for each in outcomes] == [("jobs_created", 2)]


def test_an_opinion_sent_twice(odoo: OdooProcess, admin: User) -> None:
    event = make_action(admin, "FAIR", datetime.now() - timedelta(days=3), name="Judged at Once")
    [row] = _register(admin, event, ["Judging at Once"])
    admin.call("event.registration", "action_set_done", [row])
    admin.run_cron("hub_event.ir_cron_opinion")
    link = link_in_mail(admin, address("Judging at Once"), "opinion")
    tabs = [Visitor(odoo, link) for _each in range(2)]
    answers = {"5": "All of it", "2": ""}
    sent = zip(tabs, answers.items(), strict=True)
    posts = (partial(tab.post, "answer", opinion=answer, remark=remark) for tab, (answer, remark) in sent)
    pages = at_once(odoo, "hub_action_opinion", *posts)
    assert all("Thank you" in page.text for page in pages)
    [opinion] = admin.read("hub.action.opinion", [("registration_id", "=", row)], ["answer", "remark"])
    assert (opinion["remark"] or "") == answers[opinion["answer"]], "of one of them, whole"
