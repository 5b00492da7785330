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

registry.category("web_tour.tours").add("hub_report_files", {
    steps: () => [
        { content: "the map", trigger: ".o_notebook a[name=map]", run: "click" },
        { content: "a tile opens its list", trigger: ".o_hub_tile[aria-label='Ixelles: 1']", run: "click" },
        { content: "the company", trigger: ".o_list_view .o_data_row:contains(Tour Files)" },
        { content: "back to the run", trigger: ".o_back_button a", run: "click" },
        { content: "is it genuine?", trigger: "button[name=action_verify]", run: "click" },
        {
            content: "it is",
            trigger: ".o_notification:contains(as they were counted) .o_notification_close",
            run: "click",
        },
        { content: "a workbook", trigger: "button[name=action_excel]", run: "click" },
        { content: "for use outside", trigger: ".modal [name=is_outside] input:checked" },
        { content: "as Excel", trigger: ".modal [name=file_format] input[data-value=xlsx]:checked" },
        { content: "for use inside", trigger: ".modal [name=is_outside] input", run: "click" },
        { content: "what it holds", trigger: ".modal p:contains(The facts that were counted are for who may export)" },
        { content: "get it", trigger: ".modal button[name=action_download]", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal)) .o_form_view button[name=action_pdf]" },
    ],
});

registry.category("web_tour.tours").add("hub_report_figure", {
    steps: () => [
        { content: "what a link of a workbook opens", trigger: ".o_form_view [name=shown]:contains(1)" },
        { content: "with its definition", trigger: "[name=definition]:contains(Companies of the tour.)" },
        { content: "its list", trigger: "button[name=action_open_list]", run: "click" },
        { content: "the company", trigger: ".o_list_view .o_data_row:contains(Tour Files)" },
    ],
});
