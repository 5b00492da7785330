import { markup, onMounted, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import {
    deserializeDate,
    deserializeDateTime,
    toLocaleDateTimeString,
    serializeDate,
    serializeDateTime,
} from "@web/core/l10n/dates";
import { pick } from "@web/core/utils/objects";
import { patch } from "@web/core/utils/patch";
import { useDebounced } from "@web/core/utils/timing";
import { getDrafts, putDraft, removeDraft } from "./draft_store";

const { DateTime } = luxon;
const PAUSE = 300;
// Dialogs of core's in which people of Hub write, beside all of Hub's own.
const MODELS = new Set(["crm.lead.lost", "mail.activity", "mail.activity.schedule"]);
const TEXTS = ["char", "html", "text"];
// What of a context says what a dialog is about.
const ABOUT = /^(active_(ids?|model)|default_(\w+_ids?|res_model))$/;
const asIs = (value) => value;
// A picture that was pasted in would leave no room on the device for any text.
const PASTED_PICTURE = /<img\b[^>]*\bsrc="data:[^>]*>/gi;
const withoutPictures = (value) => String(value).replace(PASTED_PICTURE, "");
// How a value is written down and read again; lines of a list are not kept.
const TYPES = {
    boolean: [asIs, asIs],
    char: [asIs, asIs],
    date: [serializeDate, deserializeDate],
    datetime: [serializeDateTime, deserializeDateTime],
    float: [asIs, asIs],
    html: [withoutPictures, markup],
    integer: [asIs, asIs],
    many2many: [({ currentIds }) => currentIds.filter(Number.isInteger), asIs],
    many2one: [({ id, display_name }) => ({ id, display_name }), asIs],
    selection: [asIs, asIs],
    text: [asIs, asIs],
};

/** Whether a form is one in which a long text could be lost: a page saves itself, a dialog does not. */
export function hasDraft({ env, props }) {
    return Boolean(env.inDialog && !props.resId && (props.resModel.startsWith("hub.") || MODELS.has(props.resModel)));
}

/**
 * Keeps what is written in a dialog until it is saved or discarded, and offers it when the dialog is opened again.
 *
 * @param {Component} form a form in a dialog, of a new record
 */
export function useFormDraft(form) {
    const draft = new FormDraft(form);
    draft.state = useState({ isCut: false, offered: undefined });
    const keepSoon = useDebounced(() => draft.keep(), PAUSE);
    onMounted(() => draft.begin());
    onWillUnmount(() => (draft.isOver ? draft.end() : draft.keep()));
    useExternalListener(window, "pagehide", () => draft.keep());
    useExternalListener(document, "input", keepSoon, { capture: true });
    return draft;
}

class FormDraft {
    constructor(form) {
        this.form = form;
        this.id = Date.now();
        this.chosen = {};
    }

    get record() {
        return this.form.model.root;
    }

    /** @returns {string} what the dialog is, and what about */
    get place() {
        const { context, resModel } = this.form.props;
        const about = Object.entries(context)
            .filter(([key, value]) => ABOUT.test(key) && value)
            .sort();
        return [resModel, ...about.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join("/");
    }

    begin() {
        this.before = this.write();
        this.watch();
        this.offer();
    }

    /** What is chosen counts at once: the record has it only when the server has answered, which may be too late. */
    watch() {
        const { chosen, record } = this;
        patch(record, {
            async update(changes) {
                // Lists are changed by commands, and what is being created has no number yet.
                const kept = Object.entries(changes).filter(
                    ([name, value]) => !record.fields[name].type.endsWith("2many") && !(value && value.id === false)
                );
                Object.assign(chosen, Object.fromEntries(kept));
                await super.update(...arguments);
                for (const [name, value] of kept) {
                    if (chosen[name] === value) {
                        delete chosen[name];
                    }
                }
            },
        });
    }

    offer() {
        [this.state.offered] = getDrafts(this.place);
    }

    get offeredOn() {
        return toLocaleDateTimeString(DateTime.fromMillis(this.state.offered.writtenOn));
    }

    /** @returns {Object} the values of the record that can be written down, with what is being typed */
    write() {
        const { activeFields, fields } = this.record;
        const data = { ...this.record.data, ...this.chosen };
        const values = {};
        for (const name of Object.keys(activeFields)) {
            const { relation, type } = fields[name];
            const [toText] = TYPES[type] || [];
            // A file is on the server, which forgets it with the dialog.
            if (toText && name !== "form_key" && relation !== "ir.attachment") {
                values[name] = data[name] && toText(data[name]);
            }
        }
        return { ...values, ...this.getTyped() };
    }

    /** @returns {Object} the text in a field that has not been left yet */
    getTyped() {
        const element = document.activeElement;
        const name = element?.closest(".o_field_widget")?.getAttribute("name");
        const type = this.form.rootRef.el?.contains(element) && this.record.fields[name]?.type;
        if (["char", "text"].includes(type) && element.matches("input, textarea")) {
            return { [name]: element.value };
        }
        return type === "html" && element.innerText?.trim() ? { [name]: withoutPictures(element.innerHTML) } : {};
    }

    keep() {
        if (!this.before || this.isOver) {
            return;
        }
        const values = this.write();
        const changed = Object.keys(values).filter(
            (name) => JSON.stringify(values[name]) !== JSON.stringify(this.before[name])
        );
        const isWritten = changed.some((name) => TEXTS.includes(this.record.fields[name].type) && values[name]);
        if (isWritten || (this.state.isCut && changed.length)) {
            putDraft(this.place, { id: this.id, writtenOn: Date.now(), values: pick(values, ...changed) });
        } else {
            removeDraft(this.place, this.id);
        }
    }

    /** Go on with what is offered. */
    async restore() {
        const { id, values } = this.state.offered;
        this.id = id;
        this.state.offered = undefined;
        const { activeFields, fields } = this.record;
        const known = Object.entries(values).filter(([name]) => name in activeFields);
        const isList = ([name]) => fields[name].type === "many2many";
        await this.record.update(
            Object.fromEntries(
                known
                    .filter((each) => !isList(each))
                    .map(([name, value]) => [name, value && TYPES[fields[name].type][1](value)])
            )
        );
        for (const [name, ids] of known.filter(isList)) {
            const list = this.record.data[name];
            const own = list.currentIds;
            await list.addAndRemove({
                add: ids.filter((each) => !own.includes(each)),
                remove: own.filter((each) => !ids.includes(each)),
            });
        }
    }

    /** What is offered is not wanted. */
    decline() {
        removeDraft(this.place, this.state.offered.id);
        this.offer();
    }

    /** The dialog was saved, or its text discarded: nothing is left to be offered. */
    end() {
        this.isOver = true;
        removeDraft(this.place, this.id);
    }
}
