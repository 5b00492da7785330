import { Component, useState } from "@odoo/owl";
import { formatFloat } from "@web/core/utils/numbers";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useReadAnew } from "@hub_entrepreneurs/read_anew";

/**
 * How far the members of a campaign have come: each step with its number, which opens the members behind it, by sector
 * and commune, and beside the campaigns before.
 */
export class CampaignFunnel extends Component {
    static template = "hub_campaign.CampaignFunnel";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.state = useState({ funnel: null });
        useReadAnew(
            () => this.load(),
            () => {
                const { resId, data } = this.props.record;
                return [resId, data.targeted_count, data.responded_count, data.lead_count, data.won_count];
            }
        );
    }

    async load() {
        const { resId } = this.props.record;
        this.state.funnel = resId
            ? await this.keepLast.add(this.orm.call("utm.campaign", "get_funnel", [[resId]]))
            : null;
    }

    percent(value) {
        return formatFloat(value, { digits: [5, value && value < 10 ? 1 : 0] });
    }

    async openStep(step, group = false, groupId = false) {
        const { resId } = this.props.record;
        const args = [[resId], step, group, groupId];
        return this.action.doAction(await this.orm.call("utm.campaign", "action_open_step", args));
    }

    openCampaign(resId) {
        return this.action.doAction("hub_campaign.utm_campaign_action_sector", {
            viewType: "form",
            props: { resId },
        });
    }
}

registry.category("view_widgets").add("hub_campaign_funnel", {
    component: CampaignFunnel,
    fieldDependencies: [
        { name: "targeted_count", type: "integer" },
        { name: "responded_count", type: "integer" },
        { name: "lead_count", type: "integer" },
        { name: "won_count", type: "integer" },
    ],
});
