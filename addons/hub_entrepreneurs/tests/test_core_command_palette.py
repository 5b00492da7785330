from .core_case import CoreCase

COMMANDS = "web/static/src/core/commands"


class TestCoreCommandPalette(CoreCase):
    """Where the palette of commands asks what a text finds, and how it shows it."""

    def test_what_a_text_finds(self):
        self.assertInOrder(
            self.script(f"{COMMANDS}/command_palette.js"),
            [
                "export class CommandPalette extends Component {",
                "this.keyId = 1;",
                "this.providersByNamespace = { default: [] };",
                "async setCommands(namespace, options = {}) {",
                'this.categoryKeys = ["default"];',
                "this.categoryNames = {};",
                "this.state.commands = markRaw(",
                "this.selectCommand(",
                "this.state.emptyMessage =",
                "async executeCommand(command) {",
                "const config = await command.action();",
                "await this.searchValuePromise;",
            ],
            "the palette finds and shows commands in another way",
        )

    def test_the_window(self):
        self.assertInOrder(
            self.script(f"{COMMANDS}/command_palette.xml"),
            ['t-name="web.CommandPalette"', 't-props="command.props"', 't-if="state.FooterComponent"'],
            "the window of the palette has other parts",
        )

    def test_its_settings(self):
        self.assertInOrder(
            self.script(f"{COMMANDS}/command_service.js"),
            ['registry.category("command_setup")', "debounceDelay", "openMainPalette,"],
            "the palette is set up or opened in another way",
        )
