import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const ICONS = {
    closing: "fa-star",
    activity: "fa-clock-o",
    meeting: "fa-users",
    mandate_start: "fa-flag",
    mandate_end: "fa-flag-o",
    office_start: "fa-building",
    office_end: "fa-building-o",
};

/** What is coming up, day by day; each line opens what it is about. */
export class UpcomingField extends Component {
    static template = "hub_export.UpcomingField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get events() {
        return this.props.record.data[this.props.name] || [];
    }

    icon({ kind }) {
        return ICONS[kind];
    }

    open({ model, id }) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("hub_upcoming", { component: UpcomingField, supportedTypes: ["json"] });
