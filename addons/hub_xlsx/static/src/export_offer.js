import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { download } from "@web/core/network/download";
import { user } from "@web/core/user";
import { orderByToString } from "@web/search/utils/order_by";
import { formatInteger } from "@web/views/fields/formatters";

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

/** The records of a list that are chosen by hand; false where all of its domain are exported. */
const chosenIds = ({ isDomainSelected, selection }) =>
    !isDomainSelected && selection.length > 0 ? selection.map(({ resId }) => resId) : false;

/**
 * What an export of a list asks of the server: what the web client posts to `/web/export/<format>`, and the order on
 * the screen.
 */
export function exportParams(list, fields, importCompat = false) {
    const exported = fields.map((field) => ({
        name: field.name || field.id,
        label: field.label || field.string,
        store: field.store,
        type: field.field_type || field.type,
    }));
    return {
        import_compat: importCompat,
        context: list.context,
        domain: list.domain,
        // Files for an import are labelled by the names.
        fields: importCompat ? [{ name: "id", label: "id" }, ...exported] : exported,
        groupby: list.groupBy,
        ids: chosenIds(list),
        model: list.resModel,
        // Lists in one cell, as the user chose last.
        one_row: !importCompat && user.settings.hub_xlsx_one_row,
        order: orderByToString(list.orderBy.filter(({ name }) => name !== "__count" || list.isGrouped)),
    };
}

/** Downloads an export of a list now. */
export function downloadExport(format, params) {
    return download({ url: `/web/export/${format}`, data: { data: JSON.stringify(params) } });
}

/** The fields with the headings that their columns have on the screen. */
export function withHeadings(fields, columns) {
    const headings = Object.fromEntries(columns.map(({ name, label }) => [name, label]));
    return fields.map((field) => ({ ...field, label: headings[field.name] || field.string }));
}

/** How many records an export of a list holds; the server is only asked where the list doesn't know. */
async function countRecords(jobs, list) {
    const { count, hasLimitedCount, isGrouped, isRecordCountTrustable, recordCount } = list;
    const ids = chosenIds(list);
    if (ids) {
        return ids.length;
    }
    const isKnown = isGrouped ? isRecordCountTrustable : !hasLimitedCount;
    return isKnown ? (isGrouped ? recordCount : count) : jobs.count(exportParams(list, []));
}

/** How an export of a list is to be made: "now", "background" or "discard". Its user is asked where it is long. */
export async function chooseHow({ services }, list) {
    const { dialog, "hub_xlsx.export_jobs": jobs } = services;
    const records = jobs.longExport ? await countRecords(jobs, list) : 0;
    if (records <= jobs.longExport) {
        return "now";
    }
    return new Promise((choose) => {
        dialog.add(ExportOfferDialog, { records, choose }, { onClose: () => choose("discard") });
    });
}
