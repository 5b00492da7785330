from odoo import api, fields, models


class HubHsSection(models.Model):
    """A section of the Harmonised System, in which customs sort goods."""

    _name = "hub.hs.section"
    _description = "Section of the Harmonised System"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, help="The Roman number, for instance XI.")
    name = fields.Char(required=True, translate=True)
    chapters = fields.Char(help="The chapters that it holds, for instance 50-63.")
    sequence = fields.Integer(default=10)

    _code_uniq = models.UniqueIndex("(code)", "Code: another section has it already. Choose another one.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for section in self:
            section.display_name = f"{section.code} {section.name or ''}".strip()
