import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { Field } from "@web/views/fields/field";

/** Both values of a field, and a button for either. */
export class RegisterValues extends Component {
    static template = "hub_cbe.RegisterValues";
    static props = { mark: Object, decide: Function, close: { type: Function, optional: true } };

    decide(method) {
        this.props.close();
        return this.props.decide(method);
    }
}

/**
 * A sign beside a field that the enterprise register fills: since when it says what stands there, or what it says
 * instead.
 */
export class RegisterMark extends Component {
    static template = "hub_cbe.RegisterMark";
    static props = { mark: Object, name: String, record: Object };

    setup() {
        this.orm = useService("orm");
        this.values = usePopover(RegisterValues, { position: "bottom-end", popoverClass: "o_hub_register_values" });
    }

    get isSame() {
        return this.props.mark.state === "same";
    }

    get title() {
        const { since, state, value } = this.props.mark;
        const day = formatDate(deserializeDate(since));
        return {
            same: _t("From the enterprise register, since %s", day),
            differs: _t("Differs from the enterprise register: %s", value),
            kept: _t("Kept against the enterprise register: %s", value),
        }[state];
    }

    open(ev) {
        if (!this.isSame) {
            this.values.open(ev.currentTarget, { mark: this.props.mark, decide: this.decide.bind(this) });
        }
    }

    async decide(method) {
        const { mark, record } = this.props;
        // What was typed is saved first, as with any button of the form.
        if (await record.save()) {
            await this.orm.call("hub.cbe.value", method, [[mark.id]]);
            await record.load();
        }
    }
}

/**
 * Forms of companies say what comes from the register: they have it in `register_marks`, by field.
 *
 * Core: web/static/src/views/fields/field.js, 19.0. Contract: test_core_register_mark.
 */
patch(Field.prototype, {
    get registerMark() {
        const { fieldInfo, name, record } = this.props;
        // What a form shows a second time, to be read alone, is marked where it is written.
        const isShownAgain = ["1", "True"].includes(fieldInfo?.readonly);
        return record.resModel === "res.partner" && !isShownAgain ? record.data.register_marks?.[name] : undefined;
    },
    get classNames() {
        return { ...super.classNames, o_hub_register_marked: Boolean(this.registerMark) };
    },
});
Field.components = { ...Field.components, RegisterMark };
