import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hub_known", {
    steps: () => [
        { content: "a new company", trigger: ".o_list_button_add", run: "click" },
        {
            content: "its name",
            trigger: ".o_field_widget[name=name] :is(input, textarea)",
            run: "edit velos test srl && press Tab",
        },
        { content: "is known already", trigger: ".o_hub_known a:contains(Vélos Test)", run: "click" },
        { content: "the known one", trigger: ".modal .o_field_widget[name=name] :value(Vélos Test)" },
        { content: "another one", trigger: ".modal .btn-close", run: "click" },
        {
            content: "what was typed is there",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=name] :value(velos test srl)",
        },
        { content: "no merge of what is not there yet", trigger: "body:not(:has(button[name=action_ask_for_merge]))" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "ask for a merge", trigger: ".o_form_saved button[name=action_ask_for_merge]", run: "click" },
        {
            content: "both",
            trigger: ".modal .o_field_widget[name=partner_ids]:contains(Vélos Test):contains(velos test srl)",
        },
        { content: "why", trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit One shop" },
        { content: "ask", trigger: ".modal button[name=action_ask]", run: "click" },
        { content: "asked", trigger: "body:not(:has(.modal)) .o_notification:contains(was asked to merge them)" },
    ],
});
