from collections import defaultdict

from odoo import api, models


class HubNotedMixin(models.AbstractModel):
    """Rows about other records, written as a transaction commits in which these may have changed.

    However many records it is, and however often each of them changed, they are looked at once. What was written past
    Odoo is found by a daily job.
    """

    _name = "hub.noted.mixin"
    _description = "Recorded at the Commit"

    @api.model
    def _note_changed(self, model, ids):
        """Remember the records of a model of which something may have changed in this transaction."""
        if not ids:
            return
        noted = self.env.cr.precommit.data.setdefault(self._name, defaultdict(set))
        if not noted:
            # As superuser: what has changed is recorded, whoever did it.
            self.env.cr.precommit.add(self.sudo()._record_noted)
        noted[model].update(ids)

    @api.model
    def _record_noted(self):
        noted = self.env.cr.precommit.data.pop(self._name, None)
        if noted:
            self._record_changed(noted)

    @api.model
    def _record_changed(self, noted):
        """Write what has changed.

        :param dict noted: the ids of the records by their models
        """
        raise NotImplementedError
