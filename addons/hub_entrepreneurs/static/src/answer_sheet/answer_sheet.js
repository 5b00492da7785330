import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** @returns {number} the digit of a key, also where digits take Shift, as on Belgian and French keyboards; else NaN */
function digitOf({ code, key, shiftKey }) {
    return Number(/^\d$/.test(key) ? key : (!shiftKey && /^Digit(\d)$/.exec(code)?.[1]) || NaN);
}

/**
 * The questions of an assessment by dimension, each answered with one click or one digit key, and saved at once.
 */
export class AnswerSheet extends Component {
    static template = "hub_entrepreneurs.AnswerSheet";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.root = useRef("root");
        this.mutex = new Mutex();
        // What is on its way to the server, by question.
        this.pending = new Map();
        this.state = useState({ values: {} });
        useRecordObserver((record) => this.load(record.data[this.props.name] || []));
        useEffect(
            (state) => {
                // Done at the last question, one sees what came of it, which stands above the first.
                if (this.stateBefore === "draft" && state === "done") {
                    this.root.el.closest(".o_form_view").querySelector("[name=result]")?.scrollIntoView();
                }
                this.stateBefore = state;
            },
            () => [this.props.record.data.state]
        );
        // A button of the form waits until the last answer is saved.
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", ({ detail }) =>
            detail.proms.push(this.mutex.getUnlockedDef())
        );
    }

    get dimensions() {
        return this.props.record.data[this.props.name] || [];
    }

    get questions() {
        return this.dimensions.flatMap((dimension) => dimension.questions);
    }

    get readonly() {
        return !this.props.record.isInEdition || this.props.record.data.state === "done";
    }

    get answered() {
        return this.questions.filter((question) => this.isAnswered(question)).length;
    }

    get percentage() {
        return this.questions.length ? Math.round((100 * this.answered) / this.questions.length) : 0;
    }

    load(sheet) {
        const questions = sheet.flatMap((dimension) => dimension.questions);
        this.state.values = Object.fromEntries(
            questions.map(({ id, value }) => [id, this.pending.has(id) ? this.pending.get(id) : value])
        );
    }

    answers(question) {
        return Array.from({ length: question.max_value + 1 }, (_, value) => value);
    }

    meanings(question) {
        return Object.entries(question.meanings).map(([value, meaning]) => ({
            value: Number(value),
            text: _t("%(value)s: %(meaning)s", { value, meaning }),
        }));
    }

    value(question) {
        return this.state.values[question.id];
    }

    isAnswered(question) {
        return Number.isInteger(this.value(question));
    }

    answeredIn(dimension) {
        return dimension.questions.filter((question) => this.isAnswered(question)).length;
    }

    label(question, value) {
        const meaning = question.meanings[value];
        return meaning ? _t("%(value)s: %(meaning)s", { value, meaning }) : String(value);
    }

    async answer(question, value) {
        const before = this.value(question);
        this.state.values[question.id] = value;
        this.pending.set(question.id, value);
        const isSaved = await this.save(question.id, value).catch((error) => error);
        if (this.pending.get(question.id) === value) {
            this.pending.delete(question.id);
        }
        if (isSaved !== true) {
            this.state.values[question.id] = before;
            if (isSaved instanceof Error) {
                throw isSaved;
            }
        }
    }

    async save(questionId, value) {
        const { record } = this.props;
        if (!record.resId) {
            // The first answer saves the assessment; those that are given meanwhile wait for it.
            this.creation ??= record.save().finally(() => (this.creation = undefined));
            if (!(await this.creation)) {
                return false;
            }
        }
        return this.mutex.exec(async () => {
            const question = this.questions.find(({ id }) => id === questionId);
            await this.orm.write("hub.assessment.answer", [question.answer_id], { value });
            // The form shows what it has read once more when a button fails.
            question.value = value;
            return true;
        });
    }

    onKeydown(ev) {
        const line = ev.target.closest("[data-question]");
        const question = line && this.questions.find(({ id }) => id === Number(line.dataset.question));
        if (!question || this.readonly || ev.ctrlKey || ev.altKey || ev.metaKey) {
            return;
        }
        const value = digitOf(ev);
        if (value <= question.max_value) {
            ev.preventDefault();
            this.answer(question, value);
            this.focusOpen(question);
        } else if (["Delete", "Backspace"].includes(ev.key)) {
            ev.preventDefault();
            this.answer(question, false);
        }
    }

    /** Go to the next question without an answer, after a given one if there is any. */
    focusOpen(after) {
        const rank = this.questions.findIndex((question) => question.id === after?.id);
        const ordered = [...this.questions.slice(rank + 1), ...this.questions.slice(0, rank + 1)];
        const next = ordered.find((question) => !this.isAnswered(question));
        const line = next && this.root.el.querySelector(`[data-question="${next.id}"]`);
        line?.scrollIntoView({ block: "center" });
        line?.querySelector("input").focus({ preventScroll: true });
    }
}

export const answerSheet = {
    component: AnswerSheet,
    displayName: _t("Answer Sheet"),
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "state", type: "selection" }],
    isEmpty: () => false,
};

registry.category("fields").add("hub_answer_sheet", answerSheet);
