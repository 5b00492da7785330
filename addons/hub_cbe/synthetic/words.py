"""What companies, streets and persons are called that nobody has: invented words, or plainly made up."""

from __future__ import annotations

from .dice import Dice

BEGINNINGS = ["Alou", "Bel", "Corva", "Dor", "Esqua", "Fali", "Gri", "Hesto", "Ivo", "Jaspe", "Korte", "Lume", "Maro",
              "Neste", "Orva", "Pellu", "Quinte", "Rove", "Salti", "Terva", "Ulmo", "Vespa", "Wandri", "Yspe", "Zelko",
              "Éli", "Œri", "Ægi", "Ünt", "Ñan"]  # fmt: skip
_ENDINGS = ["vane", "canthe", "line", "mille", "ro", "mont", "volle", "ria", "vinne", "lare", "vin", "ssa", "mbo",
            "nelle", "dou", "kaert", "stine", "llé", "çon", "ïs"]  # fmt: skip
_TRADES = {
    "1": ["Atelier", "Boulangerie", "Société de l'Exemple", "Ébénisterie", "Conseils", "Librairie"],
    "2": ["Bakkerij", "Schrijnwerkerij", "Advies", "Drukkerij", "Voorbeeldwinkel", "Fietsenmaker"],
    "3": ["Bäckerei", "Schreinerei", "Beratung"],
    "4": ["Consulting", "Studio", "Made-up Goods"],
    "0": ["Specimen", "Maquette"],
}
_TAILS = ["", "", "", "", " & Fils", ", Père & Fils", ' "Le Modèle"', ", à l'Essai", " – Proef", ' "De Proef", Zaal 2']
_FIRST_NAMES = ["Alma", "Basil", "Cleo", "Dario", "Edith", "Félix", "Greta", "Hugo", "Iris", "Jules", "Karim", "Lina",
                "Mona", "Noor", "Otis", "Pia", "Rosa", "Sami", "Zoë", "Amir", "Bieke", "Célia"]  # fmt: skip
_LAST_NAMES = ["Example", "Exemple", "Voorbeeld", "Specimen", "Fictief", "Van Voorbeeld", "De Proef", "L'Essai",
               "Maquette", "Prototype", "Verzonnen", "Ébauche"]  # fmt: skip
STREETS = [
    ("Rue de l'Exemple", "Voorbeeldstraat"),
    ("Avenue du Modèle", "Modellaan"),
    ("Place de l'Essai", "Proefplein"),
    ("Chaussée du Spécimen", "Specimensteenweg"),
    ("Quai du Prototype", "Prototypekaai"),
    ("Rue de la Maquette, Bloc A", "Maquettestraat, Blok A"),
    ('Clos "Fiction"', 'Gaarde "Fictie"'),
]


def invented(dice: Dice) -> str:
    """Return a word that means nothing."""
    return dice.of(BEGINNINGS) + dice.of(_ENDINGS)


def company(dice: Dice, word: str, language: str) -> str:
    """Return the name of a company around an invented word, in a language of the register."""
    return f"{dice.of(_TRADES[language])} {word}{dice.of(_TAILS)}"


def person(dice: Dice) -> str:
    """Return the name of a natural person, family name first."""
    return f"{dice.of(_LAST_NAMES)} {dice.of(_FIRST_NAMES)}"
