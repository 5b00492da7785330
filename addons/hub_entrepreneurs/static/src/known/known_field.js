import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The contacts that may be the one that is being typed, each with a link and what they have in common. */
export class KnownContactsField extends Component {
    static template = "hub_entrepreneurs.KnownContactsField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get contacts() {
        return this.props.record.data[this.props.name] || [];
    }

    open(id) {
        const form = { type: "ir.actions.act_window", res_model: "res.partner", res_id: id, views: [[false, "form"]] };
        // In front of what was typed, which stays.
        return this.action.doAction({ ...form, target: "new" });
    }
}

registry.category("fields").add("hub_known_contacts", { component: KnownContactsField, supportedTypes: ["json"] });
