import { onWillUnmount, useExternalListener } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import { debounce } from "@web/core/utils/timing";
import { session } from "@web/session";

const { DateTime } = luxon;
const CHANGED = "hub.day/changed";
// Several changes at once are read once.
const WAIT = 800;
const MINUTE = 60_000;
// What was read longer ago is read again: when somebody comes back to the page, and while it is looked at.
const STALE = MINUTE;
const OLD = 5 * MINUTE;

const today = () => DateTime.now().setZone(session.hub_timezone).toISODate();

/**
 * Let a page read itself again: when the server tells of a change, when somebody comes back to it, once the agency has
 * another day, and from time to time besides, for not every change is told, and a connection may be without a bus.
 *
 * @param {Function} refresh
 * @returns {Function} notes that the page was read just now
 */
export function useDayNews(refresh) {
    const bus = useService("bus_service");
    const soon = debounce(refresh, WAIT);
    const read = {};
    const refreshIfOlder = (milliseconds) => {
        if (!document.hidden && (Date.now() - read.at > milliseconds || read.day !== today())) {
            refresh();
        }
    };
    bus.subscribe(CHANGED, soon);
    useExternalListener(document, "visibilitychange", () => refreshIfOlder(STALE));
    useExternalListener(window, "focus", () => refreshIfOlder(STALE));
    const timer = browser.setInterval(() => refreshIfOlder(OLD), MINUTE);
    onWillUnmount(() => {
        soon.cancel();
        bus.unsubscribe(CHANGED, soon);
        browser.clearInterval(timer);
    });
    return () => Object.assign(read, { at: Date.now(), day: today() });
}
