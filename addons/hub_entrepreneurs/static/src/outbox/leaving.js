import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import "@web/webclient/user_menu/user_menu_items";

const items = registry.category("user_menuitems");
const logOut = items.get("log_out");

/** Who logs out is told what stays on this device; if nothing does, the device forgets who it was. */
items.add(
    "log_out",
    (env) => {
        const { dialog, hub_outbox: outbox } = env.services;
        const item = logOut(env);
        const callback = () => {
            const { length } = outbox.state.rows;
            if (!length) {
                outbox.forget();
                return item.callback();
            }
            dialog.add(ConfirmationDialog, {
                title: _t("Kept on This Device"),
                body: _t(
                    "Conversations not sent yet: %s. They stay on this device until you log in here again.",
                    length
                ),
                confirmLabel: _t("Log Out"),
                confirm: item.callback,
                cancelLabel: _t("Stay"),
                cancel: () => {},
            });
        };
        return { ...item, callback };
    },
    { force: true }
);
