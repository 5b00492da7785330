import hashlib
import json

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.constants import GC_UNLINK_LIMIT

from ...members_import.guessing import layout_keys
from ...members_import.headers import Column
from ...tools.dates import today

MONTHS_KEPT = 24


class HubMembersLayout(models.Model):
    """What somebody said that the columns of a list mean, for the next list with the same headers.

    Kept is only what differs from what headers and cells say, and no cell: the headers are known by a hash.
    """

    _name = "hub.members.layout"
    _description = "Layout of Lists of Members"
    _inherit = ["hub.pointing.mixin"]
    _order = "used_on desc, id desc"

    company_id = fields.Many2one("res.company", "Agency", required=True, ondelete="cascade")
    fingerprint = fields.Char(required=True, help="A hash of all headers, whatever their order and spelling.")
    meanings = fields.Json(required=True, help="What columns with these headers mean.")
    used_on = fields.Date("Last Used On", required=True, index=True)

    _layout_uniq = models.UniqueIndex(
        "(company_id, fingerprint)", "Layout: this agency remembers one with these headers already."
    )

    @api.model
    def _get_fingerprint(self, headers):
        """Return by what a list with these headers is known again."""
        return hashlib.sha256("\n".join(sorted(layout_keys(headers))).encode()).hexdigest()

    @api.model
    def _recall(self, headers):
        """Return what the agency said the last time about columns with these headers, None for one to ignore."""
        layout = self.search([
            ("company_id", "=", self.env.company.id), ("fingerprint", "=", self._get_fingerprint(headers)),
        ])  # fmt: skip
        known = {column.value: column for column in Column}
        meanings = layout.meanings or {}
        hashed = {self._get_key_hash(key): key for key in layout_keys(headers)}
        return {key: known.get(meanings[digest]) for digest, key in hashed.items() if digest in meanings}

    @api.model
    def _get_key_hash(self, key):
        # A row that was taken for headers may name persons.
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    @api.model
    def _remember(self, headers, differing):
        """Keep what differs from the guess, for all of the agency; forget what was kept if nothing does.

        :param differing: the :class:`Column` of each column by its layout key, None for one to ignore
        """
        company, fingerprint = self.env.company, self._get_fingerprint(headers)
        if not differing:
            # As superuser: nobody but this dialog writes layouts.
            self.sudo().search([("company_id", "=", company.id), ("fingerprint", "=", fingerprint)]).unlink()
            return
        meanings = {self._get_key_hash(key): column.value if column else "" for key, column in differing.items()}
        # By a statement: of two who load such a list at once, both keep what they said, the later one last.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO hub_members_layout
                            (company_id, fingerprint, meanings, used_on, create_uid, write_uid, create_date, write_date)
                     VALUES (%(company)s, %(fingerprint)s, %(meanings)s, %(day)s, %(uid)s, %(uid)s,
                             now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                ON CONFLICT (company_id, fingerprint) DO UPDATE
                        SET meanings = EXCLUDED.meanings, used_on = EXCLUDED.used_on,
                            write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
                """,
                company=company.id,
                fingerprint=fingerprint,
                meanings=json.dumps(meanings),
                day=today(self.env),
                uid=self.env.uid,
            )
        )
        self.invalidate_model()

    @api.autovacuum
    def _gc_unused(self):
        """Forget what no list had for two years."""
        before = today(self.env) - relativedelta(months=MONTHS_KEPT)
        unused = self.search([("used_on", "<", before)], limit=GC_UNLINK_LIMIT)
        unused.unlink()
        return len(unused), len(unused) == GC_UNLINK_LIMIT
