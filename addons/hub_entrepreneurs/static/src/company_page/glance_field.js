import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What to know of a company before anything else: the next step, the last contact, what lapses, whom to ring up. */
export class GlanceField extends Component {
    static template = "hub_entrepreneurs.GlanceField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get glance() {
        return this.props.record.data[this.props.name];
    }

    day(text) {
        return text ? formatDate(deserializeDate(text)) : "";
    }

    async open({ model, id }) {
        // What was typed is saved first, as with any button of the form.
        if (await this.props.record.save()) {
            await this.action.doAction({
                type: "ir.actions.act_window",
                res_model: model,
                res_id: id,
                views: [[false, "form"]],
                target: model === "mail.activity" ? "new" : "current",
            });
        }
    }
}

registry.category("fields").add("hub_glance", {
    component: GlanceField,
    displayName: _t("At a Glance"),
    supportedTypes: ["json"],
    isEmpty: () => false,
});
