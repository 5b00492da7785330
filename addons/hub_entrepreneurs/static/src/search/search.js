import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { DefaultCommandItem } from "@web/core/commands/command_palette";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

const READER = "hub_entrepreneurs.group_hub_reader";
const TYPING_PAUSE = 150;

/**
 * Open the search from anywhere, with what was typed already.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {string} [value]
 */
export function openSearch(env, value = "") {
    return env.services.command.openMainPalette({ searchValue: value });
}

/** A company, a person or another record that was found, in two lines. */
export class FoundItem extends Component {
    static template = "hub_entrepreneurs.FoundItem";
    static props = {
        ...DefaultCommandItem.props,
        icon: String,
        row: Object,
        others: Array,
        run: Function,
    };
}

/** What was typed, as a new company. */
export class NewCompanyItem extends Component {
    static template = "hub_entrepreneurs.NewCompanyItem";
    static props = { ...DefaultCommandItem.props, place: String, run: Function };
}

/**
 * Find what somebody typed, for the command palette.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {string} text
 * @returns {Promise<{kinds: Object[], last: Object[], message: string} | null>} nothing without a role
 */
export async function findCommands(env, text) {
    let found;
    try {
        if (!(await user.hasGroup(READER))) {
            return null;
        }
        found = await env.services.orm.silent.call("hub.search", "find", [text]);
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
        // Menus and commands are found without a connection.
        return { kinds: [], last: [], message: _t("No connection: only menus and commands are found.") };
    }
    const kinds = found.kinds.map((kind) => ({
        label: kind.label,
        commands: kind.rows.map((row) => makeCommand(env, kind, row, found.may_log)),
    }));
    const count = kinds.reduce((sum, kind) => sum + kind.commands.length, 0);
    return {
        kinds,
        last: found.new ? [makeNewCompany(env, found.new)] : [],
        message: count ? _t("%s found", count) : _t("Nothing found for “%s”.", text),
    };
}

function makeCommand(env, { model, icon }, row, mayLog) {
    const others = makeOthers(env, model, row, mayLog);
    const path = "status" in row ? "hub-companies" : model;
    return {
        Component: FoundItem,
        name: row.name,
        href: `/odoo/${path}/${row.id}`,
        others,
        props: { icon, row, others },
        action: () => open(env, model, row),
    };
}

function open(env, model, row) {
    if ("status" in row) {
        const options = { viewType: "form", props: { resId: row.id }, clearBreadcrumbs: true };
        env.services.action.doAction("hub_entrepreneurs.res_partner_action", options);
    } else {
        const action = { type: "ir.actions.act_window", res_model: model, res_id: row.id, views: [[false, "form"]] };
        env.services.action.doAction(action, { clearBreadcrumbs: true });
    }
}

/** What else can be done with the marked one, by a key beside Alt. */
function makeOthers(env, model, row, mayLog) {
    const others = [];
    if (mayLog && ["res.partner", "crm.lead"].includes(model)) {
        others.push({ key: "l", icon: "fa-handshake-o", name: _t("Log"), action: () => log(env, model, row) });
    }
    if (row.phone) {
        others.push({ key: "c", icon: "fa-phone", name: _t("Call Them"), action: () => follow(`tel:${row.phone}`) });
    }
    if (row.email) {
        others.push({
            key: "w",
            icon: "fa-envelope-o",
            name: _t("Write"),
            action: () => write(env, model, row, mayLog),
        });
    }
    return others;
}

async function log(env, model, row) {
    env.services.action.doAction(await env.services.orm.call(model, "action_log_interaction", [[row.id]]));
}

function follow(address) {
    browser.open(address, "_self");
}

/** By a mail that stays in the history of the contact, or with one's own mail program for those who only read. */
function write(env, model, row, mayLog) {
    if (!mayLog) {
        return follow(`mailto:${row.email}`);
    }
    const about = { default_model: model, default_res_ids: [row.id], default_partner_ids: [row.id] };
    env.services.action.doAction("mail.action_email_compose_message_wizard", {
        additionalContext: { ...about, default_composition_mode: "comment", force_email: true },
    });
}

function makeNewCompany(env, { values, place, text }) {
    const defaults = Object.entries(values).map(([field, value]) => [`default_${field}`, value]);
    return {
        Component: NewCompanyItem,
        name: _t("New company “%s”", text),
        props: { place },
        action: () => {
            env.services.action.doAction("hub_entrepreneurs.res_partner_action", {
                viewType: "form",
                additionalContext: { ...Object.fromEntries(defaults), default_is_company: true },
                clearBreadcrumbs: true,
            });
        },
    };
}

registry.category("services").add("hub_search", {
    start() {
        // Nothing waits for the answer.
        user.hasGroup(READER).then((maySearch) => {
            if (maySearch) {
                const setup = registry.category("command_setup");
                const ours = {
                    placeholder: _t("Search companies, people, numbers, leads…"),
                    debounceDelay: TYPING_PAUSE,
                };
                setup.add("default", { ...setup.get("default"), ...ours }, { force: true });
            }
        });
    },
});
