import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ExportAll, exportAllItem } from "@web/views/list/export_all/export_all";
import { ListController } from "@web/views/list/list_controller";
import { ExportDataDialog } from "@web/views/view_dialogs/export_data_dialog";
import { chooseHow, exportParams } from "../export_offer";

const IN_THE_BACKGROUND = "hub-xlsx-export-all";

/**
 * The export dialog offers to run a long export in the background; others go core's way.
 *
 * Core: web/static/src/views/view_dialogs/export_data_dialog.js, 19.0. Contract: test_core_client.
 */
patch(ExportDataDialog.prototype, {
    async onClickExportButton() {
        const { exportList, selectedFormat } = this.state;
        this.state.disabled = true;
        try {
            const how = exportList.length ? await chooseHow(this.env, this.props.root) : "now";
            if (how === "now") {
                await super.onClickExportButton();
            } else if (how === "background") {
                const params = exportParams(this.props.root, exportList, this.isCompatible);
                await this.env.services["hub_xlsx.export_jobs"].start(
                    this.availableFormats[selectedFormat].tag,
                    params
                );
                this.props.close();
            }
        } finally {
            this.state.disabled = false;
        }
    },
});

/**
 * Export All offers it as well: the menu asks, and the view, which knows its columns, starts the job.
 *
 * Core: web/static/src/views/list/export_all/export_all.js, 19.0. Contract: test_core_client.
 */
class ExportAllOffer extends ExportAll {
    async onDirectExportData() {
        const how = await chooseHow(this.env, this.env.model.root);
        if (how === "now") {
            return super.onDirectExportData();
        }
        if (how === "background") {
            this.env.searchModel.trigger(IN_THE_BACKGROUND);
        }
    }
}

registry
    .category("cogMenu")
    .add("export-all-menu", { ...exportAllItem, Component: ExportAllOffer }, { sequence: 10, force: true });

function useExportInBackground(view) {
    const jobs = useService("hub_xlsx.export_jobs");
    useBus(view.env.searchModel, IN_THE_BACKGROUND, () =>
        jobs.start("xlsx", exportParams(view.model.root, view.getExportableFields()))
    );
}

/**
 * A list exports all of its records in the background when its menu says so.
 *
 * Core: web/static/src/views/list/list_controller.js, 19.0. Contract: test_core_client.
 */
patch(ListController.prototype, {
    setup() {
        super.setup();
        useExportInBackground(this);
    },
});

/**
 * Cards export all of their records in the background when their menu says so.
 *
 * Core: web/static/src/views/kanban/kanban_controller.js, 19.0. Contract: test_core_client.
 */
patch(KanbanController.prototype, {
    setup() {
        super.setup();
        useExportInBackground(this);
    },
});
