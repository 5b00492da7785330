import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";
import { formPhoneField, PhoneField, phoneField } from "@web/views/fields/phone/phone_field";

/**
 * With the service off, no phone number has a button to send an SMS, which would end in an error.
 *
 * Core: sms/static/src/components/phone_field/phone_field.js, 19.0. Contract: test_core_online_services.
 */
const withoutButton = () => ({
    extractProps() {
        const props = super.extractProps(...arguments);
        return "enableButton" in props ? { ...props, enableButton: false } : props;
    },
});

registry.category("services").add("hub_sms_button", {
    // Once every addon is loaded: sms patches the same fields.
    start() {
        if (!session.hub_sms && "enableButton" in PhoneField.props) {
            patch(phoneField, withoutButton());
            patch(formPhoneField, withoutButton());
        }
    },
});
