"""What a contact says beside what the register says of it.

1. *Written.* A value of the register is written where the contact says what the register said before: of whom the
   register has said nothing yet, where the contact is empty. Whatever somebody has typed stays, and so does what
   somebody has emptied.
2. *Different.* What stays is a difference, unless the register says nothing, or the same in other words: a name in
   other letters or with its legal form, a street as people shorten it, a phone number with other blanks.
3. *Following.* The commune follows the address, the main activity the activities, the source of an email address that
   address: they are written with those, and are no differences beside them. A source is never written without its
   address, nor a difference.
4. *One address.* Where the contact says another place, no part of the register's address is mixed into it, and all that
   the register says of it is different.
5. Another language is no difference: the register does not tell it, Hub takes it from the name.

Values are as the register's are kept: an id, a list of ids, a day as text, None for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from odoo.addons.hub_entrepreneurs.domain.legal_forms import is_same
from odoo.addons.hub_entrepreneurs.domain.phone import numbers
from odoo.addons.hub_entrepreneurs.domain.signs import folded

from .streets import is_same_place

ADDRESS = ("street", "street2", "zip", "city", "country_id", "commune_id")
FOLLOWING = {"commune_id": {"zip", "city", "country_id"}, "main_nace_id": {"nace_ids"}, "email_source": {"email"}}
_NEVER_ALONE = {"email_source"}
_NO_DIFFERENCE = {"email_source", "lang"}

Values = Mapping[str, object]


def _is_same_text(one: str, other: str) -> bool:
    return folded("".join(one.split())) == folded("".join(other.split()))


def _is_same_postcode(one: str, other: str) -> bool:
    return [*filter(str.isdigit, one)] == [*filter(str.isdigit, other)]


def _is_same_phone(one: str, other: str) -> bool:
    return bool(set(numbers(one)) & set(numbers(other)))


_SAME: dict[str, Callable[[str, str], bool]] = {
    "name": is_same,
    "street": is_same_place,
    "street2": _is_same_text,
    "zip": _is_same_postcode,
    "city": _is_same_text,
    "phone": _is_same_phone,
    "email": _is_same_text,
    "website": _is_same_text,
}


def compare(current: Values, values: Values, before: Values) -> tuple[set[str], list[str]]:
    """Return what is written to a contact, and the fields in which it is different, by the rules above.

    >>> compare({"phone": "02/555.01.02", "website": None}, {"phone": "025550102", "website": "http://a.example"}, {})
    ({'website'}, [])
    >>> compare({"phone": "025550199", "email": None}, {"phone": "025550102", "email": "a@b.example"},
    ...         {"phone": "025550102", "email": "a@b.example"})
    (set(), ['phone', 'email'])

    :param current: what the contact says
    :param values: what the register says
    :param before: what the register said before
    """
    written: set[str] = set()
    differs: list[str] = []
    for name, value in values.items():
        if value == current[name]:
            continue
        if current[name] == before.get(name):
            written.add(name)
        elif value is not None and not _is_same(name, current, values):
            differs.append(name)
    if _is_elsewhere(differs):
        differs += [name for name in ADDRESS if name in written and values[name]]
        written.difference_update(ADDRESS)
    for name, others in FOLLOWING.items():
        if others & {*differs}:
            written.discard(name)
            differs = [each for each in differs if each != name]
        elif others & written and name in values and values[name] != current[name]:
            written.add(name)
            differs = [each for each in differs if each != name]
        elif name in _NEVER_ALONE:
            written.discard(name)
    return written, [name for name in differs if name not in _NO_DIFFERENCE]


def with_following(names: set[str], said: Values) -> set[str]:
    """Return fields with those that go with them: of an address all that the register says.

    >>> sorted(with_following({"zip"}, {"zip": "1000", "city": "Bruxelles", "commune_id": 4, "email": None}))
    ['city', 'commune_id', 'zip']
    """
    found = {name for name in names if name in said}
    if found & {*ADDRESS}:
        found.update(name for name in ADDRESS if name in said)
    found.update(name for name, others in FOLLOWING.items() if others & found and name in said)
    return found


def _is_same(name: str, current: Values, values: Values) -> bool:
    one, other = current[name], values[name]
    if not (isinstance(one, str) and isinstance(other, str)) or name not in _SAME:
        return False
    if name == "city" and values.get("commune_id") and values["commune_id"] == current["commune_id"]:
        # In another language.
        return True
    return _SAME[name](one, other)


def _is_elsewhere(differs: list[str]) -> bool:
    return "zip" in differs or "street" in differs
