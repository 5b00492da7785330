import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** A button that copies the link which reopens a question. */
export class QuestionLink extends Component {
    static template = "hub_reporting.QuestionLink";
    static props = { ...standardWidgetProps };

    setup() {
        this.notification = useService("notification");
    }

    async copy() {
        const { resId, data } = this.props.record;
        await browser.navigator.clipboard.writeText(`${browser.location.origin}/odoo/hub-questions/${resId}`);
        const text = data.is_kept
            ? _t("The link is copied. It opens the question for everybody of the agency.")
            : _t("The link is copied. It opens the question for you; for colleagues, mark it as kept.");
        this.notification.add(text, { type: "success" });
    }
}

registry.category("view_widgets").add("hub_question_link", {
    component: QuestionLink,
    fieldDependencies: [{ name: "is_kept", type: "boolean" }],
});
