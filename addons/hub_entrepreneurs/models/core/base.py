from odoo import api, models, tools

from ...tools.dates import zone


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
