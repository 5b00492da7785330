import { registry } from "@web/core/registry";

// See tests/test_mailing_text.py for the records.
registry.category("web_tour.tours").add("hub_mailing_text", {
    steps: () => [
        { content: "the text is missing", trigger: ".o_form_view .alert:contains('still says'):contains('Subject:')" },
        { content: "a name", trigger: ".o_field_widget[name=keeps_subject] input", run: "click" },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "the text only", trigger: ".o_form_saved .alert:contains('still says'):not(:contains('Subject:'))" },
    ],
});
