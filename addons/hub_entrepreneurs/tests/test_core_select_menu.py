from .core_case import CoreCase


class TestCoreSelectMenu(CoreCase):
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
        )
