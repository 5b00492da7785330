from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreRegisterMark(CoreCase):
    """What fields and empty lists are shown by."""

    def test_a_field_has_one_component_and_its_classes(self):
        self.assertInOrder(
            self.script("web/static/src/views/fields/field.js"),
            ["export class Field extends Component {", 'static template = "web.Field";', "get classNames() {"],
            "a field is shown by another component",
        )
        self.assertInOrder(
            self.script("web/static/src/views/fields/field.xml"),
            ['t-name="web.Field"', 't-att-class="classNames"', 't-component="field.component"'],
            "a field has another place for its component",
        )

    def test_a_search_knows_what_was_typed(self):
        self.assertInOrder(
            self.script("web/static/src/search/search_model.js"),
            ["this.query.push({ searchItemId, autocompleteValue });", "toggleSearchItem(searchItemId) {"],
            "a search knows in another way what was typed",
        )
