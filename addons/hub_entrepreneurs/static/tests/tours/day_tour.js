import { edit } from "@odoo/hoot-dom";
import { asked } from "@hub_entrepreneurs/day/day_keys";
import { registry } from "@web/core/registry";
import { atMost, pressOn, typeOn } from "./keys";

const row = (card, title) => `[data-card=${card}] .o_hub_day_row:contains(${title})`;
const focused = (card, title) => `${row(card, title)}:focus`;
const note = ".modal .o_field_widget[name=note] textarea:focus";

const noScrolling = (trigger) => ({
    content: "nothing is to be scrolled sideways",
    trigger,
    run() {
        for (const element of [document.documentElement, document.querySelector(".o_hub_day_cards")]) {
            if (element.scrollWidth > element.clientWidth) {
                throw new Error(`${element.className}: ${element.scrollWidth} pixels in ${element.clientWidth}`);
            }
        }
    },
});

registry.category("web_tour.tours").add("hub_day_morning", {
    steps: () => [
        noScrolling(focused("agenda", "Test Atelier")),
        pressOn(focused("agenda", "Test Atelier"), "l"),
        // What the meeting knows is filled in, and the note has the focus.
        typeOn(
            `.modal:has(.o_field_widget[name=partner_id]:contains(Test Atelier)) .o_field_widget[name=note] textarea:focus`,
            "They open on Sundays from now on."
        ),
        pressOn(note, "Control", "Enter"),
        atMost(5, `body:not(:has(.modal)) ${focused("agenda", "Test Atelier")}`),
        { content: "it is ticked", trigger: `${row("agenda", "Test Atelier")}:contains(conversation logged)` },

        pressOn(focused("agenda", "Test Atelier"), "ArrowRight"),
        pressOn(focused("due", "Send the offer"), "m"),
        { content: "it went to another day", trigger: "[data-card=due]:not(:contains(Send the offer))" },
        { content: "and says so", trigger: ".o_notification:contains(moved to)" },
        { content: "the next row has the focus", trigger: focused("due", "Test Atelier") },
        atMost(2, focused("due", "Test Atelier")),

        pressOn(focused("due", "Test Atelier"), "d"),
        { content: "it is done", trigger: "[data-card=due]:not(:contains(Ask for the bill))" },
        atMost(1, "[data-card=due]"),

        pressOn(".o_hub_day .o_hub_day_row:focus", "?"),
        { content: "the keys are told", trigger: ".modal:contains(Keys of Today) kbd:contains(Shift+M)" },
        pressOn(".modal", "Escape"),
        pressOn(`body:not(:has(.modal)) .o_hub_day_row:focus`, "/"),
        // What is typed is no key.
        typeOn(".o_hub_day_search input:focus", "jold"),
        { content: "nothing happened", trigger: ".o_hub_day_search input:value(jold):focus" },
        pressOn(".o_hub_day_search input:focus", "Enter"),
        { content: "the search has it", trigger: ".o_command_palette input:value(jold)" },
        pressOn(".o_command_palette", "Escape"),
        {
            content: "it is still in the box",
            trigger: "body:not(:has(.o_command_palette)) .o_hub_day_search input:value(jold)",
        },
    ],
});

registry.category("web_tour.tours").add("hub_day_layout", {
    steps: () => [
        pressOn(".o_hub_day .o_hub_day_row:focus", "Shift", "ArrowDown"),
        {
            content: "the agenda is the second card",
            trigger: ".o_hub_day_card:eq(1)[data-card=agenda]",
        },
        pressOn("[data-card=agenda] .o_hub_day_row:focus", "f"),
        { content: "it is folded", trigger: "[data-card=agenda].o_hub_day_folded:not(:has(.o_hub_day_row))" },
        {
            content: "drag the month",
            trigger: "[data-card=month] .o_hub_day_handle",
            run: "drag_and_drop .o_hub_day_card:eq(0) .o_hub_day_handle",
        },
        {
            content: "it went up",
            trigger: ".o_hub_day_card[data-card=month] ~ .o_hub_day_card[data-card=agenda]",
        },
    ],
});

registry.category("web_tour.tours").add("hub_day_again", {
    steps: () => [
        { content: "as it was left", trigger: "[data-card=month] ~ [data-card=agenda].o_hub_day_folded" },
        {
            content: "unfolded by hand",
            trigger: "[data-card=agenda] .o_hub_day_fold[aria-expanded=false]",
            run: "click",
        },
        { content: "its rows are there", trigger: "[data-card=agenda] .o_hub_day_row" },
    ],
});

// What the page asked the bus to be called with, where somebody listened.
let told;
const services = () => odoo.__WOWL_DEBUG__.root.env.services;

registry.category("web_tour.tours").add("hub_day_news", {
    steps: () => [
        {
            content: "listen to what the page asks of the bus",
            trigger: ".o_hub_day_row",
            async run() {
                const { action, bus_service: bus } = services();
                const { subscribe } = bus;
                bus.subscribe = (type, callback) => {
                    told = type === "hub.day/changed" ? callback : told;
                    return subscribe.call(bus, type, callback);
                };
                await action.doAction("hub_entrepreneurs.hub_day_action", { clearBreadcrumbs: true });
                bus.subscribe = subscribe;
            },
        },
        pressOn(focused("due", "Test Atelier"), "/"),
        {
            content: "while something is being typed, the bus tells of what changed",
            trigger: ".o_hub_day_search input:focus",
            async run() {
                await edit("Atel", { confirm: false });
                const { orm } = services();
                const activities = await orm.search("mail.activity", [["summary", "=", "Call back"]]);
                await orm.write("mail.activity", activities, { summary: "From a colleague" });
                told();
            },
        },
        { content: "the page knows", trigger: "[data-card=due] .o_hub_day_row:contains(From a colleague)" },
        {
            content: "and what was typed stays, with the focus",
            trigger: ".o_hub_day_search input:value(Atel):focus",
        },
    ],
});

