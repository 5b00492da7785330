"""Once only: no form of ours that a company fills in asks for what the register says of it.

The law of the region forbids to ask a company for what an authentic source holds already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

OTHERWISE = {
    "company_name": "name",
    "enterprise_number": "company_registry",
    "vat": "company_registry",
    "address": "street",
    "street_number": "street",
    "postcode": "zip",
    "commune": "commune_id",
    "municipality": "city",
    "country": "country_id",
    "legal_form": "legal_form_id",
    "legal_situation": "situation_id",
    "nace": "nace_ids",
    "activity": "main_nace_id",
    "sector": "nace_ids",
    "establishments": "establishment_ids",
    "language": "lang",
}
"""What forms call a field of the register, beside its own name."""
_CONTROLS = "//input | //select | //textarea"
_SILENT = frozenset({"hidden", "submit", "button"})


def asked_again(arch: str, fields: Collection[str]) -> Iterator[str]:
    """Yield the fields of the register that a page asks for.

    >>> page = '<form><input name="jobs"/><input name="street"/><textarea name="sector"/></form>'
    >>> list(asked_again(page, {"street", "nace_ids"}))
    ['street', 'nace_ids']
    >>> list(asked_again('<form><input type="hidden" name="street"/></form>', {"street"}))
    []

    :param arch: its template
    :param fields: the names of the fields that the register fills
    """
    for control in etree.fromstring(arch).xpath(_CONTROLS):
        if control.get("type") in _SILENT:
            continue
        name = control.get("name") or control.get("t-attf-name") or control.get("t-att-name") or ""
        for each in (name, OTHERWISE.get(name), name.removeprefix("company_")):
            if each in fields:
                yield each
                break
