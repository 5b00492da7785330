import { registry } from "@web/core/registry";
import { pressOn, typeOn } from "@hub_entrepreneurs/../tests/tours/keys";

// See tests/test_tours_calls.py for the records.
const tours = registry.category("web_tour.tours");
const company = (name) => `body:not(:has(.modal)) .o_form_view .o_field_widget[name=partner_id]:contains(${name})`;
const result = (text) => `.o_hub_call_results button:text(${text})`;
const chosen = (value) => `.modal .o_field_widget[name=result] input[data-value=${value}]:checked`;

tours.add("hub_campaign_calls", {
    steps: () => [
        { content: "four open calls", trigger: ".o_list_view .o_pager_limit:text(4)" },
        {
            content: "the most urgent one",
            trigger: ".o_data_row:first:contains(Tour Atelier) .o_data_cell[name=partner_id]",
            run: "click",
        },
        { content: "what to say", trigger: ".o_field_widget[name=call_script]:contains(Ask about the workshop)" },
        { content: "whom to call", trigger: ".o_field_widget[name=phone] a[href^='tel:']" },
        pressOn(company("Tour Atelier"), "Alt", "Shift", "Y"),
        { content: "interested", trigger: chosen("interested") },
        typeOn(".modal .o_field_widget[name=note] textarea:focus", "Comes to the workshop"),
        pressOn(".modal .o_field_widget[name=note] textarea:focus", "Alt", "Q"),
        { content: "the next one", trigger: company("Tour Forge") },
        pressOn(company("Tour Forge"), "Alt", "Shift", "M"),
        { content: "nobody answered, the one after", trigger: company("Tour Weaver") },
        { content: "no more", trigger: result("Opted Out"), run: "click" },
        { content: "no more, surely", trigger: ".modal:contains(Nobody calls or writes)" },
        { content: "save", trigger: ".modal button[name=action_log]", run: "click" },
        { content: "the last one", trigger: company("Tour Potter") },
        {
            content: "one step back",
            trigger: ".o_breadcrumb a:text(My Calls), .o_back_button:text(My Calls)",
            run: "click",
        },
        { content: "two are left", trigger: ".o_list_view .o_pager_limit:text(2)" },
        { content: "one of them was tried", trigger: ".o_data_row:contains(Tour Forge):contains(Not Reached)" },
    ],
});

tours.add("hub_campaign_calls_phone", {
    steps: () => [
        { content: "the most urgent one", trigger: ".o_kanban_record:first:contains(Tour Atelier)", run: "click" },
        { content: "whom to call", trigger: ".o_field_widget[name=phone] a[href^='tel:']" },
        { content: "interested", trigger: result("Interested"), run: "click" },
        {
            content: "a few words",
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit Comes to the workshop",
        },
        { content: "save", trigger: ".modal button[name=action_log]", run: "click" },
        { content: "the next one", trigger: company("Tour Forge") },
        { content: "not reached", trigger: result("Not Reached"), run: "click" },
        { content: "nobody answered, the one after", trigger: company("Tour Weaver") },
        { content: "no more", trigger: result("Opted Out"), run: "click" },
        { content: "no more, surely", trigger: ".modal:contains(Nobody calls or writes)" },
        { content: "save", trigger: ".modal button[name=action_log]", run: "click" },
        { content: "the last one", trigger: company("Tour Potter") },
    ],
});

const row = (name) => `.o_data_row:contains(${name})`;
const select = (name) => ({
    content: `select ${name}`,
    trigger: `${row(name)} .o_list_record_selector input`,
    run: "click",
});
const selectTwo = [
    select("Tour Atelier"),
    select("Tour Forge"),
    { content: "two are selected", trigger: ".o_control_panel:contains(2 selected)" },
];
const button = (text) => ({ content: text, trigger: `.o_control_panel_actions button:text(${text})`, run: "click" });

tours.add("hub_campaign_share_calls", {
    steps: () => [
        { content: "all of them", trigger: "thead .o_list_record_selector input", run: "click" },
        button("Share Out Calls"),
        { content: "the list of calls", trigger: ".modal .o_field_widget[name=wave_id] input:value(Tour Calls)" },
        {
            content: "who gets how many",
            trigger: ".modal .o_field_widget[name=preview] tr:contains(hub_tour_caller):contains(4)",
        },
        { content: "share out", trigger: ".modal button[name=action_share]", run: "click" },
        { content: "by caller", trigger: ".o_group_header:contains(hub_tour_caller)" },
    ],
});

tours.add("hub_campaign_leads", {
    steps: () => [
        ...selectTwo,
        button("Registered"),
        { content: "responded", trigger: `${row("Tour Atelier")} .badge:text(Responded)` },
        { content: "none is selected any more", trigger: ".o_control_panel:not(:contains(selected))" },
        ...selectTwo,
        button("Create Leads"),
        { content: "two", trigger: ".modal .alert-success:contains(2)" },
        { content: "create", trigger: ".modal button[name=action_create]", run: "click" },
        { content: "the leads", trigger: ".o_list_view .o_data_row:contains(Tour Campaign – Tour Atelier)" },
    ],
});
