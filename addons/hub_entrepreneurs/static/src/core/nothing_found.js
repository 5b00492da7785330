import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { ActionHelper } from "@web/views/action_helper";

/**
 * A list that a search or a filter has emptied says so, and how to see the rest: “nothing found” is not “nothing there”.
 * Core shows how to make the first record either way. So do we, besides, as long as the list is narrowed down as it opens.
 *
 * Core: web/static/src/views/action_helper.js, 19.0. Contract: test_core_nothing_found.
 */
patch(ActionHelper.prototype, {
    /** The words of what the list is narrowed down to, if it is: groups narrow nothing. */
    get narrowedTo() {
        const facets = this.env.searchModel?.facets || [];
        return facets
            .filter(({ domain }) => domain)
            .map(({ title, values, separator }) => {
                const text = values.join(` ${separator} `);
                return title ? _t("%(label)s: %(text)s", { label: title, text }) : text;
            });
    },

    /** Whether only the page's own filters narrow the list down: its help was written for them, and says how to begin. */
    get isAsItOpens() {
        const { query = [], searchItems, mine } = this.env.searchModel || {};
        return query
            .map(({ searchItemId }) => searchItems[searchItemId])
            .filter(({ type }) => !["groupBy", "dateGroupBy"].includes(type))
            .every(({ id, isDefault, type }) => isDefault && type === "filter" && id !== mine?.id);
    },

    get nothingFits() {
        const what = this.narrowedTo.join(", ");
        return _t("Nothing here fits %s. That does not mean that there is nothing.", what);
    },

    seeAll() {
        const model = this.env.searchModel;
        for (const facet of model.facets.filter(({ domain }) => domain)) {
            model.deactivateGroup(facet.groupId);
        }
    },
});
