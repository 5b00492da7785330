import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { ControlPanel } from "@web/search/control_panel/control_panel";

const VIEWS = ["list", "kanban", "pivot", "graph"];

/**
 * Where groups overlap, a sentence above them says so: 319 companies make 425 in their sectors.
 *
 * Core: web/static/src/search/control_panel/control_panel.js, 19.0. Contract: test_core_overlap.
 */
patch(ControlPanel.prototype, {
    get overlapNote() {
        const { config, searchModel } = this.env;
        if (!VIEWS.includes(config.viewType)) {
            return "";
        }
        const fields = searchModel.searchViewFields;
        const names = searchModel.groupBy.map((spec) => spec.split(":")[0]);
        const several = names.filter((name) => fields[name]?.type === "many2many");
        const labels = [...new Set(several)].map((name) => fields[name].string).join(", ");
        return (
            labels &&
            _t(
                "Groups by %s overlap: a record counts in each of its own, so they add up to more than the total.",
                labels
            )
        );
    },
});
