from .core_case import CoreCase


class TestCoreMine(CoreCase):
    """What static/src/core/mine.js leans on."""

    def test_a_search_has_defaults_by_the_names_of_filters(self):
        model = self.script("web/static/src/search/search_model.js")
        pieces = [
            "async load(config) {",
            "this.globalContext = toRaw(Object.assign({}, context));",
            "this._extractSearchDefaultsFromGlobalContext();",
            "this.blockNotification = true;",
            "this._activateDefaultSearchItems(",
            "this.blockNotification = false;",
            "async _notify() {",
            "if (this.blockNotification) {",
        ]
        self.assertInOrder(model, pieces, "a search view takes its defaults in another way")

    def test_settings_are_the_users_own(self):
        settings = self.script("web/static/src/core/user.js")
        self.assertInOrder(settings, ["async setUserSettings(key, value) {", '"set_res_users_settings"'], "settings")
        self.assertParameters("res.users.settings", "set_res_users_settings", "new_settings")
