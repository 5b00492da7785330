import { registry } from "@web/core/registry";
import { session } from "@web/session";
import "@web/views/fields/char/char_field";
import "@web/views/fields/many2one/many2one_field";
import "@partner_autocomplete/js/partner_autocomplete_fieldchar";
import "@partner_autocomplete/js/partner_autocomplete_many2one";

// With the service off its widgets are Odoo's plain ones: typing a name looks nothing up.
if (!session.partner_autocomplete) {
    const fields = registry.category("fields");
    fields.add("field_partner_autocomplete", fields.get("char"), { force: true });
    fields.add("res_partner_many2one", fields.get("many2one"), { force: true });
}
