/**
 * What this device keeps until it is sent, in the browser's IndexedDB.
 *
 * A row is `{ key, owner, values, whom, keptOn, problem }`: the key of the form, whose it is, the values of a new
 * conversation, the name of the company as it was typed, the moment in milliseconds, and why the server refused it, if it did.
 * The page without a connection imports this file as it stands, so that it imports nothing of Odoo's.
 */
const DATABASE = "hub-outbox";
const TABLE = "conversations";
const CHANNEL = "hub-outbox";
const OWNER = "hub.outbox.owner";
const KEPT_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/** A company that only has a name so far: it is chosen once there is a connection. */
export const CHOSEN_LATER = -1;

function open() {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () =>
            request.result.createObjectStore(TABLE, { keyPath: "key" }).createIndex("owner", "owner");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

/**
 * @param {"readonly" | "readwrite"} mode
 * @param {(table: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<any>} what was asked for, once it is on the disk
 */
async function run(mode, ask) {
    const database = await open();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = database.transaction(TABLE, mode, { durability: "strict" });
            const request = ask(transaction.objectStore(TABLE));
            transaction.oncomplete = () => resolve(request.result);
            transaction.onabort = () => reject(transaction.error);
        });
    } finally {
        database.close();
    }
}

function tellOtherTabs() {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage("changed");
    channel.close();
}

/** @returns {Promise<Object[]>} the rows of a user, the oldest first */
export async function getRows(owner) {
    const rows = await run("readonly", (table) => table.index("owner").getAll(owner));
    return rows.sort((one, other) => one.keptOn - other.keptOn);
}

export async function putRow(row) {
    await run("readwrite", (table) => table.put(row));
    tellOtherTabs();
}

export async function removeRow(key) {
    await run("readwrite", (table) => table.delete(key));
    tellOtherTabs();
}

/** Nothing of others, who may never come back to this device, stays for ever. */
export async function removeOldRows(owner, now = Date.now()) {
    const rows = await run("readonly", (table) => table.getAll());
    for (const { key, keptOn, owner: whose } of rows) {
        if (whose !== owner && now - keptOn > KEPT_MILLISECONDS) {
            await removeRow(key);
        }
    }
}

/** @param {() => void} changed called when another tab changed something */
export function watchRows(changed) {
    new BroadcastChannel(CHANNEL).onmessage = changed;
}

/** The user of this device, whom the page without a connection can't ask the server for. */
export function getOwner() {
    return localStorage.getItem(OWNER);
}

export function setOwner(owner) {
    if (owner) {
        localStorage.setItem(OWNER, owner);
    } else {
        localStorage.removeItem(OWNER);
    }
}

/** @returns {string} a key as `hub.once.mixin` makes it; `randomUUID` is there on secure pages alone */
export function makeKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
