from .core_case import CoreCase

VIEWS = "web/static/src/views"


class TestCoreClient(CoreCase):
    """How the web client leads from its two entries to the file: what core's scripts say."""

    def test_the_dialog_exports_by_one_method(self):
        self.assertScript(
            f"{VIEWS}/view_dialogs/export_data_dialog.js",
            [
                "export class ExportDataDialog extends Component {",
                "close: { type: Function },",
                "download: { type: Function },",
                "root: { type: Object },",
                "this.availableFormats = [];",
                "this.isCompatible = false;",
                "exportList: [],",
                "selectedFormat: 0,",
                "disabled: false,",
                "async onClickExportButton() {",
                "if (!this.state.exportList.length) {",
                "await this.props.download(",
                "this.availableFormats[this.state.selectedFormat].tag",
            ],
            "the export dialog does not export by onClickExportButton any more, or knows other things",
        )

    def test_export_all_is_an_item_that_can_be_replaced(self):
        self.assertScript(
            f"{VIEWS}/list/export_all/export_all.js",
            [
                "export class ExportAll extends Component {",
                "async onDirectExportData() {",
                'this.env.searchModel.trigger("direct-export-data");',
                "export const exportAllItem = {",
                "Component: ExportAll,",
                'cogMenuRegistry.add("export-all-menu", exportAllItem, { sequence: 10 });',
            ],
            "Export All is another item of the menu, or tells the view in another way",
        )

    def test_lists_and_cards_know_what_they_export(self):
        for name in ("list/list_controller.js", "kanban/kanban_controller.js"):
            self.assertScript(
                f"{VIEWS}/{name}",
                [
                    "extends Component {",
                    "setup() {",
                    "this.exportRecords = useExportRecords(this.env, this.props.context, () =>",
                    "this.getExportableFields()",
                    "getExportableFields() {",
                ],
                "a view knows its columns in another way",
            )

    def test_what_is_posted(self):
        """Jobs are started with the same: exportParams in static/src/export_offer.js puts it together as core does."""
        self.assertScript(
            f"{VIEWS}/view_hook.js",
            [
                'useBus(searchModel, "direct-export-data", async () => {',
                '_downloadExport(getDefaultExportList(), false, "xlsx");',
                "const _downloadExport = async (fields, import_compat, format) => {",
                "name: field.name || field.id,",
                "label: field.label || field.string,",
                "store: field.store,",
                "type: field.field_type || field.type,",
                "}));",
                "if (import_compat) {",
                "exportedFields.unshift({",
                'name: "id",',
                "data: JSON.stringify({",
                "import_compat,",
                "context: root.context,",
                "domain: root.domain,",
                "fields: exportedFields,",
                "groupby: root.groupBy,",
                "ids:",
                "!root.isDomainSelected && root.selection.length > 0",
                "? root.selection.map((e) => e.resId)",
                ": false,",
                "model: root.resModel,",
                "}),",
                "url: `/web/export/${format}`,",
                "model.dialog.add(ExportDataDialog, {",
                "download: _downloadExport,",
            ],
            "the web client posts other things to export a list",
        )

    def test_a_list_knows_its_number(self):
        model = "web/static/src/model/relational_model"
        self.assertScript(f"{model}/dynamic_record_list.js", ["this.hasLimitedCount = "], "a list counts differently")
        self.assertScript(
            f"{model}/dynamic_group_list.js",
            ["get isRecordCountTrustable() {", "get recordCount() {"],
            "a grouped list counts differently",
        )
