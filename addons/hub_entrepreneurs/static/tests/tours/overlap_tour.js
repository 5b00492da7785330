import { registry } from "@web/core/registry";

const groupBy = (label) => [
    { content: "the menu", trigger: ".o_searchview_dropdown_toggler", run: "click" },
    { content: label, trigger: `.o_group_by_menu .o_menu_item:contains(${label})`, run: "click" },
    { content: "close it", trigger: ".o_searchview_dropdown_toggler", run: "click" },
];

registry.category("web_tour.tours").add("hub_overlap", {
    steps: () => [
        { content: "no groups", trigger: ".o_control_panel:not(:has(.o_hub_overlap))" },
        ...groupBy("Commune"),
        {
            content: "each in one",
            trigger: ".o_control_panel:not(:has(.o_hub_overlap)) .o_facet_value:contains(Commune)",
        },
        ...groupBy("Sector"),
        { content: "in several", trigger: ".o_control_panel .o_hub_overlap:contains('more than the total')" },
        { content: "take it away", trigger: ".o_searchview_facet .o_facet_remove", run: "click" },
        { content: "gone", trigger: ".o_control_panel:not(:has(.o_hub_overlap))" },
    ],
});
