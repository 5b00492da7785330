"""Clusters, their members, and how companies join them."""

from ..screen import Screen

CLUSTERS = "hub_entrepreneurs.hub_cluster_action"
CRAFT = "hub_entrepreneurs.cluster_craft"

WRONG_NUMBER, WRONG_CLUSTER, WRONG_DAY = "0100.900.001", "NOWHERE", "31/02/2026"


def _number(serial: int) -> str:
    """A valid enterprise number that the register has not given out."""
    return f"{serial:08}{97 - serial % 97:02}"


LINES = [
    ("Enterprise number", "Name", "Municipality", "Postcode", "Cluster", "Joined on"),
    (WRONG_NUMBER, "Studio Imported 1", "Jette", 1090, "CRAFT", "01/02/2026"),
    (_number(1_009_001), "Studio Imported 2", "Jette", 1090, WRONG_CLUSTER, "01/02/2026"),
    (_number(1_009_002), "Studio Imported 3", "Jette", 1090, "CRAFT", WRONG_DAY),
    *((_number(1_009_000 + n), f"Studio Imported {n}", "Jette", 1090, "CRAFT", "01/02/2026") for n in range(4, 51)),
]

# Two columns that may be the name, and what is taken in besides.
COLUMNS = [
    ("N° BCE", "Entreprise", "Enseigne", "Personne de contact", "E-mail", "Grappe", "Membre depuis"),
    *(
        (_number(1_009_100 + n), f"Studio Imported {n}", f"Brand {n}", "Test Person", f"n{n}@example.com", "CRAFT",
         "01/02/2026")
        for n in range(4)
    ),
]  # fmt: skip

SCREENS = (
    Screen(
        name="clusters",
        title="Clusters",
        role="cluster",
        action=CLUSTERS,
        sees="text=Craft Makers",
    ),
    Screen(
        name="cluster",
        title="A cluster on any day",
        role="cluster",
        action=CLUSTERS,
        record=CRAFT,
        steps=[("tab", "overview")],
        sees=".o_hub_overview_bars[data-group=sector_ids]",
    ),
    Screen(
        name="memberships",
        title="Memberships",
        role="cluster",
        action="hub_entrepreneurs.hub_cluster_membership_action",
        sees="text=Effective Member",
    ),
    Screen(
        name="join",
        title="Joining a cluster",
        role="cluster",
        action=CLUSTERS,
        record=CRAFT,
        steps=[("press", "action_add_members")],
        sees=".modal [name=action_join]",
    ),
    Screen(
        name="import-columns",
        title="What the columns of a list were taken for",
        role="cluster",
        action="hub_entrepreneurs.hub_members_import_action",
        steps=[("upload", "file", COLUMNS), ("press", "action_check")],
        sees=".modal .o_data_row >> text=Enseigne",
    ),
    Screen(
        name="import",
        title="What each line of a workbook will do",
        role="cluster",
        action="hub_entrepreneurs.hub_members_import_action",
        steps=[("upload", "file", LINES), ("press", "action_check")],
        sees=f".modal >> text={WRONG_CLUSTER}",
    ),
)
