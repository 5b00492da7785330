import { registry } from "@web/core/registry";

const edit = (name, day) => [
    { content: name, trigger: `.o_field_widget[name=${name}] :is(input, button)`, run: "click" },
    { content: day, trigger: `.o_field_widget[name=${name}] input`, run: `edit ${day}` },
];

// What is counted is made in tests/test_indicator_tour.py.
registry.category("web_tour.tours").add("hub_indicator_figure", {
    steps: () => [
        { content: "the indicator", trigger: ".o_form_view .oe_title input:value(Tour Contact)" },
        { content: "its figures", trigger: "button[name=action_open_figures]", run: "click" },
        { content: "of this year, in total", trigger: "[name=line_ids] .o_data_row:contains(Total)" },
        ...edit("date_start", "01/01/2024"),
        ...edit("date_end", "12/31/2024"),
        { content: "by what", trigger: "[name=breakdown_id] input", run: "edit Chan" },
        {
            content: "by channel",
            trigger: "[name=breakdown_id] .o-autocomplete--dropdown-item:contains(Channel)",
            run: "click",
        },
        {
            content: "figures of another question are gone",
            trigger: "[name=line_ids]:not(:has(.o_data_row:contains(Total)))",
        },
        { content: "show them", trigger: "button[name=action_answer]", run: "click" },
        { content: "two in total", trigger: "[name=line_ids] .o_data_row:contains(Total) [name=units]:contains(2)" },
        {
            content: "one was called",
            trigger: "[name=line_ids] .o_data_row:contains(Phone) button[name=action_open_list]",
            run: "click",
        },
        { content: "this company", trigger: ".o_list_view .o_data_row:contains(Tour Called)" },
        { content: "and no other", trigger: ".o_list_view:not(:has(.o_data_row:contains(Tour Visited)))" },
    ],
});

registry.category("web_tour.tours").add("hub_programme_target", {
    steps: () => [
        { content: "the programme", trigger: ".o_form_view .oe_title input:value(Tour Programme)" },
        { content: "its indicators", trigger: ".o_notebook a[name=indicators]", run: "click" },
        { content: "what is reached", trigger: "[name=indicator_ids] .o_data_row [name=achieved]:contains(1)" },
        {
            content: "what it rests on",
            trigger: "[name=indicator_ids] .o_data_row button[name=action_open_achieved]",
            run: "click",
        },
        { content: "the total", trigger: "[name=line_ids] .o_data_row:contains(Total)" },
        { content: "its list", trigger: "[name=line_ids] button[name=action_open_list]", run: "click" },
        { content: "the company", trigger: ".o_list_view .o_data_row:contains(Tour Called)" },
    ],
});
