"""Searching by name with 235,000 companies: ours, to core's in a database without the addons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from .contacts import make_contacts
from .measuring import Figure, account_manager, queries, ratio, salesman_of, seconds, vacuum

CONTACTS = 313_000
"""Three of four are companies."""

# What people type: seldom and frequent words, a word that is nowhere, an address.
WORDS = (
    "Atelier",
    "Théâtre Noël",
    "Brasserie Coppens 1234",
    "Meubelmakerij O'Brien",
    "Éditions",
    "zzqx",
    "contact12345@example.com",
)
NUMBERS = ("BE1000012345", "1000012345", "10000123")
PHONES = ("+32 2 0012345", "20012345")
LIMITS = (8, 80)
MOST = 1.5
FIRST_PAGES = tuple(range(0, 800, 80))
FAR_DOWN = (0, 80, 100_000)
# What is typed into the palette: a beginning, a name of one word and of two, a person, a commune, numbers, addresses.
TYPED = (*WORDS, *NUMBERS, *PHONES, "a", "zq", "Coppens", "Zoë Müller", "Schaerbeek", "www.company12345.example")
MOST_MILLISECONDS = 150
MOST_QUERIES = 20
ROUNDS = 5


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield how long our searches take, to core's of the same.

    :param core: the database without the addons
    """
    with Registry(core).cursor() as cr:
        # In another transaction than that of the salesman, who is taken back.
        make_contacts(api.Environment(cr, SUPERUSER_ID, {}), 1, CONTACTS)
        cr.commit()
    make_contacts(env, 1, CONTACTS)
    env.cr.commit()
    for database in (core, env.cr.dbname):
        vacuum(database, "res_partner")
    ours = account_manager(env)
    with salesman_of(core) as theirs:
        yield ratio("companies by name", _found_by_name(ours, WORDS), _found_by_name(theirs, WORDS), MOST)
        yield ratio("companies by number", _found_by_name(ours, NUMBERS), _found_by_name(theirs, NUMBERS), MOST)
        yield ratio("companies by phone", _found_by_phone(ours), _found_by_phone(theirs), MOST)
        yield ratio("by the name field alone", _found_by_field(ours), _found_by_field(theirs), MOST)
        pages = _listed(ours, FIRST_PAGES), _listed(theirs, FIRST_PAGES)
        yield ratio("the first pages of the list in its order", *pages, MOST)
        pages = _listed(ours, FAR_DOWN), _listed(theirs, FAR_DOWN)
        yield ratio("a list in its order, far down", *pages, MOST)
    yield from _found_at_once(ours)
    env.cr.rollback()


def _found_at_once(env: api.Environment) -> Iterator[Figure]:
    """Yield how long the server takes for the first ten of the search from anywhere, where it takes longest.

    Of some rounds the fastest counts: the others had to share the machine.
    """
    search = env["hub.search"]
    took = {}
    for text in TYPED:
        search.find(text)
        took[text] = min(_timed(env, lambda text=text: search.find(text))() for _round in range(ROUNDS))
    slowest = max(took, key=took.get)
    yield Figure("the search, milliseconds", took[slowest] * 1000, MOST_MILLISECONDS, f"for {slowest!r}")
    asked = {text: queries(env, lambda text=text: search.find(text)) for text in TYPED}
    most = max(asked, key=asked.get)
    yield Figure("the search, queries", asked[most], MOST_QUERIES, f"for {most!r}")


def _found_by_name(env: api.Environment, texts: Sequence[str]) -> Callable[[], float]:
    def action() -> None:
        for text in texts:
            for limit in LIMITS:
                env["res.partner"].name_search(text, [("is_company", "=", True)], limit=limit)

    return _timed(env, action)


def _found_by_phone(env: api.Environment) -> Callable[[], float]:
    # Core finds none by its name: this is what the search box asks it for.
    def action() -> None:
        for phone in PHONES:
            env["res.partner"].search([("phone_mobile_search", "ilike", phone)], limit=80)

    return _timed(env, action)


def _found_by_field(env: api.Environment) -> Callable[[], float]:
    def action() -> None:
        for word in WORDS:
            env["res.partner"].search([("name", "ilike", word)], limit=80)

    return _timed(env, action)


def _listed(env: api.Environment, offsets: Sequence[int]) -> Callable[[], float]:
    def action() -> None:
        for offset in offsets:
            env["res.partner"].search([("is_company", "=", True)], offset=offset, limit=80)

    return _timed(env, action)


def _timed(env: api.Environment, action: Callable[[], None]) -> Callable[[], float]:
    def timed() -> float:
        env.invalidate_all()
        return seconds(action)

    return timed
