"""The enterprise register: companies that Hub has without number, and the extracts, which the addon makes up itself."""

from __future__ import annotations

from collections.abc import Iterator

from tools.pure import open_addon

from .files import Call, Record

open_addon("hub_cbe")

from hub_cbe.synthetic.demo import WITHOUT_NUMBER  # noqa: E402


def companies() -> Iterator[Record]:
    """Yield the companies without number."""
    for rank, company in enumerate(WITHOUT_NUMBER, 1):
        record = Record(
            "res.partner",
            f"company_without_number_{rank}",
            text={
                "name": company.name,
                "street": f"{company.at.street} {company.at.house}",
                "zip": company.at.postcode,
                "city": company.at.city,
                **({"phone": company.phone} if company.phone else {}),
            },
            ref={"country_id": "base.be"},
            eval={"is_company": "True"},
        )
        if company.manager:
            record.ref["user_id"] = f"hub_entrepreneurs.user_{company.manager}"
        yield record


def extracts() -> Iterator[Call]:
    """Yield what loads the extracts."""
    yield Call("hub.cbe.extract", "_load_demo")
