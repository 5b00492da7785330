import { registry } from "@web/core/registry";

// What is looked for is made in tests/test_mine.py.
const OWN = ":has(.o_data_row:contains(Mine Tour Own))";
const OTHERS = ":has(.o_data_row:contains(Mine Tour Others))";
const facet = (text) => `.o_searchview_facet:contains(${text})`;
const search = (text) => [
    { content: `type ${text}`, trigger: ".o_searchview_input", run: `edit ${text}` },
    {
        content: "look for it in names",
        trigger: `.o_searchview_autocomplete .o-dropdown-item:contains(Company)`,
        run: "click",
    },
    { content: "it was looked for", trigger: facet(text) },
];

registry.category("web_tour.tours").add("hub_mine_opens", {
    steps: () => [
        { content: "a manager's list opens with mine", trigger: facet("My Companies") },
        ...search("Mine Tour"),
        { content: "only the own one is there", trigger: `.o_list_renderer${OWN}:not(${OTHERS})` },
        { content: "all", trigger: `${facet("My Companies")} .o_facet_remove`, run: "click" },
        { content: "both are there", trigger: `.o_list_renderer${OWN}${OTHERS}` },
    ],
});

registry.category("web_tour.tours").add("hub_mine_remembers", {
    steps: () => [
        { content: "it opens as it was left", trigger: `.o_list_view:not(:has(${facet("My Companies")})) .o_data_row` },
        ...search("Mine Tour"),
        { content: "both are there", trigger: `.o_list_renderer${OWN}${OTHERS}` },
    ],
});
