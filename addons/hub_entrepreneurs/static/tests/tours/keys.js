import { edit, press } from "@odoo/hoot-dom";

// Steps of tours that use nothing but keys. Each waits for the focus to be where a person would see it, and what is typed
// goes to the element that has it. Keys beside typing are counted: a chord is one.
let keys = 0;

export const pressOn = (trigger, ...chord) => ({
    content: `press ${chord.join("+")} on ${trigger}`,
    trigger,
    async run() {
        keys += 1;
        await press(chord);
    },
});

export const typeOn = (trigger, text) => ({
    content: `type ${text} on ${trigger}`,
    trigger,
    run: async () => await edit(text, { confirm: false }),
});

/** Assert how many keys were pressed since the tour began or asserted it last. */
export const atMost = (most, trigger) => ({
    content: `at most ${most} keys`,
    trigger,
    run() {
        if (keys > most) {
            throw new Error(`${keys} keys instead of ${most}`);
        }
        keys = 0;
    },
});
