from .core_case import CoreCase

GROUP = "web/static/src/views/form/form_group/form_group"


class TestCoreFormGroups(CoreCase):
    """How the browser tells the fields of a group apart while others appear."""

    def test_keys(self):
        self.assertInOrder(
            self.script(f"{GROUP}.xml"),
            [
                't-name="web.Form.OuterGroup"',
                't-foreach="getItems()" t-as="item" t-key="item_index"',
                't-name="web.Form.InnerGroup"',
                't-foreach="getRows()" t-as="row" t-key="row_index"',
                't-foreach="row" t-as="cell" t-key="cell_index"',
            ],
            "the fields of a group have other keys; if those are names now, core/form_groups.xml is needed no more",
        )

    def test_names(self):
        self.assertInOrder(
            self.script(f"{GROUP}.js"),
            ["name: slotName,", "if (!slot.isVisible) {", "currentRow.push({ ...slot, name: slotName,"],
            "the fields of a group have no names",
        )
