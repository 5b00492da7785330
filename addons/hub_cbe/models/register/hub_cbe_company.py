from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ...domain import numbers
from ...tools import pieces
from ...tools.arrays import array
from ...tools.rows import create_tables


class HubCbeCompany(models.Model):
    """What the enterprise register said last of a company, beside the contact that stands for it.

    :attr:`said` has the register's value of each field of the contact: ``{"street": "Rue Exemple 1"}``. A many2one is
    an id there, the activity codes a list of ids. It says so since :attr:`told_on`, or since the later day that
    :attr:`since` has of the field: ``{"street": "2025-10-05"}``. :attr:`differs` names the fields in which the contact
    says something else, typed by hand.
    """

    _name = "hub.cbe.company"
    _description = "Company of the Register"
    _inherit = ["hub.of.company.mixin", "hub.computed.only.mixin"]
    _order = "number"
    _rec_name = "number"
    _is_work = False

    number = fields.Char("Enterprise Number", required=True, readonly=True, size=10)
    partner_id = fields.Many2one(readonly=True, ondelete="cascade")
    digest = fields.Char(readonly=True, help="The same one: the register says nothing new.")
    extract_id = fields.Many2one(
        "hub.cbe.extract", "Last Changed By", readonly=True, index="btree_not_null", ondelete="set null"
    )
    legal_form_id = fields.Many2one("hub.cbe.code", readonly=True, index="btree_not_null", ondelete="restrict")
    situation_id = fields.Many2one(
        "hub.cbe.code", "Legal Situation", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    names = fields.Text("All Names", readonly=True, help="Names, abbreviations and commercial names in all languages.")
    in_region = fields.Boolean("In the Region", readonly=True)
    said = fields.Json(readonly=True)
    told_on = fields.Date(readonly=True, help="The day of the first extract that said something of the company.")
    since = fields.Json(readonly=True, help="Since when, of what was said later.")
    differs = fields.Json(readonly=True)
    stopped_on = fields.Date(
        readonly=True, help="The day of the first extract in which the register had the company no more."
    )
    left_on = fields.Date("Left the Region On", readonly=True, help="The day of the first extract that says so.")
    news = fields.Selection(
        [("stopped", "Stopped"), ("left", "Left the Region"), ("back", "Came Back to the Region")], readonly=True
    )
    news_extract_id = fields.Many2one(
        "hub.cbe.extract", "News By", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _number_uniq = models.UniqueIndex("(number)", "Enterprise Number: the register has each once. Open that company.")
    _differs_idx = models.Index("(id) WHERE differs IS NOT NULL AND differs <> '[]'")
    _names_trgm = models.Index("USING gin (hub_fold(names) gin_trgm_ops)")

    def init(self):
        super().init()
        create_tables(self.env.cr)
        pieces.create_table(self.env.cr)

    @api.depends("number")
    def _compute_display_name(self):
        for company in self:
            company.display_name = numbers.dotted(int(company.number or 0))

    def _get_said_values(self):
        """Return what the register says, by the names of the contact's fields."""
        return self.said or {}

    def _get_news_text(self):
        """Return what has become of the company, for its account manager."""
        self.ensure_one()
        day = format_date(self.env, self.news_extract_id.snapshot_date)
        if self.news == "stopped":
            return self.env._("Enterprise register: the company has stopped (%s)", day)
        if self.news == "left":
            return self.env._("Enterprise register: the company has left the region (%s)", day)
        return self.env._("Enterprise register: the company is in the region again (%s)", day)

    @api.model
    def _get_by_number(self, several):
        """Return the rows of the register by number, as dicts of what the loader asks."""
        query = SQL(
            "SELECT number, partner_id, digest, said, told_on, since FROM hub_cbe_company WHERE number = ANY(%s)",
            array("varchar", map(numbers.bare, several)),
        )
        return {int(row["number"]): row for row in self.env.execute_query_dict(query)}


class HubCbeCode(models.Model):
    """A code of the register's tables: legal forms, legal situations, statuses."""

    _name = "hub.cbe.code"
    _description = "Code of the Register"
    _order = "kind, code"

    kind = fields.Char("Table", required=True, readonly=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True, translate=True)

    _code_uniq = models.UniqueIndex("(kind, code)", "Code: the table has it already. Open that one instead.")
