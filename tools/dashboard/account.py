"""The own portfolio and the own work, also of those whom one stands in for today."""

from __future__ import annotations

from .models import COMMITMENT, COMPANY, EVIDENCE, FACT, IS_COMPANY, LAPSES_SOON, LEAD, OPEN_LEAD, SUPPORT, mine
from .parts import COMPANIES, HOURS, ROWS, Chart, Dashboard, Records, Score, Source, Table

_COMPANIES = Source(COMPANY, [*IS_COMPANY, *mine("user_id")])
_SUPPORT = Source(FACT, [*SUPPORT, *mine("user_id")])
_LEADS = Source(LEAD, [*OPEN_LEAD, *mine("user_id")])
_EVIDENCE = Source(EVIDENCE, [*LAPSES_SOON, *mine("partner_id.user_id")])
_COMMITMENTS = Source(COMMITMENT, [["is_overdue", "=", True], *mine("partner_id.user_id")])

DASHBOARD = Dashboard(
    "account",
    "last_90_days",
    scores=(
        Score("My Companies Today", _COMPANIES),
        Score("Companies I Supported", _SUPPORT, COMPANIES),
        Score("My Conversations", _SUPPORT),
        Score("My Hours of Support", _SUPPORT, HOURS),
        Score("My Open Leads Today", _LEADS),
        Score("Overdue Commitments Today", _COMMITMENTS),
    ),
    charts=(
        Chart("My Companies by Transition Status Today", _COMPANIES, ("transition_status",)),
        Chart("My Conversations by Month", _SUPPORT, ("date:month",)),
        Chart("My Open Leads by Stage Today", _LEADS, ("stage_id",)),
        Chart("My Companies by Commune Today", _COMPANIES, ("commune_id",), sorted=True),
    ),
    tables=(
        Records("Evidence That Ends within 90 Days", _EVIDENCE, ("partner_id", "scheme_id", "date_end"), "date_end"),
        Records(
            "Overdue Commitments of My Companies",
            _COMMITMENTS,
            ("partner_id", "dimension_id", "date_deadline"),
            "date_deadline",
        ),
        Table(
            "My Support by Service",
            _SUPPORT,
            "service_id",
            "Service",
            ((COMPANIES, "Companies"), (ROWS, "Conversations"), (HOURS, "Hours")),
        ),
    ),
)
