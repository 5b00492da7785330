import { registry } from "@web/core/registry";

// What is counted is made in tests/test_question_tour.py.
const TABLE = ".o_hub_question_answer table";

registry.category("web_tour.tours").add("hub_question_template", {
    steps: () => [
        { content: "a template", trigger: ".o_kanban_record:contains(Shops Supported)", run: "click" },
        { content: "the answer to it", trigger: `.o_form_view ${TABLE}` },
        { content: "for one service", trigger: "[name=service_ids] input", run: "edit Tour Service" },
        {
            content: "this one",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Service)",
            run: "click",
        },
        { content: "since 2019", trigger: "[name=date_start] :is(button, input)", run: "click" },
        { content: "another day", trigger: "[name=date_start] input", run: "edit 01/01/2019" },
        { content: "answer it", trigger: "button[name=action_ask]", run: "click" },
        { content: "the year", trigger: `${TABLE} tbody th:contains(2019)` },
        { content: "the graph", trigger: ".o_hub_question_graph canvas" },
        { content: "the definitions", trigger: ".o_hub_question_answer summary", run: "click" },
        { content: "what it means", trigger: ".o_hub_question_answer details:contains(conversation)" },
        {
            content: "nine shops",
            trigger: `${TABLE} tbody tr:contains(2019) button:contains(9)`,
            run: "click",
        },
        { content: "these", trigger: ".o_list_view .o_data_row:contains(Tour Shop)" },
        { content: "back", trigger: ".o_back_button, .breadcrumb-item a:last", run: "click" },
        { content: "the answer is there", trigger: `${TABLE} tbody tr:contains(2019)` },
    ],
});
