"""Figures: what counts, and what companies were."""

from ..screen import Screen

SCREENS = (
    Screen(
        name="indicators",
        title="Every figure that the agency answers for",
        role="analyst",
        action="hub_reporting.hub_indicator_action",
        sees=".o_list_view .o_group_header",
    ),
    Screen(
        name="indicator",
        title="What a figure counts, by its versions",
        role="analyst",
        action="hub_reporting.hub_indicator_action",
        record="hub_reporting.hub_indicator_rco04",
        sees="[name=version_ids] .o_data_row",
    ),
    Screen(
        name="report",
        title="What a report gives, period after period",
        role="analyst",
        action="hub_reporting.hub_report_action",
        record="hub_reporting.hub_report_annual",
        sees="[name=line_ids] .o_data_row",
    ),
    Screen(
        name="facts",
        title="Everything that counts, by kind and year",
        role="analyst",
        action="hub_reporting.hub_fact_action",
        sees=".o_pivot td.o_pivot_cell_value",
    ),
    Screen(
        name="companies-as-they-were",
        title="What companies were, by dates",
        role="analyst",
        action="hub_reporting.hub_company_period_action",
        sees=".o_list_view .o_data_row",
    ),
)
