from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase

EDITOR = "web/static/src/core/tree_editor"


class TestCoreJs(CoreCase):
    """How the browser describes a filter, lets it be edited, and knows an activity."""

    def test_a_filter_is_described_by_two_functions(self):
        self.assertInOrder(
            self.script(f"{EDITOR}/tree_processor.js"),
            [
                "export const treeProcessorService = {",
                "start(_, {",
                "async function makeGetConditionDescription(resModel, tree, limit",
                "async function makeGetFieldDef(resModel, tree) {",
                "return {",
                "makeGetConditionDescription,",
                "makeGetFieldDef,",
            ],
            "the conditions of a filter are described by other functions",
        )
        self.assertIn("valueDescription", self.script(f"{EDITOR}/tree_processor.js"))

    def test_a_value_is_edited_as_a_method_says(self):
        editor = self.script(f"{EDITOR}/tree_editor.js")
        self.assertInOrder(
            editor,
            [
                "export class TreeEditor extends Component {",
                "this.getFieldDef = getFieldDef;",
                "getValueEditorInfo(node) {",
            ],
            "the editor of a filter asks another method how a value is edited",
        )
        for name in ("isSupported", "stringify", "message"):
            with self.subTest(name=name):
                self.assertIn(f"{name}:", self.script(f"{EDITOR}/tree_editor_value_editors.js"))

    def test_an_activity(self):
        self.assertInOrder(
            self.script("mail/static/src/core/common/activity_model.js"),
            ["export class Activity extends Record {", "activity_category;", "res_model;"],
            "the activity of the browser has another class or other fields",
        )
