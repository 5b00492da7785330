import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const CALLS = "hub_campaign.hub_campaign_member_action_calls";

/** After a call: the next one in the same place, so that the way back stays one step. */
async function nextCall(env, { params: { memberId } }) {
    const { action, notification } = env.services;
    await action.doAction({ type: "ir.actions.act_window_close" });
    const { currentController } = action;
    if (currentController?.props.resModel !== "hub.campaign.member" || currentController.props.type !== "form") {
        return { type: "ir.actions.client", tag: "soft_reload" };
    }
    if (memberId) {
        return action.switchView("form", { resId: memberId });
    }
    notification.add(_t("That was the last call for today."), { type: "success" });
    await action.doAction(CALLS, { clearBreadcrumbs: true });
}

registry.category("actions").add("hub_campaign_next_call", nextCall);
