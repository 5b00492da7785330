from odoo import fields, models


class ResPartner(models.Model):
    """Who a company is, besides its number, place, activities and size."""

    _inherit = "res.partner"

    is_natural_person = fields.Boolean(
        "Sole Trader", help="One natural person is the company. What the register says about it is personal data."
    )
    founding_date = fields.Date("Founded On")
    entrepreneur_stage = fields.Selection(
        [
            ("project", "Project"),
            ("starter", "Starter"),
            ("growing", "Growing"),
            ("established", "Established"),
            ("ceased", "Ceased"),
        ],
        "Stage",
        index="btree_not_null",
        help="Where the entrepreneur stands: from the first idea to the end of the activity.",
    )
    email_source = fields.Selection(
        [
            ("given", "Given by the Company"),
            ("public", "Public Source"),
            ("register", "Enterprise Register"),
        ],
        help="Where the e-mail address comes from. One from the enterprise register is never used for mailings.",
    )
