import { CHOSEN_LATER, getOwner, makeKey, putRow } from "@hub_entrepreneurs/outbox/outbox_store";
import { shrink } from "@hub_entrepreneurs/outbox/photo";

/** The page that a phone shows where there is no connection: what is logged here is sent by the web client later. */
const PAUSE = 300;
const form = document.getElementById("hub_offline");
const text = (name) => form.querySelector(`[data-text=${name}]`).textContent;
const owner = getOwner();
let key = makeKey();
let timer;

/** @returns {string} the moment that was chosen on the device's clock, in UTC as the server has it */
function moment() {
    return new Date(form.elements.date.value).toISOString().slice(0, 19).replace("T", " ");
}

async function row(problem) {
    const { channel, duration, note, photo, whom } = form.elements;
    const [file] = photo.files;
    const values = {
        form_key: key,
        partner_id: CHOSEN_LATER,
        date: moment(),
        duration: Number(duration.value),
        channel: channel.value,
        note: note.value,
        photo: file ? await shrink(file) : false,
    };
    return { key, owner, values, whom: whom.value, keptOn: Date.now(), problem };
}

function begin() {
    form.reset();
    key = makeKey();
    // A moment on the device's clock, as its field shows it: no day follows from it before the server has it.
    const now = new Date(Date.now());
    now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
    form.elements.date.value = now.toISOString().slice(0, 16);
}

function tell(name) {
    form.querySelector("[role=status]").textContent = text(name);
}

// The page is left as soon as the connection is back: what is typed by then is not lost.
form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => putRow(await row(text("unfinished"))), PAUSE);
});

form.addEventListener("submit", async (ev) => {
    ev.preventDefault();
    clearTimeout(timer);
    try {
        await putRow(await row(""));
    } catch {
        return tell("unreadable");
    }
    tell("kept");
    begin();
});

// Only whoever logs conversations on this device sees the form.
if (owner) {
    form.hidden = false;
    begin();
}
