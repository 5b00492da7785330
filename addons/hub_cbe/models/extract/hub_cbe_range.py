from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ...tools import rows as kept_rows

_PENDING = 32
"""Megabytes of words that an index waits for; :meth:`hub.cbe.extract._index_words` takes what is left."""


class HubCbeRange(models.Model):
    """Companies of an extract that are loaded together, by a job of its own.

    The transaction that loads them says that they are, so a range is loaded once, whoever else does it at the same time
    and wherever somebody is interrupted.
    """

    _name = "hub.cbe.range"
    _description = "Companies Loaded Together"
    _order = "id"

    extract_id = fields.Many2one("hub.cbe.extract", required=True, index=True, ondelete="cascade")
    numbers = fields.Json(help="Of the companies, as whole numbers.")
    places = fields.Json(help="Establishments that are read with them.")
    is_coming = fields.Boolean(help="Their rows are read from the last full extract and the updates since.")
    done_at = fields.Datetime()
    new_count = fields.Integer(aggregator=None)
    changed_count = fields.Integer(aggregator=None)

    def _enqueue(self):
        self.ensure_one()
        self.with_delay(
            channel="root.hub_cbe",
            identity_key=f"hub_cbe:range:{self.id}",
            description=self.env._("Load companies of %s", self.extract_id.display_name),
        )._job_load()

    def _job_load(self):
        """Load the companies, unless somebody has done so or has cancelled the extract."""
        if self.exists() and self.extract_id.state == "loading":
            self._load()

    @api.model
    def _load_next(self, extract: int) -> bool:
        """Load a range of an extract that nobody has done or is at; False if there is none.

        :param extract: its id
        """
        query = SQL(
            """SELECT id FROM hub_cbe_range WHERE extract_id = %s AND done_at IS NULL
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""",
            extract,
        )
        # Somebody may end the range between the look and the lock: whoever calls begins anew then.
        self.env.cr.execute(query, log_exceptions=False)
        parts = self.browse(id_ for [id_] in self.env.cr.fetchall())
        if parts:
            parts._load()
        return bool(parts)

    def _load(self):
        """Put the companies together from their rows, and make their contacts say what has changed."""
        self.ensure_one()
        self.flush_recordset()
        # Who comes second waits here, and begins anew then: it sees that the range is done.
        [[done]] = self.env.execute_query(SQL("SELECT done_at FROM hub_cbe_range WHERE id = %s FOR UPDATE", self.id))
        if done:
            return
        # To compile statements of some hundred milliseconds takes PostgreSQL longer than it saves; an index of trigrams
        # takes many words at once better than a few; and a range whose end a crash takes away is loaded again.
        self.env.cr.execute(
            SQL(
                "SET LOCAL jit = off; SET LOCAL synchronous_commit = off; SET LOCAL gin_pending_list_limit = %s",
                f"{_PENDING}MB",
            )
        )
        numbers = self.numbers or []
        if self.is_coming:
            numbers = self.extract_id._fetch(numbers, self.places or [])
        # Nothing of what a company is made of points back, so that looking for circles finds none.
        with disabling_gc():
            several = kept_rows.companies_of(self.env.cr, numbers)
            new, changed = self.env["hub.cbe.company"]._take_rows(several, self.extract_id)
        self.write({"done_at": fields.Datetime.now(), "new_count": new, "changed_count": changed})
