import { _t } from "@web/core/l10n/translation";
import { TreeEditor } from "@web/core/tree_editor/tree_editor";
import { treeProcessorService } from "@web/core/tree_editor/tree_processor";
import { patch } from "@web/core/utils/patch";

const RELATIVE = /^today(?: ([+-])(\d+)d)?$/;

/** Tell a day that is counted from today, such as "today +90d", in words. */
function inWords(value) {
    const [, sign, days] = value.match(RELATIVE);
    if (!sign) {
        return _t("today");
    }
    if (days === "1") {
        return sign === "+" ? _t("today + 1 day") : _t("today - 1 day");
    }
    return sign === "+" ? _t("today + %s days", days) : _t("today - %s days", days);
}

const isRelative = (value) => typeof value === "string" && RELATIVE.test(value);
const isDate = (fieldDef) => ["date", "datetime"].includes(fieldDef?.type);

/** Return the dates of a condition, whichever way its operator keeps them. */
function datesOf({ operator, value }) {
    const dates = Array.isArray(value) ? value : [value];
    return operator === "in range" ? dates.slice(2) : dates;
}

/**
 * A filter with a day that is counted from today is described in words, not as an invalid date.
 *
 * Core: web/static/src/core/tree_editor/tree_processor.js, 19.0. Contract: test_core_js.
 */
patch(treeProcessorService, {
    start() {
        const service = super.start(...arguments);
        const { makeGetConditionDescription } = service;
        service.makeGetConditionDescription = async (resModel, tree, ...limits) => {
            const [describe, getFieldDef] = await Promise.all([
                makeGetConditionDescription(resModel, tree, ...limits),
                service.makeGetFieldDef(resModel, tree),
            ]);
            return (node) => {
                const description = describe(node);
                const dates = datesOf(node);
                if (isDate(getFieldDef(node.path)) && dates.some(isRelative)) {
                    const { values } = description.valueDescription;
                    description.valueDescription.values = values.map((value, index) =>
                        isRelative(dates[index]) ? inWords(dates[index]) : value
                    );
                }
                return description;
            };
        };
        return service;
    },
});

/**
 * The editor of a filter shows such a day, and has it cleared before another one is chosen.
 *
 * Core: web/static/src/core/tree_editor/tree_editor.js, 19.0. Contract: test_core_js.
 */
patch(TreeEditor.prototype, {
    getValueEditorInfo(node) {
        const info = super.getValueEditorInfo(...arguments);
        if (!isDate(this.getFieldDef(node.path)) || !datesOf(node).some(isRelative)) {
            return info;
        }
        return {
            ...info,
            isSupported: () => false,
            stringify: () =>
                datesOf(node)
                    .map((date) => (isRelative(date) ? inWords(date) : date))
                    .join(" → "),
            message: _t("Counted from the day on which the filter is used. Clear it to choose fixed days."),
        };
    },
});
