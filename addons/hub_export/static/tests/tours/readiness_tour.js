import { registry } from "@web/core/registry";

// What is typed and looked for is made in tests/test_readiness_tour.py.
const COMPANY = "Tour Joiner";
const LEAD = "Tour to Lille";
const tours = registry.category("web_tour.tours");

/** A digit, typed in a question that has the focus, which then goes to the next one. */
const type = (rank, digit) => ({
    content: `answer question ${rank} with ${digit}`,
    trigger: `[data-question]:eq(${rank - 1}) input:focus`,
    run: `press ${digit}`,
});

const drawn = (anchor) => {
    const { data } = anchor.getContext("2d").getImageData(0, 0, anchor.width, anchor.height);
    if (!data.some(Boolean)) {
        throw new Error("The canvas of the radar is empty");
    }
};

tours.add("hub_assess_readiness", {
    steps: () => [
        { content: "the company's export", trigger: ".o_notebook a[name=hub_export]", run: "click" },
        { content: "no assessment yet", trigger: "[name=hub_glance]:contains('Not assessed yet')" },
        { content: "its lead", trigger: `[name=open_lead_ids] .o_data_row:contains("${LEAD}")` },
        { content: "assess it", trigger: "button[name=action_new_export_assessment]", run: "click" },
        { content: "the company", trigger: `.o_field_widget[name=partner_id] input:value(${COMPANY})` },
        { content: "the framework", trigger: ".o_field_widget[name=framework_id] input:value(Export Readiness Check)" },
        { content: "forty questions, and five for makers", trigger: ".o_hub_answered:text(0 of 45)" },
        { content: "makers'", trigger: "h3:contains('Makers'), .o_hub_answer_sheet:contains('Makers')" },
        { content: "nobody answers for export", trigger: "[data-question]:eq(0) label:eq(1)", run: "click" },
        { content: "saved", trigger: ".o_hub_answered:text(1 of 45)" },
        { content: "to the next one", trigger: ".o_hub_answer_progress button", run: "click" },
        ...Array.from({ length: 44 }, (_, rank) => type(rank + 2, 4)),
        { content: "all answered", trigger: ".o_hub_answered:text(45 of 45)" },
        { content: "done", trigger: "button[name=action_done]", run: "click" },
        { content: "the band is capped", trigger: "[name=result] [name=band_id] .badge:contains(In Preparation)" },
        { content: "and why", trigger: ".alert:contains('Who answers for export?')" },
        { content: "seven dimensions", trigger: "[name=result] .o_hub_radar table tbody tr:eq(6):contains(80.0)" },
        {
            content: "to the company, which says the same",
            trigger: "button[name=action_open_company]:contains(In Preparation)",
            run: "click",
        },
        { content: "at a glance", trigger: "[name=hub_status] [name=hub_readiness] .badge:contains(In Preparation)" },
        { content: "its export again", trigger: ".o_notebook a[name=hub_export]", run: "click" },
        { content: "why", trigger: ".o_notebook .alert:contains('Who answers for export?')" },
        {
            content: "the picture",
            trigger: ".o_field_widget[name=export_readiness_radar] canvas",
            run: ({ anchor }) => drawn(anchor),
        },
        {
            content: "open the lead",
            trigger: `[name=open_lead_ids] .o_data_row:contains("${LEAD}") button[name=get_formview_action]`,
            run: "click",
        },
        {
            content: "its readiness leads to the assessment",
            trigger: "button[name=action_open_readiness]:contains(In Preparation)",
            run: "click",
        },
        { content: "there", trigger: "[name=result] [name=band_id] .badge:contains(In Preparation)" },
    ],
});
