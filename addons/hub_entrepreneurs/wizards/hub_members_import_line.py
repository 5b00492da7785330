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
        return self._choose("take")

    def action_new(self):
        """The line is about a company that is not known yet."""
        return self.filtered("number")._choose("new")

    def _choose(self, choice):
        """Keep what somebody said, for all lines about the same company; loading judges them anew."""
        asked = self.filtered(lambda line: line.outcome == ASKED and line.import_id.state == "checked")
        numbers = set(filter(None, asked.mapped("number")))
        asked |= asked.import_id.asked_line_ids.filtered(lambda line: line.number in numbers)
        takes = choice == "take"
        for outcome, lines in asked.grouped(
            lambda line: (line.outcome_if_taken or MEMBERSHIP) if takes else COMPANY
        ).items():
            lines.write({"choice": choice, "outcome": outcome})
        # A button without an action would close the dialog.
        return self.import_id[:1]._reopen()
