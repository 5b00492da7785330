import logging
from collections.abc import Set
from contextlib import contextmanager
from zoneinfo import ZoneInfoNotFoundError

from odoo import SUPERUSER_ID, api, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.orm.domains import field_type_optimization
from odoo.tools import OrderedSet

from ...domain.days import from_today
from ...tools.compat import get_param
from ...tools.dates import zone
from ...tools.stored_domains import rests_on_personal_data

DEFAULT_TIMEZONE = "Europe/Brussels"

_logger = logging.getLogger(__name__)


class IrConfigParameter(models.Model):
    """The agency's time zone, which each search asks for: kept as core keeps parameters, until one of them changes.

    Core: base/models/ir_config_parameter.py, 19.0. Contract: test_core_days.
    """

    _inherit = "ir.config_parameter"

    @api.model
    @tools.ormcache(cache="stable")
    def _get_agency_timezone(self):
        return get_param(self.env, "hub.timezone", DEFAULT_TIMEZONE)

    @api.model_create_multi
    def create(self, vals_list):
        with self._storing_days():
            return super().create(vals_list)

    def write(self, vals):
        with self._storing_days():
            return super().write(vals)

    def unlink(self):
        with self._storing_days():
            return super().unlink()

    @contextmanager
    def _storing_days(self):
        """Store the days of conversations again where the agency's time zone changes."""
        before = self._get_agency_timezone()
        yield
        if (after := self._get_agency_timezone()) == before:
            return
        try:
            zone(self.env)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValidationError(
                self.env._("hub.timezone: “%s” is no time zone. Enter one such as Europe/Brussels.", after)
            ) from error
        self.env["hub.interaction"]._store_days()


class Base(models.AbstractModel):
    """Days, months and years are the agency's, in filters, groups, stored audiences and code alike.

    Core reads `today -90d`, the midnight of a date and the month of a moment by the time zone of the user, and by UTC
    for scheduled actions: New Year's night would count in another year for each office abroad. Here they are read in
    the agency's time zone, whoever looks. What is shown of a moment stays in the user's own. Of a date core counts
    `=1d` from this moment and takes midnight in Brussels for the day before, as it is in UTC: here, from today.

    Core: odoo/orm/domains.py, odoo/orm/models.py, odoo/tools/date_utils.py and web/models/models.py, 19.0.
    Contract: test_core_days.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super(Base, self._in_agency_zone())._search(domain, *args, **kwargs)

    # It finds what core's finds, so that hub_xlsx goes on reading linked records by joins.
    _search.is_transparent = True

    def filtered_domain(self, domain):
        return super(Base, self._in_agency_zone()).filtered_domain(domain).with_env(self.env)

    def _read_group_groupby(self, alias, groupby_spec, query):
        return super(Base, self._in_agency_zone())._read_group_groupby(alias, groupby_spec, query)

    def _read_group_format_result(self, rows_dict, lazy_groupby):
        return super(Base, self._in_agency_zone())._read_group_format_result(rows_dict, lazy_groupby)

    @api.model
    def _read_group_fill_temporal(self, *args, **kwargs):
        return super(Base, self._in_agency_zone())._read_group_fill_temporal(*args, **kwargs)

    @api.model
    def _web_read_group_fill_temporal(self, *args, **kwargs):
        return super(Base, self._in_agency_zone())._web_read_group_fill_temporal(*args, **kwargs)

    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        return super(Base, self._in_agency_zone())._web_read_group_groupby_formatter(groupby_spec, values)

    def _in_agency_zone(self):
        """Return these records with the agency's time zone in the context, if they have dates."""
        if not self._has_agency_days():
            return self
        timezone = zone(self.env).key
        return self if self.env.context.get("tz") == timezone else self.with_context(tz=timezone)

    @api.model
    @tools.ormcache()
    def _has_agency_days(self):
        """Tell whether there are dates; when a row was made counts as one where the row is Hub's."""
        ours = self._name.startswith("hub.")
        dates = (field for field in self._fields.values() if field.type in ("date", "datetime"))
        return any(ours or field.name not in models.MAGIC_COLUMNS for field in dates)


@field_type_optimization(["date"])
def _count_from_today(condition, model):
    """Let the relative days of a date count from today, in the filters of databases that have Hub."""
    value = condition.value
    if not isinstance(value, (str, Set)) or not hasattr(model, "_has_agency_days"):
        return condition
    if isinstance(value, str):
        counted = from_today(value)
    else:
        counted = OrderedSet(from_today(each) if isinstance(each, str) else each for each in value)
    return condition if counted == value else Domain(condition.field_expr, condition.operator, counted)


class BaseOfOdooItself(models.AbstractModel):
    """Odoo itself finds nothing by a filter that looks at personal data.

    A scheduled action evaluates filters that users wrote as superuser, and so do rules of automation: each of them
    would find what nobody but the group Personal Data may know. Our own jobs ask the database. A filter that is
    evaluated for its author is asked with the author's rights, see ``hub.authored.domain.mixin``.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_personal_data.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super()._search(self._without_personal_data(domain), *args, **kwargs)

    _search.is_transparent = True

    def filtered_domain(self, domain):
        return super().filtered_domain(self._without_personal_data(domain))

    @api.model
    def _without_personal_data(self, domain):
        if self.env.uid != SUPERUSER_ID:
            return domain
        domain = Domain(domain)
        if not rests_on_personal_data(domain, self):
            return domain
        _logger.info("A filter on %s looks at personal data, and finds nothing for Odoo itself.", self._name)
        return Domain.FALSE
