import { registry } from "@web/core/registry";

const { DateTime } = luxon;

// See tests/test_office_tour.py for the records.
const tours = registry.category("web_tour.tours");

const card = (lead, office) => ({
    content: `${lead} is with ${office}`,
    trigger: `.o_kanban_record:contains('${lead}'):contains('${office}')`,
});

const openOffice = [
    { content: "an office", trigger: ".o_kanban_record:contains('Tour Milan')", run: "click" },
    { content: "and its countries", trigger: ".o_field_widget[name=mandate_ids]:contains('Italy')" },
];

tours.add("hub_close_office", {
    steps: () => [
        {
            content: "what it leads, and how many leads",
            trigger: ".o_kanban_record:contains('Tour Milan'):contains('Italy'):contains('Open leads: 2')",
        },
        ...openOffice,
        { content: "close it", trigger: ".o_form_statusbar button[name=action_close]", run: "click" },
        { content: "the office is there", trigger: ".modal .o_field_widget[name=office_id]:contains('Tour Milan')" },
        {
            content: "who takes over",
            trigger: ".modal .o_field_widget[name=successor_id] input",
            run: "edit Tour Lyon",
        },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains('Tour Lyon')", run: "click" },
        {
            content: "what will happen",
            trigger: ".modal .alert-info:contains('Open leads handed over on'):contains(': 2.')",
        },
        { content: "which countries", trigger: ".modal .alert-info:contains('2 (Italy and Malta)')" },
        { content: "from which day on", trigger: ".modal .o_field_widget[name=date] :is(button, input)", run: "click" },
        {
            content: "before it opened",
            trigger: ".modal .o_field_widget[name=date] input",
            run: "edit 01/01/2001 && press Enter",
        },
        { content: "that is refused", trigger: ".modal .alert-warning:contains('Tour Milan opened on')" },
        { content: "another day", trigger: ".modal .o_field_widget[name=date] :is(button, input)", run: "click" },
        {
            content: "today",
            trigger: ".modal .o_field_widget[name=date] input",
            run: `edit ${DateTime.now().setZone("Europe/Brussels").toFormat("MM/dd/yyyy")} && press Enter`,
        },
        { content: "at once", trigger: ".modal .alert-info:contains('at once: 2')" },
        { content: "close and hand over", trigger: ".modal footer button[name=action_close]", run: "click" },
        { content: "it is closed", trigger: "body:not(:has(.modal)) .o_form_view .ribbon:contains(Closed)" },
        { content: "and says for whom", trigger: ".o_field_widget[name=successor_id]:contains('Tour Lyon')" },
        { content: "no button any more", trigger: ".o_form_view:not(:has(button[name=action_close]))" },
    ],
});

tours.add("hub_leads_with_new_office", {
    steps: () => [
        card("Tour shop in Rome", "Tour Lyon"),
        card("Tour fair in Valletta", "Tour Lyon"),
        { content: "none is left behind", trigger: "body:not(:has(.o_kanban_record:contains('Tour Milan')))" },
        { content: "open one", trigger: ".o_kanban_record:contains('Tour shop in Rome')", run: "click" },
        { content: "its office", trigger: ".o_form_view .o_field_widget[name=office_id] input:value(Tour Lyon)" },
        { content: "another market", trigger: ".o_field_widget[name=target_country_id] input", run: "edit Portugal" },
        { content: "this one", trigger: ".o-autocomplete--dropdown-item:contains('Portugal')", run: "click" },
        { content: "its office at once", trigger: ".o_field_widget[name=office_id] input:value(Tour Lisbon)" },
        { content: "rather another one", trigger: ".o_field_widget[name=office_id] input", run: "edit Tour Lyon" },
        { content: "that one", trigger: ".o-autocomplete--dropdown-item:contains('Tour Lyon')", run: "click" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is known to be a choice", trigger: ".o_form_saved .badge:contains('Chosen by hand')" },
    ],
});

tours.add("hub_office_phone", {
    steps: () => [
        { content: "an office", trigger: ".o_kanban_record:contains('Tour Milan')", run: "click" },
        {
            content: "its countries as cards",
            trigger: ".o_field_widget[name=mandate_ids] .o_kanban_record:contains('Italy'):contains('Lead Office')",
        },
        {
            content: "what else can be done",
            trigger: ".o_cp_action_menus button, .o_statusbar_buttons button",
            run: "click",
        },
        { content: "close it", trigger: "button[name=action_close]", run: "click" },
        { content: "the dialog", trigger: ".modal .o_field_widget[name=office_id]:contains('Tour Milan')" },
    ],
});