// Keyboards: with Caps Lock, with signs that take Shift (AZERTY), with a key held down, while somebody types.
const KEYS = [
    [{ key: "d" }, "done"],
    [{ key: "D" }, "done", "Caps Lock"],
    [{ key: "D", shiftKey: true }, undefined],
    [{ key: "m" }, "move"],
    [{ key: "M" }, "move", "Caps Lock"],
    [{ key: "M", shiftKey: true }, "moveTo"],
    [{ key: "m", shiftKey: true }, "moveTo", "Caps Lock"],
    [{ key: "?", shiftKey: true }, "help"],
    [{ key: "/", shiftKey: true }, "search", "AZERTY"],
    [{ key: "/" }, "search"],
    [{ key: "J" }, "row", "Caps Lock"],
    [{ key: "ArrowDown", repeat: true }, "row"],
    [{ key: "d", repeat: true }, undefined, "one press, one activity"],
    [{ key: "d", ctrlKey: true }, undefined],
    [{ key: "l", altKey: true }, undefined],
    [{ key: "d", ctrlKey: true, altKey: true }, undefined, "AltGr"],
    [{ key: "d", metaKey: true }, undefined],
    [{ key: "d", isComposing: true }, undefined],
    [{ key: "Dead" }, undefined, "^ before a letter"],
];

function whatIsAsked(element, init) {
    let wanted;
    const listen = (ev) => {
        ev.stopPropagation();
        wanted = asked(ev);
    };
    element.addEventListener("keydown", listen, { once: true });
    element.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
    return wanted?.name;
}

registry.category("web_tour.tours").add("hub_day_keys", {
    steps: () => [
        {
            content: "each key on a row, and in what somebody types into",
            trigger: ".o_hub_day_row",
            run({ anchor }) {
                for (const [init, name, why = ""] of KEYS) {
                    const wanted = whatIsAsked(anchor, init);
                    if (wanted !== name) {
                        throw new Error(`${JSON.stringify(init)} asks for ${wanted} instead of ${name} ${why}`);
                    }
                }
                for (const editable of ["true", "", "plaintext-only"]) {
                    const box = document.createElement("div");
                    box.setAttribute("contenteditable", editable);
                    anchor.closest(".o_hub_day").append(box);
                    const wanted = whatIsAsked(box, { key: "d" });
                    box.remove();
                    if (wanted) {
                        throw new Error(`contenteditable="${editable}": a letter that is typed asks for ${wanted}`);
                    }
                }
            },
        },
    ],
});

registry.category("web_tour.tours").add("hub_day_all", {
    steps: () => [
        { content: "six of eight are on the card", trigger: "[data-card=silent] .o_hub_day_row:count(6)" },
        { content: "all of them", trigger: "[data-card=silent] .o_hub_day_all:contains(All 8)", run: "click" },
        {
            content: "are in the list, whatever favourite it opens with otherwise",
            trigger: ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
            run() {
                const { length } = document.querySelectorAll(".o_data_row, .o_kanban_record:not(.o_kanban_ghost)");
                if (length !== 8) {
                    throw new Error(`The card says 8, the list has ${length}`);
                }
            },
        },
        {
            content: "and no filter is on",
            trigger: ".o_searchview:not(:has(.o_searchview_facet))",
        },
    ],
});

/** Let a time pass in which nobody tells the page anything. */
function passTime(milliseconds) {
    const { now } = Date;
    Date.now = () => now() + milliseconds;
    return () => (Date.now = now);
}

registry.category("web_tour.tours").add("hub_day_stale", {
    steps: () => [
        {
            content: "something is changed elsewhere, and nobody tells",
            trigger: row("due", "Test Atelier"),
            async run() {
                const { orm } = services();
                const companies = await orm.search("res.partner", [["name", "=", "Test Atelier"]]);
                await orm.write("res.partner", companies, { name: "Atelier Renamed" });
                window.dispatchEvent(new Event("focus"));
            },
        },
        {
            content: "who comes back a minute later sees it",
            trigger: row("due", "Test Atelier"),
            run() {
                const restore = passTime(61_000);
                window.dispatchEvent(new Event("focus"));
                restore();
            },
        },
        { content: "the page knows", trigger: row("due", "Atelier Renamed") },
    ],
});

registry.category("web_tour.tours").add("hub_day_opened", {
    steps: () => [
        { content: "open a company by a row", trigger: row("due", "Test Atelier"), run: "click" },
        {
            content: "its page",
            trigger:
                ".o_form_view .o_field_widget[name=name]:contains(Test Atelier), .o_form_view input:value(Test Atelier)",
        },
        { content: "back", trigger: ".o_back_button, .breadcrumb-item a:contains(Today)", run: "click" },
        { content: "it was opened last", trigger: row("opened", "Test Atelier") },
        { content: "and the row has the focus again", trigger: focused("due", "Test Atelier") },
    ],
});
