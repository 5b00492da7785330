import { registry } from "@web/core/registry";
import { BadgeField, badgeField } from "@web/views/fields/badge/badge_field";

/** The transition status of a company, in the colour that it has on every screen. */
export class TransitionStatusField extends BadgeField {
    get badgeClass() {
        return `o_hub_status_${this.props.record.data[this.props.name]}`;
    }
}

registry.category("fields").add("hub_transition_status", {
    ...badgeField,
    component: TransitionStatusField,
    supportedTypes: ["selection"],
});
