from collections import defaultdict

from hypothesis import strategies as st

from odoo.tools import SQL

from odoo.addons.hub_reporting.tests import oracle_figures as oracle
from odoo.addons.hub_reporting.tests import test_oracle
from odoo.addons.hub_reporting.tests.world_common import day_of

STATES = ("proposed", "announced", "held", "evaluated")
ANSWERED = ("sent", "answered", "answered", "expired", "to_send")
FTE = {0: 2.5, 1: 0}


def amounts(kind):
    return "sum", lambda o: o.count(o.record, o.happened(kind), oracle.amount)


def shared(of, amount_of):
    """Return a figure of what each participation has of an amount: it is shared by all who took part."""

    def entries(o):
        counts = defaultdict(int)
        for fact in o.all("action_attended"):
            counts[of(o, fact)] += 1
        for fact in o.happened("action_attended"):
            if whole := amount_of(o, of(o, fact)):
                yield o.record(fact), whole / counts[of(o, fact)], fact, fact.day, False

    return "mean", entries


def spent_on(o, action):
    return sum(fact.amount for fact in o.all("action_cost") if fact.action == action)


def is_satisfied(fact):
    return fact.detail in ("4", "5")


def is_answered(fact):
    return fact.detail == "answered"


FIGURES = {
    "ACTIONS-PLANNED": oracle.happened("record", "action_planned"),
    "ACTIONS-HELD": oracle.happened("record", "action_held"),
    "ACTIONS-DROPPED": oracle.happened("record", "action_dropped"),
    "ACTIONS-BUDGET": amounts("action_budget"),
    "ACTIONS-COST": amounts("action_cost"),
    "ACTIONS-INCOME": amounts("action_income"),
    "ACTIONS-COMPANIES": oracle.happened("company", "action_attended"),
    "ACTIONS-PERSONS": oracle.happened("person", "action_attended"),
    "ACTIONS-PARTICIPATIONS": oracle.happened("record", "action_attended"),
    "ACTIONS-FIRST": ("count", lambda o: o.first_time(o.company, o.all("action_attended"), per_programme=False)),
    "ACTIONS-COST-PARTICIPANT": shared(lambda _o, fact: fact.action, spent_on),
    "ACTIONS-FTE-PARTICIPANT": shared(
        lambda o, fact: o.world.plans[fact.action], lambda _o, plan: FTE[plan] if plan is not None else 0
    ),
    "ACTIONS-CONTACTS": oracle.happened("record", "contact_made"),
    "ACTIONS-SATISFACTION": ("mean", lambda o: o.count(o.record, o.happened("action_opinion"), oracle.amount)),
    "ACTIONS-SATISFIED": (
        "share",
        lambda o: o.of(o.record, o.happened("action_opinion", is_satisfied), o.happened("action_opinion")),
    ),
    "STATEMENTS-ASKED": oracle.happened("record", "statement_asked"),
    "STATEMENTS-ANSWERED": oracle.happened("record", "statement_answered"),
    "STATEMENTS-RATE": (
        "share",
        lambda o: o.of(o.record, o.happened("statement_asked", is_answered), o.happened("statement_asked")),
    ),
    "JOBS-BASELINE": (
        "sum",
        lambda o: o.count(
            o.record, o.happened("outcome_attested", lambda fact: fact.detail == "jobs_created"), oracle.amount
        ),
    ),
}


