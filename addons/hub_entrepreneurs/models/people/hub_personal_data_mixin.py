from contextlib import contextmanager
from types import SimpleNamespace

from odoo import Command, api, models
from odoo.tools import SQL

from ...tools.groups import may_know
from ...tools.suppressed import roughly

# What is told by a call that found nothing, too.
_TELLING_OPERATIONS = ("search", "aggregate")
# Fields that come along with every record and tell nothing.
_SILENT_FIELDS = ("display_name", "id", "create_uid", "create_date", "write_uid", "write_date")


class HubPersonalDataMixin(models.AbstractModel):
    """Records that only the group for personal data reads, and whose every reading leaves a row in a log.

    Access rights keep others out, but not ``sudo()``: a related field, a domain across a delegating field or a
    careless method reads as superuser on behalf of anybody. So the group is asked for here as well. Whoever lacks it
    finds nothing, even as superuser; only Odoo itself (jobs, installation) does.

    The log is written in the transaction that reads: what is rolled back was never shown to anybody. All ways in lead
    through ``_search`` and ``fetch``, also those of other models. The methods that can be called from outside make one
    row of all that happens inside them.
    """

    _name = "hub.personal.data.mixin"
    _description = "Personal Data"

    # The field with the contact whose data these are.
    _subject = "person_id"

    def _may_know(self):
        return may_know(self.env)

    @contextmanager
    def _one_row(self, operation):
        """Write one row for all that happens to this model inside the block, unless a larger block does."""
        calls = self.env.cr.cache.setdefault("hub_personal_data", {})
        key = (self._name, self.env.uid)
        if key in calls:
            yield calls[key]
            return
        # What the call touches: the ids of the records and the names of the fields.
        call = calls[key] = SimpleNamespace(ids=set(), names=set(), subjects=None)
        try:
            yield call
        finally:
            calls.pop(key, None)
        if self._may_know() and (call.ids or operation in _TELLING_OPERATIONS):
            self._write_access(operation, call)

    def _write_access(self, operation, call):
        subjects = self.browse(call.ids)._subject_ids() if call.subjects is None else call.subjects
        # As superuser: nobody may write the log.
        self.env["hub.person.profile.access"].sudo().create(
            {
                "user_id": self.env.uid,
                "operation": operation,
                "subject": self._name,
                "person_ids": [Command.set(subjects)],
                "person_count": roughly(self.env, len(subjects)),
                "field_names": ", ".join(sorted(call.names.difference(_SILENT_FIELDS))),
            }
        )

    def _subject_ids(self):
        """Return the ids of the contacts, past the log and the cache."""
        if not self:
            return []
        column, table = map(SQL.identifier, (self._subject, self._table))
        query = SQL("SELECT DISTINCT %s FROM %s WHERE id IN %s ORDER BY 1", column, table, self._ids)
        return [subject for [subject] in self.env.execute_query(query)]

    # One row a call, whatever happens inside

    @api.model_create_multi
    def create(self, vals_list):
        with self._one_row("create") as call:
            records = super().create(vals_list)
            call.ids.update(records._ids)
            call.names.update(*vals_list)
            return records

    def write(self, vals):
        with self._one_row("write") as call:
            call.ids.update(self._ids)
            call.names.update(vals)
            return super().write(vals)

    def unlink(self):
        with self._one_row("unlink") as call:
            call.ids.update(self._ids)
            # Afterwards nobody knows any more whose they were.
            call.subjects = self._subject_ids()
            return super().unlink()
