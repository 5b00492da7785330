import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";
import { session } from "@web/session";

/** Whether a list opens with *Mine*: as its user left it, and at first for whoever has a portfolio of that model. */
function opensWithMine(key, model) {
    return user.settings?.hub_opens_with_mine?.[key] ?? (session.hub_portfolio || []).includes(model);
}

/**
 * A list whose action names in `hub_mine` a model and a filter opens with that filter, or without, as its user left it.
 *
 * Core: web/static/src/search/search_model.js, 19.0. Contract: test_core_mine.
 */
patch(SearchModel.prototype, {
    async load(config) {
        // What is opened from here has another list.
        const { hub_mine: named, ...context } = config.context || {};
        const [model, name] = named || [];
        const key = `${config.resModel}.${name}`;
        this.mine = null;
        if (name && opensWithMine(key, model)) {
            context[`search_default_${name}`] = 1;
        }
        await super.load({ ...config, context });
        const item = name && Object.values(this.searchItems).find((each) => each.name === name);
        if (item) {
            this.mine = { key, id: item.id };
            this.mine.isOn = this._isOnMine();
        }
    },
    async _notify() {
        if (this.mine && !this.blockNotification) {
            this._rememberMine();
        }
        await super._notify(...arguments);
    },
    _isOnMine() {
        return this.query.some(({ searchItemId }) => searchItemId === this.mine.id);
    },
    _rememberMine() {
        const isOn = this._isOnMine();
        if (isOn !== this.mine.isOn) {
            this.mine.isOn = isOn;
            const kept = { ...user.settings.hub_opens_with_mine, [this.mine.key]: isOn };
            user.setUserSettings("hub_opens_with_mine", kept);
        }
    },
});
