import { useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";
import { DayMoveDialog } from "./day_dialogs";

const NOTE = ".modal .o_field_widget[name=note] textarea";

/**
 * What may be done with a row of Today. Each method takes the row as the server told it.
 *
 * @param {Function} refresh reads the page again
 */
export function useDayRows(refresh) {
    const services = ["orm", "action", "dialog", "notification", "hub_outbox"].map((name) => [name, useService(name)]);
    return new DayRows({ ...Object.fromEntries(services), refresh, state: useState({ isBusy: false }) });
}

/** Return an action under the name of what was pressed, where it opens a part of a list: nothing else says which part. */
function named(action, name) {
    return action.domain ? { ...action, name } : action;
}

class DayRows {
    constructor(values) {
        Object.assign(this, values);
    }

    /** Return the names of the methods that a row offers. */
    namesFor(line) {
        const { keys } = line;
        return [
            "open",
            line.log && "log",
            keys.includes("done") && "done",
            ...(keys.includes("move") ? ["move", "moveTo"] : []),
        ].filter(Boolean);
    }

    /** Carry out an action: its external id, or its values, of which ``xml_id`` names the action that they change. */
    async doAction(target, options = {}) {
        if (typeof target === "string" || !target.xml_id) {
            return this.action.doAction(target, options);
        }
        const { xml_id, res_id, ...changes } = target;
        const action = { ...(await this.action.loadAction(xml_id)), ...changes };
        action.display_name = changes.name || action.display_name;
        return this.action.doAction(
            action,
            res_id ? { ...options, viewType: "form", props: { resId: res_id } } : options
        );
    }

    openAll({ opens, title }) {
        return opens && this.doAction(named(opens, title));
    }

    /** Press a button of a card: what it opens knows the companies of the card. */
    press(button, card) {
        const companies = [...new Set(card.lines.map((line) => line.partner_id).filter(Boolean))];
        const context = { active_model: "res.partner", active_ids: companies, active_id: companies[0] };
        return this.doAction(button.action, { additionalContext: companies.length ? context : {} });
    }

    open(line) {
        if (line.action) {
            return this.doAction(named(line.action, line.title));
        }
        const [model, id] = line.opens || [line.model, line.id];
        if (!id) {
            return this.notification.add(line.text, { type: "info" });
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    /** Let one thing be done at a time: a second press while the first one is on its way does nothing. */
    async once(work) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await work();
        } finally {
            this.state.isBusy = false;
        }
    }

    /** Open a dialog, with the focus on what is still to be written; the page is read again when it closes. */
    async openDialog(action) {
        await this.doAction(action, { onClose: () => this.refresh() });
        document.querySelector(NOTE)?.focus();
    }

    log(line) {
        return this.once(async () => {
            try {
                await this.openDialog(await this.getLogAction(line));
            } catch (error) {
                if (!(error instanceof ConnectionLostError)) {
                    throw error;
                }
                const company = line.partner_id ? { partner_id: line.partner_id } : {};
                await this.hub_outbox.log(company, { whom: line.title, onClose: () => this.refresh() });
            }
        });
    }

    async getLogAction(line) {
        const [model, id] = Array.isArray(line.log) ? line.log : [];
        const action = model ? await this.orm.call(model, "action_log_interaction", [[id]]) : line.log;
        // One that is logged already has none; there may be more to say.
        return action || !line.partner_id
            ? action
            : this.orm.call("res.partner", "action_log_interaction", [[line.partner_id]]);
    }

    done(line) {
        return this.once(async () => {
            const result = await this.orm.call(line.model, "action_done", [[line.id]]);
            if (result?.type) {
                await this.openDialog(result);
            } else {
                this.notification.add(_t("Done: %s", line.title), { type: "success" });
            }
            await this.refresh();
        });
    }

    move(line, day = false) {
        return this.once(async () => {
            const { words, before } = await this.orm.call("hub.day", "move_activity", [line.id, day]);
            const undo = { name: _t("Undo"), onClick: () => this.moveBack(line, before) };
            this.closeNotice?.();
            this.closeNotice = this.notification.add(
                _t("%(name)s moved to %(day)s", { name: line.title, day: words }),
                {
                    type: "success",
                    buttons: [undo],
                }
            );
            await this.refresh();
        });
    }

    async moveBack(line, day) {
        this.closeNotice?.();
        await this.orm.call("hub.day", "move_activity", [line.id, day]);
        await this.refresh();
    }

    moveTo(line) {
        const { DateTime } = luxon;
        this.dialog.add(
            DayMoveDialog,
            {
                title: line.title,
                day: DateTime.now().setZone(session.hub_timezone).plus({ days: 7 }).toISODate(),
                onDay: (day) => this.move(line, day),
            },
            { onClose: () => this.refresh() }
        );
    }
}
