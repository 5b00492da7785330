"""A reader who leaves, by whichever way a received mail offers, leaves this purpose and nothing else."""

from __future__ import annotations

import pytest
import requests

from tests.campaign_mail.campaign import BROWSER, QUEUE, delivered_long_ago, frozen
from tests.campaign_mail.postbox import links

NEWS = "cluster_news"


@pytest.fixture
def campaign(odoo, postbox):
    return frozen(odoo.user("cluster"), postbox, 4)


def deliver(odoo, campaign, **values):
    wave = campaign.wave(**values)
    campaign.send(wave)
    odoo.user("admin").run_cron(QUEUE)
    return wave


def no_for(odoo, address):
    """The purposes that an address said no to, and whether it is on the global blacklist."""
    admin = odoo.user("admin")
    domain = [("email_normalized", "=", address), ("state", "=", "withdrawn")]
    rows = admin.read("hub.consent", domain, ["purpose_id", "source"])
    purposes = admin.read("hub.consent.purpose", [("id", "in", [row["purpose_id"][0] for row in rows])], ["code"])
    return [row["code"] for row in purposes], admin.read("mail.blacklist", [("email", "=", address)], [])


def one_click(mail):
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return mail["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>")


def test_one_click_of_the_mail_program(odoo, postbox, campaign):
    first = deliver(odoo, campaign)
    leaver, *others = campaign.addresses
    answer = requests.post(one_click(postbox.mail_to(leaver)), {"List-Unsubscribe": "One-Click"}, timeout=60)
    assert answer.ok
    assert no_for(odoo, leaver) == ([NEWS], [])
    assert campaign.members("state")[leaver]["state"] == "opted_out"
    deliver(odoo, campaign, audience="no_response", previous_wave_id=first)
    assert postbox.counts() == {leaver: 1, **dict.fromkeys(others, 2)}


def test_link_at_the_foot_of_the_mail(odoo, postbox, campaign):
    deliver(odoo, campaign)
    leaver = campaign.addresses[0]
    [link] = [link for link in links(postbox.mail_to(leaver)) if "unsubscribe" in link]
    visitor = requests.Session()
    page = visitor.get(link, timeout=60)
    assert "Stop these emails" in page.text
    # Programs that look into mails follow links: that alone is no answer.
    assert no_for(odoo, leaver) == ([], [])


def test_no_between_the_queue_and_the_mail(odoo, postbox, campaign):
    """Whoever leaves an earlier mailing does not get the one that waits in the queue."""
    deliver(odoo, campaign)
    waiting = campaign.wave()
    campaign.send(waiting)
    leaver, *others = campaign.addresses
    requests.post(one_click(postbox.mail_to(leaver)), timeout=60).raise_for_status()
    odoo.user("admin").run_cron(QUEUE)
    assert postbox.counts() == {leaver: 1, **dict.fromkeys(others, 2)}


def test_a_click_is_a_response_unless_a_program_may_have_made_it(odoo, postbox, campaign):
    deliver(odoo, campaign)
    reader, *others = campaign.addresses
    tracked = [link for link in links(postbox.mail_to(reader)) if "/r/" in link]
    assert tracked, "no link of the mail is tracked"
    assert requests.get(tracked[0], timeout=60, allow_redirects=False).is_redirect
    assert campaign.members("doubtful_on")[reader]["doubtful_on"] is False, "a known program"
    requests.get(tracked[0], headers={"User-Agent": BROWSER}, timeout=60, allow_redirects=False)
    members = campaign.members("state", "doubtful_on")
    assert (members[reader]["state"], bool(members[reader]["doubtful_on"])) == ("contacted", True), "within seconds"
    delivered_long_ago(odoo.user("admin"), reader)
    requests.get(tracked[0], headers={"User-Agent": BROWSER}, timeout=60, allow_redirects=False)
    members = campaign.members("state", "response")
    assert (members[reader]["state"], members[reader]["response"]) == ("responded", "click")
    assert {members[other]["state"] for other in others} == {"contacted"}
