import { patch } from "@web/core/utils/patch";
import { ActionHelper } from "@web/views/action_helper";

const FILTER = "with_prospects";

/**
 * Where a search for a company finds nothing, one click looks for it in all of the enterprise register: without the
 * filters with which the list opens, with what was typed.
 *
 * Core: web/static/src/views/action_helper.js, 19.0. Contract: test_core_register_mark.
 */
patch(ActionHelper.prototype, {
    get registerFilter() {
        const { query = [], searchItems = {} } = this.env.searchModel || {};
        const filter = Object.values(searchItems).find(({ name }) => name === FILTER);
        const isTyped = query.some(({ autocompleteValue }) => autocompleteValue);
        const isOn = query.some(({ searchItemId }) => searchItemId === filter?.id);
        return isTyped && !isOn ? filter : undefined;
    },

    lookInRegister() {
        const { registerFilter } = this;
        const model = this.env.searchModel;
        for (const facet of model.facets.filter(({ domain, type }) => domain && type === "filter")) {
            model.deactivateGroup(facet.groupId);
        }
        model.toggleSearchItem(registerFilter.id);
    },
});
