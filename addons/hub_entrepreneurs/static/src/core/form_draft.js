import { status } from "@odoo/owl";
import { ConnectionLostError, rpcBus } from "@web/core/network/rpc";
import { useBus } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";
import { hasDraft, useFormDraft } from "../drafts/form_draft";

/**
 * What is written in a dialog is kept until it is saved or discarded, and offered again; leaving the page saves nothing.
 * Where there is no connection, the dialog says so, and that it needs one.
 *
 * Core: web/static/src/views/form/form_controller.js, 19.0. Contract: test_core_outbox.
 */
patch(FormController.prototype, {
    setup() {
        super.setup();
        this.draft = hasDraft(this) && useFormDraft(this);
        if (this.draft) {
            useBus(rpcBus, "RPC:RESPONSE", ({ detail }) => {
                this.draft.state.isCut = detail.error instanceof ConnectionLostError;
            });
        }
    },
    async beforeUnload() {
        if (!this.draft) {
            return super.beforeUnload(...arguments);
        }
        this.draft.keep();
    },
    async save() {
        const isSaved = await super.save(...arguments);
        if (isSaved) {
            this.draft?.end?.();
        }
        return isSaved;
    },
    async discard() {
        this.draft?.end?.();
        return super.discard(...arguments);
    },
    async beforeExecuteActionButton({ special }) {
        const mayGoOn = await super.beforeExecuteActionButton(...arguments);
        if (this.draft && mayGoOn !== false) {
            this.draft.isOver = true;
        }
        return special === "cancel" ? this.draft?.end?.() : mayGoOn;
    },
    async afterExecuteActionButton({ close, special }) {
        await super.afterExecuteActionButton(...arguments);
        // A dialog that is still there could not be carried out.
        if (this.draft && status(this) === "mounted" && !close && !special) {
            this.draft.isOver = false;
        }
    },
});
