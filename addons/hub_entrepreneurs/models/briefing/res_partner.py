from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo import fields, models
from odoo.fields import Domain

from ...domain.briefing import joined
from ...tools.dates import day_of, today, zone
from ...tools.groups import READER


class Person(NamedTuple):
    """Somebody of a company today."""

    partner: models.BaseModel
    what: str
    """The roles, or the job title of a contact without one."""
    decides: bool


class Step(NamedTuple):
    """Something that is still to be done for or by a company, or a meeting with it."""

    day: date | None
    what: str
    who: str
    """Who of the agency sees to it."""
    record: models.BaseModel


class ResPartner(models.Model):
    """What whoever visits or calls a company has to know, for any number of companies in the same few queries.

    All is read with the rights of the user: what a user may not see is not there.
    """

    _inherit = "res.partner"

    people_ids = fields.One2many("hub.company.person", "partner_id", "People of the Company", copy=False, groups=READER)
    address_ids = fields.One2many(
        "res.partner",
        "parent_id",
        "Addresses and Establishments",
        domain=["|", ("type", "!=", "contact"), ("is_company", "=", True)],
        copy=False,
    )

    def _get_people_of_today(self):
        """Return who each company is made of today: who decides first, then roles, then contacts without a role.

        :rtype: dict[res.partner, list[Person]]
        """
        roles = self.env["hub.company.role"]
        held = roles.search(Domain("partner_id", "in", self.ids) & Domain("is_current", "=", True), order="id")
        contacts = self.search(
            [("parent_id", "in", self.ids), ("is_company", "=", False), ("type", "=", "contact")], order="name, id"
        )
        names = dict(roles._fields["role"]._description_selection(self.env))
        people = {}
        for company, of_company in held.grouped("partner_id").items():
            people[company] = [
                Person(person, joined(names[role.role] for role in own), any(own.mapped("is_decision_maker")))
                for person, own in of_company.grouped("person_id").items()
            ]
        for contact in contacts:
            known = people.setdefault(contact.parent_id, [])
            if contact not in (person.partner for person in known):
                known.append(Person(contact, contact.function or "", decides=False))
        return {company: sorted(of_company, key=lambda who: not who.decides) for company, of_company in people.items()}

    def _get_promises(self):
        """Return what each company agreed to and has not done yet, the nearest deadline first.

        :rtype: dict[res.partner, list[Step]]
        """
        commitments = self.env["hub.commitment"].search([("partner_id", "in", self.ids), ("state", "=", "open")])
        return {
            company: [Step(each.date_deadline, each.name, each.user_id.name or "", each) for each in of_company]
            for company, of_company in commitments.grouped("partner_id").items()
        }

    def _get_open_activities(self):
        """Return what the agency still has to do for each company, its people and its open leads, overdue first.

        :rtype: dict[res.partner, list[Step]]
        """
        company_of = self._get_documents()
        of_documents = Domain.OR(
            Domain("res_model", "=", model) & Domain("res_id", "in", list(documents))
            for model, documents in company_of.items()
        )
        found = self.env["mail.activity"].search(of_documents, order="date_deadline, id")
        found.fetch(["res_model", "res_id", "date_deadline", "summary", "activity_type_id", "user_id"])
        steps = defaultdict(list)
        for each in found:
            company = company_of[each.res_model][each.res_id]
            what = each.summary or each.activity_type_id.name or ""
            steps[company].append(Step(each.date_deadline, what, each.user_id.name or "", each))
        return steps

    def _get_documents(self):
        """Return the companies of the records that activities about them hang on.

        :rtype: dict[str, dict[int, res.partner]]
        """
        people = self.search([("commercial_partner_id", "in", self.ids)])
        leads = self._get_open_leads()
        commitments = self.env["hub.commitment"].search_fetch(
            [("partner_id", "in", self.ids), ("state", "=", "open")], ["partner_id"]
        )
        return {
            "res.partner": {each.id: each.commercial_partner_id for each in people | self},
            "crm.lead": {lead.id: company for company, of_company in leads.items() for lead in of_company},
            "hub.commitment": {each.id: each.partner_id for each in commitments},
        }

    def _get_open_leads(self):
        """Return the leads of each company and its people that are neither won nor lost.

        :rtype: dict[res.partner, crm.lead]
        """
        domain = Domain("won_status", "=", "pending") & Domain("partner_id.commercial_partner_id", "in", self.ids)
        return self.env["crm.lead"].search(domain).grouped(lambda lead: lead.partner_id.commercial_partner_id)

    def _get_next_meetings(self):
        """Return the meetings to come with each company or one of its people.

        :rtype: dict[res.partner, list[Step]]
        """
        met = Domain("partner_ids.commercial_partner_id", "in", self.ids)
        domain = Domain("stop", ">=", fields.Datetime.now()) & met
        events = self.env["calendar.event"].search_fetch(
            domain, ["name", "start", "allday", "start_date", "partner_ids", "user_id"], order="start, id"
        )
        timezone = zone(self.env)
        steps = defaultdict(list)
        for event in events:
            day = event.start_date if event.allday else day_of(event.start, timezone)
            for company in event.partner_ids.commercial_partner_id & self:
                steps[company].append(Step(day, event.name or "", event.user_id.name or "", event))
        return steps

    def _get_next_lapses(self):
        """Return the verified evidence of each company that lapses next, if nothing renews it.

        :rtype: dict[res.partner, hub.evidence]
        """
        lapsing = self.env["hub.evidence"].search(
            [
                ("partner_id", "in", self.ids),
                ("state", "=", "verified"),
                ("date_end", ">=", today(self.env)),
                ("is_renewed", "=", False),
            ],
            order="date_end, id",
        )
        return {company: of_company[:1] for company, of_company in lapsing.grouped("partner_id").items()}

    def action_open_briefing(self):
        """Open the page to read before a visit to each of these companies; a button there makes a file of it."""
        self.env["report.hub_entrepreneurs.briefing"]._get_companies(self.ids)
        report = self.env.ref("hub_entrepreneurs.res_partner_action_report_briefing")
        return report.report_action(self, config=False) | {"report_type": "qweb-html"}
