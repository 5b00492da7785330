import { registry } from "@web/core/registry";
import { session } from "@web/session";
import { charField } from "@web/views/fields/char/char_field";
import { many2OneField } from "@web/views/fields/many2one/many2one_field";
import "@partner_autocomplete/js/partner_autocomplete_fieldchar";
import "@partner_autocomplete/js/partner_autocomplete_many2one";

// With the service off its widgets are Odoo's plain ones: typing a name looks nothing up.
if (!session.partner_autocomplete) {
    registry
        .category("fields")
        .add("field_partner_autocomplete", charField, { force: true })
        .add("res_partner_many2one", many2OneField, { force: true });
}
