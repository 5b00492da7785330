import { Component, onWillUnmount, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** Sends the zip of an extract to the server, says how far it has come, and opens the extract. */
export class RegisterUpload extends Component {
    static template = "hub_cbe.RegisterUpload";
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
        this.input = useRef("input");
        this.state = useState({ percent: null, error: "" });
        onWillUnmount(() => this.cancel());
    }

    choose() {
        this.input.el.click();
    }

    cancel() {
        this.request?.abort();
        this.request = null;
        this.state.percent = null;
    }

    send() {
        const [file] = this.input.el.files;
        this.input.el.value = "";
        if (!file) {
            return;
        }
        const data = new FormData();
        data.append("csrf_token", odoo.csrf_token);
        data.append("file", file);
        Object.assign(this.state, { percent: 0, error: "" });
        this.request = new XMLHttpRequest();
        this.request.upload.addEventListener("progress", ({ loaded, total }) => {
            this.state.percent = Math.floor((100 * loaded) / total);
        });
        this.request.addEventListener("load", () => this.end(this.request));
        this.request.addEventListener("error", () => this.end());
        this.request.open("POST", "/hub_cbe/upload");
        this.request.send(data);
    }

    end(request) {
        this.request = null;
        this.state.percent = null;
        let answer = {};
        try {
            answer = JSON.parse(request.responseText);
        } catch {
            // A page of the proxy, or nothing.
        }
        if (!answer.id) {
            this.state.error = answer.error || _t("The file did not arrive. Choose it once more.");
            return;
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hub.cbe.extract",
            res_id: answer.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("view_widgets").add("hub_cbe_upload", { component: RegisterUpload });
