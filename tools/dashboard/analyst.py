"""What figures rest on: everything that counts, by what companies were, and what is missing on them."""

from __future__ import annotations

from .models import COMPANY, FACT, IS_COMPANY, SUPPORT
from .parts import COMPANIES, HOURS, ROWS, Chart, Dashboard, Score, Source, Table

_HAPPENED = Source(FACT, [["lasts", "=", False]])
_SUPPORT, _COMPANIES = Source(FACT, SUPPORT), Source(COMPANY, IS_COMPANY)
_NO_PROGRAMME = Source(FACT, [*SUPPORT, ["programme_id", "=", False]])
_NOT_REPORTABLE = Source(FACT, [*SUPPORT, ["is_reportable", "=", False]])
_DONE = ["support", "assessment", "commitment_agreed", "evidence_gained", "lead_opened", "outcome"]
_BOTH = ((COMPANIES, "Companies"), (ROWS, "Conversations"), (HOURS, "Hours"))


def _without(title: str, field: str) -> Score:
    return Score(title, Source(COMPANY, [*IS_COMPANY, [field, "=", False]]))


DASHBOARD = Dashboard(
    "analyst",
    "last_12_months",
    scores=(
        Score("Companies Today", _COMPANIES),
        _without("Without a Commune Today", "commune_id"),
        _without("Without a Sector Today", "sector_ids"),
        _without("Without a Year of Size Data Today", "size_data_year"),
        Score("Support without a Programme", _NO_PROGRAMME, more_is_better=False),
        Score("Support That Does Not Count", _NOT_REPORTABLE, more_is_better=False),
    ),
    charts=(
        Chart("What Was Done by Month", Source(FACT, [["kind", "in", _DONE]]), ("date:month", "kind")),
        Chart("Companies Supported by Entrepreneur Stage", _SUPPORT, ("entrepreneur_stage",), COMPANIES),
        Chart("Companies Supported by Size Class", _SUPPORT, ("size_class",), COMPANIES),
        Chart("Companies Supported by Transition Status", _SUPPORT, ("transition_status",), COMPANIES),
        Chart("Hours by Channel", _SUPPORT, ("channel",), HOURS, "pie"),
        Chart("Companies by Size Class Today", _COMPANIES, ("size_class",)),
    ),
    tables=(
        Table("What Happened", _HAPPENED, "kind", "Kind", ((ROWS, "Facts"), (COMPANIES, "Companies")), rows=24),
        Table("Support by Commune", _SUPPORT, "commune_id", "Commune", _BOTH, rows=20),
        Table("Support by Programme", _SUPPORT, "programme_id", "Programme", _BOTH),
        Table("Support by Sector", _SUPPORT, "sector_ids", "Sector", _BOTH),
    ),
)
