from .core_case import CoreCase


class TestCoreSelectMenu(CoreCase):
<<<<<<< HEAD
    """How the browser chooses one of a selection by keys."""

    def test_menu(self):
        self.assertInOrder(
            self.script("web/static/src/core/select_menu/select_menu.js"),
            [
                "export class SelectMenu extends Component {",
                'this.inputRef = useRef("inputRef");',
                "this.menuRef = useChildRef();",
                "this.dropdownState = useDropdownState();",
                "this.selectedChoice = this.getSelectedChoice(this.props);",
                "enter: {",
                "onItemSelected(value) {",
                "filterOptions(searchString",
                "this.sliceDisplayedOptions();",
            ],
            "a selection is chosen from in another way; if Tab chooses what is typed, our patch is not needed",
=======
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
>>>>>>> work-words
        )