class TestOracleEvent(test_oracle.TestOracle):
    figures = FIGURES
    keys = ("commune", "market", "event", "action_type", "cost_kind", "programme")
    more = st.fixed_dictionaries(
        {
            # Costs and who took part come after the actions that they are of.
            "events": st.lists(
                st.fixed_dictionaries(
                    {
                        "day": st.integers(0, 1400),
                        "state": st.sampled_from(STATES),
                        "dropped": st.sampled_from((False, False, False, True)),
                        "type": st.sampled_from((None, 0, 1)),
                        "plan": st.sampled_from((None, 0, 1)),
                        "country": st.integers(0, 1),
                        "venue": st.sampled_from((None, 0, 1)),
                        "programme": st.sampled_from((None, 0, 1)),
                        "costs": test_oracle.some(
                            st.sampled_from(("space", "travel", "fees")),
                            *[st.sampled_from((0, 100, 250.5))] * 3,
                            most=3,
                        ),
                        "attended": test_oracle.some(
                            test_oracle.ANYBODY,
                            st.sampled_from(("done", "done", "open", "cancel")),
                            st.sampled_from((None, None, "1", "3", "4", "5")),
                            most=5,
                        ),
                        "met": test_oracle.some(
                            st.one_of(st.none(), test_oracle.COMPANIES), st.integers(0, 1400), st.integers(0, 1), most=3
                        ),
                        "asked": st.dictionaries(
                            st.tuples(test_oracle.COMPANIES, st.sampled_from(("0", "6", "12"))),
                            st.tuples(
                                st.integers(0, 1400),
                                st.sampled_from((None, 0, 5)),
                                st.sampled_from(ANSWERED),
                                st.sampled_from((None, 1, 2.5)),
                            ),
                            max_size=3,
                        ),
                    }
                ),
                min_size=3,
                max_size=3,
            ),
        }
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.venues = cls.env["res.partner"].create([{"name": f"Test Venue {rank}"} for rank in range(2)])
        cls.types = cls.env["hub.action.type"].create(
            [{"name": f"Test {rank}", "code": f"TESTTYPE{rank}"} for rank in range(2)]
        )
        cls.plans = cls.env["hub.action.plan"].create([{"year": 2080 + rank, "fte": FTE[rank]} for rank in FTE])
        days = {"date_begin": "2023-01-01 11:00:00", "date_end": "2027-01-01 11:00:00"}
        cls.events = cls.env["event.event"].create([{"name": f"Test {rank}", **days} for rank in range(3)])
        for venue, commune in zip(cls.venues, cls.communes, strict=True):
            venue.commune_id = commune
        cls.part = ["|", ("partner_id", "in", cls.partners.ids), ("event_id", "in", cls.events.ids)]

    def build_events(self, rows):
        self.world.plans = {}
        for event, row in zip(self.events, rows, strict=True):
            self.build_event(event, row)

    def build_event(self, event, row):
        def one_of(records, rank):
            return None if rank is None else records[rank].id

        day, is_action = day_of(row["day"]), row["type"] is not None or row["plan"] is not None
        about = {
            "programme": one_of(self.programmes, row["programme"]),
            "action_type": one_of(self.types, row["type"]),
            "market": (self.belgium + self.france)[row["country"]].id,
            "action": event.id,
        }
        self.world.plans[event.id] = row["plan"]
        values = {
            "date_begin": f"{day} 11:00:00",
            "action_state": row["state"],
            "kanban_state": "cancel" if row["dropped"] else "normal",
            "action_type_id": about["action_type"],
            "action_plan_id": one_of(self.plans, row["plan"]),
            "country_id": about["market"],
            "address_id": one_of(self.venues, row["venue"]),
            "programme_id": about["programme"],
            "cost_spent": sum(spent for _kind, _planned, spent, _income in row["costs"]),
        }
        pairs = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items())
        self.env.cr.execute(SQL("UPDATE event_event SET %s WHERE id = %s", pairs, event.id))
        venue = {"commune": one_of(self.communes, row["venue"])}
        if is_action and row["dropped"]:
            self.tell("action_dropped", "event.event", event.id, day, **about, **venue)
        elif is_action:
            self.tell("action_planned", "event.event", event.id, day, **about, **venue)
            if row["state"] in ("held", "evaluated"):
                self.tell("action_held", "event.event", event.id, day, **about, **venue)
        for cost in row["costs"]:
            self.build_cost(values, day, {**about, **venue}, cost, is_told=is_action, is_dropped=row["dropped"])
        for company, met, market in row["met"]:
            self.build_contact(company, day_of(met), (self.belgium + self.france)[market].id, about, is_told=is_action)
        for partner, state, answer in row["attended"]:
            is_told = is_action and state == "done"
            self.build_participant(self.partners[partner].id, state, answer, day, about, is_told=is_told)
        for (partner, moment), asked in row["asked"].items():
            self.build_statement(self.partners[partner].id, moment, asked, about)

    def build_participant(self, partner, state, answer, day, about, *, is_told):
        [id_] = self.insert("event_registration", [{
            "event_id": about["action"], "partner_id": partner, "state": state, "active": True,
        }])  # fmt: skip
        what = {"partner": partner, **about}
        if is_told:
            self.tell("action_attended", "event.registration", id_, day, **what)
        if answer:
            [opinion] = self.insert("hub_action_opinion", [{
                "registration_id": id_, "event_id": about["action"], "answer": answer, "score": int(answer),
            }])  # fmt: skip
            if is_told:
                told = {"amount": int(answer), "detail": answer}
                self.tell("action_opinion", "hub.action.opinion", opinion, day, **told, **what)

    def build_contact(self, company, day, market, about, *, is_told):
        own = None if company is None else self.partners[company].id
        [id_] = self.insert("hub_action_contact", [{
            "event_id": about["action"], "partner_id": own, "date": day, "country_id": market, "kind": "buyer",
        }])  # fmt: skip
        if is_told:
            what = {**about, "market": market, "partner": own, "detail": "buyer"}
            self.tell("contact_made", "hub.action.contact", id_, day, **what)

    def build_cost(self, event, day, about, cost, *, is_told, is_dropped):
        kind, *amounts = cost
        names = ("planned", "spent", "income")
        [id_] = self.insert("hub_action_cost", [{
            "event_id": about["action"], "kind": kind, **dict(zip(names, amounts, strict=True)),
            **{name: event[name] for name in ("action_type_id", "country_id", "programme_id", "action_plan_id")},
        }])  # fmt: skip
        for name, told, amount in zip(names, ("action_budget", "action_cost", "action_income"), amounts, strict=True):
            if is_told and amount and not (name == "planned" and is_dropped):
                self.tell(told, "hub.action.cost", id_, day, amount=amount, unit="eur", cost_kind=kind, **about)

    def build_statement(self, partner, moment, asked, about):
        due, later, state, jobs = asked
        sent, answered = (day_of(due + later) if later is not None else None), day_of(due + 9)
        is_answered = state == "answered"
        [id_] = self.insert("hub_statement", [{
            "partner_id": partner, "event_id": about["action"], "programme_id": about["programme"], "moment": moment,
            "date_start": day_of(due), "date_end": day_of(due + 365), "date_due": day_of(due), "sent_on": sent,
            "state": state, "answered_at": f"{answered} 11:00:00" if is_answered else None,
        }])  # fmt: skip
        what = {"partner": partner, **about}
        if state != "to_send":
            self.tell("statement_asked", "hub.statement", id_, sent or day_of(due), detail=state, **what)
        if is_answered:
            self.tell("statement_answered", "hub.statement", id_, answered, detail=moment, **what)
        if is_answered and jobs:
            [outcome] = self.insert("hub_outcome", [{
                "partner_id": partner, "kind": "jobs_created", "unit": "fte", "date": answered, "value": jobs,
                "proof_level": "attested", "attribution": 50, "attributed_value": jobs / 2, "active": True,
                "user_id": self.account.id, "statement_id": id_, "event_id": about["action"],
                "programme_id": about["programme"],
            }])  # fmt: skip
            told = {"amount": jobs, "unit": "fte", "proof": "attested", "detail": "jobs_created"}
            self.tell("outcome_attested", "hub.outcome", outcome, answered, **told, **what)
