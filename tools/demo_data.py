#!/usr/bin/env python3
"""Make the demo data of the addons: 300 fictional companies, and three years of what was done for them.

    python3 tools/demo_data.py

The same seed gives the same files, so a change here shows as a change there. What is in them is written down in the
modules of ``tools/demo``, one for each topic. Dates are distances from the day of loading. Enterprise numbers start
with 0100 or 1999, which the register has not given out, and have valid check digits.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from tools.demo import (
    actions,
    agenda,
    came,
    campaigns,
    clusters,
    companies,
    consents,
    exporters,
    figures,
    hours,
    leads,
    markets,
    met,
    offices,
    people,
    plans,
    readiness,
    register,
    registrations,
    statements,
    support,
    transition,
)
from tools.demo.files import ADDONS, content


def files() -> dict[Path, str]:
    """Return the text of each file, by its place."""
    everyone = companies.make()
    starters = people.add(everyone)
    members = clusters.memberships(everyone)
    abroad = exporters.make(everyone)
    described = list(companies.records(everyone))
    answers = consents.answers(everyone, {each.id for each in described if each.text.get("email_source") == "given"})
    addressed = campaigns.members(everyone, members, answers)
    parts = {
        "hub_entrepreneurs/demo/res_partner_demo.xml": [*companies.codes(), *described],
        "hub_entrepreneurs/demo/res_partner_person_demo.xml": [*people.contacts(everyone), *people.starters(starters)],
        "hub_entrepreneurs/demo/hub_company_role_demo.xml": people.roles(everyone),
        "hub_entrepreneurs/demo/hub_person_profile_demo.xml": people.profiles(everyone, starters),
        "hub_entrepreneurs/demo/hub_cluster_demo.xml": clusters.records(),
        "hub_entrepreneurs/demo/hub_cluster_membership_demo.xml": clusters.table(members),
        "hub_entrepreneurs/demo/hub_programme_demo.xml": support.programmes(),
        "hub_entrepreneurs/demo/hub_interaction_demo.xml": support.conversations(
            support.talks(everyone, starters, members)
        ),
        "hub_entrepreneurs/demo/hub_outcome_demo.xml": support.outcomes(everyone),
        "hub_entrepreneurs/demo/hub_evidence_demo.xml": transition.evidence(everyone),
        "hub_entrepreneurs/demo/hub_assessment_demo.xml": plans.assessments(everyone),
        "hub_entrepreneurs/demo/hub_commitment_demo.xml": plans.commitments(everyone),
        "hub_entrepreneurs/demo/hub_transition_change_demo.xml": transition.history(),
        "hub_entrepreneurs/demo/mail_activity_demo.xml": agenda.activities(everyone),
        "hub_entrepreneurs/demo/calendar_event_demo.xml": agenda.meetings(everyone),
        "hub_entrepreneurs/demo/crm_lead_demo.xml": leads.agency(everyone),
        "hub_campaign/demo/res_partner_demo.xml": consents.speakers(everyone),
        "hub_campaign/demo/hub_consent_demo.xml": consents.table(answers),
        "hub_campaign/demo/utm_campaign_demo.xml": campaigns.records(),
        "hub_campaign/demo/hub_campaign_wave_demo.xml": campaigns.waves(),
        "hub_campaign/demo/crm_lead_demo.xml": campaigns.leads(addressed),
        "hub_campaign/demo/hub_campaign_member_demo.xml": campaigns.table(addressed),
        "hub_campaign/demo/mailing_mailing_demo.xml": campaigns.mailings(),
        "hub_campaign/demo/mailing_trace_demo.xml": campaigns.traces(addressed),
        "hub_campaign/demo/hub_interaction_demo.xml": campaigns.conversations(addressed),
        "hub_campaign/demo/mail_activity_demo.xml": campaigns.calls(addressed),
        "hub_campaign/demo/hub_outcome_demo.xml": campaigns.outcomes(addressed),
        "hub_export/demo/hub_foreign_office_demo.xml": offices.records(),
        "hub_export/demo/res_partner_demo.xml": markets.shares(abroad),
        "hub_export/demo/hub_export_target_demo.xml": markets.targets(abroad),
        "hub_export/demo/hub_assessment_demo.xml": readiness.assessments(abroad),
        "hub_export/demo/hub_commitment_demo.xml": readiness.commitments(abroad),
        "hub_export/demo/crm_lead_demo.xml": leads.export(abroad),
        "hub_export/demo/hub_lead_stage_override_demo.xml": leads.overrides(abroad),
        "hub_export/demo/hub_interaction_demo.xml": leads.export_talks(abroad),
        "hub_export/demo/mail_activity_demo.xml": leads.activities(abroad),
        "hub_event/demo/hub_action_plan_demo.xml": actions.plans(),
        "hub_event/demo/res_partner_demo.xml": [*actions.venues(), *met.people()],
        "hub_event/demo/event_event_demo.xml": [*actions.actions(), *actions.lately()],
        "hub_event/demo/event_slot_demo.xml": [hours.action(), hours.slots()],
        "hub_event/demo/hub_action_cost_demo.xml": actions.costs(),
        "hub_event/demo/event_registration_demo.xml": [
            *registrations.registrations(everyone),
            *registrations.lately(everyone),
            *hours.appointments(everyone),
            *registrations.fees(),
        ],
        "hub_event/demo/hub_action_contact_demo.xml": met.contacts(everyone),
        "hub_event/demo/hub_action_opinion_demo.xml": met.opinions(everyone),
        "hub_event/demo/crm_lead_demo.xml": came.leads(everyone),
        "hub_event/demo/hub_outcome_demo.xml": came.outcomes(everyone),
        "hub_event/demo/hub_service_demo.xml": statements.services(),
        "hub_event/demo/hub_interaction_demo.xml": statements.talks(everyone),
        "hub_event/demo/hub_statement_demo.xml": statements.statements(everyone),
        "hub_cbe/demo/res_partner_demo.xml": register.companies(),
        "hub_cbe/demo/hub_cbe_extract_demo.xml": register.extracts(),
        "hub_reporting/demo/hub_programme_year_demo.xml": figures.years(),
        "hub_reporting/demo/hub_programme_indicator_demo.xml": figures.targets(),
        "hub_reporting/demo/hub_report_demo.xml": figures.reports(),
        "hub_reporting_export/demo/hub_quality_score_demo.xml": figures.scores(),
    }
    return {ADDONS / name: content(records) for name, records in parts.items()}


def main() -> None:
    """Write every file."""
    for place, text in files().items():
        place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
