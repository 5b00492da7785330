import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

// See tests/test_members_tour.py for the workbook.
const tours = registry.category("web_tour.tours");

tours.add("hub_members_columns", {
    steps: () => [
        {
            content: "choose a workbook",
            trigger: ".modal .o_field_widget[name=file]",
            async run() {
                const workbook = await (await fetch("/hub_test/columns.xlsx")).blob();
                await inputFiles(".modal .o_field_widget[name=file] input.o_input_file", [
                    new File([workbook], "columns.xlsx", { type: workbook.type }),
                ]);
            },
        },
        { content: "it is there", trigger: ".modal .o_field_widget[name=file] input:value(columns.xlsx)" },
        { content: "check", trigger: ".modal button[name=action_check]", run: "click" },
        { content: "two columns say so", trigger: ".modal .alert-warning:contains('Entreprise, Enseigne')" },
        {
            content: "what is in it",
            trigger: ".modal .o_data_row:contains('Enseigne'):contains('Brand')",
        },
        {
            content: "choose what it means",
            trigger: ".modal .o_data_row:contains('Enseigne') td[name=meaning]",
            run: "click",
        },
        { content: "open the choice", trigger: ".modal .o_selected_row td[name=meaning] input", run: "click" },
        { content: "leave it out", trigger: ".o_select_menu_item:contains('Ignore')", run: "click" },
        { content: "no question is left", trigger: ".modal .modal-body:not(:has(.alert-warning))" },
        { content: "go on", trigger: ".modal button[name=action_check]", run: "click" },
        { content: "perhaps known", trigger: ".modal .o_data_row:contains('Perhaps Tour Weaver')" },
        { content: "it is that one", trigger: ".modal .o_data_row button[name=action_take]", run: "click" },
        { content: "it will load", trigger: ".modal .o_field_widget[name=good_count]:contains(1)" },
        { content: "load", trigger: ".modal button[name=action_load]", run: "click" },
        { content: "loaded", trigger: ".modal button[name=action_open_members]" },
    ],
});
