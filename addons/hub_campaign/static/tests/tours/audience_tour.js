import { registry } from "@web/core/registry";

// See tests/test_tours_audience.py for the records.
const audience = ".o_field_widget[name=audience_domain]";

registry.category("web_tour.tours").add("hub_campaign_audience", {
    steps: () => [
        { content: "no audience yet", trigger: ".o_form_view p:contains(no audience yet)" },
        { content: "choose", trigger: "button[name=action_choose_audience]", run: "click" },
        { content: "a label that lapses", trigger: ".modal .o_field_widget[name=lapses_within] input", run: "edit 90" },
        { content: "how many", trigger: ".modal .o_field_widget[name=company_count]:text(1)" },
        { content: "use it", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "how many fit", trigger: ".o_field_widget[name=audience_count]:text(1)" },
        { content: "in words", trigger: `${audience}:contains(today + 90 days):not(:contains(Invalid))` },
        { content: "edit", trigger: `${audience} .o_field_domain_dialog_button`, run: "click" },
        { content: "in words as well", trigger: ".modal .o_tree_editor:contains(today → today + 90 days)" },
        { content: "keep it", trigger: ".modal footer .btn-primary", run: "click" },
        { content: "still there", trigger: `body:not(:has(.modal)) ${audience}:contains(today + 90 days)` },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
        { content: "the results are for later", trigger: ".o_statusbar_buttons:not(:contains(Leads from Responders))" },
    ],
});
