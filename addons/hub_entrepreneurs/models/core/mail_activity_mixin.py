from lxml import etree

from odoo import api, models

# What the clock in the menu bar counts: each record once, by the most urgent of one's own activities.
_MINE = "('user_id', '=', uid), ('active', '=', True)"
_FILTERS = {
    "activities_overdue": "[('my_activity_date_deadline', '<', 'today')]",
    "activities_today": (
        "[('my_activity_date_deadline', '=', 'today'), "
        f"('activity_ids', 'not any', [{_MINE}, ('date_deadline', '<', 'today')])]"
    ),
    "activities_upcoming_all": (
        "[('my_activity_date_deadline', '>', 'today'), "
        f"('activity_ids', 'not any', [{_MINE}, ('date_deadline', '<=', 'today')])]"
    ),
}


class MailActivityMixin(models.AbstractModel):
    """The clock in the menu bar opens what it says, for every model with activities.

    It opens a model's first search view with one of three filters. Where the view lacks them, every record is shown;
    and core's count a record under each day that it has an activity on, while the clock counts it once.

    Core: mail/static/src/core/web/activity_menu.js and mail/models/res_users.py, 19.0.
    Contract: test_core_activity_menu.
    """

    _inherit = "mail.activity.mixin"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "search":
            missing = []
            for name, domain in _FILTERS.items():
                if (found := arch.find(f".//filter[@name='{name}']")) is None:
                    label = self._get_activity_labels()[name]
                    found = etree.Element("filter", name=name, string=label, invisible="1")
                    missing.append(found)
                found.set("domain", domain)
            arch.extend([etree.Element("separator"), *missing] if missing else [])
        return arch, view

    @api.model
    def _get_activity_labels(self):
        return {
            "activities_overdue": self.env._("Late Activities"),
            "activities_today": self.env._("Activities Today"),
            "activities_upcoming_all": self.env._("Future Activities"),
        }
