import { Component, useEffect } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const EVERY = 3000;

/** How far an extract has come: the page reads it anew as long as it is under way. */
export class FollowExtract extends Component {
    static template = "hub_cbe.FollowExtract";
    static props = { ...standardWidgetProps };

    setup() {
        useEffect(
            () => {
                const timer = browser.setInterval(() => this.props.record.load(), EVERY);
                return () => browser.clearInterval(timer);
            },
            () => []
        );
    }

    get percent() {
        return this.props.record.data.progress;
    }
}

registry.category("view_widgets").add("hub_cbe_follow", { component: FollowExtract });
