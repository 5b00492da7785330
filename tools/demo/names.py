"""Names of companies and persons that nobody has: put together from invented halves, or plainly made up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .files import dice

_BEGINNINGS = ["Alou", "Bel", "Corva", "Dor", "Esqua", "Fali", "Gri", "Hesto", "Ivo", "Jaspe", "Korte", "Lume",
               "Maro", "Neste", "Orva", "Pellu", "Quinte", "Rove", "Salti", "Terva", "Ulmo", "Vespa", "Wandri",
               "Yspe", "Zelko"]  # fmt: skip
_ENDINGS = ["vane", "canthe", "line", "mille", "ro", "mont", "volle", "ria", "vinne", "lare", "vin", "ssa", "mbo",
            "nelle", "dou", "kaert", "stine"]  # fmt: skip
_FIRST_NAMES = ["Alma", "Basil", "Cleo", "Dario", "Edith", "Felix", "Greta", "Hugo", "Iris", "Jules", "Karim", "Lina",
                "Mona", "Noor", "Otis", "Pia", "Quentin", "Rosa", "Sami", "Tess", "Ugo", "Vera", "Wout", "Xenia",
                "Yusuf", "Zoë", "Amir", "Bieke", "Célia", "Driss", "Elif", "Faye"]  # fmt: skip
_LAST_NAMES = ["Example", "Exemple", "Voorbeeld", "Specimen", "Sample", "Fictief", "Modelle", "Van Voorbeeld",
               "De Proef", "L'Essai", "Maquette", "Prototype", "Verzonnen", "Testmans", "Demonet", "Schets",
               "Ébauche", "Denkbeeld"]  # fmt: skip


def invented_words() -> Iterator[str]:
    """Yield words for the names of companies, each once."""
    words = [f"{beginning}{ending}" for beginning, ending in product(_BEGINNINGS, _ENDINGS)]
    dice("words").shuffle(words)
    yield from words


def person_names() -> Iterator[tuple[str, str]]:
    """Yield first and last names of persons, each pair once."""
    names = list(product(_FIRST_NAMES, _LAST_NAMES))
    dice("persons").shuffle(names)
    yield from names
