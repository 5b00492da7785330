import { registry } from "@web/core/registry";

// See tests/test_what_is_off.py for the records.
registry.category("web_tour.tours").add("hub_no_sms", {
    steps: () => [
        { content: "a number", trigger: ".o_form_view .o_field_widget[name=phone] input:value('+32 2 555 00 00')" },
        { content: "no SMS", trigger: ".o_form_view:not(:has(.o_field_phone_sms))" },
        { content: "actions", trigger: ".o_cp_action_menus .fa-cog", run: "click" },
        { content: "nothing off", trigger: ".o-dropdown--menu:not(:contains('SMS')):not(:contains('portal access'))" },
    ],
});
