"""Each shipped indicator told anew, from its definition in words: how its value comes about, and its entries.

:data:`FIGURES` has them by their codes, as functions of an :class:`oracle.Oracle`.
"""

from __future__ import annotations


def is_structured(fact):
    return fact.structured and fact.channel != "phone" and fact.detail == "documented"


def is_written(fact):
    return fact.channel != "phone" and fact.detail == "documented"


def is_call(fact):
    return fact.kind == "evidence_gained" and fact.detail == "call"


def is_proved(fact):
    return fact.proof in ("attested", "documented")


def amount(fact):
    return fact.amount


def outcome(detail, pick=lambda fact: True):
    return "sum", lambda o: o.count(o.record, o.happened("outcome", lambda f: f.detail == detail and pick(f)), amount)


def funded(*, grants=False, **how):
    """Structured or long support, and grants won in calls where they count as well."""

    def entries(o):
        facts = o.all("support", is_written) + (o.all("evidence_gained", is_call) if grants else [])
        # What is structured is among what is written: nothing counts twice.
        return o.first_time(
            o.undertaking, facts, per_programme=True, hours=12, place_first=True,
            enough=lambda f: is_call(f) or is_structured(f), **how,
        )  # fmt: skip

    return "count", entries


def engaged(fact):
    return fact.detail in ("committed", "in_transition", "exemplary")


def alive(o):
    def is_found(who, _day, until):
        return who[1] in o.world.companies and o.period_on(who[1], until)[2] != "ceased"

    return is_found


def found(o, unit, kind):
    def is_found(who, day, until):
        return any(unit(fact) == who and day < fact.day <= until for fact in o.all(kind))

    return is_found


def in_programme(fact):
    return fact.programme


def advised(o):
    return list(o.first_time(o.company, o.all("support", in_programme), per_programme=True, hours=12))


def informed(o):
    others = {who for who, *_rest in advised(o)}
    return [entry for entry in o.count(o.company, o.happened("support")) if entry[0] not in others]


def participants(o):
    def is_person(fact):
        known = o.world.companies.get(fact.partner)
        return known and (known.natural or not known.is_company)

    return list(o.count(o.person, o.happened("support", is_person)))


def enterprises(o):
    others = {fact.id for _who, _add, fact, *_rest in participants(o)}
    return [entry for entry in o.count(o.company, o.happened("support")) if entry[2].id not in others]


def assessed(fact):
    return fact.detail == "transition"


def waited(o):
    """Days from the first conversation of a company to its first structured support."""
    firsts, structured = {}, {}
    for fact in o.all("support"):
        if who := o.company(fact):
            firsts.setdefault(who, fact)
            if is_structured(fact):
                structured.setdefault(who, fact)
    for who, fact in structured.items():
        if o.within(fact.day):
            yield who, (fact.day - firsts[who].day).days, fact, fact.day, False


def in_stage(o):
    """Days that a lead had been in a stage when it left it, or at the end of the period."""
    for fact in o.all("lead_in_stage"):
        if fact.day <= o.end and (fact.end is None or fact.end >= o.start):
            last = min(fact.end or o.end, o.end)
            yield o.record(fact), (last - fact.day).days + 1, fact, last, False


def happened(unit, kind, pick=lambda fact: True):
    return "count", lambda o: o.count(getattr(o, unit), o.happened(kind, pick))


def standing(kind, pick=lambda fact: True):
    return "count", lambda o: o.on_last_day(o.company, kind, pick)


def followed(unit, begun, then, months):
    return "followed", lambda o: o.followed(
        getattr(o, unit), o.happened(begun), found(o, getattr(o, unit), then), months
    )


def hours(way, unit):
    return way, lambda o: o.count(getattr(o, unit), o.happened("support"), lambda fact: fact.hours)


def women(fits):
    return "count", lambda o: o.women(fits)


def is_remote(fact):
    return fact.channel in ("phone", "video", "email")


