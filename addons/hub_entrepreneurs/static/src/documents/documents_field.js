import { Component, useState } from "@odoo/owl";
import { FileModel } from "@web/core/file_viewer/file_model";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Documents, one of them in sight: whoever decides on something sees what it rests on. */
export class DocumentsField extends Component {
    static template = "hub_entrepreneurs.DocumentsField";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ shown: 0 });
    }

    get documents() {
        const rows = [...this.props.record.data[this.props.name].records].sort((a, b) => a.resId - b.resId);
        return rows.map(({ resId, data }) =>
            Object.assign(new FileModel(), {
                id: resId,
                name: data.name,
                mimetype: data.mimetype,
                checksum: data.checksum,
                type: data.type,
                url: data.url,
            })
        );
    }

    get shown() {
        return this.documents[this.state.shown] || this.documents[0];
    }

    /** Return where a document is opened beside the dialog. */
    addressOf(document) {
        return document.isUrl ? document.url : document.defaultSource;
    }
}

export const documentsField = {
    component: DocumentsField,
    supportedTypes: ["many2many"],
    relatedFields: [
        { name: "name", type: "char" },
        { name: "mimetype", type: "char" },
        { name: "checksum", type: "char" },
        { name: "type", type: "selection" },
        { name: "url", type: "char" },
    ],
};

registry.category("fields").add("hub_documents", documentsField);
