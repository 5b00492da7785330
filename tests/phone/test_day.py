"""Today in a basement: its rows log a conversation without a connection, and the page stays as it was read."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.phone.phone import DIALOG, Phone
from tests.phone.test_visit import arrived


def test_a_row_logs_without_a_connection(visit: Phone, company: dict, odoo: OdooProcess, admin: User) -> None:
    [call] = admin.read("mail.activity.type", [("category", "=", "phonecall")], ["id"])[:1]
    [contacts] = admin.read("ir.model", [("model", "=", "res.partner")], ["id"])
    activity = {"res_model_id": contacts["id"], "res_id": company["id"], "activity_type_id": call["id"]}
    admin.create("mail.activity", {**activity, "user_id": odoo.user("account").id, "date_deadline": "2020-01-01"})
    visit.page.goto("/odoo/hub-today")
    row = visit.page.locator(".o_hub_day_line", has_text=company["name"]).first
    row.wait_for()
    visit.ready(visit.page)
    visit.cut()
    row.locator(".o_hub_day_log").click()
    visit.page.wait_for_selector(DIALOG)
    visit.write("From Today")
    visit.save()
    visit.expect_kept(1)
    expect(row).to_be_visible()
    visit.restore()
    assert [each["note"] for each in arrived(admin, company)] == ["From Today"]
