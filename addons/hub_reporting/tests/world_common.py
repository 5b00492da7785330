from datetime import date, timedelta

from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from .oracle import Company, Fact, World

FIRST = date(2023, 1, 1)
TODAY = date(2027, 1, 1)
CHANNELS = ("visit", "office", "phone", "video", "email")
STATUSES = ("unknown", "aware", "diagnosed", "committed", "in_transition", "exemplary")
SIZES, STAGES = ("micro", "small", "medium"), ("starter", "growing", "ceased")
PROOFS = ("claimed", "attested", "documented")
OUTCOMES = {
    "jobs_created": "fte", "jobs_kept": "fte", "turnover": "eur_year", "investment": "eur", "financing": "eur",
    "export_contract": "eur", "co2_avoided": "tonne_year", "waste_avoided": "tonne_year", "new_product": "product",
    "business_started": "business",
}  # fmt: skip


def day_of(number):
    return FIRST + timedelta(days=number)


class WorldCase(HubCase):
    """A small world that is written into the tables as it was drawn, whatever the program would say to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = [{"name": f"Test Company {rank}", "is_company": True} for rank in range(5)]
        partners += [{"name": f"Test Person {rank}"} for rank in range(5)]
        cls.partners = cls.env["res.partner"].create(partners)
        cls.people = cls.partners[7:]
        euro = cls.env.ref("base.EUR")
        euro.active = True
        cls.env.company.currency_id = euro
        cls.communes = cls.env["hub.commune"].search([], limit=2)
        cls.programmes = cls.env["hub.programme"].create(
            [{"name": f"Test {rank}", "code": f"TEST{rank}"} for rank in range(2)]
        )
        cls.services = cls.env["hub.service"].create(
            [
                {"name": "Test Plain", "code": "TESTPLAIN"},
                {"name": "Test Structured", "code": "TESTSTRUCTURED", "is_structured": True},
                {"name": "Test Incubation", "code": "INCUBTEST", "is_structured": True},
            ]
        )
        schemes = cls.env["hub.evidence.scheme"].create(
            [{"name": f"Test {kind}", "kind": kind} for kind in ("label", "call")]
        )
        cls.scheme_versions = cls.env["hub.evidence.scheme.version"].create(
            [{"scheme_id": each.id} for each in schemes]
        )
        cls.framework = cls.env["hub.assessment.framework"].search([("kind", "=", "transition")], limit=1)
        cls.stages = cls.env["crm.stage"].search([], limit=2)
        cls.env.flush_all()
        cls.env.cr.precommit.clear()
        kinds = [kind for kind, _label in cls.env["hub.fact"]._get_kinds()]
        cls.ranks = {kind: rank for rank, kind in enumerate(kinds)}

    def insert(self, table, rows):
        """Write rows into a table and return their ids."""
        ids = []
        for row in rows:
            names = SQL(", ").join(map(SQL.identifier, row))
            values = SQL(", ").join(SQL("%s", value) for value in row.values())
            [[id_]] = self.env.execute_query(
                SQL("INSERT INTO %s (%s) VALUES (%s) RETURNING id", SQL.identifier(table), names, values)
            )
            ids.append(id_)
        return ids

    def build(self, drawn):
        """Write what was drawn and return it as the oracle's world."""
        self.world = World([], {})
        self.env.cr.execute(SQL("DELETE FROM hub_company_period WHERE partner_id IN %s", self.partners._ids))
        for name in sorted(drawn, key=lambda name: name != "companies"):
            getattr(self, f"build_{name}")(drawn[name])
        self.env.invalidate_all()
        return self.world

    def tell(self, kind, model, id_, day, **values):
        rank = id_ * 256 + self.ranks[kind]
        self.world.facts.append(Fact(kind, model, id_, day, rank, **values))

    def build_companies(self, rows):
        for partner, row in zip(self.partners, rows, strict=True):
            is_company, natural = partner in self.partners[:5], row["natural"] and partner in self.partners[:5]
            parent = self.partners[0] if row["child"] and partner in self.partners[1:3] else None
            founded = day_of(row["founded"] - 900) if row["founded"] else None
            company = Company(partner.id, is_company, natural, parent and parent.id, founded)
            self.env.cr.execute(
                SQL(
                    """UPDATE res_partner SET is_natural_person = %s, parent_id = %s,
                                              founding_date = %s WHERE id = %s""",
                    natural,
                    company.parent,
                    founded,
                    partner.id,
                )
            )
            self.world.companies[partner.id] = company
            if not is_company:
                continue
            moved = day_of(row["moved"])
            values = [(self.communes[a].id, SIZES[b], STAGES[c]) for a, b, c in (row["before"], row["after"])]
            company.periods = [(None, moved - timedelta(days=1), *values[0]), (moved, None, *values[1])]
            for rank, (first, last, commune, size, stage) in enumerate(company.periods):
                start = first or max(FIRST + timedelta(days=100), FIRST)
                start = min(start, moved - timedelta(days=1)) if not rank else start
                [period] = self.insert("hub_company_period", [{
                    "partner_id": partner.id, "date_start": start, "date_end": last, "is_first": not rank,
                    "commune_id": commune, "size_class": size, "entrepreneur_stage": stage,
                }])  # fmt: skip
                self.tell(
                    "company", "hub.company.period", period, first or date(1950, 1, 1), end=last, partner=partner.id
                )

    def build_means(self, rows):
        for (programme, year, budget, fte), months in rows:
            id_ = self.programmes[programme].id
            if (id_, year) not in self.world.means:
                self.insert(
                    "hub_programme_year",
                    [{"programme_id": id_, "year": year, "budget": budget, "fte": fte, "own_share": 0}],
                )
                self.world.means[id_, year] = {"budget": budget, "fte": fte}
            self.world.new_months[id_] = months
            self.env.cr.execute(SQL("UPDATE hub_programme SET new_enterprise_months = %s WHERE id = %s", months, id_))

    def build_statuses(self, rows):
        for partner, day, old, new in sorted(rows, key=lambda row: row[1]):
            company, ranks = self.partners[partner], (STATUSES.index(old), STATUSES.index(new))
            direction = "fall" if ranks[1] < ranks[0] else "rise"
            [id_] = self.insert("hub_transition_change", [{
                "partner_id": company.id, "date": day_of(day), "old_status": old, "new_status": new,
                "cause": "lapse", "direction": direction,
            }])  # fmt: skip
            self.world.companies[company.id].statuses.append((day_of(day), new))
            what = {"partner": company.id, "detail": new}
            self.tell(f"status_{direction}", "hub.transition.change", id_, day_of(day), **what)
            self.tell("status", "hub.transition.change", id_, day_of(day), **what)
        steps = {}
        for fact in self.world.facts:
            if fact.kind == "status":
                before = steps.get(fact.partner)
                if before:
                    before.end = fact.day - timedelta(days=1)
                steps[fact.partner] = fact

    def build_roles(self, rows):
        for person, answer in enumerate(rows["answers"]):
            who = [*self.people, self.partners[0]][person]
            if answer:
                self.insert("hub_person_profile", [{
                    "person_id": who.id, "gender": None if answer == "declined" else answer,
                    "gender_answer": "declined" if answer == "declined" else "answered",
                    "birth_year_answer": "not_asked", "employment_status_answer": "not_asked",
                }])  # fmt: skip
                self.world.people[who.id] = answer
        seen = set()
        for company, person, share, decides, start, length in rows["held"]:
            if (company, person) not in seen:
                seen.add((company, person))
                partner, who = self.partners[company], self.people[person]
                first = day_of(start) if start else None
                last = day_of(start + length) if length else None
                self.insert("hub_company_role", [{
                    "partner_id": partner.id, "person_id": who.id, "role": "owner", "ownership_share": share,
                    "is_decision_maker": decides, "date_start": first, "date_end": last,
                }])  # fmt: skip
                self.world.companies[partner.id].roles.append((who.id, share, decides, first, last))

    def build_conversations(self, rows):
        for partner, person, day, hours, channel, service, programme, written, cluster, commune in rows:
            values = {
                "partner_id": self.partners[partner].id,
                "contact_id": self.people[person].id if person is not None else None,
                "commune_id": self.communes[commune].id if commune is not None else None,
                "programme_id": self.programmes[programme].id if programme is not None else None,
                "cluster_id": (self.cluster + self.other_cluster)[cluster].id if cluster is not None else None,
            }
            about = self.services[service] if service is not None else self.services.browse()
            [id_] = self.insert("hub_interaction", [{
                **values, "date": f"{day_of(day)} 11:00:00", "day": day_of(day), "duration": hours, "channel": channel,
                "active": True, "service_id": about.id or None, "note": "Agreed." if written else " ",
                "reportable": True, "user_id": self.account.id,
            }])  # fmt: skip
            self.tell(
                "support", "hub.interaction", id_, day_of(day), hours=hours, channel=channel,
                partner=values["partner_id"], person=values["contact_id"], commune=values["commune_id"],
                programme=values["programme_id"], cluster=values["cluster_id"],
                detail="documented" if written else "", structured=about.is_structured,
                incubation=about.code == "INCUBTEST",
            )  # fmt: skip

    def build_memberships(self, rows):
        clusters = self.cluster + self.other_cluster
        for (partner, rank), (day, length) in rows.items():
            company, cluster = self.partners[partner].id, clusters[rank].id
            start, end = day_of(day), day_of(day + length) if length else None
            [id_] = self.insert("hub_cluster_membership", [{
                "partner_id": company, "cluster_id": cluster, "date_start": start, "date_end": end,
                "kind": "effective",
            }])  # fmt: skip
            what = {"partner": company, "cluster": cluster}
            self.tell("member", "hub.cluster.membership", id_, start, end=end, **what)
            self.tell("member_joined", "hub.cluster.membership", id_, start, **what)
            if end:
                self.tell("member_left", "hub.cluster.membership", id_, end, **what)

    def build_evidence(self, rows):
        for partner, rank, day, length, is_verified in rows:
            company, version = self.partners[partner].id, self.scheme_versions[rank]
            start, end = day_of(day), day_of(day + length) if length else None
            [id_] = self.insert("hub_evidence", [{
                "partner_id": company, "version_id": version.id, "scheme_id": version.scheme_id.id,
                "scope": "enterprise", "state": "verified" if is_verified else "to_verify", "date_start": start,
                "date_end": end, "user_id": self.account.id, "active": True,
            }])  # fmt: skip
            if not is_verified:
                continue
            what = {"partner": company, "detail": version.scheme_id.kind}
            self.tell("evidence", "hub.evidence", id_, start, end=end, **what)
            self.tell("evidence_gained", "hub.evidence", id_, start, **what)
            if end:
                self.tell("evidence_ended", "hub.evidence", id_, end, **what)

    def build_outcomes(self, rows):
        for partner, kind, day, value, proof, programme in rows:
            values = {
                "partner_id": self.partners[partner].id, "kind": kind, "unit": OUTCOMES[kind], "date": day_of(day),
                "proof_level": proof,
                "programme_id": self.programmes[programme].id if programme is not None else None,
            }  # fmt: skip
            [id_] = self.insert("hub_outcome", [{
                **values, "value": value, "attribution": 50, "attributed_value": value / 2, "active": True,
                "user_id": self.account.id,
            }])  # fmt: skip
            self.tell(
                "outcome", "hub.outcome", id_, day_of(day), partner=values["partner_id"], amount=value / 2,
                unit=values["unit"], proof=proof, detail=kind, programme=values["programme_id"],
            )  # fmt: skip

    def build_leads(self, rows):
        for partner, day, length, end, amount in rows:
            company, opened, closed = self.partners[partner].id, day_of(day), day_of(day + length) if end else None
            [id_] = self.insert("crm_lead", [{
                "name": "Test Lead", "type": "opportunity", "partner_id": company, "active": end != "lost",
                "create_date": f"{opened} 11:00:00", "date_closed": closed and f"{closed} 11:00:00",
                "won_status": end or "pending", "expected_revenue": amount,
            }])  # fmt: skip
            self.tell("lead_opened", "crm.lead", id_, opened, partner=company)
            middle = opened + timedelta(days=length // 2)
            self.build_stage(id_, company, self.stages[0], opened, middle)
            self.build_stage(id_, company, self.stages[1], middle + timedelta(days=1), closed)
            if end:
                self.tell(f"lead_{end}", "crm.lead", id_, closed, partner=company, amount=amount)

    def build_stage(self, lead, company, stage, start, end):
        if end and end < start:
            return
        [id_] = self.insert("hub_lead_period", [{
            "lead_id": lead, "stage_id": stage.id, "date_start": start, "date_end": end,
        }])  # fmt: skip
        self.tell("lead_in_stage", "hub.lead.period", id_, start, end=end, partner=company, stage=stage.id)

    def build_commitments(self, rows):
        for partner, day, length, state in rows:
            company, agreed, ended = self.partners[partner].id, day_of(day), day_of(day + length)
            days = {f"{state}_on": ended} if state != "open" else {}
            [id_] = self.insert("hub_commitment", [{
                "partner_id": company, "name": "Test", "agreed_on": agreed, "state": state, "active": True, **days,
            }])  # fmt: skip
            self.tell("commitment_agreed", "hub.commitment", id_, agreed, partner=company)
            if state != "open":
                self.tell(f"commitment_{state}", "hub.commitment", id_, ended, partner=company)

    def build_assessments(self, rows):
        for partner, day, score, is_done in rows:
            company = self.partners[partner].id
            [id_] = self.insert("hub_assessment", [{
                "partner_id": company, "framework_id": self.framework.id, "kind": self.framework.kind,
                "date": day_of(day), "score": score, "state": "done" if is_done else "draft", "active": True,
                "user_id": self.account.id,
            }])  # fmt: skip
            if is_done:
                self.tell(
                    "assessment", "hub.assessment", id_, day_of(day), partner=company, amount=score,
                    detail=self.framework.kind,
                )  # fmt: skip
