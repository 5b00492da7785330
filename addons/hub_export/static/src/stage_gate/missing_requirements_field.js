import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What a lead still needs for its next stage: a dot for each thing on a card, names with links on a form. */
export class MissingRequirementsField extends Component {
    static template = "hub_export.MissingRequirementsField";
    static props = { ...standardFieldProps, mode: { type: String, optional: true } };
    static defaultProps = { mode: "card" };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get items() {
        return this.props.record.data[this.props.name] || [];
    }

    get forStage() {
        return _t("For %s:", this.props.record.data.next_stage_id?.display_name);
    }

    get label() {
        return _t("Missing for the next stage");
    }

    async fillIn(item) {
        const { record } = this.props;
        // What is typed in the form is kept.
        if (!(await record.save())) {
            return;
        }
        const action = await this.orm.call("crm.lead", "action_fill_requirement", [[record.resId], item.id]);
        await this.action.doAction(action, { onClose: () => record.load() });
    }
}

registry.category("fields").add("hub_missing_requirements", {
    component: MissingRequirementsField,
    displayName: _t("Missing Requirements"),
    supportedTypes: ["json"],
    // A card does without the name of the stage, which would be one more query for all of them.
    fieldDependencies: ({ options }) =>
        options.mode === "banner" ? [{ name: "next_stage_id", type: "many2one", relation: "crm.stage" }] : [],
    extractProps: ({ options }) => ({ mode: options.mode }),
});
