from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER, READER


class ResPartner(models.Model):
    """A company as the enterprise register has it.

    *Prospects* are known from the register alone. They stay out of lists, counts and campaigns until somebody works
    with them: activates them, gives them an account manager, writes down anything about them.
    """

    _inherit = "res.partner"

    is_prospect = fields.Boolean(
        "Known from the Register Alone",
        readonly=True,
        copy=False,
        help="Nobody has worked with the company yet. It is in lists and counts as soon as somebody does.",
    )
    register_ids = fields.One2many("hub.cbe.company", "partner_id", readonly=True, groups=READER)
    register_value_ids = fields.One2many(
        "hub.cbe.value", "partner_id", "Values of the Register", readonly=True, groups=READER
    )
    establishment_ids = fields.One2many("hub.establishment", "partner_id", readonly=True, groups=READER)
    legal_form_id = fields.Many2one(
        "hub.cbe.code", compute="_compute_register", search="_search_legal_form_id", groups=READER
    )
    situation_id = fields.Many2one(
        "hub.cbe.code", "Legal Situation", compute="_compute_register", search="_search_situation_id", groups=READER
    )
    register_stopped_on = fields.Date("Stopped On", compute="_compute_register", groups=READER)
    register_left_on = fields.Date("Left the Region On", compute="_compute_register", groups=READER)

    _is_prospect_idx = models.Index("(id) WHERE is_prospect")
    # As core's order of contacts, without those that lists pass over: they would be read one by one.
    _in_sight_order_idx = models.Index(
        '(complete_name COLLATE "und-x-icu", id DESC) INCLUDE (active, is_company, company_id, partner_share) '
        "WHERE is_prospect IS NOT TRUE"
    )
    _prospect_street_trgm = models.Index("USING gin (hub_fold(street) gin_trgm_ops) WHERE is_prospect")

    @api.depends("register_ids.legal_form_id", "register_ids.situation_id", "register_ids.stopped_on",
                 "register_ids.left_on")  # fmt: skip
    def _compute_register(self):
        for partner in self:
            # After a merge there may be two: the one with the contact's own number counts.
            rows = partner.register_ids
            row = (rows.filtered(lambda each, number=partner.company_registry: each.number == number) or rows)[:1]
            partner.legal_form_id = row.legal_form_id
            partner.situation_id = row.situation_id
            partner.register_stopped_on = row.stopped_on
            partner.register_left_on = row.left_on

    @api.model
    def _search_legal_form_id(self, operator, value):
        return Domain("register_ids.legal_form_id", operator, value)

    @api.model
    def _search_situation_id(self, operator, value):
        return Domain("register_ids.situation_id", operator, value)

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.parent_id._end_prospect()
        return partners

    def write(self, vals):
        result = super().write(vals)
        # What somebody types: only Hub itself writes as superuser.
        if vals.get("user_id") or (vals and not self.env.su):
            self._end_prospect()
        if vals.get("parent_id"):
            self.parent_id._end_prospect()
        return result

    def message_post(self, **kwargs):
        """Whoever writes something down about a company works with it."""
        message = super().message_post(**kwargs)
        if not self.env.su:
            self.commercial_partner_id._end_prospect()
        return message

    def _end_prospect(self):
        """Note that somebody works with these companies."""
        # As superuser: whoever works with a company may do so without changing it.
        prospects = self.sudo().filtered("is_prospect")
        if prospects:
            prospects.is_prospect = False

    def action_activate_prospect(self):
        """Begin to work with the companies: they are in all lists from now on, and account managers get them."""
        self.check_access("write")
        self._end_prospect()
        if self.env.user.has_group(ACCOUNT_MANAGER):
            self.filtered(lambda each: not each.user_id).user_id = self.env.user
