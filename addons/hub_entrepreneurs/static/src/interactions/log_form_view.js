import { useState, useSubEnv } from "@odoo/owl";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { OfflineORM } from "../outbox/offline_orm";

/** The dialog that logs a conversation: where there is no connection, the device fills it in, and keeps what is saved. */
export class LogFormController extends FormController {
    setup() {
        this.outbox = useService("hub_outbox");
        this.connection = useState(this.outbox.state);
        const orm = new OfflineORM(this.outbox);
        useSubEnv({ services: Object.assign(Object.create(this.env.services), { orm }) });
        super.setup();
    }

    get isOffline() {
        return this.connection.isOffline;
    }

    async onWillSaveRecord(record, changes) {
        this.toSave = changes;
        return super.onWillSaveRecord(...arguments);
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        const { form_key: key } = record.data;
        if (this.connection.rows.some((row) => row.key === key)) {
            await this.outbox.discard(key);
        }
    }

    async onSaveError(error) {
        const { data, isNew } = this.model.root;
        if (isNew && error instanceof ConnectionLostError) {
            return this.outbox.keep(this.toSave, data.partner_id.display_name);
        }
        return super.onSaveError(...arguments);
    }
}

registry.category("views").add("hub_interaction_log_form", { ...formView, Controller: LogFormController });
