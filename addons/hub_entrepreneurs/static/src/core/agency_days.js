import { PyDate } from "@web/core/py_js/py_date";
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";
import { session } from "@web/session";

const { DateTime } = luxon;

/**
 * Today, in a filter or an expression of a view, is the agency's day. (What an expression may call is known by identity,
 * so that `today` itself can't be another function.)
 *
 * Core: web/static/src/core/py_js/py_date.js, 19.0. Contract: test_core_days.
 */
patch(PyDate, {
    convertDate(date) {
        const { year, month, day } = DateTime.fromJSDate(date, { zone: session.hub_timezone });
        return new PyDate(year, month, day);
    },
});

/**
 * The months and years of a filter by date are the agency's, as the groups that the server makes are.
 *
 * Core: web/static/src/search/search_model.js, 19.0. Contract: test_core_days.
 */
patch(SearchModel.prototype, {
    setup() {
        super.setup(...arguments);
        this.referenceMoment = this.referenceMoment.setZone(session.hub_timezone);
    },
});
