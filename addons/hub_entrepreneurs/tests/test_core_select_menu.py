from .core_case import CoreCase


class TestCoreSelectMenu(CoreCase):
    """How the menu of a selection takes keys."""

    def test_keys(self):
        self.assertInOrder(
            self.script("web/static/src/core/select_menu/select_menu.js"),
            [
                "this.state = useState({",
                "choices: [],",
                "displayedOptions: [],",
                "this.dropdownState = useDropdownState();",
                "onStateChanged(open) {",
                "onItemSelected(value) {",
                'filterOptions(searchString = "", groups) {',
            ],
            "a selection knows its choices by other names",
        )
        self.assertInOrder(
            self.script("web/static/src/core/select_menu/select_menu.xml"),
            ['<t t-name="web.SelectMenu.search">', "<input", 't-on-input="debouncedOnInput"', "data-choice-index"],
            "the input of a selection is drawn in another way",
        )
