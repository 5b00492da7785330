import { RottingStatusBarDurationField, rottingStatusBarDurationField } from "@mail/js/rotting_mixin/rotting_statusbar";
import { registry } from "@web/core/registry";
import { MISSING_REQUIREMENTS } from "./stage_gate_dialog";

/**
 * The stage of a lead on its form: when a move is refused, the lead goes back, with all that follows from the stage.
 *
 * Core: web/static/src/views/fields/statusbar/statusbar_field.js, 19.0. Contract: test_core_stage_gate.
 */
export class StageField extends RottingStatusBarDurationField {
    async selectItem(item) {
        const { name, record } = this.props;
        const before = record.data[name];
        // What is typed is saved on its own, so that discarding takes back the stage and nothing else.
        if (record.resId && !(await record.save())) {
            return;
        }
        try {
            await super.selectItem(item);
        } catch (error) {
            if (error.exceptionName === MISSING_REQUIREMENTS) {
                await (record.resId ? record.discard() : record.update({ [name]: before }));
            }
            throw error;
        }
        await this.askResults();
    }

    /** A lead that is won asks where its company sells now, and what came of it. */
    async askResults() {
        const { record } = this.props;
        const { action, orm } = this.env.services;
        const isWon = record.resId && record.data.won_status === "won";
        const question = isWon && (await orm.call("crm.lead", "action_ask_results", [[record.resId]]));
        if (question) {
            await action.doAction(question, { onClose: (answer) => answer?.hub_changed && record.load() });
        }
    }
}

registry
    .category("fields")
    .add("crm_form.rotting_statusbar_duration", { ...rottingStatusBarDurationField, component: StageField });
