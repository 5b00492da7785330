"""Whatever the mail server does, and whoever sends at once: nobody gets a mailing twice."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.campaign_mail.campaign import MAILS, QUEUE, Campaign, frozen
from tests.campaign_mail.odoo_process import OdooError, OdooProcess
from tests.campaign_mail.postbox import Postbox

READERS = 12


def start(odoo: OdooProcess, postbox: Postbox) -> Campaign:
    return frozen(odoo.user("cluster"), postbox, READERS)


def run_queues(odoo: OdooProcess, times: int = 3) -> None:
    """Run the scheduled actions of mailings and mails, again and again as Odoo does; they may fail."""
    admin = odoo.user("admin")
    for _turn in range(times):
        for cron in (QUEUE, MAILS):
            with contextlib.suppress(OdooError):
                admin.run_cron(cron)


def test_everybody_gets_it_once(odoo, postbox):
    campaign = start(odoo, postbox)
    wave = campaign.wave()
    campaign.send(wave)
    run_queues(odoo)
    assert postbox.counts() == dict.fromkeys(campaign.addresses, 1)
    assert {member["state"] for member in campaign.members("state").values()} == {"contacted"}
    [row] = campaign.user.read("hub.campaign.wave", [("id", "=", wave)], ["state"])
    assert row["state"] == "done"


def test_the_server_breaks_off_half_way(odoo, postbox):
    campaign = start(odoo, postbox)
    postbox.breaks_off_before = {campaign.addresses[5]}
    campaign.send(campaign.wave())
    run_queues(odoo)
    counts = postbox.counts()
    assert max(counts.values()) == 1
    # It may have arrived, for all that Odoo knows: a person decides on it.
    assert set(campaign.addresses) - set(counts) == {campaign.addresses[5]}


def test_the_server_breaks_off_after_it_took_a_mail(odoo, postbox):
    campaign = start(odoo, postbox)
    postbox.breaks_off_after = {campaign.addresses[3], campaign.addresses[7]}
    campaign.send(campaign.wave())
    run_queues(odoo, times=4)
    assert postbox.counts() == dict.fromkeys(campaign.addresses, 1)
    members = [member["id"] for member in campaign.members().values()]
    domain = [("model", "=", "hub.campaign.member"), ("res_id", "in", members), ("state", "=", "exception")]
    mails = odoo.user("admin").read("mail.mail", domain, ["failure_reason"])
    assert len(mails) == 2
    assert all("may have arrived or not" in mail["failure_reason"] for mail in mails)


def test_an_address_is_refused(odoo, postbox):
    campaign = start(odoo, postbox)
    postbox.refused = {campaign.addresses[0]}
    wave = campaign.wave()
    campaign.send(wave)
    run_queues(odoo)
    assert postbox.counts() == dict.fromkeys(campaign.addresses[1:], 1)
    domain = [("mass_mailing_id.wave_id", "=", wave), ("trace_status", "not in", ("sent", "pending"))]
    traces = campaign.user.read("mailing.trace", domain, ["email"])
    assert [trace["email"] for trace in traces] == [campaign.addresses[0]]
    assert campaign.members("contacted_on")[campaign.addresses[0]]["contacted_on"] is False


def test_two_processes_send_at_once(work, odoo, mail_server, postbox):
    campaign = start(odoo, postbox)
    campaign.send(campaign.wave())
    with OdooProcess(work, odoo.database, mail_server.port) as other, ThreadPoolExecutor() as pool:
        for run in [pool.submit(run_queues, process) for process in (odoo, other)]:
            run.result()
    assert postbox.counts() == dict.fromkeys(campaign.addresses, 1)


def test_sending_is_asked_for_twice(odoo, postbox):
    campaign = start(odoo, postbox)
    wave = campaign.wave()
    campaign.send(wave)
    with pytest.raises(OdooError, match="no draft is left to send"):
        campaign.send(wave)
    run_queues(odoo)
    assert postbox.counts() == dict.fromkeys(campaign.addresses, 1)
