import { registry } from "@web/core/registry";

const tab = (name) => `.o_form_view .o_notebook .nav-link[name=${name}]`;
const cell = (name) => `.o_field_widget[name=people_ids] .o_selected_row [name=${name}]`;

registry.category("web_tour.tours").add("hub_company_tab", {
    steps: () => [
        { content: "the timeline is first", trigger: `${tab("hub_support")}.active` },
        { content: "the conversation is there", trigger: ".o_hub_timeline_conversation:contains(Wants a loan)" },
        { content: "only changes", trigger: ".btn-group button:contains(Changes)", run: "click" },
        { content: "it is hidden", trigger: "body:not(:has(.o_hub_timeline_conversation))" },
        { content: "open the people", trigger: tab("hub_people"), run: "click" },
        {
            content: "and come back",
            trigger: `${tab("hub_people")}.active`,
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        { content: "they are open again", trigger: `${tab("hub_people")}.active` },
    ],
});

registry.category("web_tour.tours").add("hub_company_people", {
    steps: () => [
        { content: "in sight: whom to ring up", trigger: ".o_hub_glance_person a[href='tel:+32 2 100 00 00']" },
        { content: "open the people", trigger: tab("hub_people"), run: "click" },
        {
            content: "a contact without a role",
            trigger: ".o_field_widget[name=people_ids] .o_data_row:contains(Test Contact)",
        },
        { content: "add", trigger: ".o_field_widget[name=people_ids] .o_field_x2many_list_row_add a", run: "click" },
        { content: "a new name", trigger: `${cell("person_id")} input`, run: "edit Test Newcomer" },
        {
            content: "create",
            trigger: ".o-autocomplete--dropdown-item:contains(Create)",
            run: "click",
        },
        {
            content: "the person is made, and has told its phone and email",
            trigger: "body:not(:has(.o-autocomplete--dropdown-menu))",
            run: () => new Promise((resolve) => setTimeout(resolve, 1000)),
        },
        { content: "phone", trigger: `${cell("phone")} input`, run: "edit +32 2 200 00 00" },
        { content: "email", trigger: `${cell("email")} input`, run: "edit new@example.com" },
        { content: "role", trigger: `.o_field_widget[name=people_ids] .o_selected_row [name=role]`, run: "click" },
        { content: "roles", trigger: `${cell("role")} :is(input, select)`, run: "click" },
        {
            content: "a manager",
            trigger: ".o_select_menu_item:contains(Manager), option:contains(Manager)",
            run: "click",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is there", trigger: ".o_form_saved .o_data_row:contains(Test Newcomer):contains(Manager)" },
    ],
});

const briefing = () => [
    { content: "open it", trigger: "button[name=action_open_briefing]", run: "click" },
    { content: "it can be printed", trigger: ".o_action button[title=Print]" },
    {
        content: "it fits: nothing is to be scrolled sideways",
        trigger: ":iframe .o_hub_briefing_screen h1:contains(Test Atelier)",
        run() {
            const page = document.querySelector("iframe").contentDocument.documentElement;
            if (page.scrollWidth > page.clientWidth) {
                throw new Error(`${page.scrollWidth} pixels in ${page.clientWidth}`);
            }
        },
    },
];

registry.category("web_tour.tours").add("hub_briefing", { steps: briefing });

registry.category("web_tour.tours").add("hub_briefing_phone", {
    steps: () => [
        { content: "further buttons", trigger: ".o_statusbar_buttons .dropdown-toggle", run: "click" },
        ...briefing(),
    ],
});
