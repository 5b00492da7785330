import { components } from "@odoo/o-spreadsheet";
// Core's own patch comes first: it gives the scorecard the click that is extended here.
import "@spreadsheet/chart/odoo_menu/figure_component";
import { SEE_RECORDS_PIVOT, SEE_RECORDS_PIVOT_VISIBLE } from "@spreadsheet/pivot/pivot_actions";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

/**
 * The number of a scorecard opens the records behind it, as a number in a cell does, by a click or by Enter: those of its
 * pivot, under the filters of the dashboard. Odoo opens the page of a menu at most.
 *
 * Core: spreadsheet/static/src/chart/odoo_menu/figure_component.js, 19.0. Contract: test_core_scorecard.
 */
patch(components.ScorecardChart.prototype, {
    /** The cell with the number, if it comes from records. */
    get recordsPosition() {
        const { getters } = this.env.model;
        const { keyValue } = getters.getChartDefinition(this.props.chartId);
        if (!keyValue || !this.env.isDashboard()) {
            return undefined;
        }
        const { sheetId, zone } = getters.getRangeFromSheetXC(getters.getActiveSheetId(), keyValue);
        const position = { sheetId, col: zone.left, row: zone.top };
        return SEE_RECORDS_PIVOT_VISIBLE(position, getters) ? position : undefined;
    },

    get opensSomething() {
        return this.env.isDashboard() && (this.hasOdooMenu || Boolean(this.recordsPosition));
    },

    get spokenLabel() {
        return _t("%(title)s: %(number)s", { title: this.title, number: this.runtime?.keyValue ?? "" });
    },

    async onClick() {
        const position = !this.hasOdooMenu && this.recordsPosition;
        return position ? SEE_RECORDS_PIVOT(position, this.env) : super.onClick();
    },

    onKeydown(ev) {
        if (["Enter", " "].includes(ev.key) && this.opensSomething) {
            ev.preventDefault();
            this.onClick();
        }
    },
});
