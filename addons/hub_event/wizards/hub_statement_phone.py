from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.once import once

from ..models.statement.hub_statement_answers_mixin import ANSWERS


class HubStatementPhone(models.TransientModel):
    """What a company answers on the phone: the questions of its page, filled in with what is known."""

    _name = "hub.statement.phone"
    _description = "Note an Answer"
    _inherit = ["hub.own.dialog.mixin", "hub.statement.answers.mixin"]

    statement_id = fields.Many2one("hub.statement", required=True, readonly=True, ondelete="cascade")
    seen = fields.Char(readonly=True, help="How the statement stood when the dialog opened.")
    questions = fields.Json(compute="_compute_questions", help="The names of the questions that are asked.")
    known = fields.Char(compute="_compute_questions")
    refuses = fields.Boolean("The company does not want to answer")

    @api.depends("statement_id")
    def _compute_questions(self):
        for dialog in self:
            # As superuser: which questions there are does not depend on who asks them.
            statement = dialog.statement_id.sudo()
            dialog.questions = sorted(statement._get_questions()) if statement else []
            year = statement and statement._get_proposed().get("jobs_year")
            dialog.known = year and self.env._("Jobs: Hub knows those of %s.", year)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        statement = self.env["hub.statement"].browse(values.get("statement_id")).exists()._filtered_access("write")
        if statement:
            # As superuser, for the same reason; whoever may note the answer may know what the company said before.
            proposed = statement.sudo()._get_proposed()
            values |= {name: proposed.get(name) or False for name in ANSWERS if name in fields}
            values["market_ids"] = [(6, 0, proposed["market_ids"].ids)]
            values["seen"] = self._get_mark(statement)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        for dialog in dialogs.filtered(lambda each: not each.seen):
            dialog.seen = self._get_mark(dialog.statement_id)
        return dialogs

    @api.model
    def _get_mark(self, statement):
        return f"{statement.state} {statement.write_date}"

    @once
    def action_save(self):
        """Keep the answer, unless somebody answered meanwhile."""
        statement = self.statement_id
        statement.check_access("write")
        if self.seen != self._get_mark(statement):
            raise UserError(
                self.env._(
                    "Somebody answered meanwhile. Close this dialog, and look at %s before you go on.",
                    statement.display_name,
                )
            )
        # As superuser: nobody writes a statement directly; who notes it is kept.
        kept = statement.sudo()
        if self.refuses:
            kept._refuse()
        else:
            values = {name: self[name] for name in ANSWERS if name != "market_ids"}
            kept._answer({**values, "market_ids": self.market_ids.ids}, "phone", self.env.user)
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
