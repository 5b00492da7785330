import { registry } from "@web/core/registry";

// The contacts are made in tests/test_job_tour.py.
const tours = registry.category("web_tour.tours");

const requested = (path) => performance.getEntriesByType("resource").filter(({ name }) => name.includes(path)).length;

async function fileRequested(times = 1) {
    while (requested("/web/export/xlsx") < times) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** What a step makes sure of, since the page was loaded. */
const sure = (isTrue, message) => () => {
    if (!isTrue()) {
        throw new Error(message);
    }
};
const nothingCame = sure(() => !requested("/web/export/xlsx"), "The file came nevertheless");
const cameAtOnce = async () => {
    await fileRequested();
    sure(() => !requested("hub.xlsx.job"), "A short export asks the server whether it is long")();
};

const exportDialog = (selector) => [
    { content: "the list", trigger: ".o_list_view .o_data_row:count(3)" },
    { content: "choose", trigger: `${selector} .o_list_record_selector input`, run: "click" },
    { content: "actions", trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)", run: "click" },
    { content: "export", trigger: ".o-dropdown--menu .o_menu_item:contains(Export)", run: "click" },
    { content: "as Excel", trigger: ".modal .o_export_field" },
    { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
];

const exportAll = [
    { content: "the list", trigger: ".o_list_view .o_data_row:count(3)" },
    { content: "the menu", trigger: ".o_control_panel .o_cp_action_menus button:has(.fa-cog)", run: "click" },
    { content: "export all", trigger: ".o_export_all_menu", run: "click" },
];

const exportAllCards = [
    { content: "the cards", trigger: ".o_kanban_view .o_kanban_record:contains('Export'):eq(2)" },
    ...exportAll.slice(1),
];

const itIsLong = { content: "it is long", trigger: ".modal:contains('about 3 records')" };

tours.add("hub_xlsx_in_the_background", {
    steps: () => [
        ...exportDialog("thead"),
        itIsLong,
        { content: "not now", trigger: ".modal:contains('about 3') .modal-header .btn-close", run: "click" },
        {
            content: "back in the export dialog",
            trigger: "body:not(:has(.modal:contains('about 3'))) .modal .o_select_button:enabled",
            run: nothingCame,
        },
        { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
        { content: "in the background", trigger: ".modal-footer button:contains('In the Background')", run: "click" },
        { content: "and go on working", trigger: "body:not(:has(.modal)) .o_hub_export_systray" },
        { content: "it is ready", trigger: ".o_notification:contains('Your export “Contact” is ready')" },
        { content: "so many rows", trigger: ".o_notification:contains('Excel, rows: 3')" },
        { content: "take it", trigger: ".o_notification button:contains(Download)", run: "click" },
        {
            content: "nothing more to tell",
            trigger: "body:not(:has(.o_hub_export_systray)):not(:has(.o_notification:contains('rows: 3')))",
        },
    ],
});

tours.add("hub_xlsx_one_row", {
    steps: () => [
        ...exportDialog("thead").slice(0, -1),
        { content: "one row, unless told", trigger: ".modal .o_hub_one_row input:checked" },
        { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
        { content: "the file came", trigger: ".modal .o_select_button:enabled", run: () => fileRequested() },
        { content: "several rows", trigger: ".modal .o_hub_one_row label", run: "click" },
        { content: "are chosen", trigger: ".modal .o_hub_one_row input:not(:checked)" },
        { content: "go", trigger: ".modal .o_select_button:enabled", run: "click" },
        { content: "the file came", trigger: ".modal .o_select_button:enabled", run: () => fileRequested(2) },
        { content: "close", trigger: ".modal .o_form_button_cancel", run: "click" },
        { content: "closed", trigger: "body:not(:has(.modal))" },
        { content: "actions", trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)", run: "click" },
        { content: "export", trigger: ".o-dropdown--menu .o_menu_item:contains(Export)", run: "click" },
        { content: "it is remembered", trigger: ".modal .o_hub_one_row input:not(:checked)" },
        { content: "to update data", trigger: ".modal .o_import_compat label", run: "click" },
        { content: "rows are Odoo's", trigger: ".modal:not(:has(.o_hub_one_row)) .o_select_button:enabled" },
    ],
});

tours.add("hub_xlsx_cancel", {
    steps: () => [
        ...exportAll,
        itIsLong,
        { content: "not now", trigger: ".modal-footer button:contains(Discard)", run: "click" },
        { content: "nothing happens", trigger: "body:not(:has(.modal))", run: nothingCame },
        ...exportAll,
        itIsLong,
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
        itIsLong,
        { content: "wait for it", trigger: ".modal-footer button:contains('Download Now')", run: "click" },
        {
            content: "no job",
            trigger: "body:not(:has(.modal)):not(:has(.o_hub_export_systray))",
            run: fileRequested,
        },
    ],
});

const atOnceThenInTheBackground = (times) => [
    itIsLong,
    { content: "wait for it", trigger: ".modal-footer button:contains('Download Now')", run: "click" },
    { content: "it came", trigger: "body:not(:has(.modal:contains('about 3')))", run: () => fileRequested(times) },
];
const inTheBackground = {
    content: "in the background",
    trigger: ".modal-footer button:contains('In the Background')",
    run: "click",
};

tours.add("hub_xlsx_both_ways", {
    steps: () => [
        ...exportAll,
        ...atOnceThenInTheBackground(1),
        ...exportAll,
        inTheBackground,
        { content: "one job", trigger: ".o_hub_export_count:contains(1)" },
        ...exportDialog(".o_data_row:eq(0)").slice(0, 2),
        { content: "another", trigger: ".o_data_row:eq(1) .o_list_record_selector input", run: "click" },
        { content: "and the last", trigger: ".o_data_row:eq(2) .o_list_record_selector input", run: "click" },
        ...exportDialog(".o_data_row:eq(0)").slice(2),
        ...atOnceThenInTheBackground(2),
        { content: "go again", trigger: ".modal .o_select_button:enabled", run: "click" },
        inTheBackground,
        { content: "two jobs", trigger: "body:not(:has(.modal)) .o_hub_export_count:contains(2)" },
    ],
});

tours.add("hub_xlsx_cards", {
    steps: () => [
        ...exportAllCards,
        itIsLong,
        inTheBackground,
        { content: "under way", trigger: "body:not(:has(.modal)) .o_hub_export_count:contains(1)" },
    ],
});

tours.add("hub_xlsx_short", {
    steps: () => [
        ...exportDialog(".o_data_row:eq(0)"),
        { content: "the file comes at once", trigger: ".modal .o_select_button:enabled", run: cameAtOnce },
    ],
});

tours.add("hub_xlsx_short_list", {
    steps: () => [
        ...exportAll,
        {
            content: "the file comes at once",
            trigger: ".o_list_view",
            run: cameAtOnce,
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
