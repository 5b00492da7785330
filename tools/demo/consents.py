"""In which language the companies are written to, and what they agreed to hear about, or not any more."""

from __future__ import annotations

from collections.abc import Iterator

from .companies import Company
from .files import Table, day, dice

# Each with its share: what companies in the Region are written to in.
LANGUAGES = {"fr_BE": 54, "nl_BE": 28, "en_GB": 18}
# Purpose: how many of those who gave their address agreed to it.
PURPOSES = {"cluster_news": 0.85, "export_offers": 0.35, "transition_offers": 0.7}
_LEFT = 0.09
_AGREED_BY = ["form", "form", "event", "event", "email", "phone"]
_NOTES = {
    "form": "Form on the website",
    "event": "List at the door of the workshop",
    "email": "E-mail to the account manager",
    "phone": "Told the account manager",
}


def speakers(companies: list[Company]) -> Iterator[Table]:
    """Yield the language of each company; most of its persons speak it, too.

    Only where the language is there: demo data switch none on, because everybody's forms and surveys would have it.
    ./hub makes its databases with all three.
    """
    rng = dice("languages")
    names, weights = list(LANGUAGES), list(LANGUAGES.values())
    rows = []
    for company in companies:
        language = rng.choices(names, weights)[0]
        rows.append((company.slug, language))
        rows += [
            (person.slug, language if rng.random() < 0.8 else rng.choices(names, weights)[0])
            for person in company.persons
        ]
    known = "language in dict(obj().get_installed())"
    yield Table(
        "res.partner", "contact, language", {"lang": "language"}, rows, id="contact", read="res.lang", only_if=known
    )


def answers(companies: list[Company], givers: set[str]) -> list[tuple]:
    """Return who said yes or no to which purpose: sole traders beforehand, anybody by a link in a mailing.

    :param givers: the companies that gave their address themselves
    """
    rng = dice("consents")
    rows = []
    for company in companies:
        if company.sole_trader and company.slug in givers:
            rows += _agreed(rng, company)
        for person in [] if company.sole_trader else company.persons:
            if rng.random() < _LEFT:
                purpose = rng.choice(list(PURPOSES))
                rows.append((person.slug, purpose, "withdrawn", "unsubscribe", -rng.randint(5, 300), ""))
    return rows


def _agreed(rng, company: Company) -> Iterator[tuple]:
    for purpose, share in PURPOSES.items():
        if rng.random() < share:
            source = rng.choice(_AGREED_BY)
            state = "withdrawn" if rng.random() < _LEFT else "given"
            yield company.slug, purpose, state, source, -rng.randint(410, 1000), _NOTES[source]


def table(rows: list[tuple]) -> Iterator[Table]:
    """Yield the answers."""
    yield Table(
        "hub.consent",
        "contact, purpose, state, source, since, note",
        {
            "person_id": "ref('hub_entrepreneurs.' + contact)",
            "purpose_id": "ref('hub_consent_purpose_' + purpose)",
            "state": "state",
            "source": "source",
            "date": day("since"),
            "note": "note",
        },
        rows,
    )
