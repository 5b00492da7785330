import { ConnectionLostError } from "@web/core/network/rpc";
import { ORM } from "@web/core/orm_service";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { atMost, pressOn, typeOn } from "./keys";

// What is opened while the first page still loads would be closed by it.
const PAGE = ".o_action_manager .o_view_controller :is(.o_data_row, .o_kanban_record)";
const BOX = ".o_command_palette_search input:focus";
const CREATE = ".o_m2o_dropdown_option_create";
const field = (name) => `.modal .o_field_widget[name=${name}]`;

registry.category("web_tour.tours").add("hub_search_caller", {
    steps: () => [
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "0475 12 34 56"),
        // At once, before the answer is there: what is opened is what the number finds.
        pressOn(BOX, "Enter"),
        atMost(2, "body:not(:has(.o_command_palette)) .o_form_view .o_field_widget[name=name] :value(Vélos Test)"),
    ],
});

registry.category("web_tour.tours").add("hub_search_rows", {
    steps: () => [
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "velos tést"),
        {
            content: "the company is marked, and says where it stands and why it was found",
            trigger:
                ".o_command.focused .o_hub_found:contains(Vélos Test):contains(Unknown) .o_hub_found_why:contains(Name)",
        },
        {
            content: "the answer is told to who does not see it",
            trigger: ".o_command_palette",
            run() {
                if (!document.querySelector(".o_command_palette [role=status]").textContent.includes("found")) {
                    throw new Error("Nothing is told.");
                }
            },
        },
        { content: "its keys are shown", trigger: ".o_hub_search_keys button[data-hotkey=l]:contains(Log)" },
        { content: "call", trigger: ".o_hub_search_keys button[data-hotkey=c]:contains(Call)" },
        { content: "write", trigger: ".o_hub_search_keys button[data-hotkey=w]:contains(Write)" },
        { content: "a new company is the last", trigger: ".o_command:last:contains(New company “velos tést”)" },
        typeOn(BOX, "companies"),
        { content: "menus are found as well", trigger: ".o_command:contains(Business Support / Companies)" },
        typeOn(BOX, "velos tést"),
        { content: "again", trigger: ".o_command.focused .o_hub_found:contains(Vélos Test)" },
        pressOn(BOX, "Alt", "w"),
        { content: "a mail to it", trigger: ".modal .o_field_widget[name=partner_ids] :contains(Vélos Test)" },
        { content: "not now", trigger: ".modal .btn-close", run: "click" },
        pressOn("body:not(:has(.modal))", "Control", "k"),
        typeOn(BOX, "velos tést"),
        { content: "again", trigger: ".o_command.focused .o_hub_found:contains(Vélos Test)" },
        pressOn(BOX, "Alt", "l"),
        { content: "a conversation with it", trigger: `${field("partner_id")}:contains(Vélos Test)` },
        { content: "not now", trigger: ".modal .btn-close", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("hub_search_new_company", {
    steps: () => [
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "0100.000.268"),
        {
            content: "nothing is known, so that a new company is marked, with the number in its place",
            trigger: ".o_command.focused .o_hub_new_company:contains(0100.000.268):contains(Enterprise Number)",
        },
        pressOn(BOX, "Enter"),
        {
            content: "the number",
            trigger: ".o_form_view .o_field_widget[name=enterprise_number] input:value(0100.000.268)",
        },
        { content: "the country", trigger: ".o_form_view .o_field_widget[name=country_id] input:value(Belgium)" },
        {
            content: "name",
            trigger: ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
            run: "edit Nouvelle Firme",
        },
        pressOn("body", "Alt", "s"),
        { content: "it is saved", trigger: ".o_form_saved" },
        pressOn(".o_form_saved", "Alt", "Shift", "l"),
        typeOn(`${field("contact_id")} input:focus`, "Anna Nouvelle"),
        {
            content: "nothing is marked, and Enter would create nobody",
            trigger:
                ".o-autocomplete--dropdown-menu:not(:has(.ui-state-active)) .o_m2o_dropdown_option_create:contains(as person)",
        },
        pressOn(`${field("contact_id")} input:focus`, "ArrowDown"),
        pressOn(".o-autocomplete--dropdown-menu .ui-state-active:contains(“Anna Nouvelle” as person)", "Enter"),
        { content: "a person", trigger: `${field("contact_id")} input:value(Anna Nouvelle)` },
        { content: "note", trigger: `${field("note")} textarea`, run: "edit She asks for a first talk." },
        pressOn(`${field("note")} textarea`, "Control", "Enter"),
        { content: "the dialog is gone", trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});

registry.category("web_tour.tours").add("hub_search_phone", {
    steps: () => [
        { content: "the page", trigger: PAGE },
        { content: "the glass", trigger: ".o_hub_search_systray", run: "click" },
        typeOn(BOX, "velos tést"),
        {
            content: "what a finger hits",
            trigger: ".o_command.focused .o_hub_found_other[data-action=l]",
            run() {
                const [palette] = document.getElementsByClassName("o_command_palette");
                if (palette.scrollWidth > palette.clientWidth || document.body.scrollWidth > 390) {
                    throw new Error(`${palette.scrollWidth} pixels in ${palette.clientWidth}`);
                }
            },
        },
        { content: "log", trigger: ".o_command.focused .o_hub_found_other[data-action=l]", run: "click" },
        { content: "a conversation with it", trigger: `${field("partner_id")}:contains(Vélos Test)` },
        { content: "not now", trigger: ".modal .o_form_button_cancel", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("hub_search_plain", {
    steps: () => [
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "0475 12 34 56"),
        { content: "commands alone", trigger: ".o_command_palette_listbox_empty" },
    ],
});

registry.category("web_tour.tours").add("hub_create_last", {
    steps: () => [
        pressOn(PAGE, "Alt", "Shift", "l"),
        typeOn(`${field("partner_id")} input:focus`, "junk dor"),
        {
            content: "nothing is found, and nothing is marked",
            trigger: ".o-autocomplete--dropdown-menu:has(.o_m2o_no_result):not(:has(.ui-state-active))",
        },
        {
            content: "both kinds are offered",
            trigger: `${CREATE}:contains(“junk dor” as company) + ${CREATE}:contains(“junk dor” as person)`,
        },
        pressOn(`${field("partner_id")} input:focus`, "Enter"),
        pressOn(`${field("partner_id")} input:focus`, "Tab"),
        { content: "what nobody chose does not stay", trigger: `${field("partner_id")} input:not(:focus):value()` },
        { content: "another", trigger: `${field("partner_id")} input`, run: "edit velos" },
        {
            content: "what is found is marked, and creating is the last",
            trigger: `.o-autocomplete--dropdown-item:first:has(.ui-state-active):contains(Vélos) ~ ${CREATE}`,
        },
        { content: "a firm", trigger: `${field("partner_id")} input`, run: "edit Firme Créée" },
        { content: "as company", trigger: `${CREATE} a:contains(“Firme Créée” as company)`, run: "click" },
        { content: "it is there", trigger: `${field("partner_id")} input:value(Firme Créée)` },
        { content: "not now", trigger: ".modal .o_form_button_cancel", run: "click" },
        { content: "the dialog is gone", trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("hub_nothing_found", {
    steps: () => [
        { content: "search", trigger: ".o_searchview_input", run: "edit zzqxzz" },
        {
            content: "a company",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:contains(Company)",
            run: "click",
        },
        {
            content: "nothing found is not nothing there",
            trigger: ".o_hub_nothing_found:contains(Nothing found)",
        },
        { content: "no first company", trigger: "body:not(:contains(Add the first company))" },
        { content: "all of them", trigger: ".o_hub_see_all", run: "click" },
        { content: "are there", trigger: ".o_data_row" },
    ],
});

registry.category("web_tour.tours").add("hub_search_stale", {
    steps: () => [
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "slow question"),
        {
            content: "the question is on its way",
            trigger: ".o_command_palette_search .fa-spin",
            run: () => new Promise((resolve) => setTimeout(resolve, 500)),
        },
        typeOn(BOX, "velos tést"),
        { content: "the second answer", trigger: ".o_command.focused .o_hub_found:contains(Vélos Test)" },
        {
            content: "stays when the first one comes",
            trigger: ".o_command_palette",
            run: () => new Promise((resolve) => setTimeout(resolve, 3000)),
        },
        { content: "it is there", trigger: ".o_command.focused .o_hub_found:contains(Vélos Test)" },
        { content: "alone", trigger: ".o_command:last:contains(New company “velos tést”)" },
    ],
});

registry.category("web_tour.tours").add("hub_search_offline", {
    steps: () => [
        {
            content: "the connection is lost",
            trigger: PAGE,
            run() {
                patch(ORM.prototype, {
                    call(model) {
                        return model === "hub.search"
                            ? Promise.reject(new ConnectionLostError("/web"))
                            : super.call(...arguments);
                    },
                });
            },
        },
        pressOn(PAGE, "Control", "k"),
        typeOn(BOX, "companies"),
        { content: "menus are found", trigger: ".o_command:contains(Business Support / Companies)" },
        typeOn(BOX, "zzqxzz"),
        {
            content: "and it is said why no company is",
            trigger: ".o_command_palette_listbox_empty:contains(No connection)",
        },
    ],
});
