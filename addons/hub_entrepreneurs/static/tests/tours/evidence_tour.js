import { registry } from "@web/core/registry";

// See tests/test_tours_cluster.py for the records.
const tours = registry.category("web_tour.tours");
const openEvidence = {
    content: "what waits",
    trigger: ".o_data_row:contains('Tour Atelier') .o_data_cell[name=version_id]",
    run: "click",
};

tours.add("hub_evidence_author", {
    steps: () => [
        openEvidence,
        { content: "somebody else has to", trigger: ".o_form_view .alert:contains('A colleague verifies it')" },
        { content: "no button for the author", trigger: ".o_statusbar_buttons:not(:has(button[name=action_verify]))" },
        { content: "nothing is proven yet", trigger: "button[name=action_open_company]:contains(Unknown)" },
    ],
});

tours.add("hub_evidence_verifier", {
    steps: () => [
        openEvidence,
        { content: "asked to", trigger: ".o-mail-Activity:contains('Verify what a colleague entered')" },
        { content: "look at it", trigger: ".o_statusbar_buttons button[name=action_verify]", run: "click" },
        { content: "no document", trigger: ".modal .alert:contains('No document is attached')" },
        { content: "why", trigger: ".modal [name=reason] textarea", run: "edit Seen in the register" },
        { content: "vouch for it", trigger: ".modal footer button[name=action_verify]", run: "click" },
        { content: "verified", trigger: ".o_statusbar_status .o_arrow_button_current:contains(Verified)" },
        { content: "asked no longer", trigger: ".o-mail-Chatter:not(:has(.o-mail-Activity))" },
        { content: "open the company", trigger: "button[name=action_open_company]:contains(Exemplary)", run: "click" },
        { content: "the status moved", trigger: "[name=hub_status]:contains(Exemplary)" },
        { content: "its transition", trigger: ".o_notebook a[name=hub_transition]", run: "click" },
        { content: "the step", trigger: ".o_hub_timeline .o_kanban_record:contains(Unknown):contains(Exemplary)" },
    ],
});

tours.add("hub_evidence_document", {
    steps: () => [
        { content: "look at it", trigger: ".o_statusbar_buttons button[name=action_verify]", run: "click" },
        { content: "the picture is in sight", trigger: ".modal .o_hub_documents img[alt='certificate.gif']" },
        { content: "the other one", trigger: ".modal .o_hub_documents button:contains('letter.txt')", run: "click" },
        { content: "the letter is in sight", trigger: ".modal .o_hub_documents iframe[title='letter.txt']" },
        { content: "vouch for it", trigger: ".modal footer button[name=action_verify]", run: "click" },
        { content: "verified", trigger: ".o_statusbar_status .o_arrow_button_current:contains(Verified)" },
    ],
});
