from .core_case import CoreCase


class TestCoreNothingFound(CoreCase):
    """What an empty list shows."""

    def test_the_helper(self):
        self.assertInOrder(
            self.script("web/static/src/views/action_helper.js"),
            ["export class ActionHelper extends Component {", 'static template = "web.ActionHelper";'],
            "an empty list is explained by another component",
        )
        self.assertInOrder(
            self.script("web/static/src/views/action_helper.xml"),
            ['class="o_nocontent_help"', 't-if="showDefaultHelper"', "t-else"],
            "what an empty list shows has other parts",
        )

    def test_what_it_is_narrowed_down_to(self):
        self.assertInOrder(
            self.script("web/static/src/search/search_model.js"),
            ["get facets() {", "deactivateGroup(groupId) {", "_getFacets() {", "facet.domain ="],
            "the search knows what it is narrowed down to in another way",
        )
        self.assertInOrder(
            self.script("web/static/src/search/search_arch_parser.js"),
            ["if (name in this.searchDefaults) {", "preSearchItem.isDefault = true;"],
            "a search does not know any more with which filters its page opens",
        )
