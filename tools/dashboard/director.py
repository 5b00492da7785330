"""The agency in a period, and where it stands today: for directors."""

from __future__ import annotations

from .models import COMPANY, FACT, IS_COMPANY, LEAD, OPEN_LEAD, SUPPORT
from .parts import COMPANIES, HOURS, ROWS, Chart, Dashboard, Measure, Score, Source, Table

_HAPPENED, _SUPPORT = Source(FACT, [["lasts", "=", False]]), Source(FACT, SUPPORT)
_HAPPENING = ((COMPANIES, "Companies"), (ROWS, "Facts"), (HOURS, "Hours"))
_WORK = ((COMPANIES, "Companies"), (ROWS, "Conversations"), (HOURS, "Hours"))


def _of_kind(title: str, kind: str, measure: Measure = ROWS, *, more_is_better: bool = True) -> Score:
    return Score(title, _HAPPENED, measure, "kind", kind, more_is_better)


DASHBOARD = Dashboard(
    "director",
    "last_12_months",
    scores=(
        _of_kind("Companies Supported", "support", COMPANIES),
        _of_kind("Conversations", "support"),
        _of_kind("Hours of Support", "support", HOURS),
        _of_kind("Companies That Rose in Status", "status_rise", COMPANIES),
        _of_kind("Evidence Gained", "evidence_gained"),
        _of_kind("Evidence That Ended", "evidence_ended", more_is_better=False),
        _of_kind("Commitments Done", "commitment_done"),
        _of_kind("Joined a Cluster", "member_joined"),
        _of_kind("Left a Cluster", "member_left", more_is_better=False),
        _of_kind("Leads Opened", "lead_opened"),
        _of_kind("Leads Won", "lead_won"),
        _of_kind("Outcomes", "outcome"),
    ),
    charts=(
        Chart("Companies Supported by Month", _SUPPORT, ("date:month",), COMPANIES, "line"),
        Chart("Companies by Transition Status Today", Source(COMPANY, IS_COMPANY), ("transition_status",)),
        Chart("Companies Supported by Commune", _SUPPORT, ("commune_id",), COMPANIES, sorted=True),
        Chart("Companies Supported by Sector", _SUPPORT, ("sector_ids",), COMPANIES, sorted=True),
        Chart("Hours by Programme", _SUPPORT, ("programme_id",), HOURS, sorted=True),
        Chart("Open Leads by Stage Today", Source(LEAD, OPEN_LEAD), ("stage_id",)),
    ),
    tables=(
        Table("Support by Account Manager", _SUPPORT, "user_id", "Account Manager", _WORK),
        Table("Support by Service", _SUPPORT, "service_id", "Service", _WORK),
        Table("Support by Commune", _SUPPORT, "commune_id", "Commune", _WORK, rows=20),
        Table("What Happened", _HAPPENED, "kind", "Kind", _HAPPENING, rows=20),
    ),
)
