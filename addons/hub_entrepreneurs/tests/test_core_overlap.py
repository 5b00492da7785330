from .core_case import CoreCase


class TestCoreOverlap(CoreCase):
    """What the browser has above a view, as core has it."""

    def test_the_panel_above_a_view(self):
        panel = self.script("web/static/src/search/control_panel/control_panel.js")
        self.assertIn("export class ControlPanel extends Component {", panel)
        template = self.script("web/static/src/search/control_panel/control_panel.xml")
        self.assertInOrder(
            template, ['t-name="web.ControlPanel"', 't-ref="root"'], "the panel above a view has another frame"
        )
        model = self.script("web/static/src/search/search_model.js")
        for piece in ("get groupBy() {", "this.searchViewFields"):
            self.assertIn(piece, model, "what a view is grouped by is asked in another way")
