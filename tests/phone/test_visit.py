"""A visit in a basement: what is logged without a connection is there afterwards, once."""

from __future__ import annotations

import base64
import io
import time

from PIL import Image
from playwright.sync_api import Route, expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.phone.phone import DIALOG, KEPT, Phone

INTERACTION = "hub.interaction"
_PAUSE = 1000
_STEP = 0.5
_SOON = 40
_SIDE = 2400
_PHOTO_SIDE = 1600


def logged(admin: User, company: dict, *fields: str) -> list[dict]:
    return admin.read(INTERACTION, [("partner_id", "=", company["id"])], ["note", *fields])


def arrived(admin: User, company: dict, *fields: str) -> list[dict]:
    """What was logged with the company, once there is anything, and once more could have come."""
    for _try in range(60):
        if logged(admin, company):
            break
        time.sleep(_STEP)
    time.sleep(_STEP)
    return logged(admin, company, *fields)


def test_logged_without_a_connection(visit: Phone, company: dict, admin: User) -> None:
    visit.cut()
    visit.open_log()
    expect(visit.page.locator(f"{DIALOG} .o_hub_offline")).to_contain_text("kept on this device")
    visit.choose(company["name"])
    visit.write("The kiln is in the basement.")
    visit.page.set_input_files(f"{DIALOG} [name=photo] input", {
        "name": "kiln.jpg", "mimeType": "image/jpeg", "buffer": _picture(),
    })  # fmt: skip
    visit.page.wait_for_selector(f"{DIALOG} .o_hub_photo")
    body = visit.page.locator(f"{DIALOG} .modal-body")
    assert body.evaluate("body => body.scrollWidth <= body.clientWidth"), "nothing is to be scrolled sideways"
    visit.save()
    visit.expect_kept(1)
    visit.open_kept()
    expect(visit.page.locator(".o_hub_outbox li")).to_contain_text([company["name"]])
    visit.page.keyboard.press("Escape")
    assert not logged(admin, company)

    visit.restore()
    visit.expect_kept(0)
    [row] = arrived(admin, company, "attachment_ids", "channel", "duration")
    assert (row["note"], row["duration"]) == ("The kiln is in the basement.", 0.5)
    [document] = admin.read("ir.attachment", [("id", "in", row["attachment_ids"])], ["datas", "mimetype"])
    image = Image.open(io.BytesIO(base64.b64decode(document["datas"])))
    assert (document["mimetype"], max(image.size)) == ("image/jpeg", _PHOTO_SIDE)


def test_many_in_a_row(visit: Phone, company: dict, admin: User) -> None:
    visit.cut()
    for rank in range(3):
        visit.log(company["name"], f"Talk {rank}")
        visit.expect_kept(rank + 1)
    visit.restore()
    visit.expect_kept(0)
    assert sorted(row["note"] for row in arrived(admin, company)) == ["Talk 0", "Talk 1", "Talk 2"]


def test_two_tabs_send_it_once(visit: Phone, company: dict, admin: User) -> None:
    visit.another_tab()
    visit.cut()
    visit.log(company["name"], "Both tabs know of it")
    visit.restore()
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["Both tabs know of it"]


def test_the_answer_is_lost(visit: Phone, company: dict, admin: User) -> None:
    """The server has it, but the phone does not know: it sends it again, and it counts once."""

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    visit.page.route(f"**/{INTERACTION}/web_save", lose_the_answer, times=1)
    visit.log(company["name"], "Saved, but who knows")
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["Saved, but who knows"]


def test_typed_while_the_company_is_looked_up(visit: Phone, company: dict, admin: User) -> None:
    """On a slow connection the person to be spoken to appears above what is being typed: the text stays."""
    visit.page.route(f"**/{INTERACTION}/onchange", lambda route: (time.sleep(1), route.continue_()))
    visit.log(company["name"], "Typed at once")
    visit.page.wait_for_function("() => !document.querySelector('.modal')")
    assert [row["note"] for row in arrived(admin, company)] == ["Typed at once"]


