"""The code tables of a made-up extract: the register's codes with short labels, and a made-up NACE.

The divisions of this NACE are real ones, what is below them follows a pattern. The same code means something else in
each version.
"""

from __future__ import annotations

from collections.abc import Iterator

DIVISIONS = tuple(
    f"{number:02d}"
    for number in range(1, 100)
    if number not in {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}
)  # fmt: skip
NACE = tuple(
    f"{division}{group}{place}0"
    for division in DIVISIONS
    for group in range(1, 5)
    for place in range(1, 5)
)  # fmt: skip
"""Codes of five digits; each version has them all."""
LONG = tuple(f"{code}01" for code in NACE[::7])
"""Codes of seven digits."""
TABLES = {
    "ActivityGroup": {
        "001": ("TVA", "btw"),
        "003": ("Autres activités", "Andere activiteiten"),
        "006": ("ONSS", "RSZ"),
    },
    "Classification": {
        "MAIN": ("Principale", "Hoofdactiviteit"),
        "SECO": ("Secondaire", "Nevenactiviteit"),
        "ANCI": ("Auxiliaire", "Hulpactiviteit"),
    },
    "ContactType": {
        "TEL": ("Téléphone", "Telefoon"),
        "EMAIL": ("E-mail", "E-mail"),
        "WEB": ("Site", "Website"),
    },
    "EntityContact": {
        "ENT": ("Entreprise", "Onderneming"),
        "EST": ("Établissement", "Vestiging"),
        "BRA": ("Succursale", "Bijkantoor"),
    },
    "JuridicalForm": {
        "014": ("SA", "NV"),
        "015": ("SPRL", "bvba"),
        "017": ("ASBL", "vzw"),
        "030": ("Entité étrangère", "Buitenlandse entiteit"),
        "610": ("SRL", "BV"),
        "612": ("SComm", "CommV"),
        "706": ("SC", "CV"),
    },
    "JuridicalSituation": {
        "000": ("Situation normale", "Normale toestand"),
        "012": ("Liquidation", "Vereffening"),
        "021": ("Fusion", "Fusie"),
        "050": ("Faillite", "Faillissement"),
        "091": ("Sursis", "Opschorting"),
    },
    "Language": {
        "0": ("Inconnue", "Onbekend"),
        "1": ("Français", "Frans"),
        "2": ("Néerlandais", "Nederlands"),
        "3": ("Allemand", "Duits"),
        "4": ("Anglais", "Engels"),
    },
    "Status": {"AC": ("Actif", "Actief")},
    "TypeOfAddress": {
        "ABBR": ("Succursale", "Bijkantoor"),
        "BAET": ("Établissement", "Vestiging"),
        "OBAD": ("Premier établissement", "Oudste vestiging"),
        "REGO": ("Siège", "Zetel"),
    },
    "TypeOfDenomination": {
        "001": ("Nom", "Naam"),
        "002": ("Abréviation", "Afkorting"),
        "003": ("Nom commercial", "Handelsnaam"),
        "004": ("Succursale", "Bijkantoor"),
    },
    "TypeOfEnterprise": {
        "0": ("Inconnu", "Onbekend"),
        "1": ("Personne physique", "Natuurlijk persoon"),
        "2": ("Personne morale", "Rechtspersoon"),
    },
}  # fmt: skip


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield table, code, language and label of every code."""
    for table, codes in TABLES.items():
        for code, labels in codes.items():
            for language, label in zip(("FR", "NL"), labels, strict=True):
                yield table, code, language, label
    for version in ("2003", "2008", "2025"):
        for code in (*NACE, *LONG):
            yield f"Nace{version}", code, "FR", f"Activité {code}, version {version}"
            yield f"Nace{version}", code, "NL", f"Activiteit {code}, versie {version}"
            yield f"Nace{version}", code, "DE", f"Tätigkeit {code}, Fassung {version}"
