import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hub_lead_results", {
    steps: () => [
        { content: "nothing is asked yet", trigger: ".o_form_view:not(:contains('Enter Market and Outcome'))" },
        {
            content: "won",
            trigger: ".o_statusbar_status button[data-value]:contains('Exporting')",
            run: "click",
        },
        { content: "what is asked", trigger: ".modal:contains('Where does the company sell now')" },
        { content: "filled in", trigger: ".modal [name=country_id] input:value(France)" },
        { content: "not now", trigger: ".modal button:contains(Later)", run: "click" },
        {
            content: "the page still asks",
            trigger: "body:not(:has(.modal)) button[name=action_ask_results]",
            run: "click",
        },
        { content: "save", trigger: ".modal button[name=action_save]", run: "click" },
        {
            content: "nothing more to ask",
            trigger: "body:not(:has(.modal)):not(:has(button[name=action_ask_results]))",
        },
    ],
});

registry.category("web_tour.tours").add("hub_lead_results_card", {
    steps: () => [
        {
            content: "drag it on",
            trigger: ".o_opportunity_kanban .o_kanban_group:eq(3) .o_kanban_record:contains('Test lead')",
            run: "drag_and_drop(.o_opportunity_kanban .o_kanban_group:eq(4))",
        },
        { content: "what is asked", trigger: ".modal:contains('Where does the company sell now')" },
        { content: "save", trigger: ".modal button[name=action_save]", run: "click" },
        {
            content: "done",
            trigger: "body:not(:has(.modal)) .o_kanban_group:eq(4) .o_kanban_record:contains('Test lead')",
        },
    ],
});