def test_no_answer_for_long(visit: Phone, company: dict, admin: User) -> None:
    """Who waits longer than ten seconds goes on; the answer that comes later changes nothing."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route(f"**/{INTERACTION}/web_save", hold, times=1)
    visit.log(company["name"], "Very slow")
    visit.expect_kept(0)
    for route in held:
        route.continue_()
    visit.page.wait_for_timeout(_PAUSE)
    assert [row["note"] for row in arrived(admin, company)] == ["Very slow"]


def test_only_the_server_was_away(visit: Phone, company: dict, admin: User) -> None:
    """The phone was online all the time, so that nothing tells it that the server is back: it is sent all the same."""
    away = {"status": 503, "content_type": "text/html", "body": "<h1>Service Unavailable</h1>"}
    visit.page.route(f"**/{INTERACTION}/*", lambda route: route.fulfill(**away))
    for rank in range(4):
        visit.log(company["name"], f"Talk {rank}")
    visit.expect_kept(4)
    visit.page.unroute_all()
    back = time.monotonic()
    visit.expect_kept(0)
    assert time.monotonic() - back < _SOON
    assert sorted(row["note"] for row in arrived(admin, company)) == [f"Talk {rank}" for rank in range(4)]


def test_a_connection_that_hangs(visit: Phone, company: dict, admin: User) -> None:
    """What is sent and never answered keeps nothing else waiting for ever."""
    visit.page.evaluate("odoo.__WOWL_DEBUG__.root.env.services.hub_outbox.longestSending = 1000")
    visit.cut()
    visit.log(company["name"], "Sent twice, logged once")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route(f"**/{INTERACTION}/log_kept", hold, times=1)
    visit.restore()
    visit.expect_kept(0)
    assert len(held) == 1
    held[0].continue_()
    visit.page.wait_for_timeout(_PAUSE)
    assert [row["note"] for row in arrived(admin, company)] == ["Sent twice, logged once"]


def test_fifty_at_once_and_one_refused(visit: Phone, company: dict, admin: User) -> None:
    """The oldest is sent first, and what is refused holds up nothing behind it."""
    visit.cut()
    visit.page.evaluate(
        """async ([id, refused, whom]) => {
            const outbox = odoo.__WOWL_DEBUG__.root.env.services.hub_outbox;
            for (let rank = 0; rank < 50; rank++) {
                const partner_id = rank === 3 ? refused : id;
                const values = { form_key: `fifty-${id}-${rank}`, partner_id, channel: "phone", note: `${rank}` };
                await outbox.keep(values, whom);
            }
        }""",
        [company["id"], 2**31 - 1, company["name"]],
    )
    visit.expect_kept(50)
    visit.restore()
    visit.expect_kept(1)
    expect(visit.page.locator(f"{KEPT} .text-bg-danger")).to_be_visible()
    rows = sorted(logged(admin, company), key=lambda row: row["id"])
    assert [row["note"] for row in rows] == [str(rank) for rank in range(50) if rank != 3]


def test_kept_over_a_new_page(visit: Phone, company: dict, admin: User) -> None:
    visit.page.route(f"**/{INTERACTION}/*", lambda route: route.abort())
    visit.log(company["name"], "Survives")
    visit.expect_kept(1)
    visit.page.unroute_all()
    visit.page.goto("/odoo")
    visit.ready(visit.page)
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["Survives"]


def test_the_button_of_the_company(visit: Phone, company: dict, admin: User) -> None:
    visit.page.goto(f"/odoo/hub-companies/{company['id']}")
    visit.page.wait_for_selector("button[name=action_log_interaction]")
    visit.ready(visit.page)
    visit.cut()
    visit.page.click("button[name=action_log_interaction]")
    expect(visit.page.locator(f"{DIALOG} [name=partner_id]")).to_contain_text(company["name"])
    visit.write("From its own page")
    visit.save()
    visit.expect_kept(1)
    visit.restore()
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["From its own page"]


def test_a_company_that_the_phone_does_not_know(phone: Phone, odoo: OdooProcess, admin: User) -> None:
    phone.cut()
    phone.log("Quite Unknown", "Met by chance")
    phone.expect_kept(1)
    phone.restore()
    expect(phone.page.locator(f"{KEPT} .text-bg-danger")).to_be_visible(timeout=30_000)
    phone.open_kept()
    expect(phone.page.locator(".o_hub_outbox [role=alert]")).to_contain_text("Choose the company")
    company = {"id": admin.create("res.partner", {"name": "Quite Unknown SRL", "is_company": True})}
    phone.page.click(".o_hub_outbox_edit")
    expect(phone.page.locator(f"{DIALOG} [name=note] textarea")).to_have_value("Met by chance")
    phone.choose("Quite Unknown SRL")
    phone.save()
    phone.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["Met by chance"]


def test_deleted_meanwhile(visit: Phone, company: dict, admin: User) -> None:
    """What the server refuses stays on the phone, with its sentence, until it is changed or discarded."""
    visit.cut()
    visit.log(company["name"], "Not lost")
    admin.call("res.partner", "unlink", [company["id"]])
    visit.restore()
    expect(visit.page.locator(f"{KEPT} .text-bg-danger")).to_be_visible(timeout=30_000)
    visit.open_kept()
    expect(visit.page.locator(".o_hub_outbox [role=alert]")).to_contain_text("merged with another one or deleted")
    other = {"name": "Atelier Merged Into", "is_company": True}
    other["id"] = admin.create("res.partner", other)
    visit.page.click(".o_hub_outbox_edit")
    expect(visit.page.locator(".modal-title")).to_contain_text(company["name"])
    visit.choose(other["name"])
    visit.save()
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, other)] == ["Not lost"]


def test_discarded_by_oneself_alone(visit: Phone, company: dict, admin: User) -> None:
    visit.cut()
    visit.log(company["name"], "Not wanted")
    visit.open_kept()
    visit.page.click(".o_hub_outbox_discard")
    visit.page.click(".modal:has-text('will be lost') .btn-secondary")
    visit.expect_kept(1)
    visit.page.click(".o_hub_outbox_discard")
    visit.page.click(".modal:has-text('will be lost') .btn-primary")
    expect(visit.page.locator(".modal-body", has_text="Nothing waits")).to_be_visible()
    visit.restore()
    assert not arrived(admin, company)


def test_another_user_of_the_phone(visit: Phone, company: dict, admin: User) -> None:
    visit.cut()
    visit.log(company["name"], "Ada's own")
    visit.page.route(f"**/{INTERACTION}/log_kept", lambda route: route.abort())
    visit.restore()
    visit.log_out()
    expect(visit.page.locator(".modal")).to_contain_text("They stay on this device")
    visit.page.click(".modal .btn-primary")
    visit.page.wait_for_selector("input[name=login]")
    visit.page.unroute_all()

    visit.log_in("cluster")
    visit.expect_kept(0)
    assert not logged(admin, company)
    visit.page.goto("/web/session/logout")
    visit.log_in("account")
    visit.expect_kept(0)
    [row] = arrived(admin, company, "user_id")
    assert row["user_id"][1].startswith("Ada")


def test_another_user_in_another_tab(visit: Phone, company: dict, admin: User) -> None:
    """The page is still Ada's, but the server would take what it sends for the other's."""
    visit.cut()
    visit.log(company["name"], "Whose is it?")
    visit.page.route(f"**/{INTERACTION}/log_kept", lambda route: route.abort())
    visit.restore()
    other = visit.context.new_page()
    other.goto("/web/session/logout")
    visit.log_in("cluster", other)
    visit.page.unroute_all()
    visit.open_kept()
    visit.page.click(".o_hub_outbox_send")
    visit.expect_told("Log in again as")
    assert not logged(admin, company)
    visit.expect_kept(1)


def test_the_session_has_ended(visit: Phone, company: dict, admin: User) -> None:
    visit.cut()
    visit.log(company["name"], "Long after")
    visit.context.clear_cookies()
    visit.restore()
    visit.expect_told("Log in again as")
    visit.expect_kept(1)
    visit.log_in("account")
    visit.expect_kept(0)
    assert [row["note"] for row in arrived(admin, company)] == ["Long after"]


def test_a_clock_that_was_wrong(visit: Phone, company: dict, admin: User) -> None:
    """What was kept in 1970 is asked about, not thrown away: it took place."""
    visit.cut()
    visit.page.evaluate(
        """async ([id, whom]) => {
            const { now } = Date;
            Date.now = () => 0;
            const outbox = odoo.__WOWL_DEBUG__.root.env.services.hub_outbox;
            const date = "1970-01-01 00:10:00";
            await outbox.keep({ form_key: `clock-${id}`, partner_id: id, channel: "phone", note: "Then", date }, whom);
            Date.now = now;
        }""",
        [company["id"], company["name"]],
    )
    visit.restore()
    expect(visit.page.locator(f"{KEPT} .text-bg-danger")).to_be_visible()
    visit.page.goto("/odoo")
    visit.ready(visit.page)
    visit.open_kept()
    expect(visit.page.locator(".o_hub_outbox [role=alert]")).to_contain_text("is unusual")
    assert not logged(admin, company)


def test_old_rows(phone: Phone) -> None:
    """After 30 days nothing is left of others."""
    days = 31
    phone.page.evaluate(
        """async days => {
            const request = indexedDB.open("hub-outbox", 1);
            await new Promise((resolve) => (request.onsuccess = resolve));
            const table = request.result.transaction("conversations", "readwrite").objectStore("conversations");
            for (const [key, age] of [["old", days], ["new", 1]]) {
                const keptOn = Date.now() - age * 86400000;
                table.put({ key, owner: "nobody", values: {}, whom: key, keptOn, problem: "" });
            }
            await new Promise((resolve) => (table.transaction.oncomplete = resolve));
            request.result.close();
        }""",
        days,
    )
    phone.page.goto("/odoo")
    phone.ready(phone.page)
    phone.expect_kept(0)
    phone.page.wait_for_function(
        """async () => {
            const request = indexedDB.open("hub-outbox", 1);
            await new Promise((resolve) => (request.onsuccess = resolve));
            const keys = request.result.transaction("conversations").objectStore("conversations").getAllKeys();
            await new Promise((resolve) => (keys.onsuccess = resolve));
            request.result.close();
            return keys.result.join() === "new";
        }"""
    )


def _picture() -> bytes:
    content = io.BytesIO()
    Image.effect_noise((_SIDE, _SIDE), 40).convert("RGB").save(content, "JPEG")
    return content.getvalue()
