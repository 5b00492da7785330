import { Component, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { useDropdownState } from "@web/core/dropdown/dropdown_hooks";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { describe, isOpen } from "./export_jobs_service";

/** The user's exports that are under way or wait to be downloaded; nothing where there are none. */
export class ExportSystray extends Component {
    static template = "hub_xlsx.ExportSystray";
    static components = { Dropdown };
    static props = {};

    setup() {
        this.jobs = useService("hub_xlsx.export_jobs");
        this.list = useState(this.jobs.list);
        this.dropdown = useDropdownState();
        this.describe = describe;
        this.isOpen = isOpen;
    }

    showAll() {
        this.dropdown.close();
        return this.jobs.showAll();
    }
}

registry.category("systray").add("hub_xlsx.exports", { Component: ExportSystray }, { sequence: 25 });
