"""The plan of the year, its actions, who takes part, and what came of them."""

from ..screen import Screen

ACTIONS = "hub_event.event_event_action_plan"
CONTACTS = "hub_event.hub_action_contact_action"
CARDS = """Name;Organisation;Function;Email;Country
Zoë Voorbeeld;Galerie Exemple;Buyer;ZOE@EXAMPLE.COM;France
Inês Amostra;Casa Amostra;Owner;ines@example.com;Portugal
Kim Muster;Muster und Söhne;Agent;kim@example.com;Germany"""
PLANS = "hub_event.hub_action_plan_action"
THIS_YEAR = "hub_event.action_plan_this"

SCREENS = (
    Screen(
        name="actions",
        title="The actions of the plan, by state",
        role="adviser",
        action=ACTIONS,
        sees=".o_kanban_group",
    ),
    Screen(
        name="action-plan",
        title="A plan against the one of last year",
        role="director",
        action=PLANS,
        record=THIS_YEAR,
        steps=[("tab", "changes")],
        sees=".o_field_widget[name=change_ids] .o_data_row, .o_field_widget[name=change_ids] .o_kanban_record",
    ),
    Screen(
        name="action-selection",
        title="Who takes part in an action: criteria, quotas, places",
        role="director",
        action=ACTIONS,
        record=("event.event", [("quota_ids", "!=", False)]),
        steps=[("tab", "selection")],
        sees=".o_field_widget[name=quota_ids]",
    ),
    Screen(
        name="registrations",
        title="Registrations, with what each waits for",
        role="director",
        action=ACTIONS,
        record=("event.event", [("registration_ids.place_state", "=", "waiting")]),
        steps=[("press", "action_open_registrations")],
        sees=".o_data_row, .o_kanban_record",
    ),
    Screen(
        name="contacts-made",
        title="Whom companies met at actions",
        role="account",
        action=CONTACTS,
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
    Screen(
        name="contacts-entered",
        title="Business cards are pasted after a fair",
        role="account",
        action=CONTACTS,
        steps=[
            ("press", "hub_event.hub_action_contact_entry_action"),
            ("choose", "event_id", "Golden Loom Fair"),
            ("fill", "text", CARDS),
            ("click", ".modal [name=kind] input"),
        ],
        sees=".modal [name=line_ids] :is(.o_data_row, .o_kanban_record)",
    ),
    Screen(
        name="opinion",
        title="A participant says what he or she thinks of an action",
        link="opinion",
        sees="input[name=opinion]",
    ),
    Screen(
        name="opinions",
        title="What participants think of actions",
        role="cluster",
        action="hub_event.hub_action_opinion_action",
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
    Screen(
        name="action-results",
        title="What came of the actions",
        role="analyst",
        action="hub_event.hub_action_result_action",
        sees=".o_pivot_measure_row, .o_data_row, .o_kanban_record, .o_graph_view",
    ),
    Screen(
        name="statements",
        title="What companies say came of the support",
        role="account",
        action="hub_event.hub_statement_action",
        sees=".o_data_row, .o_kanban_record",
    ),
)
