import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** The dialog that logs a conversation. Its defaults alone make a valid record, but nobody has said yet that it took place. */
export class LogFormController extends FormController {
    setup() {
        super.setup();
        // What is being typed in a field that has not been left yet.
        this.isTyping = false;
        useBus(this.model.bus, "FIELD_IS_DIRTY", ({ detail }) => (this.isTyping = detail));
    }

    /** Whoever leaves the page over an untouched dialog logs nothing; what was typed is kept, as in any form. */
    async beforeUnload(ev) {
        if (this.model.root.dirty || this.isTyping) {
            await super.beforeUnload(ev);
        }
    }
}

registry.category("views").add("hub_interaction_log_form", { ...formView, Controller: LogFormController });
