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

/** Whether an event is somebody typing, or a key of the browser's. */
function isForOthers(ev) {
    const { target } = ev;
    return (
        ev.altKey ||
        ev.ctrlKey ||
        ev.metaKey ||
        ev.isComposing ||
        target.isContentEditable ||
        target.closest("input, textarea, select")
    );
}

/** Return the sign of a key as it would be without Caps Lock. */
function signOf(ev) {
    const { key } = ev;
    return key.length > 1 ? key : ev.shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** Return what a key event asks for, as a name and a step, or nothing. A key that is held down only walks. */
export function asked(ev) {
    if (isForOthers(ev)) {
        return undefined;
    }
    const key = signOf(ev);
    if (ev.shiftKey && ev.key in STEPS && ev.key.startsWith("Arrow")) {
        return { name: "arrange", step: STEPS[ev.key] };
    }
    if (key in STEPS) {
        return { name: "row", step: STEPS[key] };
    }
    if (key in CARDS) {
        return { name: "card", step: CARDS[key] };
    }
    return key in ACTIONS && !ev.repeat ? { name: ACTIONS[key] } : undefined;
}
