import { Component, xml } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { omit } from "@web/core/utils/objects";
import { BadgeField, badgeField } from "@web/views/fields/badge/badge_field";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { SelectionField, selectionField } from "@web/views/fields/selection/selection_field";

/** A badge while it is read, a selection in a row that is edited, where core's badge can't be chosen. */
export class BadgeChoiceField extends Component {
    static components = { BadgeField, SelectionField };
    static template = xml`
        <BadgeField t-if="props.readonly" t-props="badgeProps"/>
        <SelectionField t-else="" t-props="selectionProps"/>
    `;
    static props = { ...standardFieldProps, badge: Object, selection: Object };

    get badgeProps() {
        return { ...omit(this.props, "badge", "selection"), ...this.props.badge };
    }

    get selectionProps() {
        return { ...omit(this.props, "badge", "selection"), ...this.props.selection };
    }
}

registry.category("fields").add("hub_badge_choice", {
    component: BadgeChoiceField,
    displayName: _t("Badge or Selection"),
    supportedTypes: ["selection"],
    isEmpty: selectionField.isEmpty,
    extractProps: (fieldInfo, dynamicInfo) => ({
        badge: badgeField.extractProps(fieldInfo, dynamicInfo),
        selection: selectionField.extractProps(fieldInfo, dynamicInfo),
    }),
});
