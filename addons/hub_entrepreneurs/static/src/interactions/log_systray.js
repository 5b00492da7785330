import { Component } from "@odoo/owl";
import { useCommand } from "@web/core/commands/command_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

/** Logs a conversation from anywhere. On a page with a button of its own for that, the hotkey is the button's. */
export class LogSystray extends Component {
    static template = "hub_entrepreneurs.LogSystray";
    static props = {};

    setup() {
        this.action = useService("action");
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
        return this.action.doAction("hub_entrepreneurs.hub_interaction_action_log");
    }
}

registry.category("services").add("hub_log_systray", {
    start() {
        // Whoever logs nothing gets no button; nothing waits for the answer.
        user.hasGroup("hub_entrepreneurs.group_hub_account_manager").then((mayLog) => {
            if (mayLog) {
                registry.category("systray").add("hub_entrepreneurs.log", { Component: LogSystray }, { sequence: 30 });
            }
        });
    },
});
