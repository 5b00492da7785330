import { registry } from "@web/core/registry";

// See tests/test_voided.py for the records.
registry.category("web_tour.tours").add("hub_void", {
    steps: () => [
        { content: "actions", trigger: ".o_cp_action_menus .fa-cog", run: "click" },
        { content: "void", trigger: ".o-dropdown--menu .o_menu_item:contains('Void')", run: "click" },
        { content: "why", trigger: ".modal [name=reason] input", run: "edit Wrong company" },
        { content: "void it", trigger: ".modal footer button[name=action_void]", run: "click" },
        { content: "marked", trigger: ".o_form_view .alert:contains('Wrong company')" },
        { content: "restore", trigger: ".o_form_view button[name=action_restore]", run: "click" },
        { content: "counts again", trigger: ".o_form_view:not(:has(.alert:contains('Wrong company')))" },
    ],
});
