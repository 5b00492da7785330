import { Component, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useReadAnew } from "../read_anew";

/**
 * Members on any day, and who joined and left in any year. Looking at another day changes nothing of the record,
 * so that whoever may only read the cluster can do it as well.
 */
export class ClusterOverview extends Component {
    static template = "hub_entrepreneurs.ClusterOverview";
    static components = { DateTimeInput };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.state = useState({ day: false, year: false, overview: null });
        useReadAnew(
            () => this.load(),
            () => {
                const { resId, data } = this.props.record;
                return [resId, data.member_count, data.joined_count, data.left_count];
            }
        );
    }

    get day() {
        return deserializeDate(this.state.overview.day);
    }

    async load() {
        const { resId } = this.props.record;
        this.state.overview = await this.keepLast.add(
            this.orm.call("hub.cluster", "get_overview", [[resId], this.state.day, this.state.year])
        );
    }

    onDay(day) {
        this.state.day = day ? serializeDate(day) : false;
        return this.load();
    }

    onYear(ev) {
        this.state.year = Number(ev.target.value);
        return this.load();
    }

    share(bar, bars) {
        return (100 * bar.count) / Math.max(...bars.map(({ count }) => count));
    }

    note(row, part) {
        const parts = [row.commune, row.kind, part === "left" && row.reason];
        return parts.filter(Boolean).join(" · ");
    }

    async openPart(part, group = false, groupId = false) {
        const { day, year } = this.state.overview;
        const when = part === "members" ? day : year;
        const { resId } = this.props.record;
        const args = [[resId], part, when, group, groupId];
        return this.action.doAction(await this.orm.call("hub.cluster", "action_open_overview", args));
    }

    openMembership(resId) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hub.cluster.membership",
            res_id: resId,
            views: [[false, "form"]],
        });
    }
}

registry.category("view_widgets").add("hub_cluster_overview", {
    component: ClusterOverview,
    fieldDependencies: [
        { name: "member_count", type: "integer" },
        { name: "joined_count", type: "integer" },
        { name: "left_count", type: "integer" },
    ],
});