FIGURES = {
    "CONTACT": happened("company", "support"),
    "CONVERSATIONS": happened("record", "support"),
    "HOURS": hours("sum", "record"),
    "HOURS-AVERAGE": hours("mean", "company"),
    "HOURS-MEDIAN": hours("median", "company"),
    "PERSONS": happened("person", "support"),
    "STARTERS": ("count", lambda o: [each for each in participants(o) if not o.company(each[2])]),
    "UNDERTAKINGS": happened("undertaking", "support"),
    "FIRST-CONTACT": ("count", lambda o: o.first_time(o.company, o.all("support"), per_programme=False)),
    "LONG-TERM": ("count", lambda o: o.hours_in_a_year(5)),
    "REMOTE": ("share", lambda o: o.of(o.record, o.happened("support", is_remote), o.happened("support"))),
    "STRUCTURED": happened("company", "support", is_structured),
    "STRUCTURED-SHARE": (
        "share",
        lambda o: o.of(o.company, o.happened("support", is_structured), o.happened("support")),
    ),
    "WAIT": ("median", waited),
    "RCO01": funded(grants=True),
    "RCO02": (
        "count",
        lambda o: o.first_time(o.undertaking, o.all("evidence_gained", is_call), per_programme=True, place_first=True),
    ),
    "RCO04": funded(),
    "RCO05": funded(younger=36),
    "RCR01": outcome("jobs_created", is_proved),
    "RCR02": outcome("investment", is_proved),
    "RCR03": happened("company", "outcome", lambda fact: fact.detail == "new_product" and is_proved(fact)),
    "RCR17": (
        "followed",
        lambda o: o.followed(o.company, o.happened("support", is_structured), alive(o), 24, younger=36),
    ),
    "RCR18": happened("company", "support", lambda fact: fact.incubation),
    "ADVICE-12": ("count", advised),
    "INFORMED": ("count", informed),
    "NEW-12": (
        "count",
        lambda o: o.first_time(
            o.company, o.all("support", in_programme), per_programme=True, younger=12, place_first=True
        ),
    ),
    "EECO05": ("count", participants),
    "EECO19": ("count", enterprises),
    "KNOWN": standing("company"),
    "EXEMPLARY": standing("status", lambda fact: fact.detail == "exemplary"),
    "ENGAGED": standing("status", engaged),
    "ENGAGED-SHARE": (
        "share",
        lambda o: [
            *o.on_last_day(o.company, "status", engaged),
            *o.on_last_day(o.company, "company", whole=True),
        ],
    ),
    "RISES": happened("company", "status_rise"),
    "FALLS": happened("company", "status_fall"),
    "EVIDENCE-VALID": ("count", lambda o: o.on_last_day(o.record, "evidence")),
    "EVIDENCE-GAINED": happened("record", "evidence_gained"),
    "EVIDENCE-LAPSED": happened("record", "evidence_ended"),
    "EVIDENCE-RENEWED": followed("company", "evidence_ended", "evidence_gained", 12),
    "ASSESSED": happened("company", "assessment", assessed),
    "ASSESSED-GAIN": (
        "mean",
        lambda o: o.difference(o.company, o.happened("assessment", assessed), o.all("assessment", assessed), amount),
    ),
    "COMMITMENTS": happened("record", "commitment_agreed"),
    "COMMITMENTS-DONE": happened("record", "commitment_done"),
    "COMMITMENTS-KEPT": followed("record", "commitment_agreed", "commitment_done", 12),
    "LEADS-OPENED": happened("record", "lead_opened"),
    "LEADS-WON": happened("record", "lead_won"),
    "LEADS-LOST": happened("record", "lead_lost"),
    "LEADS-AMOUNT": ("sum", lambda o: o.count(o.record, o.happened("lead_won"), amount)),
    "LEADS-DAYS": (
        "median",
        lambda o: o.difference(
            o.record, o.happened("lead_won"), o.all("lead_opened"), lambda fact: fact.day.toordinal()
        ),
    ),
    "LEADS-STAGE-DAYS": ("median", in_stage),
    "LEADS-RATE": followed("record", "lead_opened", "lead_won", 12),
    "MEMBERS": standing("member"),
    "MEMBERS-JOINED": happened("company", "member_joined"),
    "MEMBERS-LEFT": happened("company", "member_left"),
    "PARTICIPATION": (
        "share",
        lambda o: [
            *o.count(o.company, o.happened("support", lambda fact: fact.cluster)),
            *o.during(o.company, "member", whole=True),
        ],
    ),
    "JOBS-KEPT": outcome("jobs_kept"),
    "FINANCING": outcome("financing"),
    "TURNOVER": outcome("turnover"),
    "CONTRACTS": outcome("export_contract"),
    "CO2": outcome("co2_avoided"),
    "WASTE": outcome("waste_avoided"),
    "STARTED": outcome("business_started"),
    "OUTCOMES": happened("company", "outcome"),
    "SURVIVAL": ("followed", lambda o: o.followed(o.company, o.happened("support"), alive(o), 24)),
    "COST": ("mean", lambda o: o.means("budget")),
    "POSTS": ("mean", lambda o: o.means("fte")),
    "WOMEN-OWNED": women(lambda held, decides, _asked: held > 50 and decides),
    "WOMEN-LED": women(lambda held, decides, _asked: held >= 25 and decides),
    "WOMEN-DECIDE": women(lambda _held, decides, _asked: decides),
    "WOMEN-NOT-ASKED": women(lambda _held, _decides, asked: not asked),
}
