import { registry } from "@web/core/registry";

const choose = (field, text) => [
    { content: `type in ${field}`, trigger: `.modal .o_field_widget[name=${field}] input`, run: `edit ${text}` },
    { content: `choose ${text}`, trigger: `.o-autocomplete--dropdown-item:contains("${text}")`, run: "click" },
];

// What is looked for is made in tests/test_market_tour.py.
registry.category("web_tour.tours").add("hub_market_page", {
    steps: () => [
        {
            content: "cards of markets",
            trigger: ".o_kanban_record:contains(Malta):contains(Export there: 1):contains(Want to export there: 2)",
        },
        { content: "as a list", trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "open a market",
            trigger: ".o_data_row:contains(Malta):contains(Tour House) .o_data_cell[name=name]",
            run: "click",
        },
        { content: "who is there", trigger: "[name=there] .o_data_row:contains(Tour Atelier):contains(2025)" },
        { content: "who wants to go", trigger: "[name=wanting] .o_data_row:contains(Tour Forge):contains(Entering)" },
        { content: "with a lead", trigger: "[name=leads] .o_data_row:contains(Tour Studio):contains(Interest)" },
        { content: "which office", trigger: "[name=offices] .o_data_row:contains(Tour House)" },
        { content: "what is coming up", trigger: "[name=upcoming] li:contains(Mandate ends):contains(Tour House)" },
        { content: "what was sold", trigger: "[name=sales] li:contains(2025) .o_hub_year_bar" },
        { content: "another company", trigger: "button[name=action_add_target]", run: "click" },
        { content: "the market is known", trigger: ".modal .o_field_widget[name=country_id] input:value(Malta)" },
        ...choose("partner_id", "Tour Weavery"),
        { content: "it sells", trigger: ".modal .o_arrow_button:contains(Exporting)", run: "click" },
        { content: "in which year", trigger: ".modal .o_field_widget[name=year] input", run: "edit 2025" },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "it is there", trigger: "body:not(:has(.modal)) [name=there] .o_data_row:contains(Tour Weavery)" },
        {
            content: "open it",
            trigger: "[name=there] .o_data_row:contains(Tour Weavery) button[name=get_formview_action]",
            run: "click",
        },
        {
            content: "open the company",
            trigger: "button[name=action_open_company]:contains(Occasional Exporter)",
            run: "click",
        },
        { content: "its export", trigger: ".o_notebook a[name=hub_export]", run: "click" },
        {
            content: "its status",
            trigger: "[name=hub_export_markets] .o_field_widget[name=exporter_status]:contains(Occasional Exporter)",
        },
        {
            content: "its markets",
            trigger: "[name=hub_export_markets] .o_data_row:contains(Malta) .o_data_cell[name=year]",
            run: "click",
        },
        {
            content: "another year",
            trigger: ".o_field_widget[name=export_target_ids] .o_field_x2many_list_row_add :is(a, button)",
            run: "click",
        },
        { content: "where", trigger: ".o_selected_row .o_field_widget[name=country_id] input", run: "edit Cyprus" },
        { content: "there", trigger: ".o-autocomplete--dropdown-item:contains(Cyprus)", run: "click" },
        { content: "when", trigger: ".o_selected_row .o_field_widget[name=year] input", run: "edit 2024" },
        { content: "how much", trigger: ".o_selected_row .o_field_widget[name=amount] input", run: "edit 5000" },
        { content: "save the company", trigger: ".o_form_button_save", run: "click" },
        {
            content: "saved",
            trigger: ".o_form_saved [name=hub_export_markets] .o_data_row:contains(Cyprus):contains(2024)",
        },
    ],
});
