from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

# What belongs together is never mixed from two contacts.
_ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
_EMAIL = ("email", "email_source")
_SIZE = ("employee_count", "turnover", "balance_sheet_total", "size_data_year")
# What nobody typed, and nobody misses.
_NOT_TOLD = {
    "id", "active", "is_company", "color", "type", "tz", "parent_id", "message_bounce", "partner_latitude",
    "partner_longitude", "calendar_last_notif_ack", "employee", "create_uid", "create_date", "write_uid", "write_date",
    # All of them are kept.
    "former_names",
}  # fmt: skip
_MOST_AT_ONCE = 50
# Core merges no more in one go.
_OF_CORE = 3


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """What the contacts say differently is shown before they become one, and what goes stays readable in the chatter.

    Core keeps what the destination says, fills its gaps, forgets what is computed as well, and mixes the streets of one
    contact with the town of another. It refuses more than three contacts.

    Core: base/wizard/base_partner_merge.py, 19.0. Contract: test_core_base_partner_merge.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    hub_differences = fields.Html("What Differs", compute="_compute_hub_differences", sanitize=False)

    @api.depends("partner_ids", "dst_partner_id")
    def _compute_hub_differences(self):
        for wizard in self:
            partners, kept = wizard.partner_ids._origin, wizard.dst_partner_id._origin
            shown = kept and kept in partners and 1 < len(partners) <= _MOST_AT_ONCE
            wizard.hub_differences = shown and self._render_differences(kept, partners - kept)

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        if len(partners) < 2:
            return super()._merge(partner_ids, dst_partner=dst_partner, extra_checks=extra_checks)
        if len(partners) > _MOST_AT_ONCE:
            raise UserError(
                self.env._(
                    "Contacts: at most %(most)s become one at once, and these are %(count)s. Take some of them out.",
                    most=_MOST_AT_ONCE,
                    count=len(partners),
                )
            )
        if not dst_partner or dst_partner not in partners:
            dst_partner = self._get_ordered_partner(partners.ids)[-1]
        sources = partners - dst_partner
        # As superuser: the values move with the contact, also those that the user's role does not show.
        owners = self._get_owners(dst_partner.sudo(), sources.sudo())
        values = {name: self._to_write(owner, name) for name, owner in owners.items()}
        note = self._render_differences(dst_partner.sudo(), sources.sudo())
        files = [(f"{partner.display_name}.png", partner.image_1920) for partner in sources if partner.image_1920]
        step = _OF_CORE - 1
        for start in range(0, len(sources), step):
            some = dst_partner + sources[start : start + step]
            super()._merge(some.ids, dst_partner=dst_partner, extra_checks=extra_checks)
        dst_partner.sudo().write(
            {name: value for name, value in values.items() if self._to_write(dst_partner.sudo(), name) != value}
        )
        self._keep_in_chatter(dst_partner, note, files)
        return None

    @api.model
    def _to_write(self, partner, name):
        return partner._fields[name].convert_to_write(partner[name], partner)

    @api.model
    def _keep_in_chatter(self, partner, note, files):
        if not note and not files:
            return
        attachments = self.env["ir.attachment"].create(
            [{"name": name, "datas": image, "res_model": partner._name, "res_id": partner.id} for name, image in files]
        )
        title = Markup("<p>%s</p>") % self.env._("What the contacts said differently before they became one:")
        partner._message_log(body=title + (note or Markup()), attachment_ids=attachments.ids)

    @api.model
    def _get_compared(self):
        """Return the fields that somebody may have typed in, and that whoever reads the contact may read."""
        return [
            field
            for name, field in self.env["res.partner"]._fields.items()
            if name not in _NOT_TOLD
            and field.store
            and not field.groups
            and not field.related
            and (not field.compute or not field.readonly)
            and field.type not in ("one2many", "many2many", "binary", "boolean", "properties", "json")
        ]

    @api.model
    def _get_owners(self, destination, sources):
        """Return whose value of each field is kept, by field name: the destination's, else the first one there is."""
        everyone = [destination, *sources]
        owners = {
            field.name: next((partner for partner in everyone if partner[field.name]), destination)
            for field in self._get_compared()
        }
        address = next((each for each in everyone if each.street or each.zip or each.city), None)
        if address is not None:
            # A country alone is no address.
            owners.update({name: address for name in _ADDRESS if name != "country_id" or address.country_id})
        owners.update(dict.fromkeys(_EMAIL, owners["email"]))
        newest = max(everyone, key=lambda partner: partner.size_data_year or 0)
        owners.update(dict.fromkeys(_SIZE, newest))
        return {name: owner for name, owner in owners.items() if name in destination._fields}

    @api.model
    def _render_differences(self, destination, sources):
        """Return what goes as a table to read: the field, what is kept, and what each other contact says instead."""
        owners = self._get_owners(destination, sources)
        head = (self.env._("Field"), self.env._("Kept"), self.env._("Goes to the Chatter"))
        rows = []
        for field in self._get_compared():
            kept = self._in_words(owners[field.name], field)
            said = {}
            for partner in (destination, *sources):
                words = self._in_words(partner, field)
                if words and words != kept:
                    said.setdefault(words, []).append(partner)
            if said:
                label = field._description_string(self.env)
                rows.append((label, kept, "; ".join(f"{words} ({self._named(who)})" for words, who in said.items())))
        if not rows:
            return False
        table = Markup("<table class='table table-sm mb-0'><thead>%s</thead><tbody>%s</tbody></table>")
        head = Markup("<tr><th>%s</th><th>%s</th><th>%s</th></tr>") % head
        return table % (
            head,
            Markup().join(
                Markup("<tr><td>%s</td><td class='text-break'>%s</td><td class='text-break'>%s</td></tr>") % row
                for row in rows
            ),
        )

    @api.model
    def _named(self, partners):
        return ", ".join(f"{partner.name or partner.display_name} #{partner.id}" for partner in partners)

    @api.model
    def _in_words(self, partner, field):
        """Return the value of a field as it is read on the screen."""
        value = partner[field.name]
        if not value:
            return ""
        if field.type == "many2one":
            return value.sudo().display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "html":
            return html2plaintext(value).strip()
        return field.convert_to_display_name(value, partner) or ""
