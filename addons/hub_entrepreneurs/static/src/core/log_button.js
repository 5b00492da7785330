import { ConnectionLostError } from "@web/core/network/rpc";
import { patch } from "@web/core/utils/patch";
import { actionService } from "@web/webclient/actions/action_service";

const LOG = "action_log_interaction";

/**
 * Where there is no connection, the buttons that log a conversation open the dialog from what the device knows.
 *
 * Core: web/static/src/webclient/actions/action_service.js, 19.0. Contract: test_core_outbox.
 */
patch(actionService, {
    start(env) {
        const service = super.start(...arguments);
        const { doActionButton } = service;
        service.doActionButton = async function (params) {
            try {
                return await doActionButton.apply(this, arguments);
            } catch (error) {
                if (params.name !== LOG || !(error instanceof ConnectionLostError)) {
                    throw error;
                }
            }
            const company = params.resModel === "res.partner" ? { partner_id: params.resId } : {};
            const whom = service.currentController?.displayName;
            return env.services.hub_outbox.log(company, { whom, onClose: () => params.onClose?.({ noReload: true }) });
        };
        return service;
    },
});
