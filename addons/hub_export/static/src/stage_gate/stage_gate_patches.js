import { patch } from "@web/core/utils/patch";
import { registry } from "@web/core/registry";
import { KanbanQuickCreateController } from "@web/views/kanban/kanban_record_quick_create";
import { MISSING_REQUIREMENTS, StageGateDialog } from "./stage_gate_dialog";

// A lead whose move is refused goes back to its stage on the form as well. All else that is typed stays.
patch(registry.category("views").get("crm_form").Model.Record.prototype, {
    async _save() {
        try {
            return await super._save(...arguments);
        } catch (error) {
            if (error.exceptionName === MISSING_REQUIREMENTS && "stage_id" in this._changes) {
                this._applyChanges({ stage_id: this._values.stage_id });
                delete this._changes.stage_id;
                this.dirty = Object.keys(this._changes).length > 0;
            }
            throw error;
        }
    },
});

// Core offers the whole form instead, which would be refused again, and does not say why.
patch(KanbanQuickCreateController.prototype, {
    showFormDialogInError(error) {
        if (error.exceptionName === MISSING_REQUIREMENTS) {
            this.addDialog(StageGateDialog, { data: error.data });
            return;
        }
        super.showFormDialogInError(error);
    },
});
