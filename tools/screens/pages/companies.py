"""Companies, what is said with them, and what came of it."""

from ..screen import Screen

COMPANIES = "hub_entrepreneurs.res_partner_action"
ROVELINE = "hub_entrepreneurs.company_249"

SCREENS = (
    Screen(
        name="companies",
        title="Companies",
        role="account",
        action=COMPANIES,
        sees="text=Agence Falistine",
    ),
    Screen(
        name="companies-cards",
        title="Companies as cards",
        role="account",
        action=COMPANIES,
        steps=[("view", "kanban")],
        sees=".o_kanban_record >> text=Agence Falistine",
    ),
    Screen(
        name="company",
        title="A company: transition",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_transition"), ("scroll_on_desk", "[name=hub_status]")],
        sees=".o_hub_radar canvas",
    ),
    Screen(
        name="company-identity",
        title="A company: identity",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_identity")],
        sees=".o_field_widget[name=founding_date]",
    ),
    Screen(
        name="company-people",
        title="A company: people",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_people")],
        sees="text=Dario Testmans",
    ),
    Screen(
        name="company-support",
        title="A company: support",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_support")],
        sees="text=Introduction to a Partner",
    ),
    Screen(
        name="company-clusters",
        title="A company: clusters",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_clusters")],
        sees=".tab-pane >> text=Good Taste",
    ),
    Screen(
        name="company-outcomes",
        title="A company: outcomes",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("tab", "hub_outcomes")],
        sees="text=Jobs Kept",
    ),
    Screen(
        name="log",
        title="Logging a conversation",
        role="account",
        action=COMPANIES,
        record=ROVELINE,
        steps=[("press", "action_log_interaction")],
        sees=".modal [name=contact_overview] >> text=Bram Begeleider",
    ),
    Screen(
        name="conversations",
        title="Conversations",
        role="account",
        action="hub_entrepreneurs.hub_interaction_action",
        sees="text=Financing Advice",
    ),
    Screen(
        name="starters",
        title="Starters",
        role="account",
        action="hub_entrepreneurs.res_partner_action_starters",
        sees="text=Alma De Proef",
    ),
    Screen(
        name="outcomes",
        title="Outcomes",
        role="account",
        action="hub_entrepreneurs.hub_outcome_action",
        sees="text=Business Started",
    ),
)
