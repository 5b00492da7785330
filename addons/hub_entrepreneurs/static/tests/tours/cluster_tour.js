import { registry } from "@web/core/registry";

const { DateTime } = luxon;

// See tests/test_tours_cluster.py for the records.
const tours = registry.category("web_tour.tours");
const openCluster = { content: "open the cluster", trigger: ".o_kanban_record:contains('Tour Makers')", run: "click" };
const openOverview = { content: "members by date", trigger: ".o_notebook a[name=overview]", run: "click" };
const left = ".o_hub_overview_rows[data-part=left]";
const members = ".o_hub_overview_rows[data-part=members]";

tours.add("hub_sign_off", {
    steps: () => [
        openCluster,
        {
            content: "sign one off",
            trigger:
                ".o_field_widget[name=active_membership_ids] .o_data_row:contains('Tour Atelier') button[name=action_leave]",
            run: "click",
        },
        { content: "the reason is missing", trigger: ".modal button[name=action_leave]", run: "click" },
        { content: "and is asked for", trigger: ".modal:contains('Reason for Leaving: choose why they leave')" },
        {
            content: "understood",
            trigger: ".modal:contains('Reason for Leaving: choose why they leave') .btn-primary",
            run: "click",
        },
        { content: "the last day", trigger: ".modal .o_field_widget[name=date_end] :is(button, input)", run: "click" },
        {
            content: "some days ago",
            trigger: ".modal .o_field_widget[name=date_end] input",
            run: `edit ${DateTime.now().minus({ days: 2 }).toFormat("MM/dd/yyyy")}`,
        },
        { content: "why", trigger: ".modal .o_field_widget[name=leave_reason_id] input", run: "edit Left the region" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains('Left the region')", run: "click" },
        { content: "one can leave", trigger: ".modal .alert-success:contains('Can leave: 1')" },
        { content: "sign off", trigger: ".modal button[name=action_leave]", run: "click" },
        {
            content: "a member no more",
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name=active_membership_ids]:has(.o_data_row:contains('Tour Forge')):not(:has(.o_data_row:contains('Tour Atelier')))",
        },
        { content: "among those who left", trigger: ".o_notebook a[name=left]", run: "click" },
        {
            content: "with the reason",
            trigger:
                ".o_field_widget[name=left_membership_ids] .o_data_row:contains('Tour Atelier'):contains('Left the region')",
        },
        openOverview,
        { content: "and in the year", trigger: `${left}:contains('Tour Atelier'):contains('Left the region')` },
    ],
});

tours.add("hub_members_on_day", {
    steps: () => [
        openCluster,
        openOverview,
        { content: "today", trigger: `${members}:contains('Tour Atelier'):contains('Tour Forge')` },
        { content: "another day", trigger: ".o_hub_overview_day input", run: "edit 06/15/2021 && press Enter" },
        { content: "who was there", trigger: `${members}:contains('Tour Atelier'):not(:contains('Tour Forge'))` },
        { content: "one of them", trigger: "button[name=members]:contains(1)" },
        { content: "another year", trigger: "#hub_overview_year", run: "select 2022" },
        { content: "who joined", trigger: ".o_hub_overview_rows[data-part=joined]:contains('Tour Forge')" },
        {
            content: "its sector",
            trigger: ".o_hub_overview_bars[data-group=sector_ids] button:contains('Tour Sector')",
            run: "click",
        },
        {
            content: "what it counts",
            trigger: ".o_data_row:contains('Tour Atelier'), .o_kanban_record:contains('Tour Atelier')",
        },
        {
            content: "and no other",
            trigger:
                "body:not(:has(.o_data_row:contains('Tour Forge'))):not(:has(.o_kanban_record:contains('Tour Forge')))",
        },
    ],
});

tours.add("hub_join_in_bulk", {
    steps: () => [
        { content: "all of them", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        { content: "actions", trigger: ".o_control_panel .o_cp_action_menus button:contains(Actions)", run: "click" },
        { content: "join", trigger: ".o-dropdown--menu .o-dropdown-item:contains('Join a Cluster')", run: "click" },
        { content: "which", trigger: ".modal .o_field_widget[name=cluster_id] input:value(Tour Makers)" },
        { content: "who can't", trigger: ".modal .alert-warning:contains('Tour Atelier: a member already')" },
        { content: "who can", trigger: ".modal .alert-success:contains('Can join: 1')" },
        { content: "go on", trigger: ".modal button[name=action_join]", run: "click" },
        { content: "done", trigger: "body:not(:has(.modal)) .o_list_view .o_data_row:contains('Tour Weaver')" },
    ],
});
