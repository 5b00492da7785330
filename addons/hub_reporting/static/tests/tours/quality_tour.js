import { registry } from "@web/core/registry";

// See tests/test_quality_tour.py for the records.
const row = (name) => `.o_data_row:contains(${name})`;
const gone = (name) => ({ content: `${name} is gone`, trigger: `.o_list_view:not(:has(${row(name)}))` });

registry.category("web_tour.tours").add("hub_quality_queue", {
    steps: () => [
        { content: "only what is mine", trigger: ".o_searchview .o_facet_values:contains(Mine)" },
        {
            content: "mend by one click",
            trigger: `${row("Test Bounce Zinc")} button[name=action_mend]`,
            run: "click",
        },
        gone("Test Bounce Zinc"),
        { content: "it says so", trigger: ".o_notification:contains(Mended: 1)" },

        {
            content: "set aside",
            trigger: `${row("Test Aside Plomb")} button[name=action_set_aside]`,
            run: "click",
        },
        { content: "without a reason", trigger: ".modal footer button[name=action_set_aside]", run: "click" },
        {
            content: "is refused",
            trigger: ".modal:contains(say why nothing is to be mended) footer .btn-primary",
            run: "click",
        },
        { content: "why", trigger: ".modal [name=reason] input", run: "edit It is a holding" },
        { content: "set it aside", trigger: ".modal footer button[name=action_set_aside]", run: "click" },
        gone("Test Aside Plomb"),

        {
            content: "not a duplicate",
            trigger: `${row("Test Twin Étain")}:contains(test twin etain) button[name=action_not_duplicate]`,
            run: "click",
        },
        gone("Test Twin Étain"),

        {
            content: "open a record",
            trigger: `${row("Test Open Cuivre")} td[name=record_name]`,
            run: "click",
        },
        { content: "its details", trigger: ".o_notebook .nav-link[name=hub_identity]", run: "click" },
        {
            content: "complete it",
            trigger: ".o_form_view .o_field_widget[name=sector_added_ids] input",
            run: "edit Test Tour Sector",
        },
        {
            content: "choose a sector",
            trigger: ".o-autocomplete--dropdown-item:contains(Test Tour Sector)",
            run: "click",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
        { content: "come back", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a", run: "click" },
        gone("Test Open Cuivre"),
        { content: "nothing is left", trigger: ".o_view_nocontent:contains(Nothing found)" },
    ],
});

registry.category("web_tour.tours").add("hub_quality_share_out", {
    steps: () => [
        { content: "look for one", trigger: ".o_searchview_input", run: "edit Test Bounce Zinc" },
        {
            content: "by the company",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:contains(Company)",
            run: "click",
        },
        { content: "found", trigger: ".o_searchview .o_facet_values:contains(Test Bounce Zinc)" },
        {
            content: "the list has only that: what is chosen before it loads is not chosen afterwards",
            trigger: ".o_list_view:not(:has(.o_data_row:not(:contains(Test Bounce Zinc))))",
        },
        {
            content: "choose one",
            trigger: `${row("Test Bounce Zinc")} .o_list_record_selector input`,
            run: "click",
        },
        { content: "share out", trigger: ".o_control_panel button:contains(Share Out)", run: "click" },
        {
            content: "to whom",
            trigger: ".modal .o_field_widget[name=user_ids] input",
            run: "edit hub_tour_director",
        },
        { content: "choose", trigger: ".o-autocomplete--dropdown-item:contains(hub_tour_director) a", run: "click" },
        { content: "share out", trigger: ".modal footer button[name=action_assign]", run: "click" },
        { content: "done", trigger: "body:not(:has(.modal)) .o_list_view" },
    ],
});

registry.category("web_tour.tours").add("hub_quality_phone", {
    steps: () => [
        {
            content: "mend by one click",
            trigger: `.o_kanban_record:contains(Test Bounce Zinc) button[name=action_mend]:contains(It Works Again)`,
            run: "click",
        },
        { content: "gone", trigger: ".o_kanban_view:not(:has(.o_kanban_record:contains(Test Bounce Zinc)))" },
    ],
});
