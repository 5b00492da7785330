import { registry } from "@web/core/registry";

const open = (model, words) => [
    { content: "the clock", trigger: ".o_menu_systray i.fa-clock-o", run: "click" },
    {
        content: words,
        trigger: `.o-mail-ActivityGroup[data-model_name='${model}'] span.btn-link:contains(${words})`,
        run: "click",
    },
];

registry.category("web_tour.tours").add("hub_activity_menu", {
    steps: () => [
        ...open("hub.commitment", "2 Late"),
        { content: "two commitments", trigger: ".o_list_view .o_data_row:contains(Promise 0)" },
        { content: "no more", trigger: ".o_list_view:has(.o_data_row:count(2)) .o_data_row:contains(Promise 1)" },
        ...open("res.partner", "2 Today"),
        { content: "two companies", trigger: ".o_view_controller:contains(Clock 2):contains(Clock 3)" },
        { content: "no more", trigger: ".o_view_controller:not(:contains(Clock 1)):not(:contains(Clock 4))" },
        ...open("hub.cluster", "1 Future"),
        { content: "one cluster", trigger: ".o_list_view:has(.o_data_row:count(1)) .o_data_row:contains(Clock 4)" },
    ],
});
