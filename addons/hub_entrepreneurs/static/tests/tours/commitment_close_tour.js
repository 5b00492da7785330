import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("hub_commitment_close", {
    steps: () => [
        { content: "it is open", trigger: ".o_arrow_button_current:contains(Open)" },
        { content: "the reminder", trigger: ".o-mail-Activity .o-mail-Activity-markDone", run: "click" },
        { content: "done", trigger: ".o-mail-ActivityMarkAsDone button[aria-label='Done']", run: "click" },
        { content: "what is asked", trigger: ".modal:contains('What became of the commitment?')" },
        { content: "it is done", trigger: ".modal [name=state] input[data-value=done]:checked" },
        { content: "save", trigger: ".modal button[name=action_apply]", run: "click" },
        { content: "the page says so", trigger: "body:not(:has(.modal)) .o_arrow_button_current:contains(Done)" },
        { content: "no reminder", trigger: "body:not(:has(.o-mail-Activity))" },
    ],
});
