"""Actions, and companies that take part in them, as they are there before somebody walks."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from tests.campaign_mail.odoo_process import User


def link_in_mail(admin: User, email: str, path: str) -> str:
    """Return the link to some page that an address got."""
    [mail] = admin.read("mail.mail", [("email_to", "ilike", email)], ["body_html"])
    return re.search(rf"/{path}/[\w-]+", mail["body_html"])[0]


def make_companies(admin: User, *names: str) -> list[int]:
    """Create companies of the account manager, each with an address."""
    [account] = admin.read("res.users", [("login", "=", "account")], ["id"])
    common = {"is_company": True, "user_id": account["id"]}
    return [admin.create("res.partner", {**common, "name": name, "email": address(name)}) for name in names]


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.com"


def make_action(admin: User, kind: str, begin: datetime, days: int = 1, **values: object) -> int:
    """Create an action.

    :param kind: the code of its type
    """
    [of_kind] = admin.read("hub.action.type", [("code", "=", kind)], ["id"], limit=1)
    end = begin + timedelta(days=days)
    when = {"date_begin": f"{begin:%Y-%m-%d %H:%M:%S}", "date_end": f"{end:%Y-%m-%d %H:%M:%S}"}
    return admin.create("event.event", {"action_type_id": of_kind["id"], **when, **values})
