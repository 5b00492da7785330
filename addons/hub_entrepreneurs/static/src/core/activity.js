import { Activity } from "@mail/core/common/activity_model";
import { ActivityMarkAsDone } from "@mail/core/web/activity_markasdone_popover";
import { onWillStart } from "@odoo/owl";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";

const MODELS = ["res.partner", "crm.lead"];
const CONVERSATIONS = ["phonecall", "meeting"];

/**
 * An activity that is done becomes a conversation: calls and meetings at once, others by a button of their own. One
 * of a document of Hub's asks what became of that.
 *
 * Core: mail/static/src/core/web/activity_model_patch.js, 19.0. Contract: test_core_activity.
 */
patch(Activity.prototype, {
    async mayLogConversation() {
        return MODELS.includes(this.res_model) && user.hasGroup("hub_entrepreneurs.group_hub_account_manager");
    },
    async markAsDone() {
        await super.markAsDone(...arguments);
        if (CONVERSATIONS.includes(this.activity_category) && (await this.mayLogConversation())) {
            await this.logConversation();
        } else if (this.res_model?.startsWith("hub.")) {
            await this.askAboutDocument();
        }
    },
    /** What an activity reminded of may be done as well, or not: its document says what to ask. */
    async askAboutDocument() {
        const { action, orm } = this.store.env.services;
        const question = await orm.call("mail.activity", "action_ask_about_document", [[this.id]]);
        if (question) {
            const onClose = (answer) => answer?.hub_changed && action.doAction("soft_reload");
            await action.doAction(question, { onClose });
        }
    },
    async markAsDoneAndLog() {
        await this.markAsDone();
        if (!CONVERSATIONS.includes(this.activity_category)) {
            await this.logConversation();
        }
    },
    async logConversation() {
        const { hub_outbox: outbox, orm } = this.store.env.services;
        const dialog = await orm.call("mail.activity", "action_log_interaction", [[this.id]]);
        if (dialog) {
            await outbox.open(dialog);
        }
    },
});

/**
 * Marking as done offers a second button, which asks for the conversation.
 *
 * Core: mail/static/src/core/web/activity_markasdone_popover.js, 19.0. Contract: test_core_activity.
 */
patch(ActivityMarkAsDone.prototype, {
    setup() {
        super.setup();
        onWillStart(async () => {
            this.mayLog = await this.props.activity.mayLogConversation();
        });
    },
    async onClickDoneAndLog() {
        const { activity } = this.props;
        const thread = this.env.services["mail.store"].Thread.insert({
            model: activity.res_model,
            id: activity.res_id,
        });
        await activity.markAsDoneAndLog();
        this.props.onActivityChanged(thread);
        await thread.fetchNewMessages();
    },
});
