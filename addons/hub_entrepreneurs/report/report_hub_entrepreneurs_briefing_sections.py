from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..domain.briefing import Line, joined, section
from ..tools.dates import day_of, today, zone
from ..tools.ranking import first_of_each

_CONVERSATIONS = 5
_COLLEAGUES_SINCE = relativedelta(months=12)


class ReportBriefing(models.AbstractModel):
    """What stands in a briefing: each method finds one part for all companies."""

    _inherit = "report.hub_entrepreneurs.briefing"

    @api.model
    def _get_main_sections(self, companies):
        """Return the sections beside the margin, in their order: of each kind, a Section by company."""
        return [
            self._get_conversations(companies),
            self._get_promises(companies),
            self._get_agency_steps(companies),
            self._get_leads(companies),
        ]

    @api.model
    def _get_side_sections(self, companies):
        """Return the sections in the margin, in their order: of each kind, a Section by company."""
        return [
            self._get_people(companies),
            self._get_clusters(companies),
            self._get_outcomes(companies),
            self._get_colleagues(companies),
        ]

    # Who it is

    @api.model
    def _get_facts(self, companies):
        """Return what is said in a few words, by company."""
        labels = {
            name: dict(companies._fields[name]._description_selection(self.env))
            for name in ("size_class", "entrepreneur_stage")
        }
        since = dict(
            self.env["hub.interaction"]._read_group([("partner_id", "in", companies.ids)], ["partner_id"], ["date:min"])
        )
        timezone = zone(self.env)
        return {
            company: [
                *(self.env._("Formerly %s", name) for name in company._get_former_names()),
                company.enterprise_number,
                company.commune_id.name,
                labels["size_class"].get(company.size_class),
                labels["entrepreneur_stage"].get(company.entrepreneur_stage),
                company.founding_date and self.env._("Founded on %s", format_date(self.env, company.founding_date)),
                company in since
                and self.env._("In contact since %s", format_date(self.env, day_of(since[company], timezone))),
                company.user_id and self.env._("Account manager: %s", company.user_id.name),
                not company.active and self.env._("Archived"),
            ]
            for company in companies
        }

    @api.model
    def _get_lines(self, companies):
        """Return what takes a line of its own, by company."""
        lapses = companies._get_next_lapses()
        return {
            company: [
                joined(company.sector_ids.mapped("name")),
                joined([company.street, joined([company.zip, company.city], " "), company.phone, company.email]),
                company in lapses
                and self.env._(
                    "%(label)s lapses on %(day)s",
                    label=lapses[company].version_id.display_name,
                    day=format_date(self.env, lapses[company].date_end),
                ),
            ]
            for company in companies
        }

    @api.model
    def _get_people(self, companies):
        decides = self.env._("decides")
        title = self.env._("People")
        return {
            company: section(
                "people",
                title,
                [
                    Line(
                        who.partner.name or who.partner.display_name,
                        who.partner.phone or "",
                        joined([who.what, who.decides and decides, who.partner.email]),
                    )
                    for who in people
                ],
                5,
            )
            for company, people in companies._get_people_of_today().items()
        }

    # What was said, and what is to follow

    @api.model
    def _get_conversations(self, companies):
        interactions = self.env["hub.interaction"]
        channels = dict(interactions._fields["channel"]._description_selection(self.env))
        title = self.env._("Last Conversations")
        last = first_of_each(interactions, "partner_id", [("partner_id", "in", companies.ids)], _CONVERSATIONS)
        sections = {}
        for company_id, (rows, total) in last.items():
            lines = [
                Line(
                    joined([each.service_id.name or channels[each.channel], each.contact_id.name, each.user_id.name]),
                    format_date(self.env, each.day),
                    each.note or "",
                )
                for each in rows
            ]
            shown = section("conversations", title, lines, _CONVERSATIONS)
            sections[companies.browse(company_id)] = shown._replace(more=total - len(rows))
        return sections

    @api.model
    def _get_promises(self, companies):
        return self._get_steps("promises", self.env._("What the Company Promised"), companies._get_promises(), 4)

    @api.model
    def _get_agency_steps(self, companies):
        activities, meetings = companies._get_open_activities(), companies._get_next_meetings()
        steps = {
            company: sorted(activities.get(company, []) + meetings.get(company, []), key=lambda step: step.day)
            for company in {*activities, *meetings}
        }
        return self._get_steps("follow_up", self.env._("What We Promised"), steps, 4)

    @api.model
    def _get_steps(self, name, title, steps, at_most):
        day = today(self.env)
        return {
            company: section(
                name,
                title,
                [
                    Line(
                        joined([step.what, step.who]),
                        format_date(self.env, step.day) if step.day else "",
                        alert=bool(step.day) and step.day < day,
                    )
                    for step in of_company
                ],
                at_most,
            )
            for company, of_company in steps.items()
        }

    @api.model
    def _get_leads(self, companies):
        """Return the open leads, with what :meth:`_get_lead_details` says of each."""
        leads = companies._get_open_leads()
        details = self._get_lead_details(self.env["crm.lead"].union(*leads.values()))
        title = self.env._("Open Leads")
        return {
            company: section(
                "leads",
                title,
                [Line(lead.name or "", lead.stage_id.name or "", joined(details[lead])) for lead in of_company],
                3,
            )
            for company, of_company in leads.items()
        }

    @api.model
    def _get_lead_details(self, leads):
        """Return what is said of each lead below its name: a list of words by lead."""
        return {lead: [lead.user_id.name] for lead in leads}

    # What it belongs to, and what came of it

    @api.model
    def _get_clusters(self, companies):
        memberships = self.env["hub.cluster.membership"]
        running = memberships.search(
            Domain("partner_id", "in", companies.ids) & Domain("state", "in", ("active", "candidate"))
        )
        states = dict(memberships._fields["state"]._description_selection(self.env))
        title = self.env._("Clusters")
        return {
            company: section(
                "clusters",
                title,
                [
                    Line(
                        each.cluster_id.name,
                        format_date(self.env, each.date_start) if each.date_start else states["candidate"],
                        each.contact_id.name or "",
                    )
                    for each in of_company
                ],
                4,
            )
            for company, of_company in running.grouped("partner_id").items()
        }

    @api.model
    def _get_outcomes(self, companies):
        outcomes = self.env["hub.outcome"]
        names = {
            name: dict(outcomes._fields[name]._description_selection(self.env))
            for name in ("kind", "unit", "proof_level")
        }
        title = self.env._("Outcomes")
        at_most = 4
        last = first_of_each(outcomes, "partner_id", [("partner_id", "in", companies.ids)], at_most)
        sections = {}
        for company_id, (rows, total) in last.items():
            lines = [
                Line(
                    names["kind"][each.kind],
                    f"{self._format_number(each.value)} {names['unit'][each.unit]}",
                    joined([format_date(self.env, each.date), names["proof_level"][each.proof_level]]),
                )
                for each in rows
            ]
            shown = section("outcomes", title, lines, at_most)
            sections[companies.browse(company_id)] = shown._replace(more=total - len(rows))
        return sections

    @api.model
    def _get_colleagues(self, companies):
        """Return who else of the agency spoke with the companies in the last year, the last first."""
        domain = Domain([
            ("partner_id", "in", companies.ids),
            ("user_id", "!=", self.env.uid),
            ("date", ">=", fields.Datetime.now() - _COLLEAGUES_SINCE),
        ])  # fmt: skip
        timezone = zone(self.env)
        spoke = {}
        for company, user, last in self.env["hub.interaction"]._read_group(
            domain, ["partner_id", "user_id"], ["date:max"], order="date:max DESC"
        ):
            line = Line(user.name, format_date(self.env, day_of(last, timezone)))
            spoke.setdefault(company, []).append(line)
        title = self.env._("Who Else Is in Contact")
        return {company: section("colleagues", title, lines, 4) for company, lines in spoke.items()}
