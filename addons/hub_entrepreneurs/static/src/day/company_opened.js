import { Component, useEffect, xml } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** Notes that the page of a company was opened, for the list of those that were opened last. Nothing waits for it. */
export class CompanyOpened extends Component {
    static template = xml`<t/>`;
    static props = { ...standardWidgetProps };

    setup() {
        const orm = useService("orm");
        useEffect(
            (resId, isCompany) => {
                if (resId && isCompany) {
                    orm.silent.call("hub.opened.company", "note_opened", [resId]).catch(() => {});
                }
            },
            () => [this.props.record.resId, this.props.record.data.is_company]
        );
    }
}

registry.category("view_widgets").add("hub_company_opened", {
    component: CompanyOpened,
    fieldDependencies: [{ name: "is_company", type: "boolean" }],
});
