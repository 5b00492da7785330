import { Component } from "@odoo/owl";
import { openSearch } from "@hub_entrepreneurs/search/search";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

/** Opens the search where there is no keyboard for Ctrl+K. */
export class SearchSystray extends Component {
    static template = "hub_entrepreneurs.SearchSystray";
    static props = {};

    open() {
        openSearch(this.env);
    }
}

registry.category("services").add("hub_search_systray", {
    start() {
        user.hasGroup("hub_entrepreneurs.group_hub_reader").then((maySearch) => {
            if (maySearch) {
                const item = { Component: SearchSystray, isDisplayed: (env) => env.isSmall };
                registry.category("systray").add("hub_entrepreneurs.search", item, { sequence: 31 });
            }
        });
    },
});
