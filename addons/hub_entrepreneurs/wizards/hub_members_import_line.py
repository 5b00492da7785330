from odoo import fields, models

from ..members_import.verdict import ASKED, COMPANY, MEMBER, MEMBERSHIP, WRONG


class HubMembersImportLine(models.TransientModel):
    """A line of a workbook of members, as typed, and what it will do."""

    _name = "hub.members.import.line"
    _description = "Line of a Workbook of Members"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "row, id"

    import_id = fields.Many2one("hub.members.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer("Line", help="The number of the line in the workbook.")
    outcome = fields.Selection(
        [
            (COMPANY, "New company, new membership"),
            (MEMBERSHIP, "Known company, new membership"),
            (MEMBER, "Member already"),
            (ASKED, "Perhaps known"),
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
    candidate_id = fields.Many2one("res.partner", "Known Company", help="Whom the line may be about.")
    outcome_if_taken = fields.Selection([(MEMBERSHIP, "Known company, new membership"), (MEMBER, "Member already")])
    choice = fields.Selection([("take", "It is this one"), ("new", "It is another one")])

    def action_take(self):
        """The line is about the known company."""
        self._choose("take")

    def action_new(self):
        """The line is about a company that is not known yet."""
        self.filtered("number")._choose("new")

    def _choose(self, choice):
        """Keep what somebody said, for all lines about the same company; loading judges them anew."""
        for line in self.filtered(lambda line: line.outcome == ASKED):
            same = line | line.import_id.line_ids.filtered(
                lambda other, line=line: line.number and other.number == line.number and other.outcome == ASKED
            )
            for each in same:
                each.write({"choice": choice, "outcome": each.outcome_if_taken if choice == "take" else COMPANY})
