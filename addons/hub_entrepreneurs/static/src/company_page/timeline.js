import { Component, useState } from "@odoo/owl";
import { deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useReadAnew } from "../read_anew";

const KINDS = {
    conversation: { icon: "fa-comments-o", label: _t("Conversations") },
    mail: { icon: "fa-envelope-o", label: _t("Emails") },
    note: { icon: "fa-sticky-note-o", label: _t("Notes") },
    change: { icon: "fa-exchange", label: _t("Changes") },
};

/** Conversations, emails, notes and changes of a company in one line of time, the last one first; read when it is shown. */
export class Timeline extends Component {
    static template = "hub_entrepreneurs.Timeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.kinds = KINDS;
        this.action = useService("action");
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ kind: false, entries: [], isComplete: false });
        useReadAnew(
            () => this.load(),
            () => {
                const { resId, data } = this.props.record;
                // As text: a day that was read anew is another object, and none is false.
                return [resId, data.interaction_count, String(data.last_interaction_date), data.transition_status];
            }
        );
    }

    get shown() {
        const { kind, entries } = this.state;
        return kind ? entries.filter((entry) => entry.kind === kind) : entries;
    }

    async load() {
        const entries = await this.keepLast.add(this.fetch());
        Object.assign(this.state, { entries, isComplete: !entries.length });
    }

    /** Add what is older than the last entry; of one moment some are known already. */
    async more() {
        const { entries } = this.state;
        const known = new Set(entries.map((entry) => entry.key));
        const older = await this.keepLast.add(this.fetch(entries.at(-1).date));
        const added = older.filter((entry) => !known.has(entry.key));
        Object.assign(this.state, { entries: [...entries, ...added], isComplete: !added.length });
    }

    async fetch(before = false) {
        const { resId } = this.props.record;
        return resId ? await this.orm.call("res.partner", "get_timeline", [[resId], before]) : [];
    }

    day({ date }) {
        return formatDate(deserializeDateTime(date));
    }

    toggle(kind) {
        this.state.kind = this.state.kind === kind ? false : kind;
    }

    async open({ id }) {
        if (await this.props.record.save()) {
            await this.action.doAction("hub_entrepreneurs.hub_interaction_action", {
                props: { resId: id },
                viewType: "form",
            });
        }
    }
}

registry.category("view_widgets").add("hub_timeline", {
    component: Timeline,
    fieldDependencies: [
        { name: "interaction_count", type: "integer" },
        { name: "last_interaction_date", type: "date" },
        { name: "transition_status", type: "selection" },
    ],
});
