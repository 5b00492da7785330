"""What the companies do: how they call themselves, their activity codes, the clusters and labels that fit them."""

from __future__ import annotations

from dataclasses import dataclass

CRAFT, CREATIVE, SHOP, OTHER = "craft", "creative", "shop", "other"
# How many of the companies are of each kind.
SHARES = {CRAFT: 110, CREATIVE: 110, SHOP: 52, OTHER: 28}


@dataclass(frozen=True)
class Trade:
    """A line of business."""

    kind: str
    words: tuple[str, ...]
    nace_2025: str
    nace_2008: str
    clusters: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def _trade(kind: str, words: str, codes: str, clusters: str = "", labels: str = "") -> Trade:
    latest, _slash, former = codes.partition("/")
    return Trade(kind, tuple(words.split("|")), latest, former, tuple(clusters.split()), tuple(labels.split()))


TRADES = [
    _trade(CRAFT, "Boulangerie|Bakkerij|Bakery", "10712/10712", "craft taste", "artisan local_together"),
    _trade(CRAFT, "Chocolaterie|Chocolade", "1082/1082", "craft taste", "artisan"),
    _trade(CRAFT, "Brasserie|Brouwerij|Brewery", "1105/1105", "taste circular", "artisan be_circular"),
    _trade(CRAFT, "Distillerie|Stokerij", "1101/1101", "taste", "artisan"),
    _trade(CRAFT, "Torréfaction|Koffiebranderij", "1083/1083", "taste", "artisan local_together"),
    _trade(CRAFT, "Couture|Naaiatelier|Maison", "14/14", "fashion craft", "artisan crea"),
    _trade(CRAFT, "Maroquinerie|Leerwerk", "15/15", "fashion craft", "artisan"),
    _trade(CRAFT, "Tissage|Weverij", "13/13", "fashion circular", "artisan be_circular"),
    _trade(CRAFT, "Menuiserie|Schrijnwerkerij", "1623/1623", "craft circular", "artisan be_circular"),
    _trade(CRAFT, "Ébénisterie|Meubelmakerij|Furniture", "310/310", "craft circular", "artisan"),
    _trade(CRAFT, "Céramique|Keramiek|Pottery", "2341/2341", "craft", "artisan crea"),
    _trade(CRAFT, "Verrerie|Glasatelier", "2313/2313", "craft", "artisan"),
    _trade(CRAFT, "Taille de pierre|Steenhouwerij", "2370/2370", "craft", "artisan"),
    _trade(CRAFT, "Forge|Smederij|Metalworks", "2599/25999", "craft circular", "artisan"),
    _trade(CRAFT, "Joaillerie|Juwelen|Jewellery", "3212/3212", "craft fashion", "artisan crea"),
    _trade(CRAFT, "Imprimerie|Drukkerij|Press", "1812/1812", "design", "artisan crea"),
    _trade(CRAFT, "Reliure|Boekbinderij", "1814/1814", "design craft", "artisan"),
    _trade(CRAFT, "Lutherie|Instruments", "322/322", "craft screen", "artisan"),
    _trade(CRAFT, "Jouets|Speelgoed", "324/324", "craft circular", "artisan"),
    _trade(CRAFT, "Restauration de meubles|Meubelherstel", "9524/9524", "circular craft", "artisan be_circular"),
    _trade(CRAFT, "Cordonnerie|Schoenmakerij", "9523/9523", "circular", "artisan"),
    _trade(CRAFT, "Savonnerie|Zeepatelier", "2042/2042", "craft", "artisan"),
    _trade(CREATIVE, "Films|Pictures|Filmatelier", "59/59", "screen", "crea"),
    _trade(CREATIVE, "Sound|Studio son|Klankstudio", "59/59", "screen", "crea"),
    _trade(CREATIVE, "Games|Jeux", "5821/5821", "screen", "crea"),
    _trade(CREATIVE, "Éditions|Uitgeverij", "5811/5811", "design", "crea"),
    _trade(CREATIVE, "Revue|Magazine", "5813/5814", "design", "crea"),
    _trade(CREATIVE, "Architectes|Architecten", "7111/7111", "design circular", "be_circular iso"),
    _trade(CREATIVE, "Design|Ontwerpbureau|Studio", "741/741", "design", "crea"),
    _trade(CREATIVE, "Mode|Modeontwerp", "7411/74101", "fashion design", "crea artisan"),
    _trade(CREATIVE, "Photographie|Fotostudio", "742/742", "screen design", "crea"),
    _trade(CREATIVE, "Théâtre|Theatergezelschap|Compagnie", "90/90", "screen", "crea social_democratic"),
    _trade(CREATIVE, "École d'art|Kunstschool", "8552/8552", "", "crea social_democratic"),
    _trade(CREATIVE, "Radio|Podcast", "60/60", "screen", "crea"),
    _trade(CREATIVE, "Communication|Agence", "7311/7311", "design", "iso"),
    _trade(CREATIVE, "Software|Code", "6210/6201", "", "iso impact_scoring"),
    _trade(SHOP, "Librairie|Boekhandel|Bookshop", "4761/4761", "", "open_soon local_together"),
    _trade(SHOP, "Papeterie|Papierwinkel", "4762/4762", "", "open_soon"),
    _trade(SHOP, "Seconde main|Tweedehands|Second Life", "4779/4779", "circular", "open_soon be_circular"),
    _trade(SHOP, "Épicerie|Kruidenier|Grocery", "47/47", "taste", "open_soon local_together"),
    _trade(SHOP, "Vélos|Fietsen", "47/47", "circular", "open_soon local_together"),
    _trade(SHOP, "Restaurant|Keuken|Cantine", "56/56", "taste", "good_food_resto"),
    _trade(SHOP, "Café|Koffiehuis", "56/56", "taste", "good_food_resto"),
    _trade(SHOP, "Hôtel|Gastenkamers", "55/55", "", "good_food_resto"),
    _trade(OTHER, "Électricité|Elektriciteit", "4321/4321"),
    _trade(OTHER, "Jardins|Tuinen", "8130/8130", "circular"),
    _trade(OTHER, "Livraisons|Koerier", "4941/4941"),
    _trade(OTHER, "Fiduciaire|Boekhouding", "6920/6920", "", "iso"),
    _trade(OTHER, "Nettoyage|Schoonmaak", "8121/8121", "", "social_democratic iso"),
    _trade(OTHER, "Crèche|Kinderdagverblijf", "8891/8891", "", "social_democratic"),
]  # fmt: skip
# Codes of the others, which no sector is about, so that the addons' data does not have them.
OTHER_CODES = {
    "4321": "Electrical installation",
    "8130": "Landscape care",
    "4941": "Freight transport by road",
    "6920": "Accounting and tax advice",
    "8121": "General cleaning of buildings",
    "8891": "Child day-care",
}
