"""Whom companies met at actions abroad, and what participants think: buyers and agents with plainly made-up names."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import ACTIONS, begin_of, slug_of
from .companies import Company
from .files import Record, Table, dice
from .registrations import taking_part

_FIRST = ["Ida", "Otto", "Anna", "Hannah", "Bob", "Eve", "Ada", "Aviva", "Elle", "Natan", "Renner", "Pip"]
_LAST = ["Beispiel", "Exemple", "Esempio", "Ejemplo", "Exemplo", "Modell", "Mostra", "Sampleton", "Vorlage", "Mitate"]
_ORGANISATIONS = ["Casa Exemplo", "Maison Modèle", "Galerie Muster", "Tienda Prueba", "Sample & Sons",
                  "Bottega Esempio", "Kaufhaus Vorbild", "Librairie Fictive", "Mihon Trading",
                  "Souk of Samples"]  # fmt: skip
_FUNCTIONS = ["Buyer", "Head of purchasing", "Owner", "Agent", "Curator", "Director"]
_KINDS = {"buyer": 6, "importer": 3, "partner": 2, "office": 1}
_NOTES = ["Asks for a price list.", "Wants samples before spring.", "Knows three shops that fit.", "", ""]
_ABROAD = {"gb": "uk"}
_ANSWERS = {"5": 7, "4": 9, "3": 3, "2": 2, "1": 1}
_ANSWERING = 0.8
_REMARKS = {
    "5": ["Well prepared, and the right people.", ""],
    "4": ["More time for talks would help.", "", ""],
    "3": ["Good, but the hall was far away."],
    "2": ["Too few buyers of my trade."],
    "1": ["The stand was ready too late."],
}


def _people() -> Iterator[tuple[str, str, str, str]]:
    """Yield whom one meets: slug, country, name and organisation; the same at an action of both years."""
    rng = dice("people abroad")
    for action in ACTIONS:
        if action.country != "be":
            for rank in range(4):
                name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
                slug = f"met_{action.slug}_{rank + 1}"
                yield slug, _ABROAD.get(action.country, action.country), name, rng.choice(_ORGANISATIONS)


def people() -> Iterator[Record]:
    """Yield the people abroad: no companies, with the name of their organisation beside."""
    rng = dice("cards of people abroad")
    for slug, country, name, organisation in _people():
        yield Record(
            "res.partner",
            slug,
            text={
                "name": name,
                "company_name": organisation,
                "function": rng.choice(_FUNCTIONS),
                "email": f"{slug.replace('_', '.')}@example.com",
            },
            ref={"country_id": f"base.{country}"},
            eval={"lang": "False"},
        )


def contacts(companies: list[Company]) -> Iterator[Table]:
    """Yield which company met whom, of actions that have begun."""
    rng, rows, seen = dice("contacts made"), [], set()
    slugs = [slug for slug, *_rest in _people()]
    for action, ago, turn, company in taking_part(companies):
        if action.country == "be" or turn >= action.places:
            continue
        own = [slug for slug in slugs if slug.startswith(f"met_{action.slug}_")]
        for slug in rng.sample(own, rng.choice((0, 1, 1, 2, 3))):
            key = (slug_of(action.slug, ago), company.slug, slug)
            if key not in seen:
                seen.add(key)
                [kind] = rng.choices(list(_KINDS), list(_KINDS.values()))
                rows.append((*key, ago, *action.day(ago), kind, rng.choice(_NOTES)))
    yield Table(
        "hub.action.contact",
        "action, company, person, ago, month, day, kind, note",
        {
            "event_id": "ref('hub_event.' + action)",
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "contact_id": "ref('hub_event.' + person)",
            "kind": "kind",
            "note": "note",
        },
        rows,
        given={"begin": begin_of("ago")},
        only_if="begin < DateTime.today()",
    )


def opinions(companies: list[Company]) -> Iterator[Table]:
    """Yield what participants of actions think that are over."""
    rng, rows = dice("opinions"), []
    for action, ago, turn, company in taking_part(companies):
        if turn < action.places and rng.random() < _ANSWERING:
            [answer] = rng.choices(list(_ANSWERS), list(_ANSWERS.values()))
            said = rng.choice(_REMARKS[answer])
            rows.append((slug_of(action.slug, ago), company.slug, ago, *action.day(ago), answer, said))
    found = (
        "obj().search([('event_id', '=', ref('hub_event.' + action)), ('attendee_company_id', '=', "
        "ref('hub_entrepreneurs.' + company))], limit=1).id"
    )
    days = "(begin + timedelta(days={})).date()"
    yield Table(
        "hub.action.opinion",
        "action, company, ago, month, day, answer, remark",
        {
            "registration_id": found,
            "answer": "answer",
            "remark": "remark",
            "sent_on": days.format(8),
            "answered_on": days.format(9),
            "date_expires": days.format(38),
        },
        rows,
        given={"begin": begin_of("ago")},
        only_if="begin < DateTime.today() - timedelta(days=10)",
        read="event.registration",
    )
