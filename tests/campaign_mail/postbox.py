"""A mail server on loopback, and a postbox for each test, which takes mails and fails where the test wants it to."""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.ports import INTERFACE, free_port

_numbers = itertools.count(1)
LINK = re.compile(r'href="([^"]+)"')


@dataclass
class Postbox:
    """What arrived, and for which addresses the server fails: once each where it breaks off."""

    refused: set[str] = field(default_factory=set)
    # The connection ends before the mail is taken, or after it without an answer.
    breaks_off_before: set[str] = field(default_factory=set)
    breaks_off_after: set[str] = field(default_factory=set)
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    # Readers of another test have said no, or are still in a queue.
    domain: str = field(default_factory=lambda: f"test{next(_numbers)}.example.com")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        [address] = envelope.rcpt_tos
        if address in self.breaks_off_before:
            self.breaks_off_before.discard(address)
            server.transport.abort()
            return "451 Broken off"
        self.mails.append((address, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        if address in self.breaks_off_after:
            self.breaks_off_after.discard(address)
            server.transport.abort()
        return "250 OK"

    def counts(self) -> Counter[str]:
        """How many mails each reader got; what Odoo tells its users is no mailing."""
        return Counter(address for address, _mail in self.mails if address.endswith(f"@{self.domain}"))

    def mail_to(self, address: str) -> EmailMessage:
        """The only mail that an address got."""
        [found] = [mail for receiver, mail in self.mails if receiver == address]
        return found


class MailServer:
    """The server; its mails go to the postbox of the test that runs."""

    def __init__(self) -> None:
        self.postbox = Postbox()
        self.port = free_port()

    def __enter__(self) -> MailServer:
        self._controller = Controller(self, hostname=INTERFACE, port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._controller.stop()

    async def handle_RCPT(self, *details: object) -> str:  # noqa: N802
        return await self.postbox.handle_RCPT(*details)

    async def handle_DATA(self, *details: object) -> str:  # noqa: N802
        return await self.postbox.handle_DATA(*details)


def links(mail: EmailMessage) -> list[str]:
    """Where the links of a mail lead."""
    html = mail.get_body(("html",)).get_content()
    return [link.replace("&amp;", "&") for link in LINK.findall(html)]
