"""Where made-up companies sit: postcode, the municipality in Dutch and in French, as the register writes them."""

from __future__ import annotations

IN, OUT, ABROAD = range(3)
REGION = (
    ("1000", "Brussel", "Bruxelles"),
    ("1000", "Brussel", "Bruxelles"),
    ("1020", "Brussel", "Bruxelles"),
    ("1030", "Schaarbeek", "Schaerbeek"),
    # Each of these two belongs to two communes.
    ("1040", "Brussel", "Bruxelles"),
    ("1040", "Etterbeek", "Etterbeek"),
    ("1050", "Brussel", "Bruxelles"),
    ("1050", "Elsene", "Ixelles"),
    ("1060", "Sint-Gillis (bij-Brussel)", "Saint-Gilles"),
    ("1070", "Anderlecht", "Anderlecht"),
    ("1080", "Sint-Jans-Molenbeek", "Molenbeek-Saint-Jean"),
    ("1081", "Koekelberg", "Koekelberg"),
    ("1082", "Sint-Agatha-Berchem", "Berchem-Sainte-Agathe"),
    ("1083", "Ganshoren", "Ganshoren"),
    ("1090", "Jette", "Jette"),
    ("1120", "Brussel", "Bruxelles"),
    ("1130", "Brussel", "Bruxelles"),
    ("1140", "Evere", "Evere"),
    ("1150", "Sint-Pieters-Woluwe", "Woluwe-Saint-Pierre"),
    ("1160", "Oudergem", "Auderghem"),
    ("1170", "Watermaal-Bosvoorde", "Watermael-Boitsfort"),
    ("1180", "Ukkel", "Uccle"),
    ("1190", "Vorst", "Forest"),
    ("1200", "Sint-Lambrechts-Woluwe", "Woluwe-Saint-Lambert"),
    ("1210", "Sint-Joost-ten-Node", "Saint-Josse-ten-Noode"),
    ("1035", "", ""),
)
BELGIUM = (
    ("2000", "Antwerpen", "Anvers"),
    ("3000", "Leuven", "Louvain"),
    ("9000", "Gent", "Gand"),
    ("9170", "Sint-Gillis-Waas", "Sint-Gillis-Waas"),
    ("1600", "Sint-Pieters-Leeuw", "Leeuw-Saint-Pierre"),
    ("1800", "Vilvoorde", "Vilvorde"),
    ("8000", "Brugge", "Bruges"),
    ("4000", "Luik", "Liège"),
    ("4700", "Eupen", "Eupen"),
    ("5000", "Namen", "Namur"),
    ("6000", "Charleroi", "Charleroi"),
    ("7000", "Bergen", "Mons"),
    ("1300", "Waver", "Wavre"),
)
DUTCH_ALONE, FRENCH_ALONE = frozenset("23489"), frozenset("567")
"""The first digits of postcodes where some addresses are written in one language alone."""
COUNTRIES = (
    ("Frankrijk", "France"),
    ("Duitsland", "Allemagne"),
    ("Nederland", "Pays-Bas"),
    ("Verenigd Koninkrijk", "Royaume-Uni"),
)
CITIES = ("Example City", "Ville d'Exemple", "Musterstadt")
