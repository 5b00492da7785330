import { registry } from "@web/core/registry";

// What is looked for is made in tests/test_gate_tour.py.
const tours = registry.category("web_tour.tours");
const GATE = ".modal:has(.o_hub_stage_gate)";
const missing = (kind) => `${GATE} .o_hub_missing[data-kind=${kind}]:not(.o_hub_missing_done)`;
const done = (kind) => `${GATE} .o_hub_missing_done[data-kind=${kind}]`;

const choose = (field, text) => [
    { content: `type in ${field}`, trigger: `.modal .o_field_widget[name=${field}] input`, run: `edit ${text}` },
    {
        content: `choose ${text}`,
        trigger: `.o-autocomplete--dropdown-item:contains("${text}"):not(:contains("Create"))`,
        run: "click",
    },
];

const tooEarly = [
    {
        content: "move it too early",
        trigger: ".o_statusbar_status button[data-value]:contains('Market Entry')",
        run: "click",
    },
    { content: "not yet", trigger: `${GATE} .modal-title:contains('Not yet: Market Entry')` },
    { content: "the market is missing", trigger: `${missing("target_market")}:contains('Target Market')` },
    { content: "the plan is missing", trigger: `${missing("plan")}:contains('Plan')` },
];

const fillInMarket = [
    { content: "fill in the market", trigger: `${missing("target_market")} button`, run: "click" },
    ...choose("target_country_id", "Netherlands"),
    { content: "save the market", trigger: ".modal .o_form_button_save", run: "click" },
    { content: "a green tick", trigger: `${done("target_market")} .fa-check-circle` },
];

tours.add("hub_export_gate", {
    steps: () => [
        {
            content: "the banner says it beforehand",
            trigger: ".o_hub_missing_banner:contains('For Market Entry'):contains('Target Market'):contains('Plan')",
        },
        { content: "type something", trigger: ".o_field_widget[name=name] textarea", run: "edit Tour lead to Utrecht" },
        ...tooEarly,
        { content: "too early to move", trigger: `${GATE} .o_hub_move:disabled` },
        { content: "no override for me", trigger: `${GATE}:not(:has(.o_hub_decide))` },
        {
            content: "the lead stays where it is",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains('Export Plan')",
        },
        ...fillInMarket,
        { content: "fill in the plan", trigger: `${missing("plan")} button`, run: "click" },
        { content: "of this company", trigger: ".modal .o_field_widget[name=partner_id] input:value('Tour Atelier')" },
        { content: "what", trigger: ".modal .o_field_widget[name=name] input", run: "edit Find an agent" },
        { content: "save the step", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "another tick", trigger: `${done("plan")} .fa-check-circle` },
        { content: "move on", trigger: `${GATE} .o_hub_move:enabled`, run: "click" },
        {
            content: "it moved",
            trigger: "body:not(:has(.modal)) .o_statusbar_status .o_arrow_button_current:contains('Market Entry')",
        },
        {
            content: "nothing typed is lost",
            trigger: ".o_form_saved .o_field_widget[name=name] textarea:value('Tour lead to Utrecht')",
        },
        { content: "nothing is missing", trigger: ".o_form_view:not(:has(.o_hub_missing_banner))" },
    ],
});

