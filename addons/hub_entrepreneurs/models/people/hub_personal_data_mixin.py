import functools
from contextlib import contextmanager

from odoo import SUPERUSER_ID, Command, api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.groups import PERSONAL_DATA

# What is told by a call that found nothing, too.
_TELLING_OPERATIONS = ("search", "aggregate")
# Fields that come along with every record and tell nothing.
_SILENT_FIELDS = ("display_name", "id", "create_uid", "create_date", "write_uid", "write_date")


class _Call:
    """What one call touches: the ids of the records and the names of the fields."""

    def __init__(self):
        self.ids = set()
        self.names = set()
        self.subjects = None


def _logged(operation):
    """Make one row in the log of all that a method does, on a connection that can write one."""

    def decorate(method):
        @functools.wraps(method)
        def wrapper(self, *args, **kwargs):
            with self._one_row(operation):
                return method(self, *args, **kwargs)

        wrapper._readonly = False
        return wrapper

    return decorate


def _fields_of(specs):
    """Return the names of the fields in specifications such as ``birth_year:max``."""
    return {spec.partition(":")[0] for spec in specs} - {"__count"}


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
        return self.env.uid == SUPERUSER_ID or self.env.user.has_group(PERSONAL_DATA)

    @contextmanager
    def _one_row(self, operation):
        """Write one row for all that happens to this model inside the block, unless a larger block does."""
        calls = self.env.cr.cache.setdefault("hub_personal_data", {})
        key = (self._name, self.env.uid)
        if key in calls:
            yield calls[key]
            return
        call = calls[key] = _Call()
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
                "person_count": len(subjects),
                "field_names": ", ".join(sorted(call.names.difference(_SILENT_FIELDS))),
            }
        )

    def _subject_ids(self):
        """Return the ids of the contacts, past the log and the cache."""
        if not self:
            return []
        column = SQL.identifier(self._subject)
        table = SQL.identifier(self._table)
        rows = self.env.execute_query(
            SQL("SELECT DISTINCT %s FROM %s WHERE id IN %s ORDER BY 1", column, table, self._ids)
        )
        return [subject for [subject] in rows]

    # The places that every way in leads through

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if (self.env.su or bypass_access) and not self._may_know():
            return self.browse()._as_query()
        with self._one_row("search") as call:
            query = super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
            call.ids.update(query.get_result_ids())
            call.names.update(condition.field_expr for condition in Domain(domain).iter_conditions())
        return query

    def _as_query(self, ordered=True):
        # A domain with the ids of such records asks whose they are without a search.
        if self:
            with self._one_row("search") as call:
                call.ids.update(self._origin._ids)
        return super()._as_query(ordered)

    def fetch(self, field_names=None):
        """Read as any model does, but leave a row in the log; not even as superuser for whoever lacks the group."""
        if self._origin and self.env.su and not self._may_know():
            raise AccessError(self.env._("These are personal data. Ask somebody of the group Personal Data."))
        with self._one_row("read") as call:
            super().fetch(field_names)
            call.ids.update(self._origin._ids)
            call.names.update(field_names or ())

    def exists(self):
        """Tell that a record exists only to those who may know it."""
        return super().exists() if self._may_know() else self.browse()

    # One row a call, whatever happens inside

    @api.private
    @api.model
    def search_fetch(self, domain, field_names=None, *args, **kwargs):
        with self._one_row("read" if field_names else "search") as call:
            call.names.update(field_names or ())
            return super().search_fetch(domain, field_names, *args, **kwargs)

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        with self._one_row("aggregate") as call:
            call.names.update(_fields_of([*groupby, *aggregates]))
            return super()._read_group(domain, groupby, aggregates, *args, **kwargs)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), *args, **kwargs):
        with self._one_row("aggregate") as call:
            call.names.update(_fields_of([*(spec for sets in grouping_sets for spec in sets), *aggregates]))
            return super()._read_grouping_sets(domain, grouping_sets, aggregates, *args, **kwargs)

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

    # The methods that can be called from outside

    @api.model
    @_logged("search")
    def search(self, *args, **kwargs):
        return super().search(*args, **kwargs)

    @api.model
    @_logged("search")
    def search_count(self, *args, **kwargs):
        return super().search_count(*args, **kwargs)

    @api.model
    @_logged("search")
    def name_search(self, *args, **kwargs):
        return super().name_search(*args, **kwargs)

    @api.model
    @_logged("search")
    def web_name_search(self, *args, **kwargs):
        return super().web_name_search(*args, **kwargs)

    @api.model
    @_logged("read")
    def search_read(self, *args, **kwargs):
        return super().search_read(*args, **kwargs)

    @api.model
    @_logged("read")
    def web_search_read(self, *args, **kwargs):
        return super().web_search_read(*args, **kwargs)

    @_logged("read")
    def read(self, *args, **kwargs):
        return super().read(*args, **kwargs)

    @_logged("read")
    def web_read(self, *args, **kwargs):
        return super().web_read(*args, **kwargs)

    @_logged("export")
    def export_data(self, *args, **kwargs):
        return super().export_data(*args, **kwargs)

    @api.model
    @_logged("aggregate")
    def web_read_group(self, *args, **kwargs):
        return super().web_read_group(*args, **kwargs)

    @api.model
    @_logged("aggregate")
    def formatted_read_group(self, *args, **kwargs):
        return super().formatted_read_group(*args, **kwargs)

    @api.model
    @_logged("aggregate")
    def formatted_read_grouping_sets(self, *args, **kwargs):
        return super().formatted_read_grouping_sets(*args, **kwargs)

    @api.model
    @_logged("aggregate")
    def read_progress_bar(self, *args, **kwargs):
        return super().read_progress_bar(*args, **kwargs)

    @_logged("read")
    def onchange(self, *args, **kwargs):
        return super().onchange(*args, **kwargs)
