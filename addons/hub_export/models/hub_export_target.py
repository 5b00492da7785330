from odoo import fields, models


class HubExportTarget(models.Model):
    """A market abroad of a company: how far it got there, with what, and for how much in a year."""

    _name = "hub.export.target"
    _description = "Target Market"
    _inherit = ["hub.merge.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc nulls first, id desc"
    _rec_names_search = ["partner_id", "country_id"]

    partner_id = fields.Many2one(
        "res.partner",
        "Company",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain=[("is_company", "=", True)],
    )
    country_id = fields.Many2one("res.country", "Market", required=True, index=True, ondelete="restrict", tracking=True)
    status = fields.Selection(
        [("exploring", "Exploring"), ("entering", "Entering"), ("exporting", "Exporting"), ("stopped", "Stopped")],
        required=True,
        default="exploring",
        index=True,
        tracking=True,
        group_expand=True,
    )
    kind = fields.Selection(
        [("goods", "Goods"), ("services", "Services")], "Goods or Services", required=True, default="goods"
    )
    hs_section_id = fields.Many2one(
        "hub.hs.section",
        "HS Section",
        index="btree_not_null",
        ondelete="restrict",
        help="How customs sort the goods.",
    )
    year = fields.Integer(help="The year that the status and the amount are about.", aggregator=None)
    amount = fields.Monetary("Sales", help="What the company sold there in that year.", tracking=True)
    currency_id = fields.Many2one("res.currency", required=True, default=lambda self: self.env.company.currency_id)
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Account Manager", store=True, index="btree_not_null"
    )
    note = fields.Text("Remarks")
