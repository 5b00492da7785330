"""The enterprise register: what comes from it, what differs, and whom it may know."""

from ..screen import Screen

COMPANIES = "hub_entrepreneurs.res_partner_action"
EXTRACTS = "hub_cbe.hub_cbe_extract_action"
DIFFERING = "hub_entrepreneurs.company_237"

SCREENS = (
    Screen(
        name="register-prospect",
        title="A company that nobody works with yet",
        role="account",
        action=COMPANIES,
        record=("res.partner", [("is_prospect", "=", True), ("establishment_ids", "!=", False)]),
        sees="button[name=action_activate_prospect]",
    ),
    Screen(
        name="register-company",
        title="Which fields of a company come from the enterprise register, and which differ",
        role="account",
        action=COMPANIES,
        record=DIFFERING,
        steps=[("click", "[name=phone] .o_hub_register_mark")],
        sees=".o_hub_register_values",
    ),
    Screen(
        name="register-matches",
        title="Numbers that the register proposes for companies without one",
        role="account",
        action="hub_cbe.hub_cbe_match_action",
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
    Screen(
        name="register-differences",
        title="What companies say otherwise than the register",
        role="account",
        action="hub_cbe.hub_cbe_value_action",
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
    Screen(
        name="register-extracts",
        title="Extracts of the register: loaded, and refused with the reason",
        role="director",
        action=EXTRACTS,
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
    Screen(
        name="register-extract",
        title="An extract with the rows that were left out",
        role="director",
        action=EXTRACTS,
        record=("hub.cbe.extract", [("bad_row_count", ">", 0)]),
        sees="[name=bad_rows_text]",
    ),
    Screen(
        name="register-establishments",
        title="Establishments",
        role="director",
        action="hub_cbe.hub_establishment_action",
        sees=".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
    ),
)
