import { Activity } from "@mail/core/common/activity_model";
import { patch } from "@web/core/utils/patch";

/**
 * A call of a campaign that is marked as done asks how it went.
 *
 * Core: mail/static/src/core/common/activity_model.js, 19.0. Contract: test_core_js.
 */
patch(Activity.prototype, {
    async mayLogConversation() {
        const isCall = this.res_model === "hub.campaign.member" && this.activity_category === "phonecall";
        return isCall || super.mayLogConversation(...arguments);
    },
});
