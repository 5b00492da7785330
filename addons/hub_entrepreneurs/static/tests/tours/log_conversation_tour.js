import { press } from "@odoo/hoot-dom";
import { registry } from "@web/core/registry";
import { pressOn, typeOn } from "./keys";

const field = (name) => `.modal .o_field_widget[name=${name}]`;
const focus = (name) => `${field(name)} :is(input, textarea, button):focus`;

registry.category("web_tour.tours").add("hub_log_conversation", {
    steps: () => [
        pressOn(".o_form_view button[name=action_log_interaction]", "Alt", "Shift", "L"),
        {
            content: "who it is about, and who else is in contact",
            trigger: `${field("partner_id")}:contains(Test Atelier)`,
        },
        { content: "colleagues", trigger: `${field("contact_overview")}:contains(Financing Advice)` },
        typeOn(focus("contact_id"), "Test Person"),
        pressOn(".o-autocomplete--dropdown-item:contains(Test Person)", "Enter"),
        pressOn(focus("contact_id"), "Tab"),
        pressOn(focus("date"), "Tab"),
        typeOn(focus("duration"), "1:15"),
        pressOn(focus("duration"), "Tab"),
        {
            content: "the channel is that of the last one, and the next stop the service",
            trigger: `${field("channel")} input[data-value=video]:checked`,
            async run() {
                // In a browser a group of radio buttons is one stop of the Tab key; here each of them is.
                for (let tabs = 0; tabs < 7 && !document.querySelector(focus("service_id")); tabs++) {
                    await press("Tab");
                }
            },
        },
        typeOn(focus("service_id"), "Transition Talk"),
        pressOn(".o-autocomplete--dropdown-item:contains(Transition Talk)", "Enter"),
        pressOn(focus("service_id"), "Tab"),
        typeOn(focus("note"), "Wants to use what is left over."),
        pressOn(focus("note"), "Control", "Enter"),
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
        { content: "the company is aware now", trigger: ".o_form_view .badge:contains(Aware)" },
    ],
});

registry.category("web_tour.tours").add("hub_log_conversation_phone", {
    steps: () => [
        {
            content: "log",
            trigger: ".o_form_view button[name=action_log_interaction]",
            run: "click",
        },
        {
            content: "it fits: nothing is to be scrolled sideways",
            trigger: field("service_id"),
            run() {
                const body = document.querySelector(".modal .modal-body");
                if (body.scrollWidth > body.clientWidth || window.innerWidth > 390) {
                    throw new Error(`${body.scrollWidth} pixels in ${body.clientWidth} of ${window.innerWidth}`);
                }
            },
        },
        { content: "note", trigger: `${field("note")} textarea`, run: "edit Met on the market." },
        { content: "more", trigger: ".modal summary", run: "click" },
        { content: "follow-up", trigger: `${field("follow_up_on")} :is(button, input)`, run: "click" },
        { content: "when", trigger: `${field("follow_up_on")} input`, run: "edit 01/15/2099 && press Enter" },
        { content: "what", trigger: `${field("follow_up_summary")} input`, run: "edit Call back" },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("hub_finish_call", {
    steps: () => [
        { content: "the call is done", trigger: ".o-mail-Activity-markDone", run: "click" },
        {
            content: "what was said",
            trigger: ".o-mail-ActivityMarkAsDone textarea",
            run: "edit They will think about it.",
        },
        { content: "log it besides", trigger: ".o_hub_done_and_log", run: "click" },
        { content: "it is filled in", trigger: `${field("note")} textarea:value(They will think about it.)` },
        { content: "as a call", trigger: `${field("channel")} input[data-value=phone]:checked` },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
        { content: "and so is the activity", trigger: "body:not(:has(.o-mail-Activity))" },
    ],
});

registry.category("web_tour.tours").add("hub_log_workshop", {
    steps: () => [
        { content: "first", trigger: ".o_data_row:eq(0) .o_list_record_selector input", run: "click" },
        { content: "second", trigger: ".o_data_row:eq(1) .o_list_record_selector input", run: "click" },
        {
            content: "actions",
            trigger: ".o_control_panel .o_cp_action_menus button:contains(Actions)",
            run: "click",
        },
        { content: "log", trigger: ".o-dropdown--menu .o-dropdown-item:contains(Log Conversation)", run: "click" },
        { content: "two of them", trigger: `${field("company_count")}:contains(2)` },
        { content: "note", trigger: `${field("note")} textarea`, run: "edit Workshop on packaging." },
        { content: "log them", trigger: ".modal button[name=action_log]", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
        {
            content: "both are there",
            trigger: ".o_list_view:has(.o_breadcrumb:contains(Conversations)) .o_pager_limit:text(2)",
        },
    ],
});

const leave = (trigger, content) => ({ content, trigger, run: () => location.reload(), expectUnloadPage: true });
const open = () =>
    pressOn("body:not(:has(.modal)) .o_form_view button[name=action_log_interaction]", "Alt", "Shift", "L");

registry.category("web_tour.tours").add("hub_log_conversation_leave", {
    steps: () => [
        open(),
        leave(`${field("contact_overview")}:contains(Financing Advice)`, "leave over an untouched dialog"),
        open(),
        { content: "nothing is offered", trigger: ".modal:not(:has(.o_hub_draft)) .o_form_view" },
        { content: "type", trigger: `${field("note")} textarea`, run: "edit Not lost" },
        leave(`${field("note")} textarea`, "leave with something typed"),
        open(),
        { content: "it is offered", trigger: ".modal .o_hub_draft_restore", run: "click" },
        { content: "it is there", trigger: `${field("note")} textarea:value(Not lost)` },
        { content: "discard", trigger: ".modal .o_form_button_cancel", run: "click" },
        open(),
        { content: "what was discarded is not offered", trigger: ".modal:not(:has(.o_hub_draft)) .o_form_view" },
    ],
});

registry.category("web_tour.tours").add("hub_log_shows_anew", {
    steps: () => [
        { content: "nothing of today yet", trigger: ".o_list_view:not(:has(.o_data_row:contains(Test Atelier)))" },
        { content: "log from anywhere", trigger: ".o_hub_log_systray", run: "click" },
        { content: "the company", trigger: `${field("partner_id")} input`, run: "edit Test Atelier" },
        { content: "found", trigger: ".o-autocomplete--dropdown-item:contains(Test Atelier)", run: "click" },
        { content: "colleagues", trigger: `${field("contact_overview")}:contains(Financing Advice)` },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "it is in the list", trigger: "body:not(:has(.modal)) .o_data_row:contains(Test Atelier)" },
    ],
});

registry.category("web_tour.tours").add("hub_log_menu_shows_anew", {
    steps: () => [
        { content: "the page of the company", trigger: ".o_form_view .o_hub_timeline_conversation" },
        { content: "the menu", trigger: ".o_menu_sections button:contains(Support)", run: "click" },
        { content: "log", trigger: ".o-dropdown--menu .dropdown-item:contains(Log Conversation)", run: "click" },
        { content: "the company", trigger: `${field("partner_id")} input`, run: "edit Test Atelier" },
        { content: "found", trigger: ".o-autocomplete--dropdown-item:contains(Test Atelier)", run: "click" },
        { content: "colleagues", trigger: `${field("contact_overview")}:contains(Financing Advice)` },
        { content: "note", trigger: `${field("note")} textarea`, run: "edit From the menu." },
        { content: "save", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "the page has it", trigger: ".o_hub_timeline_conversation:contains(From the menu.)" },
    ],
});
