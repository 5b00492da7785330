from .core_case import CoreCase


class TestCoreCreationLast(CoreCase):
    """What a field for a contact suggests, and which suggestion is marked."""

    def test_suggestions(self):
        self.assertInOrder(
            self.script("web/static/src/views/fields/relational_utils.js"),
            [
                "export class Many2XAutocomplete extends Component {",
                "onQuickCreateError(error, request) {",
                "async suggest(request, lock) {",
                "buildCreateSuggestion(request) {",
                'cssClass: "o_m2o_dropdown_option o_m2o_dropdown_option_create"',
                'data: { slotName: "createItem" }',
                "buildCreateEditSuggestion(request) {",
                "buildNoRecordsSuggestion() {",
            ],
            "a field suggests what to create by other methods",
        )

    def test_the_marked_one(self):
        self.assertInOrder(
            self.script("web/static/src/core/autocomplete/autocomplete.js"),
            [
                "get activeOption() {",
                "this.navigate(0);",
                "makeOption(option) {",
                "...option,",
                "navigate(direction) {",
                "this.state.activeSourceOption = null;",
            ],
            "the list below a field marks its first row in another way",
        )
