"""The action plans of last year and of this year: made-up missions, fairs and seminars, and what they cost.

An action stands on a day of its year, so that a plan has the same months whenever it is loaded. What lies behind
the day of loading is held, and has its costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .files import TODAY, Record, Table, Update, dice, links, maybe_ref

LAST, THIS = 1, 0
"""Before how many years a plan is for."""


@dataclass(frozen=True)
class Action:
    """An action: month and day of last year and of this one, None where it does not take place."""

    slug: str
    name: str
    type: str
    country: str
    last: tuple[int, int] | None
    this: tuple[int, int] | None
    days: int = 1
    places: int = 0
    cost: int = 0
    office: str = ""
    cluster: str = ""
    sector: str = ""
    user: str = "director"
    programme: str = ""

    def day(self, ago: int) -> tuple[int, int] | None:
        """Return month and day of a year, or None."""
        return self.last if ago else self.this


_OTTO, _NOOR, _CLUSTER, _BRAM = "otto", "noor", "cluster", "bram"
ACTIONS = [
    Action("loom_fair", "Golden Loom Fair", "fair", "fr", (1, 20), (1, 19), 4, 12, 18_000, "paris", "FASHION",
           "artisan_textile_leather_fashion", _CLUSTER),
    Action("kiln_days", "Kiln and Glaze Days", "group_stand", "de", (2, 9), (2, 8), 3, 8, 14_500, "", "CRAFT",
           "artisan_ceramics_glass_stone", _CLUSTER),
    Action("rabat", "Mission of the Blue Door", "mission", "ma", (3, 10), (3, 9), 5, 15, 32_000, "rabat", "",
           "ccs_core", _NOOR),
    Action("first_parcel", "My First Parcel Abroad", "seminar", "be", (3, 24), (3, 23), 1, 40, 900, "", "", "retail",
           "account", "green"),
    Action("paper_market", "Paper Moon Market", "fair", "nl", (4, 14), (5, 12), 3, 10, 9_500, "brussels", "DESIGN",
           "artisan_print_paper", _CLUSTER),
    Action("taste_evening", "Evening of Small Kitchens", "contact_day", "be", (4, 22), (4, 21), 1, 60, 2_200, "",
           "TASTE", "artisan_food"),
    Action("repair_masters", "Masters of Repair", "masterclass", "be", (5, 6), (5, 5), 2, 16, 3_100, "", "CIRCULAR",
           "artisan_repair_restoration", _BRAM, "green"),
    Action("oporto", "Cork and Clay Mission", "mission", "pt", (5, 19), None, 4, 10, 21_000, "", "CRAFT",
           "artisan_wood", _CLUSTER),
    Action("silver_fair", "Silver Thread Fair", "fair", "it", (6, 3), (6, 2), 4, 9, 24_500, "milan", "",
           "artisan_jewellery_luxury", _OTTO),
    Action("screen_visit", "Buyers of the Long Night", "visit", "be", (6, 11), (6, 10), 2, 20, 11_000, "", "SCREEN",
           "ccs_core"),
    Action("toy_box", "Toy Box Seminar", "seminar", "be", (6, 24), (6, 23), 1, 30, 800, "", "",
           "artisan_instruments_toys_other", "gwen"),
    Action("montreal", "Maple and Ink Mission", "mission", "ca", (9, 8), (10, 6), 6, 12, 46_000, "vancouver", "",
           "ccs_extended", _OTTO),
    Action("oak_stand", "Oak Street Stand", "group_stand", "fr", (9, 15), (9, 14), 5, 14, 27_500, "paris", "CRAFT",
           "artisan_furniture_interior", _CLUSTER),
    Action("contract_day", "Read Your Contract", "contact_day", "be", (9, 29), (9, 28), 1, 50, 1_200, "", "", "",
           "account", "green"),
    Action("scent_fair", "Green Scent Fair", "fair", "de", (10, 6), None, 3, 8, 12_000, "", "", "artisan_cosmetics"),
    Action("tokyo", "Quiet Hands Mission", "mission", "jp", (10, 13), (10, 12), 7, 10, 64_000, "", "CRAFT",
           "artisan_metal", _CLUSTER),
    Action("hours_autumn", "Autumn Hours at the Showcase Office", "hours", "be", (10, 20), (10, 19), 1, 12, 300, "", "",
           "", "account", "green"),
    Action("print_fair", "Fair of the Printed Page", "fair", "gb", (11, 4), (11, 3), 3, 8, 15_500, "", "DESIGN",
           "artisan_print_paper", _CLUSTER),
    Action("winter_market", "Winter Lane Market", "group_stand", "lu", (11, 25), (11, 24), 4, 18, 8_800, "brussels", "",
           "artisan_food", _OTTO),
    Action("dubbing", "Dubbing and Rights", "masterclass", "be", (12, 3), (12, 2), 1, 18, 2_400, "", "SCREEN",
           "ccs_core"),
    Action("sao_paulo", "Mission of the Paper Boat", "mission", "br", None, (4, 13), 5, 12, 38_500, "sao_paulo", "",
           "ccs_core", _OTTO),
    Action("circular_day", "Day of Second Lives", "contact_day", "be", None, (10, 22), 1, 80, 4_200, "", "CIRCULAR",
           "artisan_repair_restoration", _BRAM, "green"),
]  # fmt: skip
# By action, why the plan of this year is not as the one of last year.
_REASONS = {
    "Paper Moon Market": "The organiser moved it from April to May.",
    "Maple and Ink Mission": "In October it joins the week of the book trade there.",
    "Cork and Clay Mission": "Three companies took part, and none of them found a buyer.",
    "Green Scent Fair": "The fair itself has ended.",
    "Mission of the Paper Boat": "Film and design asked for it, and the office there has found eight buyers.",
    "Day of Second Lives": "The cluster asked for a day on which shops and repairers meet.",
    "Toy Box Seminar": "The speaker can't come, and the next one is free in spring.",
}
# The action that this year's plan lost after its approval.
_DROPPED_SLUG = "toy_box"
_DROPPED = _REASONS["Toy Box Seminar"]
# Who takes part in the mission that shows how places are given.
_CRITERIA = {
    "criteria": "Studios and makers who have sold abroad before, or who are ready to.",
    "criteria_domain": "[('exporter_status', 'in', ('occasional', 'regular'))]",
    "selection_rule": "readiness",
}
_FEES = (
    "[Command.create({'size_class': size, 'amount': fee}) for size, fee in "
    "((False, 150), ('micro', 100), ('small', 100), ('medium', 200), ('large', 300))]"
)
_PLACES = {"seats_held_back": "2", "quota_ids": "[Command.create({'kind': 'first', 'places': 3})]"}
# Where actions at home take place: name, street, and the postcode and municipality of its commune.
VENUES = [
    ("tram", "Hall of the Blue Tram", "Place de l'Essai 3", "1030", "Schaerbeek"),
    ("brewery", "Old Paper Brewery", "Proefkaai 12", "1080", "Molenbeek-Saint-Jean"),
    ("orangery", "Glass Orangery", "Avenue du Modèle 40", "1050", "Ixelles"),
    ("loft", "Loft of the Seven Lamps", "Rue de l'Exemple 7", "1060", "Saint-Gilles"),
    ("mill", "Mill on the Imagined Stream", "Fictiestraat 21", "1180", "Ukkel"),
    ("school", "School of the Quiet Hammer", "Voorbeeldstraat 9", "1070", "Anderlecht"),
    ("market", "Covered Market of Samples", "Quai du Prototype 1", "1000", "Bruxelles"),
]
_AT_VENUES = {
    "first_parcel": "tram", "taste_evening": "market", "repair_masters": "school", "screen_visit": "orangery",
    "toy_box": "loft", "contract_day": "market", "hours_autumn": "tram", "dubbing": "brewery",
    "circular_day": "brewery",
}  # fmt: skip
# What is to come, or has just been, counted in days from the day of loading: slug, name, type, country, in how many
# days, how long, places, cluster, who runs it, and where it is or by which office.
_LATELY = [
    ("makers_breakfast", "Breakfast of the Makers", "contact_day", "be", -4, 1, 20, "CRAFT", "cluster", "loft"),
    ("good_labels", "Evening of Good Labels", "seminar", "be", 6, 1, 30, "CIRCULAR", "bram", "mill"),
    ("velvet_rope", "Velvet Rope Fair", "fair", "fr", 24, 3, 6, "FASHION", "cluster", "paris"),
    ("salt_road", "Salt Road Mission", "mission", "ma", 45, 5, 8, "", "noor", "rabat"),
]  # fmt: skip
_TARGETS = [("mission", "", "", 6), ("fair", "", "", 5), ("", "ccs_core", "", 3), ("", "", "base.europe", 12)]
_CONSULTED = [
    ("CRAFT", "Board of the cluster", "One mission to Asia, and more help with the transport of heavy pieces."),
    ("SCREEN", "Producers among the members", "Buyers who come here rather than stands abroad."),
    ("CIRCULAR", "Assembly of the members", "A day on which shops and repairers meet."),
    ("TASTE", "Board of the cluster", "Fairs close by, because fresh food travels badly."),
]
_KINDS = (("space", 0.45), ("travel", 0.25), ("transport", 0.1), ("communication", 0.2))
_AT_HOME = (("catering", 0.6), ("people", 0.25), ("communication", 0.15))
_YEAR = "DateTime.today().year"
_OF_PLANS = "hub_entrepreneurs.cluster_"


def plans() -> Iterator[Record | Table]:
    """Yield the two plans with their targets and consultations."""
    for ago, budget in ((LAST, 330_000), (THIS, 360_000)):
        yield Record(
            "hub.action.plan",
            _plan(ago),
            ref={"user_id": "hub_entrepreneurs.user_director"},
            eval={
                "year": f"{_YEAR} - {ago}",
                "budget": str(budget),
                "fte": "6.5",
                "approved_on": f"DateTime.today().replace(year={_YEAR} - {ago + 1}, month=12, day=10).date()",
                "approved_by_id": "ref('hub_entrepreneurs.user_director')",
            },
        )
    yield Table(
        "hub.action.plan.target",
        "plan, type, sector, region, target",
        {
            "plan_id": "ref(plan)",
            "action_type_id": "type and ref('hub_action_type_' + type) or False",
            "sector_id": "sector and ref('hub_entrepreneurs.hub_sector_' + sector) or False",
            "country_group_id": f"{maybe_ref('region')} or False",
            "target": "target",
        },
        [(_plan(ago), *row) for ago in (LAST, THIS) for row in _TARGETS],
    )
    yield Table(
        "hub.action.plan.consultation",
        "plan, ago, cluster, who, request, day",
        {
            "plan_id": "ref(plan)",
            "cluster_id": f"ref('{_OF_PLANS}' + cluster)",
            "who": "who",
            "request": "request",
            "date": f"DateTime.today().replace(year={_YEAR} - ago - 1, month=10, day=day).date()",
        },
        [
            (_plan(ago), ago, cluster.lower(), who, request, 5 + 3 * rank)
            for ago in (LAST, THIS)
            for rank, (cluster, who, request) in enumerate(_CONSULTED)
        ],
    )


def actions() -> Iterator[Record | Table | Update]:
    """Yield the actions of both years, why this year differs, and two amendments of it."""
    for ago in (LAST, THIS):
        yield from (_record(action, ago) for action in ACTIONS if action.day(ago))
    yield Update("hub.action.plan.change", {"reason": f"{_REASONS}.get(each.title)"})
    yield Record(
        "hub.action.plan.amendment",
        "action_plan_amendment_toy_box",
        text={"kind": "dropped", "reason": _DROPPED},
        ref={
            "plan_id": _plan(THIS),
            "event_id": slug_of(_DROPPED_SLUG, THIS),
            "user_id": "hub_entrepreneurs.user_director",
        },
        eval={"date": f"DateTime.today().replace(year={_YEAR}, month=1, day=15).date()"},
    )
    yield Record(
        "hub.action.plan.amendment",
        "action_plan_amendment_budget",
        text={
            "about": "budget",
            "kind": "changed",
            "before": "340,000",
            "after": "360,000",
            "reason": "The region adds money for the Mission of the Paper Boat.",
        },
        ref={"plan_id": _plan(THIS), "user_id": "hub_entrepreneurs.user_director"},
        eval={"date": f"DateTime.today().replace(year={_YEAR}, month=1, day=8).date()"},
    )


def venues() -> Iterator[Record]:
    """Yield the places where actions at home are: no companies, so that nobody guides them."""
    for slug, name, street, postcode, city in VENUES:
        yield Record(
            "res.partner",
            f"venue_{slug}",
            text={"name": name, "street": street, "zip": postcode, "city": city},
            ref={"country_id": "base.be"},
        )


def lately() -> Iterator[Record]:
    """Yield actions beside the plans that are about to come, and one that was held some days ago."""
    for slug, name, kind, country, distance, days, places, cluster, user, where in _LATELY:
        begin = f"{TODAY} + timedelta(days={distance}, hours=8)"
        record = Record(
            "event.event",
            f"event_{slug}",
            text={"name": name},
            ref={
                "action_type_id": f"hub_action_type_{kind}",
                "country_id": f"base.{country}",
                "user_id": f"{'hub_export' if user == _NOOR else 'hub_entrepreneurs'}.user_{user}",
                "stage_id": "event.event_stage_announced",
            },
            eval={
                "description": "False",
                "date_begin": begin,
                "date_end": f"{begin} + timedelta(days={days - 1}, hours=8)",
                "seats_limited": "True",
                "seats_max": str(places),
            },
        )
        if country == "be":
            record.ref["address_id"] = f"venue_{where}"
        else:
            record.ref["office_id"] = f"hub_export.office_{where}"
            record.eval |= {"address_id": "False", "fee_ids": _FEES}
        if cluster:
            record.eval["cluster_ids"] = links([f"{_OF_PLANS}{cluster.lower()}"])
        if kind == "mission":
            record.text |= {**_CRITERIA, "selection_rule": "draw"}
        yield record


def costs() -> Iterator[Table]:
    """Yield what the actions were planned to cost, and what was spent on those that have begun."""
    rng = dice("costs of actions")
    rows = [
        (
            slug_of(action.slug, ago),
            ago,
            *action.day(ago),
            kind,
            round(action.cost * share, -1),
            0 if (action.slug, ago) == (_DROPPED_SLUG, THIS) else round(rng.uniform(0.85, 1.15), 2),
        )
        for ago in (LAST, THIS)
        for action in ACTIONS
        if action.day(ago)
        for kind, share in (_AT_HOME if action.country == "be" else _KINDS)
    ]
    yield Table(
        "hub.action.cost",
        "action, ago, month, day, kind, planned, share",
        {
            "event_id": "ref(action)",
            "kind": "kind",
            "planned": "planned",
            "spent": "begin < DateTime.today() and round(planned * share)",
        },
        rows,
        given={"begin": begin_of("ago")},
    )


def _record(action: Action, ago: int) -> Record:
    """Return an action of a year; each has a record of its own, so that its name is no text to translate."""
    month, date = action.day(ago)
    begin = f"DateTime.today().replace(year={_YEAR} - {ago}, month={month}, day={date}, hour=8)"
    addon = "hub_export" if action.user in (_OTTO, _NOOR) else "hub_entrepreneurs"
    ref = {
        "action_plan_id": _plan(ago),
        "action_type_id": f"hub_action_type_{action.type}",
        "country_id": f"base.{'uk' if action.country == 'gb' else action.country}",
        "user_id": f"{addon}.user_{action.user}",
    }
    if ago == THIS and action.last:
        ref["previous_action_id"] = slug_of(action.slug, LAST)
    if action.office:
        ref["office_id"] = f"hub_export.office_{action.office}"
    if action.programme:
        ref["programme_id"] = f"hub_entrepreneurs.programme_{action.programme}"
    values = {
        "description": "False",
        "date_begin": begin,
        "date_end": f"{begin} + timedelta(days={action.days - 1}, hours=8)",
        "seats_limited": "True",
        "seats_max": str(action.places),
        "stage_id": f"ref('event.event_stage_' + ('done' if {begin} < DateTime.today() else 'announced' if {begin} < "
        "DateTime.today() + timedelta(days=90) else 'booked'))",
    }
    if venue := _AT_VENUES.get(action.slug):
        ref["address_id"] = f"venue_{venue}"
    else:
        values |= {"address_id": "False"} if action.country == "be" else {"address_id": "False", "fee_ids": _FEES}
    if action.cluster:
        values["cluster_ids"] = links([f"{_OF_PLANS}{action.cluster.lower()}"])
    if action.sector:
        values["sector_ids"] = links([f"hub_entrepreneurs.hub_sector_{action.sector}"])
    text = {"name": action.name}
    if (action.slug, ago) == ("rabat", THIS):
        text |= _CRITERIA
        values |= _PLACES
    if (action.slug, ago) == (_DROPPED_SLUG, THIS):
        text["kanban_state"] = "cancel"
        ref["stage_id"] = "event.event_stage_booked"
        del values["stage_id"]
    return Record("event.event", slug_of(action.slug, ago), text=text, ref=ref, eval=values)


def _plan(ago: int) -> str:
    return "action_plan_last" if ago else "action_plan_this"


def begin_of(ago: str) -> str:
    """Return the expression of the moment at which an action begins, by its columns ``month`` and ``day``."""
    moment = "hour=8, minute=0, second=0, microsecond=0"
    return f"DateTime.today().replace(year={_YEAR} - {ago}, month=month, day=day, {moment})"


def slug_of(slug: str, ago: int) -> str:
    """Return the id of an action of a year."""
    return f"event_{slug}_{'last' if ago else 'this'}"
