"""A campaign of the cluster manager with readers, made through Odoo as its users do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.campaign_mail.odoo_process import User
from tests.campaign_mail.postbox import Postbox

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
QUEUE = "mass_mailing.ir_cron_mass_mailing_queue"
MAILS = "mail.ir_cron_mail_scheduler_action"


@dataclass
class Campaign:
    """A frozen campaign; the readers' addresses are ``reader.01@…`` and so on."""

    user: User
    id: int
    addresses: list[str]

    def wave(self, **values: object) -> int:
        """Add a wave with its mailings."""
        wave = self.user.create("hub.campaign.wave", {"campaign_id": self.id, **values})
        self.user.call("hub.campaign.wave", "action_prepare_mailings", [wave])
        return wave

    def send(self, wave: int) -> None:
        """Write the mailings of a wave, and put them in the queue."""
        write_texts(self.user, wave)
        self.user.call("hub.campaign.wave", "action_send", [wave])

    def members(self, *fields: str) -> dict[str, dict]:
        """The members by address."""
        rows = self.user.read("hub.campaign.member", [("campaign_id", "=", self.id)], ["email_normalized", *fields])
        return {row["email_normalized"]: row for row in rows}


def write_texts(user: User, wave: int) -> None:
    """Write what the mailings of a wave are about, where the text to start from asks for it."""
    for mailing in user.read("mailing.mailing", [("wave_id", "=", wave)], ["lang", "body_html", "body_arch"]):
        texts = {
            name: re.sub(r'(<p class="o_hub_placeholder".*?>).*?</p>', rf"\1{mailing['lang']}</p>", mailing[name])
            for name in ("body_html", "body_arch")
        }
        user.call("mailing.mailing", "write", [mailing["id"]], {"subject": f"News in {mailing['lang']}", **texts})


def delivered_long_ago(admin: User, address: str) -> None:
    """Let the mails to an address have arrived long ago, so that a click on them is a reader's."""
    domain = [("model", "=", "hub.campaign.member"), ("email", "=", address)]
    traces = [row["id"] for row in admin.read("mailing.trace", domain, ["id"])]
    admin.call("mailing.trace", "write", traces, {"sent_datetime": "2026-01-05 09:00:00"})


def frozen(user: User, postbox: Postbox, readers: int) -> Campaign:
    """Make and freeze a campaign of the user's cluster with so many readers, who have this postbox."""
    addresses = [f"reader.{rank:02d}@{postbox.domain}" for rank in range(1, readers + 1)]
    companies = user.call(
        "res.partner",
        "create",
        [
            {"name": f"Reader {rank:02d}", "is_company": True, "email": address, "email_source": "public"}
            for rank, address in enumerate(addresses, 1)
        ],
    )
    [cluster] = user.read("hub.cluster", [("code", "=", "CRAFT")], ["id"])
    campaign = user.create(
        "utm.campaign",
        {
            "title": "Test of Mails",
            "is_sector_campaign": True,
            "cluster_ids": [(4, cluster["id"])],
            "audience_domain": repr([("id", "in", companies)]),
            "user_id": user.id,
        },
    )
    freeze = user.create("hub.campaign.freeze", {"campaign_id": campaign})
    user.call("hub.campaign.freeze", "action_freeze", [freeze])
    return Campaign(user, campaign, addresses)
