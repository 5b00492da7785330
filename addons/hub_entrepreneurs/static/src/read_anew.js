import { onWillStart, useEffect } from "@odoo/owl";

/**
 * Read what a component shows before it is shown, and anew whenever something it depends on has changed.
 *
 * @param {() => Promise<void>} load
 * @param {() => any[]} dependencies
 */
export function useReadAnew(load, dependencies) {
    onWillStart(load);
    let started = false;
    useEffect(() => {
        if (started) {
            load();
        }
        started = true;
    }, dependencies);
}
