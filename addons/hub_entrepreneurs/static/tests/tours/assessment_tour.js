import { registry } from "@web/core/registry";

// What is typed and looked for is made in tests/test_assessment_tour.py.
const COMPANY = "Tour Atelier";
const tours = registry.category("web_tour.tours");

/** A digit, typed in a question that has the focus, which then goes to the next one. */
const type = (rank, digit) => ({
    content: `answer question ${rank} with ${digit}`,
    trigger: `[data-question]:eq(${rank - 1}) input:focus`,
    run: `press ${digit}`,
});

const answered = (count) => ({ content: `${count} are answered`, trigger: `.o_hub_answered:text(${count} of 32)` });

tours.add("hub_assess_and_plan", {
    steps: () => [
        { content: "the company", trigger: `.o_form_view [name=hub_status] .badge:contains(Unknown)` },
        { content: "its transition", trigger: ".o_notebook a[name=hub_transition]", run: "click" },
        { content: "a new assessment", trigger: "button[name=action_new_assessment]", run: "click" },
        { content: "of this company", trigger: `.o_field_widget[name=partner_id] input:value(${COMPANY})` },
        answered(0),
        { content: "the first question has the focus", trigger: "[data-question]:eq(0) input:focus" },
        { content: "one click answers", trigger: "[data-question]:eq(0) label:eq(1)", run: "click" },
        answered(1),
        { content: "and saves", trigger: ".o_statusbar_status .o_arrow_button_current:contains(Draft)" },
        { content: "to the next one", trigger: ".o_hub_answer_progress button", run: "click" },
        ...Array.from({ length: 30 }, (_, rank) => type(rank + 2, rank < 3 ? 1 : 4)),
        {
            content: "on an AZERTY keyboard a digit is typed without Shift as well, and with it a sign is none",
            trigger: "[data-question]:eq(31) input:focus",
            run({ anchor }) {
                const typed = { bubbles: true, code: "Digit4" };
                anchor.dispatchEvent(new KeyboardEvent("keydown", { ...typed, key: "$", shiftKey: true }));
                anchor.dispatchEvent(new KeyboardEvent("keydown", { ...typed, key: "'" }));
            },
        },
        answered(32),
        {
            content: "the last answer is taken back",
            trigger: "[data-question]:eq(31) input:focus",
            run: "press Delete",
        },
        answered(31),
        { content: "too early", trigger: "button[name=action_done]", run: "click" },
        { content: "what is missing", trigger: ".modal:contains('1 of 32 questions')" },
        { content: "I see", trigger: ".modal .modal-footer button", run: "click" },
        { content: "nothing is lost", trigger: "body:not(:has(.modal)) .o_hub_answered:text(31 of 32)" },
        { content: "answer it", trigger: "[data-question]:eq(31) label:eq(4)", run: "click" },
        answered(32),
        { content: "done", trigger: "button[name=action_done]", run: "click" },
        {
            content: "the band is seen without scrolling up",
            trigger: "[name=band_id] .badge:contains(Well Advanced)",
            run({ anchor }) {
                const { top, bottom } = anchor.getBoundingClientRect();
                if (top < 0 || bottom > window.innerHeight) {
                    throw new Error(`The band is at ${top} of ${window.innerHeight} pixels`);
                }
            },
        },
        {
            content: "the radar is drawn",
            trigger: ".o_hub_radar canvas[aria-label*='Energy and Climate 20.0']",
            run({ anchor }) {
                const { data } = anchor.getContext("2d").getImageData(0, 0, anchor.width, anchor.height);
                if (!data.some(Boolean)) {
                    throw new Error("The canvas of the radar is empty");
                }
            },
        },
        { content: "and told", trigger: ".o_hub_radar table tbody tr:eq(0):contains(20.0)" },
        {
            content: "the weak spot and what fits it",
            trigger: "[name=dimension_score_ids] .o_data_row.text-danger:contains('Energy Scan')",
        },
        { content: "the company moved", trigger: "button[name=action_open_company]:contains(Diagnosed)" },
        { content: "make the plan", trigger: "button[name=action_make_plan]", run: "click" },
        { content: "one step is proposed", trigger: ".modal .o_data_row:contains('Improve Energy and Climate')" },
        { content: "nobody agreed yet", trigger: ".modal .o_data_row:not(:has(input:checked))" },
        { content: "tick it", trigger: ".modal .o_data_row [name=is_agreed]", run: "click" },
        { content: "agreed", trigger: ".modal .o_data_row [name=is_agreed] input:checked" },
        { content: "add", trigger: ".modal button[name=action_agree]", run: "click" },
        {
            content: "one step",
            trigger:
                "body:not(:has(.modal)) .o_list_view:has(.o_data_row:count(1)) .o_data_row:contains('Improve Energy and Climate')",
        },
        { content: "back to the assessment", trigger: ".breadcrumb .o_back_button", run: "click" },
        { content: "the company", trigger: "button[name=action_open_company]:contains(Committed)", run: "click" },
        { content: "its status", trigger: "[name=hub_status] .badge:contains(Committed)" },
        { content: "its transition again", trigger: ".o_notebook a[name=hub_transition]", run: "click" },
        { content: "the picture is there", trigger: ".o_field_widget[name=last_assessment_radar] canvas" },
        { content: "and the plan", trigger: "[name=commitment_ids] .o_data_row:contains('Improve Energy')" },
    ],
});
