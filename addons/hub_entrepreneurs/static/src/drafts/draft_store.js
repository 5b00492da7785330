import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";
import { session } from "@web/session";

/**
 * What somebody began to write in a dialog, as core keeps what is begun in a message: in the browser's local storage.
 *
 * A place (a kind of dialog about something) has a list of drafts `{ id, writtenOn, values }`, the newest first.
 */
const PREFIX = "hub.draft/";
const MOST = 3;
const KEPT_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

const keyOf = (place) => `${PREFIX}${session.db}/${user.userId}/${place}`;

/** @returns {Object[]} the drafts of a place that are not too old */
export function getDrafts(place) {
    return read(keyOf(place));
}

/** Keep a draft in the place of what it was before. */
export function putDraft(place, draft) {
    const others = getDrafts(place).filter(({ id }) => id !== draft.id);
    write(keyOf(place), [draft, ...others].slice(0, MOST));
}

export function removeDraft(place, draftId) {
    write(
        keyOf(place),
        getDrafts(place).filter(({ id }) => id !== draftId)
    );
}

/** Nothing stays for ever, whoever's it is. */
export function removeOldDrafts() {
    for (const key of Object.keys(browser.localStorage).filter((each) => each.startsWith(PREFIX))) {
        write(key, read(key));
    }
}

/** What anybody may have written there is no draft, and keeps nobody from writing. */
function parse(text) {
    try {
        const drafts = JSON.parse(text || "[]");
        return Array.isArray(drafts) ? drafts.filter(Boolean) : [];
    } catch {
        return [];
    }
}

function read(key) {
    return parse(browser.localStorage.getItem(key)).filter(
        ({ writtenOn }) => Date.now() - writtenOn < KEPT_MILLISECONDS
    );
}

function write(key, drafts) {
    if (!drafts.length) {
        return browser.localStorage.removeItem(key);
    }
    try {
        browser.localStorage.setItem(key, JSON.stringify(drafts));
    } catch (error) {
        // The device is full: nobody is kept from writing by that.
        console.warn("This draft is not kept", error);
    }
}
