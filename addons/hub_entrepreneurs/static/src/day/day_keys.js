/** What a key does on Today, as a plain table: whoever types into a field types. */
const ACTIONS = {
    o: "open",
    l: "log",
    d: "done",
    m: "move",
    M: "moveTo",
    a: "all",
    f: "fold",
    "?": "help",
    "/": "search",
};
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const CARDS = { ArrowRight: 1, ArrowLeft: -1 };

/** Return what a key event asks for, as a name and a step, or nothing. */
export function asked(ev) {
    if (ev.altKey || ev.ctrlKey || ev.metaKey || ev.target.closest("input, textarea, select, [contenteditable=true]")) {
        return undefined;
    }
    if (ev.shiftKey && ev.key in STEPS && ev.key.startsWith("Arrow")) {
        return { name: "arrange", step: STEPS[ev.key] };
    }
    if (ev.key in STEPS) {
        return { name: "row", step: STEPS[ev.key] };
    }
    if (ev.key in CARDS) {
        return { name: "card", step: CARDS[ev.key] };
    }
    return ev.key in ACTIONS ? { name: ACTIONS[ev.key] } : undefined;
}
