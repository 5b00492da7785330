import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

// The main path through the application, each part as the user whose work it is. What is typed and looked for is the
// demo data's; see tests/test_first_slice.py.
const NUMBER = "BE 0100.019.173";
const COMPANY = "Couture Hestoria";
const tours = registry.category("web_tour.tours");

const chooseMany2one = (field, text) => [
    { content: `type in ${field}`, trigger: `.o_field_widget[name=${field}] input`, run: `edit ${text}` },
    {
        content: `choose ${text}`,
        trigger: `.o-autocomplete--dropdown-item:contains("${text}"):not(:contains("Create"))`,
        run: "click",
    },
];

const enterDate = (field, text) => [
    {
        content: `go to ${field}`,
        trigger: `.modal .o_field_widget[name=${field}] :is(button, input)`,
        run: "click",
    },
    { content: "type the date", trigger: `.modal .o_field_widget[name=${field}] input`, run: `edit ${text}` },
];

tours.add("hub_enter_label", {
    steps: () => [
        { content: "look a company up by its number", trigger: ".o_searchview_input", run: `edit ${NUMBER}` },
        { content: "search", trigger: ".o_searchview_input", run: "press Enter" },
        { content: "one company is left", trigger: ".o_pager_limit:text(1)" },
        { content: "open it", trigger: `.o_data_cell[name=name]:contains("${COMPANY}")`, run: "click" },
        { content: "its status", trigger: ".o_form_view [name=hub_status] .badge:contains(Unknown)" },
        { content: "its cluster", trigger: `[name=hub_status] .o_tag:contains("Fashion and Textile")` },
        { content: "the evidence", trigger: ".o_notebook a[name=hub_transition]", run: "click" },
        {
            content: "enter a label",
            trigger:
                ".o_field_widget[name=evidence_ids] .o_field_x2many_list_row_add button, .o_field_widget[name=evidence_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        { content: "which", trigger: ".modal .o_field_widget[name=version_id] input", run: "edit B Corp" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains('B Corp')", run: "click" },
        ...enterDate("date_end", "2099-12-31"),
        { content: "save it", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "back on the company", trigger: "body:not(:has(.modal))" },
        { content: "save the company", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
        {
            content: "it waits for a colleague",
            trigger: ".o_field_widget[name=evidence_ids] .o_data_row:contains('To Verify')",
        },
        { content: "nothing is proven yet", trigger: "[name=hub_status] .badge:contains(Unknown)" },
    ],
});

tours.add("hub_verify_label", {
    steps: () => [
        { content: "what waits", trigger: `.o_data_row:contains("${COMPANY}") .o_data_cell`, run: "click" },
        { content: "look at it", trigger: ".o_form_view .o_form_statusbar button[name=action_verify]", run: "click" },
        { content: "why", trigger: ".modal [name=reason] textarea", run: "edit Seen in the register" },
        { content: "vouch for it", trigger: ".modal footer button[name=action_verify]", run: "click" },
        { content: "verified", trigger: ".o_statusbar_status .o_arrow_button_current:contains(Verified)" },
        { content: "open the company", trigger: "button[name=action_open_company]:contains(Exemplary)", run: "click" },
        { content: "the status moved", trigger: "[name=hub_status] .badge:contains(Exemplary)" },
        { content: "and when it lapses", trigger: "[name=hub_status]:contains(2099)" },
    ],
});

tours.add("hub_work_lead", {
    steps: () => [
        { content: "a new lead", trigger: "body:has(.o_kanban_renderer) .o-kanban-button-new", run: "click" },
        ...chooseMany2one("commercial_partner_id", COMPANY),
        { content: "what about", trigger: ".o_field_widget[name=name] input", run: "edit Shop in Lille" },
        ...chooseMany2one("target_country_id", "France"),
        { content: "add", trigger: ".o_kanban_add", run: "click" },
        {
            content: "it stands at interest",
            trigger:
                ".o_kanban_group:eq(0):has(.o_column_title:contains(Interest)) .o_kanban_record:contains('Shop in Lille')",
        },
        { content: "leave the quick form", trigger: ".o_kanban_cancel", run: "click" },
        {
            content: "drag it on",
            trigger: ".o_kanban_record:contains('Shop in Lille')",
            run: "drag_and_drop(.o_opportunity_kanban .o_kanban_group:eq(1))",
        },
        {
            content: "it stands at diagnosis",
            trigger:
                ".o_kanban_group:has(.o_column_title:contains(Diagnosis)) .o_kanban_record:contains('Shop in Lille')",
        },
    ],
});

tours.add("hub_import_members", {
    steps: () => [
        { content: "open a cluster", trigger: ".o_kanban_record:contains('Craft Makers')", run: "click" },
        { content: "its members", trigger: ".o_field_widget[name=active_membership_ids] .o_data_row" },
        { content: "and those who left", trigger: ".o_notebook a[name=left]", run: "click" },
        { content: "with dates", trigger: ".o_field_widget[name=left_membership_ids] .o_data_row" },
        {
            content: "open the menu",
            trigger: "[data-menu-xmlid='hub_entrepreneurs.hub_cluster_menu_root']",
            run: "click",
        },
        { content: "import", trigger: "[data-menu-xmlid='hub_entrepreneurs.hub_members_import_menu']", run: "click" },
        {
            content: "choose a workbook",
            trigger: ".modal .o_field_widget[name=file]",
            async run() {
                const workbook = await (await fetch("/hub_test/members.xlsx")).blob();
                await inputFiles(".modal .o_field_widget[name=file] input.o_input_file", [
                    new File([workbook], "members.xlsx", { type: workbook.type }),
                ]);
            },
        },
        { content: "it is there", trigger: ".modal .o_field_widget[name=file] input:value(members.xlsx)" },
        { content: "check", trigger: ".modal button[name=action_check]", run: "click" },
        { content: "what will be added", trigger: ".modal .o_field_widget[name=good_count]:contains(47)" },
        { content: "what is wrong", trigger: ".modal .o_field_widget[name=wrong_count]:contains(3)" },
        { content: "and why", trigger: ".modal .o_field_widget[name=wrong_line_ids]:contains('one digit is wrong')" },
        { content: "load the others", trigger: ".modal button[name=action_load]", run: "click" },
        { content: "the bad ones come back", trigger: ".modal button[name=action_download_wrong]" },
        { content: "look at the members", trigger: ".modal button[name=action_open_members]", run: "click" },
        { content: "all of them", trigger: ".o_list_view .o_pager_limit:text(47)" },
        { content: "select all", trigger: ".o_list_view thead .o_list_record_selector input", run: "click" },
        { content: "actions", trigger: ".o_control_panel .o_cp_action_menus button:contains(Actions)", run: "click" },
        { content: "export", trigger: ".o-dropdown--menu .o-dropdown-item:contains(Export)", run: "click" },
        { content: "to Excel", trigger: ".modal .o_export_data_dialog, .modal:has(.o_select_button)" },
        { content: "go", trigger: ".modal .o_select_button", run: "click" },
        { content: "done", trigger: "body:not(:has(.o_blockUI)) .o_list_view", run: () => {} },
    ],
});
