import { patch } from "@web/core/utils/patch";
import { KanbanQuickCreateController } from "@web/views/kanban/kanban_record_quick_create";
import { MISSING_REQUIREMENTS, StageGateDialog } from "../stage_gate/stage_gate_dialog";

/**
 * A lead that is refused in a column says what is missing; core would offer the whole form, which is refused again.
 *
 * Core: web/static/src/views/kanban/kanban_record_quick_create.js, 19.0. Contract: test_core_stage_gate.
 */
patch(KanbanQuickCreateController.prototype, {
    showFormDialogInError(error) {
        if (error.exceptionName === MISSING_REQUIREMENTS) {
            this.addDialog(StageGateDialog, { data: error.data });
            return;
        }
        super.showFormDialogInError(error);
    },
});
