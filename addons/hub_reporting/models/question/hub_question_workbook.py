import io

from odoo import models
from odoo.exceptions import UserError

from ...workbook import question_book, sheets


class HubQuestion(models.Model):
    """The answer as a workbook: the table with a chart, and the definitions."""

    _inherit = "hub.question"

    def action_excel(self):
        """Download the answer as a workbook.

        :raise UserError: if there is none
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_answer()
        return {"type": "ir.actions.act_url", "url": f"/hub_reporting/question/{self.id}/excel", "target": "download"}

    def _get_workbook(self):
        """Return the workbook as bytes.

        :raise UserError: if there is no answer
        """
        answer = self.get_answer()
        if "problem" in answer:
            raise UserError(answer["problem"])
        file = io.BytesIO()
        sheets.write(question_book.workbook(self, answer), file)
        return file.getvalue()
