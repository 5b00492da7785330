from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER, READER

# What a form calls a field of the register otherwise.
_SHOWN_AS = {"company_registry": "enterprise_number"}
# Nobody corrects these on the form for themselves.
_UNMARKED = frozenset({"is_natural_person", "email_source", "nace_ids", "country_id"})
_ASKED = ("phone", "email", "website", "street", "zip", "city", "founding_date", "main_nace_id")


class ResPartner(models.Model):
    """What a form says of the register: which fields come from it, which differ, and what it does not know."""

    _inherit = "res.partner"

    register_marks = fields.Json("Fields of the Register", compute="_compute_register_marks", groups=READER)
    register_lacks = fields.Json("What the Register Lacks", compute="_compute_register_lacks", groups=READER)
    register_difference_count = fields.Integer(
        "Differences from the Register (Count)",
        compute="_compute_register_difference_count",
        aggregator=None,
        groups=READER,
    )
    register_differs = fields.Boolean(
        "Differs from the Register",
        compute="_compute_register_difference_count",
        search="_search_register_differs",
        groups=READER,
        help="The company says something else than the enterprise register, and nobody has kept it so.",
    )

    def _get_own_registers(self):
        """Return the rows of the register whose numbers these companies have: after a merge there may be others."""
        return self.register_ids.filtered(lambda row: row.number == row.partner_id.company_registry)

    @api.depends("register_ids.said", "register_ids.differs", "company_registry")
    @api.depends_context("uid", "lang")
    def _compute_register_marks(self):
        """Return by field what the register says: ``{"id", "state", "since", "value", "current", "can_decide"}``.

        States are *same*, *differs*, and *kept* for what somebody has kept against the register.
        """
        self.register_marks = False
        values = self.env["hub.cbe.value"].search(
            [("partner_id", "in", self.ids), ("field", "not in", list(_UNMARKED)), ("value", "!=", False)]
        )
        own = {*self._get_own_registers().ids}
        can_decide = self.env.user.has_group(ACCOUNT_MANAGER)
        for partner, rows in values.grouped("partner_id").items():
            partner.register_marks = {
                _SHOWN_AS.get(row.field, row.field): row._get_mark(can_decide)
                for row in rows
                if row._get_register_id() in own and row.value_text
            }

    @api.depends("register_ids.said", "company_registry")
    def _compute_register_lacks(self):
        for partner in self:
            said = partner._get_own_registers()[:1]._get_said_values()
            partner.register_lacks = [name for name in _ASKED if not said.get(name)]

    @api.depends("register_ids.differs", "company_registry")
    def _compute_register_difference_count(self):
        for partner in self:
            partner.register_difference_count = len(partner._get_own_registers()[:1].differs or [])
            partner.register_differs = bool(partner.register_difference_count)

    @api.model
    def _search_register_differs(self, operator, value):
        if operator != "in":
            return NotImplemented
        differs = Domain("register_value_ids.differs", "=", True)
        return Domain.OR({True: differs, False: ~differs}[bool(each)] for each in set(value))

    def action_open_register(self):
        """Open what the register says of the company."""
        self.ensure_one()
        context = {"search_default_differs": 0}
        domain = [("partner_id", "=", self.id)]
        return open_window(self.env, "hub_cbe.hub_cbe_value_action", domain=domain, context=context)

    def action_activate_prospect(self):
        """Activate the companies, and ask of a single one what the register does not know."""
        super().action_activate_prospect()
        return self._action_ask_what_lacks() if len(self) == 1 else True

    def _action_ask_what_lacks(self):
        view = self.env.ref("hub_cbe.res_partner_view_form_lacking")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What the Register Does Not Know"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }
