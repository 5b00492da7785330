from odoo import api, fields, models

from ...tools.groups import PERSONAL_DATA

# How many persons a row of the list names.
_SHOWN = 3


class HubPersonProfileAccess(models.Model):
    """Who did what with personal data, and when: written by Odoo alone, never changed.

    Directors see that it happened, on how many persons and with which fields. Whose data they were says as much as
    that these persons have some: only the group for personal data sees it.
    """

    _name = "hub.person.profile.access"
    _description = "Access to Personal Data"
    _inherit = ["hub.named.mixin"]
    _order = "date desc, id desc"
    _rec_name = "date"
    _named_by = ("user_id", "operation")

    date = fields.Datetime(required=True, readonly=True, index=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Who", required=True, readonly=True, index=True, ondelete="restrict")
    operation = fields.Selection(
        [
            ("read", "Read"),
            ("search", "Searched"),
            ("aggregate", "Counted"),
            ("export", "Exported"),
            ("create", "Created"),
            ("write", "Changed"),
            ("unlink", "Deleted"),
        ],
        "What",
        required=True,
        readonly=True,
        index=True,
    )
    subject = fields.Selection(
        [("hub.person.profile", "Profile"), ("hub.target.group.member", "Target Group")], required=True, readonly=True
    )
    field_names = fields.Char("Technical Fields", readonly=True)
    field_labels = fields.Char(
        "Fields", compute="_compute_field_labels", help="The fields that were asked for or searched by."
    )
    person_count = fields.Integer(
        "Count",
        readonly=True,
        aggregator=None,
        help="The number of persons or companies; from ten on in steps, so that it is no total.",
    )
    person_ids = fields.Many2many("res.partner", string="Persons and Companies", readonly=True, groups=PERSONAL_DATA)

    whose = fields.Char(compute="_compute_whose", groups=PERSONAL_DATA)

    @api.depends("field_names", "subject")
    @api.depends_context("lang")
    def _compute_field_labels(self):
        for access in self:
            known = self.env[access.subject]._fields if access.subject else {}
            names = filter(None, (access.field_names or "").split(", "))
            access.field_labels = ", ".join(
                known[name]._description_string(self.env) if name in known else name for name in names
            )

    @api.depends("person_ids")
    def _compute_whose(self):
        for access in self:
            first, others = access.person_ids[:_SHOWN], len(access.person_ids[_SHOWN:])
            names = ", ".join(first.mapped("display_name"))
            access.whose = self.env._("%(names)s and %(count)s more", names=names, count=others) if others else names
