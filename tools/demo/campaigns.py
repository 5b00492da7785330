"""The campaigns of the clusters: who was addressed, by which waves, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .clusters import Membership
from .companies import KNOWN_RANK, Company
from .files import TODAY, Record, Table, day, dice, links, maybe_day, maybe_ref

_CRAFTS = [
    "food", "textile_leather_fashion", "wood", "furniture_interior", "ceramics_glass_stone", "metal",
    "jewellery_luxury", "print_paper", "instruments_toys_other", "repair_restoration", "cosmetics",
]  # fmt: skip
_SCRIPT = (
    "<p>You called last month about the prices of materials: is that settled?</p><p>We bring together printers and "
    "designers who share a machine. May I tell you in two minutes how it works?</p><p>Would you come and see one on "
    "Thursday afternoon?</p>"
)
_LAPSING = (
    "[('state', '=', 'verified'), ('date_end', '>=', 'today'), ('date_end', '<=', 'today +90d'), "
    "('is_renewed', '=', False)]"
)


@dataclass(frozen=True)
class Campaign:
    """A campaign and what came of it. Days are distances from the day of loading; steps are counts of members."""

    slug: str
    title: str
    cluster: str
    manager: str
    start: int
    end: int
    about: str
    targeted: int = 0
    responded: int = 0
    leads: int = 0
    won: int = 0
    outcomes: int = 0
    left: int = 0
    # Contacted, leads, won.
    goals: tuple[int, int, int] = (0, 0, 0)
    purpose: str = "cluster_news"
    # Name, day; those before today are sent.
    waves: tuple[tuple[str, int], ...] = ()
    called: bool = False
    lapsing: bool = False


CAMPAIGNS = [
    Campaign(
        "workshops", "Open Workshops", "craft", "cluster", -410, -330, "A weekend on which makers open their doors.",
        targeted=52, responded=16, leads=9, won=5, outcomes=4, left=2, goals=(50, 10, 5),
        waves=(("Invitation", -405), ("Reminder", -380)),
    ),
    Campaign(
        "cloth", "Less Cloth, Better Cloth", "fashion", "cluster", -230, -150, "Off-cuts find a second workshop.",
        targeted=26, responded=6, leads=3, won=1, outcomes=1, left=1, goals=(25, 8, 4), purpose="transition_offers",
        waves=(("Offer", -225),),
    ),
    Campaign(
        "machines", "Printers and Designers Share Machines", "design", "cluster", -34, 45,
        "Machines that stand still half of the week find others who need them.",
        targeted=46, responded=11, leads=4, won=1, left=1, goals=(60, 15, 6), called=True,
        waves=(("Invitation", -30), ("Calls", -6)),
    ),
    Campaign(
        "studios", "Open Studios in Spring", "craft", "cluster", 120, 150, "The second weekend of open doors.",
        goals=(60, 15, 8),
    ),
    Campaign(
        "labels", "Labels of Craft Makers That Lapse", "craft", "cluster", 0, 60,
        "Renew the label in time: we go through the file together.",
        goals=(12, 6, 4), purpose="transition_offers", lapsing=True,
    ),
    Campaign(
        "kitchens", "Kitchens Waste Less", "taste", "director", -60, 30, "Half a day in your kitchen, and a plan.",
        targeted=38, responded=11, leads=6, won=2, outcomes=1, left=1, goals=(40, 10, 5), purpose="transition_offers",
        waves=(("Offer", -55),),
    ),
    Campaign(
        "crews", "Crews on Time", "screen", "director", -300, -240, "Producers find the crews that they need.",
        targeted=40, responded=12, leads=5, won=3, outcomes=2, left=2, goals=(40, 8, 3),
        waves=(("Invitation", -295),),
    ),
]  # fmt: skip


@dataclass
class Member:
    """A company in a campaign, with the day of each step that it took."""

    id: str
    campaign: Campaign
    company: Company
    # The company itself, or a person.
    addressee: str
    contacted: int | None = None
    responded: int | None = None
    response: str | None = None
    lead: str | None = None
    led: int | None = None
    won: int | None = None
    outcome: int | None = None
    left: int | None = None
    waves: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    # How the call went; empty while it is still to be made until the day ``due``.
    caller: str | None = None
    called: str | None = None
    due: int | None = None


def records() -> Iterator[Record]:
    """Yield the campaigns."""
    for campaign in CAMPAIGNS:
        contacts, leads, won = campaign.goals
        record = Record(
            "utm.campaign",
            f"campaign_{campaign.slug}",
            text={"title": campaign.title, "description": f"<p>{campaign.about}</p>"},
            ref={
                "user_id": f"hub_entrepreneurs.user_{campaign.manager}",
                "purpose_id": f"hub_consent_purpose_{campaign.purpose}",
            },
            eval={
                "cluster_ids": links([f"hub_entrepreneurs.cluster_{campaign.cluster}"]),
                "date_start": day(campaign.start),
                "date_end": day(campaign.end),
                "audience_domain": _audience(campaign),
                "goal_contacts": str(contacts),
                "goal_leads": str(leads),
                "goal_won": str(won),
            },
        )
        if campaign.lapsing:
            record.eval["sector_ids"] = links(map(_sector, _CRAFTS))
        if campaign.targeted:
            record.ref["frozen_by_id"] = record.ref["user_id"]
            record.eval["frozen_on"] = _moment(campaign.start)
        yield record


def _sector(craft: str) -> str:
    return f"hub_entrepreneurs.hub_sector_artisan_{craft}"


def _audience(campaign: Campaign) -> str:
    """Return the expression of the filter on companies, as the dialog writes it."""
    if campaign.lapsing:
        crafts = ", ".join(f"ref({_sector(craft)!r})" for craft in _CRAFTS)
        return f"repr([('sector_ids', 'in', [{crafts}]), ('evidence_ids', 'any', {_LAPSING})])"
    return f"repr([('cluster_ids', 'in', [ref('hub_entrepreneurs.cluster_{campaign.cluster}')])])"


def _moment(distance: str | int) -> str:
    return f"{TODAY} + timedelta(days={distance}, hours=9)"


def waves() -> Iterator[Record]:
    """Yield the waves: mailings, and a list of calls to those who did not respond."""
    for campaign in CAMPAIGNS:
        for rank, (name, distance) in enumerate(campaign.waves):
            record = Record(
                "hub.campaign.wave",
                _wave(campaign, rank),
                text={"name": name},
                ref={"campaign_id": f"campaign_{campaign.slug}"},
                eval={"sequence": str(rank + 1), "date_planned": _moment(distance)},
            )
            if rank:
                record.text["audience"] = "no_response"
                record.ref["previous_wave_id"] = _wave(campaign, 0)
            if _is_calls(campaign, rank):
                record.text |= {"channel": "phone", "script": _SCRIPT}
            yield record


def _wave(campaign: Campaign, rank: int) -> str:
    return f"wave_{campaign.slug}_{rank + 1}"


def _is_calls(campaign: Campaign, rank: int) -> bool:
    return campaign.called and rank == 1


def mailings() -> Iterator[Record]:
    """Yield what was sent."""
    for campaign in CAMPAIGNS:
        for rank, (name, distance) in enumerate(campaign.waves):
            if not _is_calls(campaign, rank):
                yield Record(
                    "mailing.mailing",
                    f"mailing_{campaign.slug}_{rank + 1}",
                    text={
                        "subject": f"{campaign.title}: {name.lower()}",
                        "body_html": f"<p>{campaign.about}</p><p>Answer this e-mail, and we call you.</p>",
                        "state": "done",
                    },
                    ref={
                        "campaign_id": f"campaign_{campaign.slug}",
                        "wave_id": _wave(campaign, rank),
                        "user_id": f"hub_entrepreneurs.user_{campaign.manager}",
                        "mailing_model_id": "hub_campaign.model_hub_campaign_member",
                    },
                    eval={"sent_date": _moment(distance)},
                )


def members(companies: list[Company], memberships: list[Membership], consents: list[tuple]) -> list[Member]:
    """Return who is in the campaigns, and how far each of them came."""
    agreed = {(who, purpose) for who, purpose, state, *_rest in consents if state == "given"}
    left = {(who, purpose) for who, purpose, state, *_rest in consents if state == "withdrawn"}
    made = []
    for campaign in CAMPAIGNS:
        rng = dice(f"campaign {campaign.slug}")
        belong = {row[1] for row in memberships if row[0] == f"cluster_{campaign.cluster}" and row[4]}
        fit = [
            (company, company.slug if company.sole_trader or not company.persons else company.persons[0].slug)
            for company in companies
            if company.slug in belong and company.rank != KNOWN_RANK and company.stage != "ceased"
        ]
        reachable = [
            (company, who)
            for company, who in fit
            if (who, campaign.purpose) not in left
            and (who != company.slug or (company.sole_trader and (who, campaign.purpose) in agreed))
        ]
        chosen = rng.sample(reachable, min(campaign.targeted, len(reachable)))
        same = [
            Member(f"member_{campaign.slug}_{rank}", campaign, company, who)
            for rank, (company, who) in enumerate(chosen, 1)
        ]
        _follow(rng, campaign, same)
        made += same
    return made


def _follow(rng: Random, campaign: Campaign, same: list[Member]) -> None:
    """Let the first ones get as far as the campaign says."""
    last = min(campaign.end + 60, -1)
    for rank, member in enumerate(same):
        if not campaign.waves or rank >= len(same) - 2:
            continue
        member.contacted = campaign.waves[0][1]
        member.waves = [_wave(campaign, 0)]
        if rank < campaign.responded:
            _respond(rng, campaign, member, rank, last)
        elif rank < campaign.responded + campaign.left:
            member.left = min(member.contacted + rng.randint(0, 9), -1)
        elif campaign.called:
            _call(rng, campaign, member, rank)
        elif len(campaign.waves) > 1:
            member.waves.append(_wave(campaign, 1))


def _respond(rng: Random, campaign: Campaign, member: Member, rank: int, last: int) -> None:
    later = len(campaign.waves) > 1 and not rank % 3
    wave = int(later)
    if later:
        member.waves.append(_wave(campaign, 1))
    member.responded = min(campaign.waves[wave][1] + rng.randint(0, 6), -1)
    member.response = "call" if _is_calls(campaign, wave) else rng.choice(["click", "click", "reply"])
    if member.response == "call":
        member.caller, member.called = rng.choice(["account", "gwen"]), "interested"
    member.answered = [_wave(campaign, wave)]
    if rank < campaign.leads:
        member.lead = f"lead_{campaign.slug}_{rank + 1}"
        member.led = min(member.responded + rng.randint(0, 5), -1)
    if rank < campaign.won:
        member.won = min(rng.randint(member.led, max(last, member.led)), -1)
    if rank < campaign.outcomes:
        member.outcome = min(member.won + rng.randint(5, 60), -1)


def _call(rng: Random, campaign: Campaign, member: Member, rank: int) -> None:
    """Share the calls out: two of three for the account manager whom the browser tests know."""
    member.waves.append(_wave(campaign, 1))
    member.caller = "gwen" if rank % 3 == 0 else "account"
    if rank % 4 == 0:
        member.called = "not_interested"
    else:
        member.called = "not_reached" if rank % 5 == 0 else None
        member.due = rng.choice([-2, 0, 0, 1, 3, 6])


def leads(chosen: list[Member]) -> Iterator[Record]:
    """Yield the leads that came of the campaigns: open, won, and one in a few lost."""
    for rank, member in enumerate(each for each in chosen if each.lead):
        campaign, company = member.campaign, member.company
        record = Record(
            "crm.lead",
            member.lead,
            text={"name": f"{campaign.title} – {company.name}", "type": "opportunity"},
            ref={
                "partner_id": f"hub_entrepreneurs.{company.slug}",
                "campaign_id": f"campaign_{campaign.slug}",
                "user_id": f"hub_entrepreneurs.user_{company.manager or campaign.manager}",
                "stage_id": f"crm.stage_lead{4 if member.won else rank % 3 + 1}",
            },
            eval={"create_date": _moment(member.led)},
        )
        if member.won:
            record.eval["date_closed"] = _moment(member.won)
        elif campaign.end < 0 and rank % 3 == 0:
            record.eval |= {"active": "False", "probability": "0", "date_closed": _moment(min(member.led + 30, -1))}
        yield record


def table(chosen: list[Member]) -> Iterator[Table]:
    """Yield the members."""
    rows = [
        (
            member.id, member.campaign.slug, member.company.slug, member.addressee, member.contacted,
            member.responded, member.response, member.lead, member.led, member.left, tuple(member.waves),
            tuple(member.answered),
            member.caller, member.called, _wave(member.campaign, 1) if member.caller else None,
        )
        for member in chosen
    ]  # fmt: skip
    yield Table(
        "hub.campaign.member",
        "member, campaign, company, addressee, contacted, responded, response, lead, led, left, waves, answered, "
        "caller, called, calls",
        {
            "campaign_id": "ref('campaign_' + campaign)",
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "contact_id": "ref('hub_entrepreneurs.' + addressee)",
            "contacted_on": maybe_day("contacted"),
            "responded_on": maybe_day("responded"),
            "response": "response",
            "lead_id": maybe_ref("lead"),
            "lead_on": maybe_day("led"),
            "opted_out_on": maybe_day("left"),
            "wave_ids": "[Command.set([ref(wave) for wave in waves])]",
            "responded_wave_ids": "[Command.set([ref(wave) for wave in answered])]",
            "user_id": "caller and ref('hub_entrepreneurs.user_' + caller)",
            "call_wave_id": maybe_ref("calls"),
            "call_result": "called",
            "call_attempts": "int(called == 'not_reached')",
            "call_tried_on": f"called and {day(-1)}",
        },
        rows,
        id="member",
        addon="hub_campaign",
    )


def traces(chosen: list[Member]) -> Iterator[Table]:
    """Yield what became of each mail."""
    rng = dice("traces")
    rows = []
    for member in chosen:
        for wave in member.waves:
            rank = int(wave.rpartition("_")[2]) - 1
            if _is_calls(member.campaign, rank):
                continue
            response = member.response if wave in member.answered else None
            status = "reply" if response == "reply" else "open" if response else rng.choice(["sent", "sent", "open"])
            sent = member.campaign.waves[rank][1]
            rows.append((
                member.id, member.addressee, wave.replace("wave", "mailing", 1), status, sent,
                member.responded if response == "click" else None,
            ))  # fmt: skip
    yield Table(
        "mailing.trace",
        "member, addressee, mailing, status, sent, clicked",
        {
            "model": "'hub.campaign.member'",
            "res_id": "ref(member)",
            "email": "obj(ref('hub_entrepreneurs.' + addressee)).email_normalized",
            "mass_mailing_id": "ref(mailing)",
            "trace_status": "status",
            "sent_datetime": _moment("sent"),
            "links_click_datetime": f"clicked is not None and {_moment('clicked')}",
        },
        rows,
        read="res.partner",
    )


def conversations(chosen: list[Member]) -> Iterator[Table]:
    """Yield the conversations of the calls that were made."""
    made = [member for member in chosen if member.called and member.due is None]
    yield Table(
        "hub.interaction",
        "member, company, user, cluster, note",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
            "campaign_member_id": "ref(member)",
            "cluster_id": "ref('hub_entrepreneurs.cluster_' + cluster)",
            "date": _moment(-1),
            "duration": "0.25",
            "channel": "'phone'",
            "programme_id": "False",
            "note": "note",
        },
        [
            (
                member.id,
                member.company.slug,
                member.caller,
                member.campaign.cluster,
                "Wants to see the machine." if member.called == "interested" else "Has a machine of their own.",
            )
            for member in made
        ],
    )


def calls(chosen: list[Member]) -> Iterator[Table]:
    """Yield the calls that are still to be made."""
    yield Table(
        "mail.activity",
        "member, user, title, days",
        {
            "res_model_id": "ref('hub_campaign.model_hub_campaign_member')",
            "res_id": "ref(member)",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
            "activity_type_id": "ref('mail.mail_activity_data_call')",
            "summary": "title",
            "date_deadline": day("days"),
            "note": repr(_SCRIPT),
        },
        [(member.id, member.caller, member.campaign.title, member.due) for member in chosen if member.due is not None],
        # No e-mail to those who are to do it, and nobody follows each company for it.
        context={"mail_activity_quick_update": True, "hub_subscribe_nobody": True},
    )


def outcomes(chosen: list[Member]) -> Iterator[Table]:
    """Yield what came of the leads that were won."""
    rng = dice("campaign outcomes")
    rows = [
        (
            member.company.slug,
            member.lead,
            member.company.manager or member.campaign.manager,
            *rng.choice([("investment", 12000), ("turnover", 18000), ("jobs_created", 1), ("waste_avoided", 2)]),
            member.outcome,
        )
        for member in chosen
        if member.outcome is not None
    ]
    yield Table(
        "hub.outcome",
        "company, lead, user, kind, value, days",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "lead_id": "ref(lead)",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
            "kind": "kind",
            "value": "value",
            "date": day("days"),
            "proof_level": "'attested'",
            "attribution": "50",
        },
        rows,
    )
