import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useBus, useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ExportAll, exportAllItem } from "@web/views/list/export_all/export_all";
import { ListController } from "@web/views/list/list_controller";
import { ExportDataDialog } from "@web/views/view_dialogs/export_data_dialog";
import { chooseHow, downloadExport, exportParams, withHeadings } from "../export_offer";

const EXPORT_ALL = "hub-xlsx-export-all";

/**
 * The export dialog offers to run a long export in the background and to put lists in one cell, and asks for the order
 * and the headings of the screen.
 *
 * Core: web/static/src/views/view_dialogs/export_data_dialog.js, 19.0. Contract: test_core_client.
 */
patch(ExportDataDialog.prototype, {
    setup() {
        super.setup();
        this.state.oneRow = user.settings.hub_xlsx_one_row;
    },
    async onToggleOneRow(value) {
        this.state.oneRow = value;
        await user.setUserSettings("hub_xlsx_one_row", value);
    },
    async setDefaultExportList() {
        await super.setDefaultExportList();
        const headings = Object.fromEntries(this.props.defaultExportList.map(({ name, label }) => [name, label]));
        this.state.exportList = this.state.exportList.map((field) => ({
            ...field,
            label: headings[field.id] || field.string,
        }));
    },
    async onClickExportButton() {
        const { exportList, selectedFormat } = this.state;
        this.state.disabled = true;
        try {
            if (!exportList.length) {
                return await super.onClickExportButton();
            }
            const how = await chooseHow(this.env, this.props.root);
            const params = exportParams(this.props.root, exportList, this.isCompatible);
            // As ticked, though the server may still be about to remember it.
            params.one_row = !this.isCompatible && this.state.oneRow;
            const { tag } = this.availableFormats[selectedFormat];
            if (how === "now") {
                await downloadExport(tag, params);
            } else if (how === "background") {
                await this.env.services["hub_xlsx.export_jobs"].start(tag, params);
                this.props.close();
            }
        } finally {
            this.state.disabled = false;
        }
    },
});

/**
 * Export All offers it as well: the menu asks, and the view, which knows its columns, exports.
 *
 * Core: web/static/src/views/list/export_all/export_all.js, 19.0. Contract: test_core_client.
 */
class ExportAllOffer extends ExportAll {
    async onDirectExportData() {
        const how = await chooseHow(this.env, this.env.model.root);
        if (how !== "discard") {
            this.env.searchModel.trigger(EXPORT_ALL, { how });
        }
    }
}

registry
    .category("cogMenu")
    .add("export-all-menu", { ...exportAllItem, Component: ExportAllOffer }, { sequence: 10, force: true });

function useExportAll(view) {
    const jobs = useService("hub_xlsx.export_jobs");
    useBus(view.env.searchModel, EXPORT_ALL, ({ detail: { how } }) => {
        const params = exportParams(view.model.root, view.getExportableFields());
        return how === "background" ? jobs.start("xlsx", params) : downloadExport("xlsx", params);
    });
}

/**
 * A list exports all of its records when its menu says so, under the headings of its columns.
 *
 * Core: web/static/src/views/list/list_controller.js, 19.0. Contract: test_core_client.
 */
patch(ListController.prototype, {
    setup() {
        super.setup();
        useExportAll(this);
    },
    getExportableFields() {
        return withHeadings(super.getExportableFields(), this.props.archInfo.columns);
    },
});

/**
 * Cards export all of their records when their menu says so.
 *
 * Core: web/static/src/views/kanban/kanban_controller.js, 19.0. Contract: test_core_client.
 */
patch(KanbanController.prototype, {
    setup() {
        super.setup();
        useExportAll(this);
    },
});
