import logging

from odoo import SUPERUSER_ID, api, models, tools
from odoo.fields import Domain

from ...tools.dates import zone
from ...tools.stored_domains import rests_on_personal_data

_logger = logging.getLogger(__name__)


class Base(models.AbstractModel):
    """Days in filters are the agency's days, in views, stored audiences and code alike.

    Core reads `today -90d` and the midnight of a date by `env.tz`: the time zone of the user, and UTC for scheduled
    actions. Hub's own dates are days of the agency, so that a domain on a model that has some is read in the agency's
    time zone. Models without any stay with the user's.

    Core: odoo/orm/domains.py and odoo/tools/date_utils.py, 19.0. Contract: test_core_days.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super(Base, self._in_agency_zone())._search(domain, *args, **kwargs)

    # It finds what core's finds, so that hub_xlsx goes on reading linked records by joins.
    _search.is_transparent = True

    def filtered_domain(self, domain):
        return super(Base, self._in_agency_zone()).filtered_domain(domain).with_env(self.env)

    def _in_agency_zone(self):
        """Return these records with the agency's time zone in the context, if they have dates of Hub's."""
        if not self._has_agency_days():
            return self
        timezone = zone(self.env).key
        return self if self.env.context.get("tz") == timezone else self.with_context(tz=timezone)

    @api.model
    @tools.ormcache()
    def _has_agency_days(self):
        return any(
            field.type in ("date", "datetime") and any(module.startswith("hub_") for module in field._modules)
            for field in self._fields.values()
        )


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
