from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone

CONTACT_KINDS = [
    ("buyer", "Buyer"),
    ("importer", "Importer or Agent"),
    ("partner", "Partner"),
    ("office", "Authority or Office"),
    ("other", "Other"),
]


class HubActionContact(models.Model):
    """Whom a company, or the agency itself, met at an action, and what comes next.

    1. The contact is a person without a company in Odoo, with the name of the organisation written beside (core's
       ``company_name``). So it stands in no list of companies, no campaign writes to it, and no figure about companies
       counts it.
    2. It counts as one contact made of the action, of the company and of the market.
    3. When the contact is erased, that somebody was met stays: action, company, market and kind, and nothing of whom.
    """

    _name = "hub.action.contact"
    _description = "Contact Made"
    _inherit = [
        "hub.computed.only.mixin", "hub.of.company.mixin", "hub.named.mixin", "hub.merge.mixin", "mail.thread",
        "mail.activity.mixin",
    ]  # fmt: skip
    _order = "date desc, id desc"
    _owner_fields = ("partner_id", "event_id")
    _rec_names_search = ["contact_id", "partner_id"]
    _named_by = ("contact_id", "partner_id")

    event_id = fields.Many2one("event.event", "Action", required=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one(
        required=False, index="btree_not_null", help="The company that met somebody. Empty: the agency itself did."
    )
    contact_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="set null",
        domain=[("is_company", "=", False), ("parent_id", "=", False)],
        help="The person, with the name of the organisation. It stands in no list of companies.",
    )
    organisation = fields.Char(related="contact_id.company_name", readonly=False)
    function = fields.Char(related="contact_id.function", readonly=False)
    email = fields.Char(related="contact_id.email", readonly=False)
    phone = fields.Char(related="contact_id.phone", readonly=False)
    kind = fields.Selection(CONTACT_KINDS, required=True, default="buyer")
    country_id = fields.Many2one(
        "res.country",
        "Market",
        compute="_compute_country_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The country of the contact, or else that of the action.",
    )
    date = fields.Date(
        "Met On",
        compute="_compute_date",
        store=True,
        readonly=False,
        precompute=True,
        help="By default, the first day.",
    )
    lead_id = fields.Many2one("crm.lead", index="btree_not_null", ondelete="set null", copy=False)
    action_type_id = fields.Many2one(related="event_id.action_type_id", store=True)
    action_plan_id = fields.Many2one(related="event_id.action_plan_id", store=True, index="btree_not_null")
    note = fields.Text("Remarks")

    _met_once = models.UniqueIndex(
        "(event_id, COALESCE(partner_id, 0), contact_id) WHERE contact_id IS NOT NULL",
        "Contact: this company met this contact at this action already. Open that row instead.",
    )

    @api.depends("contact_id", "event_id")
    def _compute_country_id(self):
        for row in self:
            row.country_id = row.contact_id.country_id or row.country_id or row.event_id.country_id

    @api.depends("event_id")
    def _compute_date(self):
        timezone = zone(self.env)
        for row in self:
            begin = row.event_id.date_begin
            row.date = row.date or (begin and day_of(begin, timezone))

    @api.constrains("contact_id")
    def _check_contact(self):
        for row in self.filtered("contact_id"):
            contact = row.contact_id
            if contact.is_company or contact.parent_id:
                raise ValidationError(
                    self.env._(
                        "Contact: %s is a company, or works for one. Choose the person who was met, or create one with "
                        "the name of the organisation.",
                        contact.display_name,
                    )
                )

    def action_new_lead(self):
        """Create the lead of the company that comes of the contact, once, and open it."""
        self.ensure_one()
        self.check_access("write")
        if self.lead_id:
            return self.lead_id._get_records_action()
        if not self.partner_id:
            raise UserError(
                self.env._("Company: choose whose lead it is. What the agency itself goes on with is an activity.")
            )
        event, values = self.event_id, {}
        home = self.partner_id._get_home_country()
        if self.country_id and self.country_id != home:
            values = {
                "team_id": self.env.ref("hub_export.crm_team_export").id,
                "target_country_id": self.country_id.id,
            }
        about = self.organisation or self.contact_id.name or event.name
        self.lead_id = self.env["crm.lead"].create(
            {
                "name": f"{about} - {self.partner_id.name}",
                "type": "opportunity",
                "partner_id": self.partner_id.id,
                "event_id": event.id,
                **values,
            }
        )
        return self.lead_id._get_records_action()

    def action_open_contact(self):
        """Open the contact."""
        self.ensure_one()
        if not self.contact_id:
            raise UserError(self.env._("The contact was erased: only that somebody was met is still known."))
        return self.contact_id._get_records_action()

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Leave one row of each action, company and contact: the one that went on."""
        merged = sources + destination
        rows = self.search(["|", ("partner_id", "in", merged.ids), ("contact_id", "in", merged.ids)])

        def as_one(partner):
            return destination if partner in merged else partner

        met = rows.filtered("contact_id")
        for same in met.grouped(lambda row: (row.event_id, as_one(row.partner_id), as_one(row.contact_id))).values():
            kept = same.sorted(lambda row: (bool(row.lead_id), bool(row.activity_ids), -row.id), reverse=True)[:1]
            (same - kept).unlink()
