import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { download } from "@web/core/network/download";
import { patch } from "@web/core/utils/patch";
import { formatInteger } from "@web/views/fields/formatters";
import { ExportAll } from "@web/views/list/export_all/export_all";
import { ExportDataDialog } from "@web/views/view_dialogs/export_data_dialog";

/** Asks whether a long export is to run in the background. */
export class ExportOfferDialog extends Component {
    static template = "hub_xlsx.ExportOfferDialog";
    static components = { Dialog };
    static props = { records: Number, choose: Function, close: Function };

    get records() {
        return formatInteger(this.props.records);
    }

    choose(choice) {
        this.props.choose(choice);
        this.props.close();
    }
}

/**
 * An export that the user has asked for. Odoo leads from its two entries (the export dialog and Export All) to
 * `download` without a word about the list, so the one that is being led there is remembered meanwhile.
 */
class AskedExport {
    static current = null;

    constructor({ services }, list) {
        this.jobs = services["hub_xlsx.export_jobs"];
        this.dialog = services.dialog;
        this.list = list;
        this.runsInBackground = false;
    }

    /** Call Odoo's code, which calls `download` before it first waits for anything. */
    lead(odoo) {
        AskedExport.current = this;
        try {
            return odoo();
        } finally {
            AskedExport.current = null;
        }
    }

    /** How many records it holds; the server is only asked where the list doesn't know. */
    async count(params) {
        const { count, hasLimitedCount, isGrouped, isRecordCountTrustable, recordCount } = this.list;
        if (params.ids) {
            return params.ids.length;
        }
        const isKnown = isGrouped ? isRecordCountTrustable : !hasLimitedCount;
        return isKnown ? (isGrouped ? recordCount : count) : this.jobs.count(params);
    }

    /** Download the file, or leave the export to a job, or do nothing: the user's choice where it is long. */
    async run(format, params, downloadNow) {
        const { longExport } = this.jobs;
        const records = longExport ? await this.count(params) : 0;
        const choice = records > longExport ? await this.ask(records) : "now";
        if (choice === "now") {
            return downloadNow();
        }
        if (choice === "background") {
            await this.jobs.start(format, params);
            this.runsInBackground = true;
        }
    }

    ask(records) {
        return new Promise((choose) => {
            this.dialog.add(ExportOfferDialog, { records, choose }, { onClose: () => choose("discard") });
        });
    }
}

patch(download, {
    _download(options) {
        const asked = AskedExport.current;
        const format = options.url?.match(/^\/web\/export\/(xlsx|csv)$/)?.[1];
        const downloadNow = () => super._download(options);
        return asked && format ? asked.run(format, JSON.parse(options.data.data), downloadNow) : downloadNow();
    },
});

patch(ExportDataDialog.prototype, {
    async onClickExportButton() {
        const asked = new AskedExport(this.env, this.props.root);
        await asked.lead(() => super.onClickExportButton());
        if (asked.runsInBackground) {
            this.props.close();
        }
    },
});

patch(ExportAll.prototype, {
    onDirectExportData() {
        return new AskedExport(this.env, this.env.model.root).lead(() => super.onDirectExportData());
    },
});
