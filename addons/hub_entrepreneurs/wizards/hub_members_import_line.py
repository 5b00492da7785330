from odoo import fields, models

from ..members_import.matching import COMPANY, MEMBER, MEMBERSHIP, WRONG


class HubMembersImportLine(models.TransientModel):
    """A line of a workbook of members, as typed, and what it will do."""

    _name = "hub.members.import.line"
    _description = "Line of a Workbook of Members"
    _order = "row, id"

    import_id = fields.Many2one("hub.members.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer("Line", help="The number of the line in the workbook.")
    outcome = fields.Selection(
        [
            (COMPANY, "New company, new membership"),
            (MEMBERSHIP, "Known company, new membership"),
            (MEMBER, "Member already"),
            (WRONG, "Wrong"),
        ],
        required=True,
    )
    note = fields.Text("Remarks")
    number = fields.Char("Enterprise Number")
    name = fields.Char()
    city = fields.Char("Municipality")
    postcode = fields.Char()
    cluster = fields.Char()
    joined = fields.Char("Joined On")
    membership_id = fields.Many2one("hub.cluster.membership", "Membership Added")
