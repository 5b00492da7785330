import { registry } from "@web/core/registry";

// What is counted is made in tests/test_report_tour.py, which also lets the server count it.
registry.category("web_tour.tours").add("hub_report_run", {
    steps: () => [
        { content: "the report", trigger: ".o_form_view .oe_title input:value(Tour Report)" },
        { content: "run it", trigger: "button[name=action_new_run]", run: "click" },
        { content: "of the year that is over", trigger: "[name=period_start]:contains(Jan 1)" },
        { content: "count it", trigger: "button[name=action_begin]", run: "click" },
        { content: "it waits", trigger: ".o_arrow_button_current:contains(Waiting)" },
        { content: "and says so", trigger: ".alert-info:contains(counted in the background)" },
    ],
});

registry.category("web_tour.tours").add("hub_report_correct_date", {
    steps: () => [
        { content: "its date", trigger: ".o_field_widget[name=date] :is(button, input)", run: "click" },
        { content: "another date", trigger: ".o_field_widget[name=date] input", run: "edit 05/05/2023 11:00:00" },
        { content: "save it", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});

registry.category("web_tour.tours").add("hub_report_explain", {
    steps: () => [
        { content: "four were counted", trigger: "[name=cell_ids] .o_data_row [name=shown]:contains(4)" },
        { content: "explain it", trigger: "[name=cell_ids] .o_data_row button[name=action_explain]", run: "click" },
        { content: "given", trigger: "[name=given]:contains(4)" },
        { content: "today", trigger: "[name=today]:contains(2)" },
        { content: "two were merged", trigger: "[name=line_ids] .o_data_row:contains(Merged):contains(-1)" },
        {
            content: "one got another date",
            trigger: "[name=line_ids] .o_data_row:contains(another date):contains(-1)",
        },
        {
            content: "which conversation",
            trigger: "[name=line_ids] .o_data_row:contains(another date) button[name=action_open_records]",
            run: "click",
        },
        { content: "that one", trigger: ".o_list_view .o_data_row:contains(Tour Moved)" },
    ],
});
