import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hub_company_archive", {
    steps: () => [
        { content: "the menu", trigger: ".o_form_view .o_cp_action_menus button:has(.fa-cog)", run: "click" },
        { content: "archive", trigger: ".o-dropdown--menu .o_menu_item:contains(Archive)", run: "click" },
        { content: "sure", trigger: ".modal-footer .btn-primary:contains(Archive)", run: "click" },
        { content: "what is open", trigger: ".modal .o_data_row:contains(Leads) [name=is_ended] input:checked" },
        { content: "its commitments", trigger: ".modal .o_data_row:contains(Commitments)" },
        { content: "archive it", trigger: ".modal button[name=action_archive]", run: "click" },
        { content: "it is archived", trigger: "body:not(:has(.modal)) .ribbon:contains(Archived)" },
    ],
});
