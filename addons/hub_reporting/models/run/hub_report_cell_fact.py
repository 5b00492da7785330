from odoo import api, fields, models
from odoo.tools import SQL


class HubReportCellFact(models.Model):
    """A fact that counted in a run, with the cells in which it stands: what lists are made of.

    Facts of a version are kept once for all of its figures, under the first total of them. Where a figure is divided by
    time, what lasts is a fact in each part of it, so that figure has facts of its own. Nobody reads these rows as such:
    they are grouped to what was counted, see ``hub.report.cell.unit``.

    There are millions of them, and each list is written at once: its cell notes the numbers of the first and the last,
    by which its facts are found. An index and a foreign key would cost as much as the rows themselves.

    When a contact is deleted, its number goes, and so do the records behind it: what is left is the sign, a pseudonym
    that still counts once. When two contacts become one, the row keeps into which one.
    """

    _name = "hub.report.cell.fact"
    _description = "Fact of a Run"
    _inherit = ["hub.frozen.mixin"]
    _log_access = False
    _order = "id"

    list_id = fields.Integer(
        required=True, readonly=True, aggregator=None, help="The number of the cell that is the total of its figure."
    )
    places = fields.Json(
        required=True, readonly=True,
        help="The cells in which it stands: “total”, and the place of a figure in the report with the key of its cell.",
    )  # fmt: skip
    unit_model = fields.Char("Model", required=True, readonly=True)
    unit_id = fields.Many2oneReference("Counted", model_field="unit_model", readonly=True)
    merged_into = fields.Integer(readonly=True, aggregator=None, help="The contact that this one became a part of.")
    sign = fields.Char(required=True, readonly=True, help="Stands for the unit in what signs the run.")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    day = fields.Date(readonly=True)
    value = fields.Float(digits=0, required=True, readonly=True, aggregator=None, help="What it adds to its unit.")
    is_reference = fields.Boolean(readonly=True, help="Whether it is of what the figure is compared with.")

    _by_contact = models.Index("(unit_id) WHERE unit_model = 'res.partner'")
    _by_merged = models.Index("(merged_into) WHERE merged_into IS NOT NULL")

    @api.model
    def _note_lists(self):
        """Let each list note the numbers of its facts, where an older version has written them."""
        self.env.cr.execute(
            SQL(
                """UPDATE hub_report_cell AS list SET first_fact = facts.first, last_fact = facts.last
                     FROM (SELECT list_id, MIN(id) AS first, MAX(id) AS last
                             FROM hub_report_cell_fact GROUP BY list_id) AS facts
                    WHERE list.id = facts.list_id"""
            )
        )

    @api.model
    def _forget(self, partners):
        """Let contacts that are deleted count on as pseudonyms."""
        if partners.ids:
            self.env.cr.execute(
                SQL(
                    """UPDATE hub_report_cell_fact SET unit_id = NULL, res_id = NULL
                        WHERE unit_model = 'res.partner' AND unit_id IN %s""",
                    partners._ids,
                )
            )
            self.env.cr.execute(
                SQL("UPDATE hub_report_cell_fact SET merged_into = NULL WHERE merged_into IN %s", partners._ids)
            )
            self.invalidate_model()

    @api.model
    def _note_merged(self, partners, destination):
        """Note into which contact others are merged; their numbers go with them, the records go on as its own."""
        self.env.cr.execute(
            SQL(
                """UPDATE hub_report_cell_fact SET merged_into = %(into)s, unit_id = NULL
                    WHERE (unit_model = 'res.partner' AND unit_id IN %(ids)s) OR merged_into IN %(ids)s""",
                into=destination.id,
                ids=partners._ids,
            )
        )
        self.invalidate_model()
