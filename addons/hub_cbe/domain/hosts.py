"""Which hosts of web and email addresses are a company's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Whoever has an address there has not the host in common.
OF_EVERYBODY = frozenset({
    "gmail.com", "hotmail.com", "hotmail.be", "hotmail.fr", "outlook.com", "outlook.be", "outlook.fr", "live.com",
    "live.be", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "mac.com", "skynet.be",
    "telenet.be", "proximus.be", "scarlet.be", "voo.be", "brutele.be", "belgacom.net", "gmx.com", "gmx.net",
    "gmx.be", "protonmail.com", "proton.me", "facebook.com", "instagram.com", "linkedin.com", "linktr.ee",
    "google.com", "wixsite.com", "business.site",
})  # fmt: skip
_HOST = re.compile(r"^\s*(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[^\W\d_]{2,})(?:[:/?#].*)?\s*$", re.IGNORECASE)


def hosts(website: str | None, emails: Iterable[str]) -> frozenset[str]:
    """Return the hosts that are a company's own.

    >>> sorted(hosts("https://www.Nova.example/contact", ["info@nova.example", "nova@gmail.com"]))
    ['nova.example']
    """
    site = _HOST.match(website or "")
    named = {site[1].lower()} if site else set()
    named |= {host.lower() for email in emails if (host := email.rpartition("@")[2])}
    return frozenset(named - OF_EVERYBODY)
