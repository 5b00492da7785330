from odoo import fields, models

from ..members_import.guessing import Source
from ..members_import.headers import Column

IGNORE = "ignore"


class HubMembersImportColumn(models.TransientModel):
    """A column of a list of members: what it holds, and what it is taken for."""

    _name = "hub.members.import.column"
    _description = "Column of a List of Members"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "place, id"

    import_id = fields.Many2one("hub.members.import", required=True, index=True, ondelete="cascade")
    place = fields.Integer(required=True)
    header = fields.Char("Column", help="The header of the column in the list.")
    samples = fields.Char("For Instance", help="What is in its first cells.")
    meaning = fields.Selection(
        [
            (IGNORE, "Ignore"),
            (Column.NUMBER.value, "Enterprise number"),
            (Column.NAME.value, "Company name"),
            (Column.CITY.value, "Municipality"),
            (Column.POSTCODE.value, "Postcode"),
            (Column.STREET.value, "Street"),
            (Column.CLUSTER.value, "Cluster"),
            (Column.JOINED.value, "Joined on"),
            (Column.PHONE.value, "Phone"),
            (Column.EMAIL.value, "Email"),
            (Column.WEBSITE.value, "Website"),
            (Column.FIRST_NAME.value, "Contact person: first name"),
            (Column.SURNAME.value, "Contact person: surname"),
            (Column.PERSON.value, "Contact person: full name"),
            (Column.FUNCTION.value, "Contact person: function"),
            (Column.PERSON_PHONE.value, "Contact person: phone"),
            (Column.PERSON_EMAIL.value, "Contact person: email"),
            (Column.REMARK.value, "Remark"),
        ],
        "Taken For",
        required=True,
        default=IGNORE,
    )
    guessed = fields.Char()
    proposed = fields.Char()
    source = fields.Selection(
        [
            (Source.HEADER.value, "Header"),
            (Source.CONTENT.value, "Content"),
            (Source.BOTH.value, "Header and content"),
            (Source.REMEMBERED.value, "Remembered"),
            (Source.OTHERWISE.value, "Not as remembered"),
            (Source.SECOND.value, "Another column is surer"),
            (Source.NONE.value, "Not recognised"),
        ],
        "Because Of",
        required=True,
        default=Source.NONE.value,
        help="What the meaning was taken from.",
    )
    is_doubtful = fields.Boolean()

    def _column(self):
        """Return the meaning as a :class:`Column`, None for one to ignore."""
        self.ensure_one()
        return None if self.meaning in (False, IGNORE) else Column(self.meaning)