tours.add("hub_export_gate_phone", {
    steps: () => [
        {
            content: "through the banner",
            trigger: ".o_hub_missing_banner button:contains('Target Market')",
            run: "click",
        },
        { content: "the countries", trigger: ".modal .o_field_widget[name=target_country_id] input", run: "click" },
        { content: "this one", trigger: ".modal .o_kanban_record:contains('Austria')", run: "click" },
        { content: "save the market", trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "one thing less",
            trigger: "body:not(:has(.modal)) .o_hub_missing_banner:contains('Plan'):not(:contains('Target Market'))",
        },
        { content: "the stages", trigger: ".o_statusbar_status .dropdown-toggle:not(.d-none)", run: "click" },
        { content: "too early", trigger: ".o-dropdown--menu .dropdown-item:contains('Market Entry')", run: "click" },
        { content: "the plan is missing", trigger: missing("plan") },
        { content: "later", trigger: `${GATE} .o_hub_not_now`, run: "click" },
        { content: "back on the lead", trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});

tours.add("hub_export_gate_drag", {
    steps: () => [
        {
            content: "two dots on the card",
            trigger:
                ".o_kanban_record:contains('Tour lead') .o_hub_dots:has(.o_hub_dot:eq(1)) .o_hub_dot[title='Target Market']",
        },
        {
            content: "drag it too far",
            trigger: ".o_kanban_record:contains('Tour lead')",
            run: "drag_and_drop(.o_opportunity_kanban .o_kanban_group:eq(3))",
        },
        { content: "not yet", trigger: missing("plan") },
        { content: "later", trigger: `${GATE} .o_hub_not_now`, run: "click" },
        {
            content: "the card went back",
            trigger: "body:not(:has(.modal)) .o_kanban_group:eq(2) .o_kanban_record:contains('Tour lead')",
        },
        {
            content: "a new lead in a later column",
            trigger: ".o_kanban_group:eq(3) .o_kanban_quick_add",
            run: "click",
        },
        {
            content: "its name",
            trigger: ".o_kanban_quick_create .o_field_widget[name=name] input",
            run: "edit Too early",
        },
        { content: "add", trigger: ".o_kanban_add", run: "click" },
        { content: "is refused", trigger: `${GATE}:contains('The lead is not saved')` },
        { content: "back", trigger: `${GATE} .o_hub_not_now`, run: "click" },
        {
            content: "what was typed is there",
            trigger:
                "body:not(:has(.modal)) .o_kanban_quick_create .o_field_widget[name=name] input:value('Too early')",
        },
        { content: "leave it", trigger: ".o_kanban_cancel", run: "click" },
        { content: "gone", trigger: "body:not(:has(.o_kanban_quick_create))" },
    ],
});

tours.add("hub_export_gate_new", {
    steps: () => [
        { content: "a new lead", trigger: ".o_field_widget[name=name] textarea", run: "edit Tour lead to Ghent" },
        {
            content: "far too early",
            trigger: ".o_statusbar_status button[data-value]:contains('Market Entry')",
            run: "click",
        },
        { content: "is refused", trigger: `${GATE}:contains('The lead is not saved')` },
        { content: "back", trigger: `${GATE} .o_hub_not_now`, run: "click" },
        {
            content: "it begins where it began",
            trigger: "body:not(:has(.modal)) .o_statusbar_status .o_arrow_button_current:contains('Interest')",
        },
        {
            content: "what was typed is there",
            trigger: ".o_field_widget[name=name] textarea:value('Tour lead to Ghent')",
        },
        { content: "save it", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});

tours.add("hub_export_gate_override", {
    steps: () => [
        ...tooEarly,
        { content: "not now", trigger: `${GATE} .o_hub_not_now`, run: "click" },
        {
            content: "the form is as before",
            trigger: ".o_form_view:not(:has(.o_form_status_indicator .o_form_button_save:visible))",
        },
        {
            content: "also what comes next",
            trigger: "body:not(:has(.modal)) .o_hub_missing_banner:contains('For Market Entry')",
        },
        ...tooEarly,
        { content: "move on anyway", trigger: `${GATE} .o_hub_decide`, run: "click" },
        { content: "not without a reason", trigger: `${GATE} .o_hub_override:disabled` },
        { content: "the reason", trigger: `${GATE} textarea`, run: "edit The fair is next week" },
        { content: "go", trigger: `${GATE} .o_hub_override:enabled`, run: "click" },
        {
            content: "it moved",
            trigger: "body:not(:has(.modal)) .o_statusbar_status .o_arrow_button_current:contains('Market Entry')",
        },
        {
            content: "in the chatter",
            trigger: ".o-mail-Message:contains('The fair is next week'):contains('Target Market, Plan')",
        },
        { content: "counted", trigger: "button[name=action_open_overrides]:contains(1)", run: "click" },
        { content: "the decision", trigger: ".o_list_view .o_data_row:contains('The fair is next week')" },
    ],
});
