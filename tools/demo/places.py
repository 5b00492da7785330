"""The nineteen communes, with about as many companies each as they have in truth."""

from __future__ import annotations

from random import Random

# Postcode, names in use in addresses, weight.
COMMUNES = [
    ("1070", ["Anderlecht"], 9),
    ("1160", ["Auderghem", "Oudergem"], 3),
    ("1082", ["Berchem-Sainte-Agathe", "Sint-Agatha-Berchem"], 2),
    ("1000", ["Bruxelles", "Bruxelles", "Brussel"], 20),
    ("1040", ["Etterbeek"], 4),
    ("1140", ["Evere"], 3),
    ("1190", ["Forest", "Vorst"], 5),
    ("1083", ["Ganshoren"], 2),
    ("1050", ["Ixelles", "Ixelles", "Elsene"], 12),
    ("1090", ["Jette"], 3),
    ("1081", ["Koekelberg"], 2),
    ("1080", ["Molenbeek-Saint-Jean", "Sint-Jans-Molenbeek"], 8),
    ("1060", ["Saint-Gilles", "Saint-Gilles", "Sint-Gillis"], 8),
    ("1210", ["Saint-Josse-ten-Noode", "Sint-Joost-ten-Node"], 3),
    ("1030", ["Schaerbeek", "Schaerbeek", "Schaarbeek"], 10),
    ("1180", ["Uccle", "Ukkel"], 7),
    ("1170", ["Watermael-Boitsfort", "Watermaal-Bosvoorde"], 2),
    ("1200", ["Woluwe-Saint-Lambert", "Sint-Lambrechts-Woluwe"], 4),
    ("1150", ["Woluwe-Saint-Pierre", "Sint-Pieters-Woluwe"], 3),
]
STREETS = [
    "Rue de l'Exemple",
    "Voorbeeldstraat",
    "Avenue du Modèle",
    "Proefkaai",
    "Place de l'Essai",
    "Chaussée du Spécimen",
    "Fictiestraat",
    "Rue de la Maquette",
    "Schetslaan",
    "Quai du Prototype",
]


def address(rng: Random, rank: int) -> tuple[str, str, str]:
    """Return street, postcode and municipality; the first nineteen companies cover the communes."""
    if rank <= len(COMMUNES):
        postcode, names, _weight = COMMUNES[rank - 1]
    else:
        postcode, names, _weight = rng.choices(COMMUNES, [weight for *_rest, weight in COMMUNES])[0]
    return f"{rng.choice(STREETS)} {rng.randint(1, 240)}", postcode, rng.choice(names)
