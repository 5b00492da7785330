import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { normalize } from "@web/core/l10n/utils";
import { ConnectionLostError } from "@web/core/network/rpc";
import { ORM } from "@web/core/orm_service";
import { session } from "@web/session";
import { CHOSEN_LATER, makeKey } from "./outbox_store";

const { DateTime } = luxon;
// Who waits longer than that has no connection, whatever the device says.
const PATIENCE = 10000;
const MOST_FOUND = 7;
const DEFAULT = "default_";
const MODELS = { partner_id: "res.partner", programme_id: "hub.programme", service_id: "hub.service" };

/** Asks the server, and answers a form of a new conversation from what the device knows where there is no connection. */
export class OfflineORM extends ORM {
    /** @param {Object} outbox what the device knows (see `outbox_service.js`) */
    constructor(outbox) {
        super();
        this.outbox = outbox;
    }

    async call(model, method, args = [], kwargs = {}) {
        const { state } = this.outbox;
        try {
            const isUnknown = args.some((values) => values?.partner_id === CHOSEN_LATER);
            const answer = await (isUnknown
                ? Promise.reject(new ConnectionLostError())
                : this.ask(model, method, args, kwargs));
            state.isOffline = false;
            return answer;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            state.isOffline = true;
            switch (method) {
                case "onchange":
                    return { value: this.fillIn(...args, kwargs.context) };
                case "name_create":
                    return [CHOSEN_LATER, ...args];
                case "name_search":
                    return this.find(model, kwargs.name);
                case "web_name_search":
                    return this.find(model, kwargs.name).map(([id, name]) => this.suggest(id, name));
            }
            throw error;
        }
    }

    ask(model, method, args, kwargs) {
        let timer;
        const lost = new Promise((_resolve, reject) => {
            timer = setTimeout(() => reject(new ConnectionLostError()), PATIENCE);
        });
        return Promise.race([super.call(model, method, args, kwargs), lost]).finally(() => clearTimeout(timer));
    }

    /** @returns {[number, string][]} what the device knows by that name; last, the typed name of a company itself */
    find(model, text = "") {
        const typed = normalize(text);
        const known = (this.outbox.names[model] || []).filter(([, name]) => normalize(name).includes(typed));
        const unknown = model === "res.partner" && text ? [[CHOSEN_LATER, text]] : [];
        return [...known.slice(0, MOST_FOUND), ...unknown];
    }

    suggest(id, name) {
        const isUnknown = id === CHOSEN_LATER;
        return {
            id,
            display_name: name,
            __formatted_display_name: isUnknown ? _t("%s (choose the company later)", name) : name,
        };
    }

    /** What a new record is filled in with; what follows from other values follows when it is saved. */
    fillIn(ids, _changes, fieldNames, specification, context) {
        if (ids.length || fieldNames.length) {
            return {};
        }
        const filled = {
            ...this.outbox.defaults,
            date: serializeDateTime(DateTime.now().setZone(session.hub_timezone)),
            form_key: makeKey(),
        };
        for (const [key, value] of Object.entries(context)) {
            if (key.startsWith(DEFAULT)) {
                filled[key.slice(DEFAULT.length)] = value;
            }
        }
        return Object.fromEntries(
            Object.keys(specification).map((name) => [name, this.asRead(name, filled[name] ?? false)])
        );
    }

    asRead(name, value) {
        if (typeof value !== "number" || !(name in MODELS)) {
            return name.endsWith("_id") && typeof value === "number" ? false : value;
        }
        const known = (this.outbox.names[MODELS[name]] || []).find(([id]) => id === value);
        return known ? { id: value, display_name: known[1] } : false;
    }
}
