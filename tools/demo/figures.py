"""What programmes may spend and have promised, a report to a funder, and how good the data were in the last months."""

from __future__ import annotations

from collections.abc import Iterator

from .files import Record, Table, day, dice, maybe_ref

# Of each programme: what it may spend in a full year, how much of that the agency pays itself, and its posts.
MEANS = {
    "SHOPS": (105_000, 0.5, 1.2),
    "GREEN": (150_000, 0.4, 1.5),
    "STEPS": (65_000, 1.0, 0.8),
    "MAKERS": (85_000, 0.5, 1.0),
}
_YEARS = 4
# Of each programme: indicator, what there was before, what it has promised, and when that is due, or at its end.
TARGETS = [
    ("SHOPS", "contact", 0, 80, None),
    ("SHOPS", "hours", 0, 240, None),
    ("SHOPS", "persons", 0, 70, None),
    ("GREEN", "rco01", 0, 60, 200),
    ("GREEN", "rco04", 0, 55, 200),
    ("GREEN", "structured", 0, 70, 560),
    ("GREEN", "hours", 0, 260, 560),
    ("STEPS", "persons", 0, 160, None),
    ("STEPS", "first_contact", 0, 120, None),
    ("MAKERS", "contact", 0, 220, None),
    ("MAKERS", "structured", 0, 90, None),
]
REPORTED = [("rco01", "size"), ("rco04", "size"), ("structured", "commune"), ("hours", "service")]
MONTHS = 11
# Whose records there are, and how many: those of the account managers' team, and nobody's.
_TEAMS = {"hub_export.crm_team_export": 265, "": 50}
# The rules with their weights, and how many of a hundred records were right first and last.
_RULES = {
    "commune": (3, 88, 99), "sector": (3, 71, 91), "number": (3, 82, 99), "size_year": (1, 48, 69),
    "duplicates": (3, 94, 99), "programme": (1, 70, 86), "proof": (1, 41, 66),
}  # fmt: skip


def years() -> Iterator[Table]:
    """Yield the means of each programme, year by year, this one included."""
    rows = [
        (f"programme_{code.lower()}", ago, round(budget * (1 - 0.04 * ago), -3), share, posts)
        for code, (budget, share, posts) in MEANS.items()
        for ago in range(_YEARS - 1, -1, -1)
    ]
    yield Table(
        "hub.programme.year",
        "programme, ago, budget, share, posts",
        {
            "programme_id": "ref('hub_entrepreneurs.' + programme)",
            "year": "DateTime.today().year - ago",
            "budget": "budget",
            "own_share": "budget * share",
            "fte": "posts",
        },
        rows,
    )


def targets() -> Iterator[Record]:
    """Yield what the programmes have promised."""
    for rank, (code, indicator, baseline, target, due) in enumerate(TARGETS, start=1):
        values = {"baseline": str(baseline), "target": str(target), "sequence": str(rank)}
        yield Record(
            "hub.programme.indicator",
            f"programme_indicator_{code.lower()}_{indicator}",
            ref={
                "programme_id": f"hub_entrepreneurs.programme_{code.lower()}",
                "version_id": f"hub_indicator_{indicator}_v1",
            },
            eval=values | ({"date_due": day(due)} if due is not None else {}),
        )


def reports() -> Iterator[Record]:
    """Yield a report to a funder."""
    yield Record(
        "hub.report",
        "report_green",
        text={"name": "Greener Business: Report to the Fund", "period_kind": "year", "comparison": "year"},
        ref={"company_id": "base.main_company", "programme_id": "hub_entrepreneurs.programme_green"},
    )
    for rank, (indicator, by) in enumerate(REPORTED, start=1):
        yield Record(
            "hub.report.line",
            f"report_line_green_{indicator}",
            ref={
                "report_id": "report_green",
                "indicator_id": f"hub_indicator_{indicator}",
                "breakdown_id": f"hub_breakdown_{by}",
            },
            eval={"sequence": str(rank)},
        )


def scores() -> Iterator[Table]:
    """Yield how good the data of the team were in each month before this one: a little better each time."""
    rng, rows = dice("scores"), []
    for team, looked_at in _TEAMS.items():
        for rule, (weight, first, last) in _RULES.items():
            for ago in range(MONTHS, 0, -1):
                records = looked_at - looked_at * ago // 60
                right = last - (last - first) * ago / MONTHS + rng.uniform(-1, 1)
                rows.append(
                    (team, f"hub_quality_rule_{rule}", ago, weight, records, round(records * (1 - right / 100)))
                )
    yield Table(
        "hub.quality.score",
        "team, rule, ago, weight, records, faulty",
        {
            "team_id": maybe_ref("team"),
            "rule_id": "ref('hub_reporting.' + rule)",
            "company_id": "ref('base.main_company')",
            "month": "(DateTime.today().replace(day=1) + relativedelta(months=-ago)).date()",
            "weight": "weight",
            "record_count": "records",
            "issue_count": "faulty",
            "score": "100 * (records - faulty) / records",
        },
        rows,
    )
