"""Who follows a link of a mail: known by the link, also where what the mail refers to is gone."""

from __future__ import annotations

from dataclasses import dataclass

from odoo.http import request
from odoo.models import BaseModel
from odoo.tools import consteq

from .odd_values import as_id, require_token


def get_signed_purpose(mailing: BaseModel, email: str | None) -> BaseModel:
    """Return the purpose that a link says its mail was about, if it says so with the token of that."""
    purposes = request.env["hub.consent.purpose"].sudo()
    about, token = (request.params.get(name) for name in ("about", "about_token"))
    if not (about and token and email):
        return purposes
    require_token(token)
    purpose = purposes.browse(as_id(about))
    return purpose.exists() if consteq(mailing._generate_purpose_token(email, purpose), token) else purposes


@dataclass(frozen=True)
class Reader:
    """Who reads a mail at an address, as superuser: readers are no users."""

    member: BaseModel
    mailing: BaseModel
    purposes: BaseModel
    email: str
    lang: str | bool
    is_test: bool

    @classmethod
    def of(cls, mailing: BaseModel, document_id: int, email: str, purpose: BaseModel) -> Reader:
        """Return the reader that a link is of; a link of before names no purpose, and a test mail no member."""
        env = request.env(su=True)
        mailing = mailing.exists()
        member = env["hub.campaign.member"].browse(document_id).exists() if document_id else env["hub.campaign.member"]
        # Where nobody knows any more what it was about, it was about everything.
        purposes = (
            purpose or mailing.purpose_id or member.campaign_id.purpose_id or env["hub.consent.purpose"].search([])
        )
        return cls(member, mailing, purposes, email, member.lang or mailing.lang, not document_id)

    def leave(self, purposes: BaseModel) -> None:
        """Keep a no to each of these purposes."""
        for purpose in purposes if not self.is_test else ():
            if self.member:
                self.member._leave_purpose(purpose, self.mailing, self.email)
            else:
                self._consents._answer_by_link(None, self.email, purpose, "withdrawn", self.email)

    def join(self, purpose: BaseModel) -> None:
        """Keep a yes to a purpose."""
        if self.is_test:
            return
        if self.member:
            self.member._join_purpose(purpose, self.mailing, self.email)
        else:
            self._consents._answer_by_link(None, self.email, purpose, "given")

    def get_answers(self, purposes: BaseModel) -> dict[int, str | bool]:
        """Return the answer to each of these purposes."""
        if self.member:
            return self.member._get_answers(purposes, self.email)
        return self._consents._get_answers(self._consents.env["res.partner"], self.email, purposes)

    @property
    def _consents(self) -> BaseModel:
        return self.purposes.env["hub.consent"]
