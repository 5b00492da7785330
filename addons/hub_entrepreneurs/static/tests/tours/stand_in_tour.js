import { registry } from "@web/core/registry";

// See tests/test_stand_in.py for the records.
registry.category("web_tour.tours").add("hub_stand_in", {
    steps: () => [
        {
            content: "what the page is for is said although a filter of its own is on",
            trigger: ".o_nocontent_help:contains(Choose who sees to your companies):contains(Nothing here fits)",
        },
        { content: "not that nothing was found", trigger: "body:not(:has(.o_hub_nothing_found))" },
        { content: "new", trigger: ".o_list_button_add", run: "click" },
        { content: "for oneself", trigger: ".o_field_widget[name=user_id] input:value('hub_tour_author')" },
        { content: "who", trigger: ".o_field_widget[name=stand_in_id] input", run: "edit hub_tour_verifier" },
        {
            content: "this one",
            trigger: ".o-autocomplete--dropdown-item:contains('hub_tour_verifier'):not(:contains('Create'))",
            run: "click",
        },
        { content: "until", trigger: ".o_field_widget[name=date_end] :is(input, button)", run: "click" },
        { content: "until", trigger: ".o_field_widget[name=date_end] input", run: "edit 12/31/2098" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});
