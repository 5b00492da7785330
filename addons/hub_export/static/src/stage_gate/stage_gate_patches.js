import { patch } from "@web/core/utils/patch";
import { registry } from "@web/core/registry";
import { KanbanQuickCreateController } from "@web/views/kanban/kanban_record_quick_create";
import { MISSING_REQUIREMENTS, StageGateDialog } from "./stage_gate_dialog";

// A lead whose move is refused goes back to its stage on the form as well, with all that follows from the stage.
// What is typed besides stays.
patch(registry.category("views").get("crm_form").Model.Record.prototype, {
    async _save() {
        try {
            return await super._save(...arguments);
        } catch (error) {
            if (error.exceptionName === MISSING_REQUIREMENTS && "stage_id" in this._changes) {
                await this._update({ stage_id: this._values.stage_id });
                this._forgetUnchanged();
            }
            throw error;
        }
    },

    _forgetUnchanged() {
        for (const name of Object.keys(this._changes)) {
            const isList = ["one2many", "many2many"].includes(this.fields[name].type);
            if (!isList && JSON.stringify(this._changes[name]) === JSON.stringify(this._values[name])) {
                delete this._changes[name];
            }
        }
        this.dirty = Object.keys(this._changes).length > 0;
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
