import { edit, press } from "@odoo/hoot-dom";
import { registry } from "@web/core/registry";

const channel = (row) => `.o_data_row:eq(${row}) [name=channel]`;
const typed = (row, text, key, after) => [
    { content: `row ${row}`, trigger: `${channel(row)}:not(:has(input))`, run: "click" },
    {
        content: `type ${text} and press ${key} at once`,
        trigger: `${channel(row)} input:focus`,
        async run() {
            await edit(text, { confirm: false });
            await press(key);
        },
    },
    { content: `it is ${after}`, trigger: `${channel(row)}:contains(${after}), ${channel(row)} input:value(${after})` },
];

registry.category("web_tour.tours").add("hub_typed_selection", {
    steps: () => [
        ...typed(0, "vid", "Tab", "Video Call"),
        ...typed(1, "visit", "Enter", "Visit to the Company"),
        // Enter has gone on to a new row.
        { content: "no third one", trigger: ".o_list_button_discard", run: "click" },
        { content: "both are saved", trigger: ".o_list_view:not(:has(.o_selected_row))" },
    ],
});
