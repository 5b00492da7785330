from odoo import api, models
from odoo.tools import SQL


class HubNotedMixin(models.AbstractModel):
    """Rows about other records, written as a transaction commits in which these may have changed.

    However many records it is, and however often each of them changed, there are as many statements. What was written
    past Odoo is found by a daily job.
    """

    _name = "hub.noted.mixin"
    _description = "Recorded at the Commit"

    @api.model
    def _note_changed(self, ids):
        """Remember the records of which something may have changed in this transaction."""
        if not ids:
            return
        noted = self.env.cr.precommit.data.setdefault(self._name, set())
        if not noted:
            # As superuser: nobody writes by hand what records were.
            self.env.cr.precommit.add(self.sudo()._record_noted)
        noted.update(ids)

    @api.model
    def _record_noted(self):
        noted = self.env.cr.precommit.data.pop(self._name, ())
        if noted:
            self._record(SQL("= ANY(%s)", list(noted)))

    @api.model
    def _record_all(self):
        """Record what has changed of all records, whoever wrote it."""
        self.env.flush_all()
        self.env.cr.precommit.data.pop(self._name, None)
        self._record(SQL("IS NOT NULL"))

    @api.model
    def _record(self, condition):
        """Write what has changed.

        :param SQL condition: which ids the records have
        """
        raise NotImplementedError

    @api.model
    def _cron_record(self):
        self._record_all()
