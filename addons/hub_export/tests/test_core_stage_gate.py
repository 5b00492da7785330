from lxml import etree

from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase

VIEWS = "web/static/src/views"


class TestCoreStageGate(CoreCase):
    """How the browser moves a lead to a stage, and what it does when the server refuses."""

    def test_the_stage_on_the_form(self):
        form = etree.fromstring(self.env["crm.lead"].get_view(self.env.ref("crm.crm_lead_view_form").id)["arch"])
        self.assertEqual(form.get("js_class"), "crm_form", "the form of a lead is another view")
        self.assertEqual(
            form.xpath("//header//field[@name='stage_id']/@widget"),
            ["rotting_statusbar_duration"],
            "the stage of a lead has another widget",
        )
        self.assertInOrder(
            self.script("mail/static/src/js/rotting_mixin/rotting_statusbar.js"),
            [
                "export class RottingStatusBarDurationField extends StatusBarDurationField {",
                "export const rottingStatusBarDurationField = {",
                'add("rotting_statusbar_duration", rottingStatusBarDurationField)',
            ],
            "that widget is made of other things",
        )
        self.assertIn(
            "extends StatusBarField {",
            self.script("mail/static/src/views/fields/statusbar_duration/statusbar_duration_field.js"),
        )

    def test_a_view_may_have_a_widget_of_its_own(self):
        self.assertInOrder(
            self.script(f"{VIEWS}/fields/field.js"),
            ["const prefixes = jsClass ? [jsClass, viewType,", "`${prefix}.${key}`"],
            "a widget is not looked up by the class of its view first",
        )

    def test_a_stage_is_chosen_by_one_method(self):
        self.assertInOrder(
            self.script(f"{VIEWS}/fields/statusbar/statusbar_field.js"),
            ["async selectItem(item) {", "await record.update({ [name]: value });", "await record.save();"],
            "choosing a stage does not update and save the record, in this order",
        )

    def test_records_have_a_public_api(self):
        record = self.script("web/static/src/model/relational_model/record.js")
        for method in ("    async discard() {", "    async save(options) {", "    update(changes, { save } = {}) {"):
            with self.subTest(method=method):
                self.assertIn(method, record, "a record of a form is saved, changed or discarded in another way")

    def test_an_error_of_the_server_has_a_name(self):
        self.assertIn("error.exceptionName = errorData?.name;", self.script("web/static/src/core/network/rpc.js"))

    def test_a_lead_that_a_column_refuses(self):
        self.assertInOrder(
            self.script(f"{VIEWS}/kanban/kanban_record_quick_create.js"),
            [
                "export class KanbanQuickCreateController extends Component {",
                "this.addDialog = useOwnedDialogs();",
                "onError: (e) => this.showFormDialogInError(e),",
                "showFormDialogInError(e) {",
            ],
            "a column tells in another way that the server refused a record",
        )

    def test_a_card_moves_by_one_method(self):
        self.assertInOrder(
            self.script("crm/static/src/views/crm_kanban/crm_kanban_model.js"),
            [
                "export class CrmKanbanDynamicGroupList extends RelationalModel.DynamicGroupList {",
                "async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {",
                "await super.moveRecord(...arguments);",
                'sourceGroup.groupByField.name === "stage_id"',
                "targetGroup.list.records.find((r) => r.id === dataRecordId)",
            ],
            "a card of a lead is moved in another way",
        )
