import { Component } from "@odoo/owl";
import { useCommand } from "@web/core/commands/command_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";

/** Logs a conversation from anywhere. On a page with a button of its own for that, the hotkey is the button's. */
export class LogSystray extends Component {
    static template = "hub_entrepreneurs.LogSystray";
    static props = {};

    setup() {
        this.outbox = useService("hub_outbox");
        this.ui = useService("ui");
        useCommand(_t("Log Conversation"), () => this.log(), {
            category: "activity",
            hotkey: "alt+shift+l",
            global: true,
            hotkeyOptions: { bypassEditableProtection: true },
            isAvailable: () => !this.ui.activeElement.querySelector("[data-hotkey='shift+l'], .o_hub_log"),
        });
    }

    log() {
        return this.outbox.log();
    }
}

registry.category("actions").add("hub_log_conversation", (env) => env.services.hub_outbox.log());

// Whoever logs nothing gets no button.
if (session.hub_may_log) {
    registry.category("systray").add("hub_entrepreneurs.log", { Component: LogSystray }, { sequence: 30 });
}
