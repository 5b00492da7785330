import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { shrink } from "./photo";

/** A photo that is taken with the camera of a phone, or chosen on a desk; the device makes it smaller. */
export class PhotoField extends Component {
    static template = "hub_entrepreneurs.PhotoField";
    static props = { ...standardFieldProps };

    setup() {
        this.notification = useService("notification");
    }

    get photo() {
        return this.props.record.data[this.props.name];
    }

    async onChange({ target }) {
        const [file] = target.files;
        target.value = "";
        if (!file) {
            return;
        }
        try {
            await this.update(await shrink(file));
        } catch {
            const message = _t("This photo can't be read. Take it as JPEG or PNG.");
            this.notification.add(message, { type: "danger" });
        }
    }

    update(photo) {
        return this.props.record.update({ [this.props.name]: photo });
    }
}

registry.category("fields").add("hub_photo", {
    component: PhotoField,
    displayName: _t("Photo"),
    supportedTypes: ["binary"],
});
