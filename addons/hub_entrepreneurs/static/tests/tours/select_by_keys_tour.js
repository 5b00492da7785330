import { registry } from "@web/core/registry";

const ROLE = ".o_field_widget[name=held_role_ids] .o_data_row";

// The person is made in tests/test_select_by_keys.py; he or she is the owner of two companies.
registry.category("web_tour.tours").add("hub_select_by_keys", {
    steps: () => [
        { content: "the companies", trigger: ".o_notebook a[name=hub_held_roles]", run: "click" },
        { content: "a row", trigger: `${ROLE}:eq(0) [name=role]`, run: "click" },
        {
            content: "typed and left at once",
            trigger: `${ROLE}:eq(0) [name=role] input:focus`,
            run: "edit shareh && press Tab",
        },
        { content: "Tab chose it", trigger: `${ROLE}:eq(0) [name=role] input:value(Shareholder)` },
        { content: "the other row", trigger: `${ROLE}:eq(1) [name=role]`, run: "click" },
        {
            content: "typed and entered at once",
            trigger: `${ROLE}:eq(1) [name=role] input:focus`,
            run: "edit advis && press Enter",
        },
        { content: "Enter chose it and stays", trigger: `${ROLE}:eq(1) [name=role] input:value(Adviser)` },
        { content: "the first row again", trigger: `${ROLE}:eq(0) [name=role]`, run: "click" },
        { content: "its menu", trigger: `${ROLE}:eq(0) [name=role] input`, run: "click" },
        { content: "opens", trigger: ".o_select_menu_item.focus:contains(Owner)", run: "press ArrowDown" },
        { content: "the next one is marked", trigger: ".o_select_menu_item.focus:contains(Founder)", run: "press Tab" },
        { content: "Tab chose it", trigger: `${ROLE}:eq(0) [name=role] input:value(Founder)` },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});
