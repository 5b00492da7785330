"""What directors look after, and where analysts begin."""

from ..screen import Screen

SCREENS = (
    Screen(
        name="frameworks",
        title="An assessment framework",
        role="director",
        action="hub_entrepreneurs.hub_assessment_framework_action",
        record="hub_entrepreneurs.hub_assessment_framework_transition_1",
        sees="[name=dimension_ids] >> text=Biodiversity",
    ),
    Screen(
        name="services",
        title="Services",
        role="director",
        action="hub_entrepreneurs.hub_service_action",
        sees="text=WELCOME",
    ),
    Screen(
        name="stand-ins",
        title="Stand-ins of colleagues who are away",
        role="director",
        action="hub_entrepreneurs.hub_stand_in_action",
        steps=[("click", ".o_list_button_add, .o-kanban-button-new"), ("choose", "stand_in_id", "Gwen Guide")],
        sees="[name=stand_in_id]",
    ),
    Screen(
        name="programmes",
        title="Programmes",
        role="director",
        action="hub_entrepreneurs.hub_programme_action",
        sees="text=Greener Business",
    ),
    Screen(
        name="sectors",
        title="Sectors",
        role="director",
        action="hub_entrepreneurs.hub_sector_action",
        sees="text=Woodwork",
    ),
    Screen(
        name="activity-codes",
        title="Activity codes",
        role="director",
        action="hub_entrepreneurs.hub_nace_action",
        sees="text=Dairy products",
    ),
    Screen(
        name="hand-over",
        title="Handing over a portfolio",
        role="director",
        action="hub_entrepreneurs.hub_portfolio_handover_action",
        steps=[("choose", "from_user_id", "Ada Account")],
        sees=".modal [name=company_count]",
    ),
    Screen(
        name="merge",
        title="Merging contacts",
        role="director",
        action="hub_entrepreneurs.res_partner_action",
        steps=[("tick", "Architectes Rovero"), ("tick", "Hôtel Marovinne"), ("menu", "Merge")],
        sees=".modal [name=dst_partner_id]",
        on=["desk"],
    ),
    Screen(
        name="analysis",
        title="The analyst's menu",
        role="analyst",
        action="hub_entrepreneurs.crm_lead_action_analysis",
        sees="text=Looks for a distributor",
    ),
)
