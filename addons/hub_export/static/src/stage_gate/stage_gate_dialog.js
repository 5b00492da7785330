import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { checkRainbowmanMessage } from "@crm/views/check_rainbowman_message";
import { Dialog } from "@web/core/dialog/dialog";
import { standardErrorDialogProps } from "@web/core/errors/error_dialogs";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

export const MISSING_REQUIREMENTS = "odoo.addons.hub_export.exceptions.MissingRequirements";
// Of more leads, each gets one line and a link.
const FEW = 3;

/**
 * What leads still need for a stage, with a link to each place where it is filled in, and back to the move.
 * Whoever may override writes the reason here.
 */
export class StageGateDialog extends Component {
    static template = "hub_export.StageGateDialog";
    static components = { Dialog };
    static props = { ...standardErrorDialogProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.effect = useService("effect");
        this.move = useRef("move");
        this.reason = useRef("reason");
        const gate = this.props.data.context.stage_gate;
        this.stage = gate.stage;
        this.leadIds = gate.lead_ids;
        this.mayOverride = gate.may_override;
        this.state = useState({ leads: gate.leads, count: gate.count, deciding: false, reason: "", busy: false });
        useEffect(
            (isComplete) => isComplete && this.move.el?.focus(),
            () => [this.isComplete]
        );
        useEffect(
            (textarea) => textarea?.focus(),
            () => [this.reason.el]
        );
    }

    get title() {
        return _t("Not yet: %s", this.stage.name);
    }

    /** Leads that are being created were taken back with the refusal. */
    get isSaved() {
        return this.leadIds.length > 0;
    }

    get isFew() {
        return this.state.leads.length <= FEW;
    }

    get isComplete() {
        return this.isSaved && !this.state.count;
    }

    get more() {
        return this.state.count - this.state.leads.filter((lead) => this.missing(lead).length).length;
    }

    fillInLabel(item) {
        return _t("Fill in: %s", item.name);
    }

    missing(lead) {
        return lead.missing.filter((item) => !item.isDone);
    }

    names(lead) {
        return this.missing(lead)
            .map((item) => item.name)
            .join(" · ");
    }

    /** Ask again what is missing; what was and is no more stays visible with a tick. */
    async reload() {
        const gate = await this.orm.call("crm.lead", "get_stage_gate", [this.leadIds, this.stage.id]);
        const present = new Map(gate.leads.map((lead) => [lead.id, lead]));
        for (const lead of this.state.leads) {
            const still = present.get(lead.id)?.missing || [];
            const ids = new Set(still.map((item) => item.id));
            const done = lead.missing.filter((item) => !ids.has(item.id)).map((item) => ({ ...item, isDone: true }));
            const known = new Map([...done, ...still].map((item) => [item.id, item]));
            const order = [...lead.missing, ...still].map((item) => item.id);
            lead.missing = [...new Set(order)].map((id) => known.get(id));
            present.delete(lead.id);
        }
        this.state.leads.push(...present.values());
        this.state.count = gate.count;
    }

    async fillIn(lead, item) {
        const action = await this.orm.call("crm.lead", "action_fill_requirement", [[lead.id], item.id]);
        await this.action.doAction(action, { onClose: () => this.reload() });
    }

    openLead(lead) {
        this.props.close();
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.lead",
            res_id: lead.id,
            views: [[false, "form"]],
        });
    }

    async onMove() {
        await this.carryOut(() => this.write(this.leadIds));
    }

    async onOverride() {
        const decided = this.state.leads.filter((lead) => this.missing(lead).length).map((lead) => lead.id);
        const values = decided.map((id) => ({ lead_id: id, stage_id: this.stage.id, reason: this.state.reason }));
        await this.carryOut(async () => {
            await this.orm.create("hub.lead.stage.override", values);
            await this.write(this.leadIds.filter((id) => !decided.includes(id)));
        });
    }

    async write(ids) {
        if (ids.length) {
            await this.orm.write("crm.lead", ids, { stage_id: this.stage.id });
        }
    }

    async carryOut(action) {
        this.state.busy = true;
        try {
            await action();
        } catch (error) {
            this.state.busy = false;
            if (error.exceptionName === MISSING_REQUIREMENTS) {
                // Somebody took something away meanwhile.
                return this.reload();
            }
            throw error;
        }
        if (this.leadIds.length === 1) {
            await checkRainbowmanMessage(this.orm, this.effect, this.leadIds[0]);
        }
        this.props.close();
        // What is typed in a form behind is saved by this, not lost.
        this.action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
    }
}

registry.category("error_dialogs").add(MISSING_REQUIREMENTS, StageGateDialog);
