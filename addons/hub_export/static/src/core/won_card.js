import { CrmKanbanDynamicGroupList } from "@crm/views/crm_kanban/crm_kanban_model";
import { patch } from "@web/core/utils/patch";

/**
 * A card that is moved to a stage in which a lead is won asks where its company sells now, and what came of it.
 *
 * Core: crm/static/src/views/crm_kanban/crm_kanban_model.js, 19.0. Contract: test_core_stage_gate.
 */
patch(CrmKanbanDynamicGroupList.prototype, {
    async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {
        await super.moveRecord(...arguments);
        const target = this.groups.find((group) => group.id === targetGroupId);
        const record = target?.list.records.find(({ id }) => id === dataRecordId);
        if (record && dataGroupId !== targetGroupId && target.groupByField.name === "stage_id") {
            const { action, orm } = this.model;
            const question = await orm.call("crm.lead", "action_ask_results", [[record.resId]]);
            if (question) {
                await action.doAction(question);
            }
        }
    },
});
