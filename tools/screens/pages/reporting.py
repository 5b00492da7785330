"""Figures: what counts, and what companies were."""

from ..screen import Screen

SCREENS = (
    Screen(
        name="indicators",
        title="Every figure that the agency answers for",
        role="analyst",
        action="hub_reporting.hub_indicator_action",
        sees=".o_list_view .o_group_header, .o_kanban_record",
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
        sees="[name=line_ids] .o_data_row, [name=line_ids] .o_kanban_record",
    ),
    Screen(
        name="questions",
        title="Questions to begin with",
        role="analyst",
        action="hub_reporting.hub_question_action",
        sees=".o_kanban_record",
    ),
    Screen(
        name="question",
        title="A question with its answer, in which small numbers are hidden",
        role="analyst",
        action="hub_reporting.hub_question_action",
        steps=[("click", ".o_kanban_record:has-text('Companies Supported by Size')")],
        sees=".o_hub_question_answer table button",
    ),
    Screen(
        name="question-workbook",
        title="The workbook of an answer",
        role="analyst",
        action="hub_reporting.hub_question_action",
        steps=[
            ("click", ".o_kanban_record:has-text('Companies Supported by Size')"),
            ("sees", ".o_hub_question_answer table button"),
            ("workbook", "action_excel"),
        ],
        sees=".o_form_view",
        on=("desk",),
    ),
    Screen(
        name="targets",
        title="What programmes have promised, and how far they are",
        role="director",
        action="hub_reporting.hub_programme_indicator_action",
        sees=".o_data_row, .o_kanban_record",
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
    Screen(
        name="data-to-mend",
        title="What makes figures wrong, to be mended",
        role="director",
        action="hub_reporting.hub_quality_issue_action",
        sees=".o_data_row, .o_kanban_record",
    ),
    Screen(
        name="quality-score",
        title="How good the data are, by team and rule",
        role="analyst",
        action="hub_reporting.hub_quality_score_action",
        sees=".o_graph_renderer canvas",
    ),
    Screen(
        name="quality-rules",
        title="The rules of data quality",
        role="director",
        action="hub_reporting.hub_quality_rule_action",
        sees=".o_list_view .o_data_row",
    ),
    Screen(
        name="company-map",
        title="Companies of a list by commune, on a map that filters it",
        role="account",
        action="hub_entrepreneurs.res_partner_action",
        steps=[("click", ".o_hub_map_toggle")],
        sees=".o_hub_tile",
    ),
    Screen(
        name="programme-map",
        title="Where the companies are that a programme supports",
        role="director",
        action="hub_entrepreneurs.hub_programme_action",
        record="hub_entrepreneurs.programme_shops",
        steps=[("click", ".nav-link[name=map]")],
        sees=".o_hub_tile",
    ),
    *(
        Screen(
            name=f"dashboard-{role}",
            title=title,
            role=role,
            action="spreadsheet_dashboard.ir_actions_dashboard_action",
            sees=".o-scorecard[role=button]",
        )
        for role, title in (
            ("director", "The agency in a period, and where it stands today"),
            ("analyst", "What figures rest on, and what is missing"),
            ("cluster", "The own clusters: members, moves and support"),
            ("account", "The own portfolio and the own work"),
        )
    ),
)
