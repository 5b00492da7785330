import { Component, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dialog } from "@web/core/dialog/dialog";
import { toLocaleDateTimeString } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;

/** What waits on this device: each conversation is sent again, changed or discarded. */
export class OutboxDialog extends Component {
    static template = "hub_entrepreneurs.OutboxDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.dialog = useService("dialog");
        this.outbox = useService("hub_outbox");
        this.state = useState(this.outbox.state);
    }

    keptOn(row) {
        return toLocaleDateTimeString(DateTime.fromMillis(row.keptOn));
    }

    async edit(row) {
        this.props.close();
        await this.outbox.edit(row);
    }

    discard({ key, whom }) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Delete a Kept Conversation"),
            body: _t("The conversation with %s is on this device alone, and will be lost.", whom),
            confirmLabel: _t("Delete"),
            confirm: () => this.outbox.discard(key),
            cancelLabel: _t("Keep"),
            cancel: () => {},
        });
    }
}

/** Says in the menu bar that conversations wait on this device, as long as there are any. */
export class OutboxSystray extends Component {
    static template = "hub_entrepreneurs.OutboxSystray";
    static props = {};

    setup() {
        this.dialog = useService("dialog");
        this.state = useState(useService("hub_outbox").state);
    }

    get hasProblem() {
        return this.state.rows.some(({ problem }) => problem);
    }

    open() {
        this.dialog.add(OutboxDialog);
    }
}

registry.category("systray").add("hub_entrepreneurs.outbox", { Component: OutboxSystray }, { sequence: 31 });
