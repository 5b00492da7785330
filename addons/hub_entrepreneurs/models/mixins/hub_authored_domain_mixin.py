from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.quiet import AS_AUTHOR, AUTOMATIC
from ...tools.stored_domains import parse


class _FoundByAuthor:
    """A stored filter that code of core's reads as text, and evaluates in a place where nobody can step in.

    Read with the context key :data:`AS_AUTHOR`, it is a filter of the records that its author finds.
    """

    def convert_to_record(self, value, record):
        text = super().convert_to_record(value, record)
        if text and record.env.context.get(AS_AUTHOR) is AUTOMATIC:
            return record._found_by_author(self.name, text)
        return text


class AuthoredChar(_FoundByAuthor, fields.Char):
    """A :class:`_FoundByAuthor` in a line."""


class AuthoredText(_FoundByAuthor, fields.Text):
    """A :class:`_FoundByAuthor` in several lines."""


class HubAuthoredDomainMixin(models.AbstractModel):
    """A record with filters that Odoo evaluates later: they find what their author may find, whoever runs them.

    A scheduled action runs as superuser, and a colleague who presses a button may have more rights than whoever wrote
    the filter. So the author is kept, nobody types it in, and it is who last decided on a filter.
    """

    _name = "hub.authored.domain.mixin"
    _description = "Stored Filter with its Author"
    _inherit = ["hub.stored.domain.mixin"]

    domain_author_id = fields.Many2one(
        "res.users",
        "Filter Written By",
        readonly=True,
        ondelete="set null",
        copy=False,
        help="What the filter finds is what this person may find, whoever uses it.",
    )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if self.env.uid == SUPERUSER_ID:
            for record, vals in zip(self, vals_list, strict=True):
                vals["domain_author_id"] = record.domain_author_id.id
        return vals_list

    @api.model_create_multi
    def create(self, vals_list):
        # A copy that Odoo itself makes keeps the author.
        copies = self.env.uid == SUPERUSER_ID
        return super().create(
            [
                {**vals, "domain_author_id": (copies and vals.get("domain_author_id")) or self.env.uid}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        vals = {name: value for name, value in vals.items() if name != "domain_author_id"}
        if self._decides_on_domains(vals):
            vals["domain_author_id"] = self.env.uid
        return super().write(vals)

    def _domain_of_author(self, name, domain):
        """Return a domain with what both the author of a filter and whoever evaluates it may find.

        :param str name: the field with the filter
        :param Domain domain: what it says
        """
        self.ensure_one()
        # As superuser: who wrote a filter is no matter of who may use it.
        author = self.sudo().domain_author_id
        if domain.is_true() or author.id == SUPERUSER_ID or (author == self.env.user and not self.env.su):
            return domain
        if not author and not self.env.su:
            return domain
        found = self._search_as(author or self.env.ref("base.public_user"), name, domain)
        return found if self.env.su else found & domain

    def _search_as(self, author, name, domain):
        # Not in the agencies of whoever runs it: they may not be the author's.
        dropped = ("allowed_company_ids", AS_AUTHOR)
        context = {key: value for key, value in self.env.context.items() if key not in dropped}
        model = self.env(user=author.id, su=False, context=context)[self._get_domain_model(name)]
        try:
            return Domain("id", "in", model.search(domain).ids)
        except AccessError:
            # Whoever lost a right finds nothing by it any more.
            return Domain.FALSE

    def _found_by_author(self, name, text):
        domain = parse(text)
        found = self._domain_of_author(name, domain)
        return text if found is domain else repr(list(found))

    @api.model
    def _note_unknown_authors(self):
        """Give the records of before authors were kept one: who wrote them last, else who made them, else Odoo itself.

        Odoo's own job has often written a record last, and is the author only where no person ever was.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE %(table)s
                      SET domain_author_id =
                          COALESCE(NULLIF(write_uid, %(odoo)s), NULLIF(create_uid, %(odoo)s), %(odoo)s)
                    WHERE domain_author_id IS NULL""",
                table=SQL.identifier(self._table),
                odoo=SUPERUSER_ID,
            )
        )
        self.invalidate_model(["domain_author_id"])
