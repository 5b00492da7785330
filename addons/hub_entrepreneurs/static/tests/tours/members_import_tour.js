import { registry } from "@web/core/registry";

/** Choose the workbook that tests/test_members_import.py left on the server, as if from the disk. */
async function chooseWorkbook() {
    const response = await fetch("/web/content/hub_entrepreneurs.test_members_workbook");
    const transfer = new DataTransfer();
    transfer.items.add(new File([await response.blob()], "members.xlsx"));
    this.anchor.files = transfer.files;
    this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
}

registry.category("web_tour.tours").add("hub_import_members", {
    steps: () => [
        { content: "clusters", trigger: ".o_menu_sections button:contains(Clusters)", run: "click" },
        { content: "import members", trigger: ".o-dropdown-item:contains(Import Members)", run: "click" },
        { content: "choose a workbook", trigger: ".modal input.o_input_file:not(:visible)", run: chooseWorkbook },
        { content: "it is uploaded", trigger: ".modal .o_field_widget[name=file] input:value(members.xlsx)" },
        { content: "check its lines", trigger: ".modal button[name=action_check]", run: "click" },
        { content: "how many are good", trigger: ".modal .o_field_widget[name=good_count]:contains(47)" },
        { content: "how many are wrong", trigger: ".modal .o_field_widget[name=wrong_count]:contains(3)" },
        { content: "and why", trigger: ".modal .o_data_row:contains(/is no date/)" },
        { content: "load the good ones", trigger: ".modal button[name=action_load]", run: "click" },
        { content: "the wrong ones come back", trigger: ".modal button[name=action_download_wrong]" },
        { content: "open the members", trigger: ".modal button[name=action_open_members]", run: "click" },
        { content: "all that were good", trigger: ".o_list_view .o_pager_limit:text(47)" },
    ],
});
