import { markRaw } from "@odoo/owl";
import { findCommands } from "@hub_entrepreneurs/search/search";
import { CommandPalette } from "@web/core/commands/command_palette";
import { _t } from "@web/core/l10n/translation";
import { normalize } from "@web/core/l10n/utils";
import { KeepLast } from "@web/core/utils/concurrency";
import { highlightText } from "@web/core/utils/html";
import { patch } from "@web/core/utils/patch";

const MENUS = "/";
const MOST_MENUS = 5;

/**
 * What is typed without a prefix finds companies first, then people and other records; menus and commands follow, and a
 * new company is the last. Core looks only for commands by their names there.
 *
 * Core: web/static/src/core/commands/command_palette.js, 19.0. Contract: test_core_command_palette.
 */
patch(CommandPalette.prototype, {
    setup() {
        super.setup(...arguments);
        this.finding = new KeepLast();
    },

    async setCommands(namespace, options = {}) {
        const asked = namespace === "default" && options.searchValue?.trim();
        // An answer that comes after the next question is dropped.
        const found = await this.finding.add(asked ? findCommands(this.env, asked) : Promise.resolve(null));
        const menus = found ? await this.finding.add(this.findMenus(options)) : [];
        await super.setCommands(namespace, options);
        this.state.foundMessage = "";
        if (found) {
            this.showFound(found, menus, options.searchValue);
        }
    },

    /** Menus that have all the words, which one types here as well as behind the slash. */
    async findMenus(options) {
        const words = normalize(options.searchValue).split(/\s+/).filter(Boolean);
        const providers = this.providersByNamespace[MENUS] || [];
        const menus = await Promise.all(providers.map(({ provide }) => provide(this.env, options)));
        return menus
            .flat()
            .filter((menu) => words.every((word) => normalize(menu.name).includes(word)))
            .slice(0, MOST_MENUS);
    },

    showFound({ kinds, last, message }, menus, text) {
        const make = (command, category) => ({
            ...command,
            category,
            keyId: this.keyId++,
            text: highlightText(text, command.name, "fw-bolder text-primary"),
            props: { ...command.props, run: (action) => this.executeCommand({ action }) },
        });
        const ofCore = (command, category) => ({ ...make(command, category), props: command.props });
        this.categoryKeys = [...kinds.map((_kind, rank) => `hub_${rank}`), "hub_menus", "default", "hub_last"];
        this.categoryNames = { hub_menus: _t("Menus"), hub_last: kinds.length ? "" : message };
        kinds.forEach((kind, rank) => (this.categoryNames[`hub_${rank}`] = kind.label));
        this.state.commands = markRaw([
            ...kinds.flatMap((kind, rank) => kind.commands.map((command) => make(command, `hub_${rank}`))),
            ...menus.map((menu) => ofCore(menu, "hub_menus")),
            ...this.state.commands.map((command) => ({ ...command, category: "default" })),
            ...last.map((command) => make(command, "hub_last")),
        ]);
        this.state.foundMessage = this.state.emptyMessage = message;
        this.selectCommand(this.state.commands.length ? 0 : -1);
    },
});
