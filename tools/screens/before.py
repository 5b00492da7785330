"""What is done in a copy of the database before its pages are opened. Runs inside Odoo's shell."""

import json
import re
import typing
from collections.abc import Iterator
from datetime import timedelta

from .pages import SCREENS
from .screen import Screen

if typing.TYPE_CHECKING:
    from odoo.api import Environment
    from odoo.models import BaseModel

MENU = "hub_entrepreneurs.hub_menu_root"
"""The app in which a page opens that stands in two."""

READER = "hub_entrepreneurs.company_281"
"""Who receives the mailing."""


def prepare(env: "Environment") -> None:
    """Do what demo data leaves to its users, and print the numbers of all records and the links, as JSON."""
    mailings = _write_invitations(env)
    _run_report(env)
    env["ir.config_parameter"].set_param("hub_xlsx.job_rows", 100)
    # Nothing else moves while pictures are taken.
    exports = env.ref("hub_xlsx.ir_cron_xlsx_jobs")
    env["ir.cron"].search([("id", "!=", exports.id)]).active = False
    paths = {**links(env, mailings), "opinion": _ask_for_opinion(env)}
    print(json.dumps({"places": dict(_places(env)), "links": paths}))
    env.cr.commit()


def links(env: "Environment", mailings: "BaseModel") -> dict[str, str]:
    """The paths of pages that a mail leads to, by name."""
    reader = mailings.campaign_id.member_ids.filtered(lambda member: member.partner_id == env.ref(READER))
    mailing = mailings.filtered(lambda mailing: mailing.lang == reader.lang) or mailings[:1]
    whose = (reader.email_normalized, reader.id)
    base = mailing.get_base_url()
    return {
        "view": mailing._get_view_url(*whose).removeprefix(base),
        "leave": mailing._get_unsubscribe_url(*whose).removeprefix(base),
    }


def _write_invitations(env: "Environment") -> "BaseModel":
    """Freeze a campaign and prepare its first wave, as its manager does; returns the mailings."""
    manager = env.ref("hub_entrepreneurs.user_cluster")
    campaign = env.ref("hub_campaign.campaign_studios").with_user(manager)
    if not campaign.member_ids:
        freeze = env["hub.campaign.freeze"].with_user(manager).create({"campaign_id": campaign.id})
        freeze.action_freeze()
    wave = env["hub.campaign.wave"].with_user(manager).create({"campaign_id": campaign.id, "name": "Invitation"})
    wave.action_prepare_mailings()
    return wave.mailing_ids.sudo()


def _ask_for_opinion(env: "Environment") -> str:
    """Ask a participant of an action who was not asked yet; returns the path of the page that the mail leads to."""
    opinions = env["hub.action.opinion"]
    participant = env["event.registration"].search(
        [("state", "=", "done"), ("event_id.action_plan_id", "!=", False), ("email", "!=", False),
         ("id", "not in", opinions.search([]).registration_id.ids)], limit=1,
    )  # fmt: skip
    opinions._ask(participant)
    mail = opinions.search([("registration_id", "=", participant.id)]).mail_id
    return re.search(r"/opinion/[\w-]+", mail.body_html)[0]


def _run_report(env: "Environment") -> None:
    """Run the annual report of last year; since then one company is in contact no more, and others are."""
    report = env.ref("hub_reporting.hub_report_annual").with_user(env.ref("hub_entrepreneurs.user_analyst"))
    values = {name.removeprefix("default_"): value for name, value in report.action_new_run()["context"].items()}
    run = report.run_ids.create(values)
    env.cr.commit()
    run.sudo()._run()
    talks = env["hub.interaction"].search([("date", ">=", run.period_start), ("date", "<=", run.period_end)])
    once = next(own for company, own in talks.grouped("partner_id").items() if company.is_company and len(own) == 1)
    once.write({"date": once.date - timedelta(days=730), "programme_id": False})
    others = env["res.partner"].search([("is_company", "=", True), ("id", "not in", talks.partner_id.ids)], limit=3)
    env["hub.interaction"].create(
        [{"partner_id": other.id, "date": run.period_end, "programme_id": False} for other in others]
    )


def _places(env: "Environment") -> Iterator[tuple[str, int | None]]:
    """The number of each action and record that screens name; none where the database lacks it."""
    yield MENU, env.ref(MENU).id
    for screen in SCREENS:
        for xml_id in named(screen):
            record = env.ref(xml_id, raise_if_not_found=False)
            yield xml_id, record and record.id
        if isinstance(screen.record, tuple):
            model, domain = screen.record
            yield str(screen.record), env[model].search(domain, limit=1).id


def named(screen: Screen) -> list[str]:
    """The external ids that a screen names: its action, its record, and the actions behind its buttons."""
    buttons = [step[1] for step in screen.steps if step[0] == "press" and "." in step[1]]
    record = screen.record if isinstance(screen.record, str) else ""
    return [xml_id for xml_id in (screen.action, record, *buttons) if xml_id]
