import functools

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.web.models.models import Base

# The methods that can be called from outside, by what the log says that they do.
READERS = {
    "search": ("search", "search_count", "name_search", "web_name_search"),
    "read": ("search_read", "web_search_read", "read", "web_read", "onchange"),
    "aggregate": ("web_read_group", "formatted_read_group", "formatted_read_grouping_sets", "read_progress_bar"),
    "export": ("export_data",),
}


def _fields_of(specs):
    """Return the names of the fields in specifications such as ``birth_year:max``."""
    return {spec.partition(":")[0] for spec in specs} - {"__count"}


class HubPersonalDataMixin(models.AbstractModel):
    """Whatever reads personal data leaves a row in the log, and finds nothing where the group is missing.

    Every way in leads through ``_search``, ``_as_query``, ``fetch`` or ``exists``; the readers that can be called from
    outside make one row of all that happens inside them. A reader that core adds is missing here until it is wrapped.

    Core: odoo/orm/models.py and web/models/models.py, 19.0. Contract: test_core_personal_data.
    """

    _inherit = "hub.personal.data.mixin"

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
            raise AccessError(self.env._("These are personal data. Ask a member of the group Personal Data."))
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


def _logged(name, operation):
    """Return a reader of core's that makes one row in the log of all that it does, on a connection that can write."""

    @functools.wraps(getattr(Base, name))
    def reader(self, *args, **kwargs):
        with self._one_row(operation):
            return getattr(super(HubPersonalDataMixin, self), name)(*args, **kwargs)

    reader._readonly = False
    return reader


for _operation, _names in READERS.items():
    for _name in _names:
        setattr(HubPersonalDataMixin, _name, _logged(_name, _operation))


class HubPersonProfileAccess(models.Model):
    """The log is grouped by nothing that its reader may not read: core asks for the right to a many2many too late.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_search.
    """

    _inherit = "hub.person.profile.access"

    def _read_group_groupby(self, alias, groupby_spec, query):
        # Core groups by a many2many field without asking whether the user may read it.
        self._check_field_access(self._fields[groupby_spec.partition(":")[0].partition(".")[0]], "read")
        return super()._read_group_groupby(alias, groupby_spec, query)
