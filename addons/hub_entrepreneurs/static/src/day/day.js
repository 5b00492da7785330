import { Component, onMounted, onWillStart, status, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSortable } from "@web/core/utils/sortable_owl";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openSearch } from "../search/search";
import { DayCard } from "./day_card";
import { DayHelpDialog } from "./day_dialogs";
import { asked } from "./day_keys";
import { arranged, merged, moved } from "./day_layout";
import { useDayNews } from "./day_news";
import { useDayRows } from "./day_rows";

const SETTING = "hub_day_layout";
const ROW = ".o_hub_day_row";
// The row that had the focus last, in this tab: the browser's Back and F5 make the page anew.
const LAST_ROW = "hub_day_row";

/**
 * The first page of a day. The cards are the server's; their order, and which are folded, is the user's. It reads itself
 * again when something changes, and leaves the focus and what is being typed where they are.
 */
export class Day extends Component {
    static template = "hub_entrepreneurs.Day";
    static components = { DayCard };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.searchBox = useRef("search");
        const { order = [], folded = [] } = user.settings[SETTING] || {};
        const { search = "" } = this.props.state || {};
        this.state = useState({ cards: [], order, folded, search });
        this.rows = useDayRows(() => this.refresh());
        this.noteRead = useDayNews(() => this.refresh());
        useSetupAction({ getLocalState: () => ({ search: this.state.search }) });
        onWillStart(() => this.load());
        onMounted(() => this.focusAgain());
        useSortable({
            ref: this.root,
            elements: ".o_hub_day_card",
            handle: ".o_hub_day_handle",
            cursor: "grabbing",
            onDrop: ({ element, previous }) =>
                this.arrange(moved(this.keys, element.dataset.card, previous?.dataset.card)),
        });
    }

    async load() {
        this.noteRead();
        const reading = (this.reading = this.orm.silent.call("hub.day", "get_day", []));
        const { day, cards } = await reading;
        if (reading !== this.reading) {
            // A later answer knows more. Whoever waits for this one goes on: KeepLast would let it wait for ever.
            return;
        }
        for (const card of cards) {
            card.lines.forEach((line, index) => (line.key ||= `${card.key}.${index}`));
        }
        Object.assign(this.state, { day, cards });
    }

    /** Read the cards again. Rows that are still there keep their elements, and so the focus. */
    async refresh() {
        if (status(this) === "destroyed") {
            return;
        }
        try {
            await this.load();
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            // The page stays as it was read last.
        }
        // After the new rows are there.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        this.focusAgain();
    }

    // The cards in the user's order

    get keys() {
        return arranged(
            this.state.cards.map((card) => card.key),
            this.state.order
        );
    }

    get cards() {
        const byKey = Object.fromEntries(this.state.cards.map((card) => [card.key, card]));
        return this.keys.map((key) => byKey[key]);
    }

    isFolded(card) {
        return this.state.folded.includes(card.key);
    }

    async arrange(keys) {
        this.state.order = merged(this.state.order, keys);
        await this.keepLayout();
        // A card that moves loses the focus.
        this.focusAgain();
    }

    moveCard(card, step) {
        const keys = this.keys.filter((key) => key !== card.key);
        keys.splice(Math.max(this.keys.indexOf(card.key) + step, 0), 0, card.key);
        return this.arrange(keys);
    }

    fold(card) {
        this.state.folded = this.isFolded(card)
            ? this.state.folded.filter((key) => key !== card.key)
            : [...this.state.folded, card.key];
        return this.keepLayout();
    }

    keepLayout() {
        return user.setUserSettings(SETTING, { order: [...this.state.order], folded: [...this.state.folded] });
    }

    // The focus

    get rowElements() {
        return [...(this.root.el?.querySelectorAll(ROW) || [])];
    }

    onFocusIn(ev) {
        const row = ev.target.closest(".o_hub_day_line")?.querySelector(ROW);
        if (row) {
            const last = { key: row.dataset.key, place: this.rowElements.indexOf(row) };
            browser.sessionStorage.setItem(LAST_ROW, JSON.stringify(last));
        }
    }

    /** Give the focus back to the row that had it, or to the one in its place, unless it is somewhere else by now. */
    focusAgain() {
        const { activeElement } = document;
        const isFree = !activeElement || activeElement === document.body || activeElement.contains(this.root.el);
        const rows = this.rowElements;
        if (isFree && rows.length && !document.querySelector(".modal")) {
            const { key, place = 0 } = JSON.parse(browser.sessionStorage.getItem(LAST_ROW) || "{}");
            (rows.find((row) => row.dataset.key === key) || rows[Math.min(place, rows.length - 1)]).focus();
        }
    }

    focusBeside(step) {
        const rows = this.rowElements;
        const current = document.activeElement.closest(".o_hub_day_line")?.querySelector(ROW);
        rows[current ? Math.min(Math.max(rows.indexOf(current) + step, 0), rows.length - 1) : 0]?.focus();
    }

    /** Go to the first row of another card, or to its button where it has no rows. */
    focusCard(step) {
        const cards = [...this.root.el.querySelectorAll(".o_hub_day_card")];
        const current = cards.indexOf(document.activeElement.closest(".o_hub_day_card"));
        const card = cards[Math.min(Math.max(current + step, 0), cards.length - 1)];
        (card?.querySelector(ROW) || card?.querySelector(".o_hub_day_fold"))?.focus();
    }

    // Keys

    onKeydown(ev) {
        const wanted = asked(ev);
        if (!wanted) {
            return;
        }
        const card = this.cards.find(({ key }) => key === ev.target.closest(".o_hub_day_card")?.dataset.card);
        const key = ev.target.closest(".o_hub_day_line")?.querySelector(ROW).dataset.key;
        const line = card?.lines.find((each) => each.key === key);
        if (this.answer(wanted, card, line)) {
            ev.preventDefault();
            ev.stopPropagation();
        }
    }

    /** Do what a key asks for; tell whether there was something to do. */
    answer({ name, step }, card, line) {
        const answers = {
            row: () => this.focusBeside(step),
            card: () => this.focusCard(step),
            search: () => this.searchBox.el.focus(),
            help: () => this.openHelp(),
            ...(card && {
                arrange: () => this.moveCard(card, step),
                fold: () => this.fold(card),
                all: () => this.rows.openAll(card),
            }),
            ...(line &&
                Object.fromEntries(this.rows.namesFor(line).map((each) => [each, () => this.rows[each](line)]))),
        };
        answers[name]?.();
        return name in answers;
    }

    openHelp() {
        this.dialog.add(DayHelpDialog, {}, { onClose: () => setTimeout(() => this.focusAgain()) });
    }

    // The search

    onSearchKeydown(ev) {
        if (ev.key === "Enter") {
            this.search(this.state.search);
        } else if (ev.key === "Escape" || ev.key === "ArrowDown") {
            ev.target.blur();
            this.focusAgain();
        }
    }

    /** Search everywhere for what was typed. */
    search(value) {
        return openSearch(this.env, value);
    }
}

registry.category("actions").add("hub_day", Day);
