"""The own clusters: their members, who comes and goes, and what was done with them."""

from __future__ import annotations

from .models import FACT, MEMBER_TODAY, MEMBERSHIP, mine
from .parts import COMPANIES, HOURS, ROWS, Chart, Dashboard, Measure, Score, Source, Table

_MEMBERS = Source(MEMBERSHIP, [*MEMBER_TODAY, *mine("cluster_id.manager_id")])
_FACTS = Source(FACT, [["lasts", "=", False], *mine("cluster_id.manager_id")])
_SUPPORT = Source(FACT, [["kind", "=", "support"], *mine("partner_id.cluster_ids.manager_id")])
_MOVES = Source(FACT, [["kind", "in", ["member_joined", "member_left"]], *mine("cluster_id.manager_id")])
_COMPANY = Measure("partner_id", "count_distinct")

DASHBOARD = Dashboard(
    "cluster",
    "last_90_days",
    scores=(
        Score("Members Today", _MEMBERS, _COMPANY),
        Score("Without a Signed Charter Today", Source(MEMBERSHIP, [*_MEMBERS.domain, ["needs_signature", "=", True]])),
        Score("Joined a Cluster", _FACTS, group="kind", value="member_joined"),
        Score("Left a Cluster", _FACTS, group="kind", value="member_left", more_is_better=False),
        Score("Members Supported", _SUPPORT, COMPANIES),
        Score("Hours of Support", _SUPPORT, HOURS),
    ),
    charts=(
        Chart("Members by Cluster Today", _MEMBERS, ("cluster_id",), _COMPANY, sorted=True),
        Chart("Joined and Left by Month", _MOVES, ("date:month", "kind")),
        Chart("Members by Commune Today", _MEMBERS, ("commune_id",), _COMPANY, sorted=True),
        Chart("Members Supported by Month", _SUPPORT, ("date:month",), COMPANIES, "line"),
    ),
    tables=(
        Table(
            "Support for Members by Service",
            _SUPPORT,
            "service_id",
            "Service",
            ((COMPANIES, "Companies"), (ROWS, "Conversations"), (HOURS, "Hours")),
        ),
        Table("Members by Kind Today", _MEMBERS, "kind", "Kind", ((_COMPANY, "Companies"),), rows=4),
    ),
)
