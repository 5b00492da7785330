import { useChildSubEnv } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { buildM2OFieldDescription, Many2OneField } from "@web/views/fields/many2one/many2one_field";

/** A record that is found while one types, on a phone as well, where others open a window of cards to choose from. */
export class TypedMany2OneField extends Many2OneField {
    setup() {
        super.setup();
        useChildSubEnv({ isSmall: false });
    }
}

registry.category("fields").add("hub_typed_many2one", buildM2OFieldDescription(TypedMany2OneField));
