import { markRaw, reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { deepCopy } from "@web/core/utils/objects";
import { session } from "@web/session";
import { removeOldDrafts } from "../drafts/draft_store";
import { CHOSEN_LATER, getRows, putRow, removeOldRows, removeRow, setOwner, watchRows } from "./outbox_store";

const ACTION = "hub_entrepreneurs.hub_interaction_action_log";
const SESSION_EXPIRED = "odoo.http.SessionExpiredException";
// Of core's service worker (test_core_webmanifest).
const WORKER_CACHE = "odoo-sw-cache";
const OFFLINE_PAGE = "/odoo/offline";
const LOCK = "hub-outbox";
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 60000;
// A connection that hangs answers never: what is sent for longer is sent again, and counts once.
const LONGEST_SENDING = 180000;
// What may happen to a kept conversation that is sent, besides that the server refuses it with a sentence.
const TAKEN = "";
const WAITS = null;

/**
 * Keeps conversations on the device while there is no connection, and sends them once there is one again.
 *
 * What waits is in `state.rows` (see `outbox_store.js`), of this user alone.
 */
export class Outbox {
    constructor(env, services) {
        Object.assign(this, { env }, services);
        this.owner = `${session.db}/${user.userId}`;
        this.state = reactive({ isOffline: false, rows: [] });
        // What is known without a connection: `[[id, name], …]` by model, and what is filled into a new conversation.
        this.names = {};
        this.defaults = {};
        this.wait = FIRST_WAIT;
        this.longestSending = LONGEST_SENDING;
    }

    async start() {
        removeOldDrafts();
        // Whoever logs nothing leaves nothing behind under the name of who was here before.
        setOwner(session.hub_may_log ? this.owner : "");
        if (!session.hub_may_log) {
            return;
        }
        watchRows(() => this.load());
        browser.addEventListener("online", () => {
            this.wait = FIRST_WAIT;
            this.send();
        });
        // What the own user has kept is sent, however old it is, or stays in sight: the clock of the device may be wrong.
        const sent = this.send()
            .then(() => removeOldRows(this.owner))
            .catch((error) => console.warn("This browser keeps nothing on the device", error));
        await Promise.all([this.prepare(), keepOfflinePage(), sent]);
    }

    /** Fetch what the dialog needs without a connection. */
    async prepare() {
        const known = (device) => Object.assign(this, device);
        try {
            const cache = { type: "disk", update: "always", callback: known };
            known(await this.orm.silent.cache(cache).call("hub.interaction", "get_for_device"));
            await this.loadDialog();
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
        }
    }

    /** Fetch the dialog once: what core has cached of it, core forgets at times. */
    loadDialog() {
        this.dialog ??= (async () => {
            const action = await this.action.loadAction(ACTION);
            const { fields, relatedModels, views } = await this.view.loadViews(
                {
                    context: user.context,
                    resModel: action.res_model,
                    views: action.views.filter(([, type]) => type === "form"),
                },
                { actionId: action.id }
            );
            return { action, view: { arch: views.form.arch, fields, relatedModels } };
        })().catch((error) => {
            this.dialog = undefined;
            throw error;
        });
        return this.dialog;
    }

    /**
     * Open the dialog that logs a conversation, with or without a connection; afterwards the page shows it.
     *
     * @param {Object} [defaults] what it is filled in with, by field
     * @param {Object} [options]
     * @param {string} [options.whom] the name of the company or starter, if its id is among the defaults
     * @param {string} [options.title] what stands in the title besides
     * @param {() => void} [options.onClose] instead of showing the page anew
     */
    async log(defaults = {}, { whom, title, onClose } = {}) {
        const { action, view } = await this.loadDialog();
        if (whom && defaults.partner_id) {
            this.names = {
                ...this.names,
                "res.partner": [[defaults.partner_id, whom], ...(this.names["res.partner"] || [])],
            };
        }
        // An action is filled in, and fields are marked, by whoever opens them.
        const { fields, relatedModels, ...arch } = deepCopy(view);
        return this.open(
            deepCopy({
                ...action,
                name: title ? _t("%(label)s: %(text)s", { label: action.name, text: title }) : action.name,
            }),
            {
                additionalContext: Object.fromEntries(
                    Object.entries(defaults).map(([name, value]) => [`default_${name}`, value])
                ),
                onClose,
                props: { ...arch, fields: markRaw(fields), relatedModels: markRaw(relatedModels) },
            }
        );
    }

    /**
     * Open an action that is the dialog; when something was logged, the page behind it shows it.
     *
     * @param {Object} action
     * @param {Object} [options] those of `doAction`
     */
    open(action, { onClose, props, ...options } = {}) {
        let isLogged = false;
        const onSave = (record, params) => {
            isLogged = Boolean(record.resId);
            if (params?.closable) {
                this.action.doAction({ type: "ir.actions.act_window_close" });
            }
        };
        // The dialog closes first: the page behind it can't be shown anew before.
        const showAnew = () => isLogged && browser.setTimeout(() => this.action.doAction("soft_reload"));
        return this.action.doAction(action, { ...options, onClose: onClose || showAnew, props: { ...props, onSave } });
    }

    /** Open what was kept in the dialog again. It stays kept, and is not sent meanwhile. */
    async edit(row) {
        await this.change({ ...row, problem: row.problem || _t("It was opened to be changed.") });
        const { partner_id: partnerId, ...values } = row.values;
        const known = (await this.isThere(partnerId)) ? { partner_id: partnerId } : {};
        await this.log({ ...values, ...known }, { title: row.whom, whom: row.whom });
    }

    /** Whether a company can still be talked about: it may have been merged or deleted, or never been looked up. */
    async isThere(partnerId) {
        try {
            const domain = [
                ["id", "=", partnerId],
                ["active", "in", [true, false]],
            ];
            return Boolean(await this.orm.silent.searchCount("res.partner", domain));
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return partnerId !== CHOSEN_LATER;
            }
            throw error;
        }
    }

    async load() {
        // As they are: what is reactive can't be put back on the disk.
        this.state.rows = (await getRows(this.owner)).map((row) => markRaw(row));
    }

    async change(row) {
        await putRow(row);
        await this.load();
    }

    async discard(key) {
        await removeRow(key);
        await this.load();
    }

    /**
     * Keep a conversation on this device.
     *
     * @param {Object} values of a new record, its key among them
     * @param {string} whom the name of the company or starter
     * @returns {Promise<boolean>} whether there was room for it
     */
    async keep(values, whom) {
        const row = { key: values.form_key, owner: this.owner, values, whom, keptOn: Date.now(), problem: "" };
        try {
            await this.change(row);
        } catch {
            this.notification.add(_t("This device has no room for it. Stay here until the connection is back."), {
                type: "danger",
            });
            return false;
        }
        this.notification.add(_t("Kept on this device. It is sent once the connection is back."), { type: "success" });
        this.sendLater();
        return true;
    }

    /** Nothing is left on this device of whom has logged out. */
    forget() {
        setOwner("");
    }

    async retry(row) {
        await this.change({ ...row, problem: "" });
        await this.send();
    }

    /** Send what waits, each once. What the server refuses waits for somebody to look at it. */
    async send() {
        await inOneTab(async () => {
            const results = [];
            for (const row of (await getRows(this.owner)).filter(({ problem }) => !problem)) {
                const result = await this.sendOne(row);
                if (result === WAITS) {
                    this.sendLater();
                    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
                    break;
                }
                await (result === TAKEN ? removeRow(row.key) : putRow({ ...row, problem: result }));
                results.push(result);
            }
            this.tell(results);
        });
        await this.load();
    }

    /** @returns {Promise<string | null>} `TAKEN`, `WAITS`, or why it was refused */
    async sendOne({ values }) {
        if (values.partner_id === CHOSEN_LATER) {
            return _t("Choose the company: it could not be looked up without a connection.");
        }
        try {
            const answer = this.orm.silent.call("hub.interaction", "log_kept", [user.userId, values]);
            const id = await orLost(answer, this.longestSending);
            this.wait = FIRST_WAIT;
            return id ? TAKEN : this.waitForLogIn();
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return WAITS;
            }
            return error.exceptionName === SESSION_EXPIRED ? this.waitForLogIn() : error.data?.message || error.message;
        }
    }

    waitForLogIn() {
        if (!this.isLoggedOut) {
            this.isLoggedOut = true;
            const message = _t("Conversations wait on this device. Log in again as %s to send them.", user.name);
            this.notification.add(message, { type: "warning", sticky: true });
        }
        return WAITS;
    }

    sendLater() {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.send(), this.wait);
    }

    tell(results) {
        const taken = results.filter((result) => result === TAKEN).length;
        if (taken) {
            this.notification.add(_t("Conversations sent from this device: %s", taken), { type: "success" });
        }
        if (taken < results.length) {
            const message = _t(
                "Conversations not sent from this device: %s. Open them in the menu bar.",
                results.length - taken
            );
            this.notification.add(message, { type: "danger" });
        }
    }
}

/** The service worker fetched its page without a connection once, perhaps for another user, or before it was what it is. */
async function keepOfflinePage() {
    try {
        const cache = await window.caches?.open(WORKER_CACHE);
        await cache?.add(OFFLINE_PAGE);
    } catch (error) {
        console.info("The page without a connection stays as it is", error);
    }
}

/** Wait for an answer, but not longer than that. */
function orLost(answer, milliseconds) {
    let timer;
    const lost = new Promise((_resolve, reject) => {
        timer = browser.setTimeout(() => reject(new ConnectionLostError()), milliseconds);
    });
    return Promise.race([answer, lost]).finally(() => browser.clearTimeout(timer));
}

/** Let one tab do something; the others leave it to that one. */
async function inOneTab(callback) {
    // Pages that are not secure have no locks: there it is only the form's key that lets nothing count twice.
    return navigator.locks
        ? navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && callback())
        : callback();
}

export const outboxService = {
    dependencies: ["action", "notification", "orm", "view"],
    start(env, services) {
        const outbox = new Outbox(env, services);
        env.bus.addEventListener("WEB_CLIENT_READY", () => outbox.start(), { once: true });
        return outbox;
    },
};

registry.category("services").add("hub_outbox", outboxService);
