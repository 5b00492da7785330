import { registry } from "@web/core/registry";

// The contacts are made in tests/test_job_tour.py.
const tours = registry.category("web_tour.tours");

const requested = (path) => performance.getEntriesByType("resource").filter(({ name }) => name.includes(path)).length;

const exportDialog = [
    { content: "the list", trigger: ".o_list_view .o_data_row:count(3)" },
    { content: "all of them", trigger: "thead .o_list_record_selector input", run: "click" },
    { content: "actions", trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)", run: "click" },
    { content: "export", trigger: ".o-dropdown--menu .o_menu_item:contains(Export)", run: "click" },
    { content: "as Excel", trigger: ".modal .o_export_field" },
    { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
];

const exportAll = [
    { content: "the list", trigger: ".o_list_view .o_data_row:count(3)" },
    { content: "the menu", trigger: ".o_control_panel .o_cp_action_menus button:has(.fa-cog)", run: "click" },
    { content: "export all", trigger: ".o_export_all_menu", run: "click" },
    { content: "it is long", trigger: ".modal:contains('about 3 records')" },
];

tours.add("hub_xlsx_in_the_background", {
    steps: () => [
        ...exportDialog,
        { content: "it is long", trigger: ".modal:contains('about 3 records')" },
        { content: "not now", trigger: ".modal-footer button:contains(Discard)", run: "click" },
        { content: "back in the export dialog", trigger: "body:not(:has(.modal:contains('about 3')))" },
        { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
        { content: "in the background", trigger: ".modal-footer button:contains('In the Background')", run: "click" },
        { content: "and go on working", trigger: "body:not(:has(.modal)) .o_hub_export_systray" },
        { content: "it is ready", trigger: ".o_notification:contains('Your export “Contact” is ready')" },
        { content: "so many rows", trigger: ".o_notification:contains('Excel, 3 rows')" },
        { content: "take it", trigger: ".o_notification button:contains(Download)", run: "click" },
        { content: "nothing more to tell", trigger: "body:not(:has(.o_hub_export_systray)):not(:has(.o_notification:contains('3 rows')))" },
    ],
});

tours.add("hub_xlsx_cancel", {
    steps: () => [
        ...exportAll,
        { content: "in the background", trigger: ".modal-footer button:contains('In the Background')", run: "click" },
        { content: "what is under way", trigger: ".o_hub_export_systray", run: "click" },
        { content: "it waits", trigger: ".o_hub_export:contains('Excel, waiting')" },
        { content: "cancel", trigger: ".o_hub_export_cancel", run: "click" },
        { content: "gone", trigger: "body:not(:has(.o_hub_export_systray))" },
    ],
});

tours.add("hub_xlsx_download_now", {
    steps: () => [
        ...exportAll,
        { content: "wait for it", trigger: ".modal-footer button:contains('Download Now')", run: "click" },
        {
            content: "no job",
            trigger: "body:not(:has(.modal)):not(:has(.o_hub_export_systray))",
            async run() {
                while (!requested("/web/export/xlsx")) {
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }
            },
        },
    ],
});

tours.add("hub_xlsx_short", {
    steps: () => [
        ...exportDialog,
        {
            content: "the file comes at once, and the server is asked nothing else",
            trigger: ".modal .o_select_button:enabled",
            run() {
                if (requested("hub.xlsx.job") || !requested("/web/export/xlsx")) {
                    throw new Error("A short export asks the server whether it is long");
                }
            },
        },
    ],
});

tours.add("hub_xlsx_next_day", {
    steps: () => [
        { content: "the tab was closed meanwhile", trigger: ".o_hub_export_systray", run: "click" },
        { content: "take it", trigger: ".o_hub_export_download", run: "click" },
        { content: "nothing more to tell", trigger: "body:not(:has(.o_hub_export_systray))" },
    ],
});
