from odoo import api, models
from odoo.tools import SQL


class HubRecordedMixin(models.AbstractModel):
    """Rows that say of each record of one model what it was, by dates.

    However many records have changed, there are as many statements.
    """

    _name = "hub.recorded.mixin"
    _description = "Recorded by Dates"
    _inherit = ["hub.noted.mixin"]

    @api.model
    def _record_changed(self, noted):
        [ids] = noted.values()
        self._record(SQL("= ANY(%s)", list(ids)))

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
