from odoo import api, fields, models
from odoo.exceptions import ValidationError

# So many cards are more than all addons have.
_MOST = 100


class ResUsersSettings(models.Model):
    """How each user has arranged the cards of Today."""

    _inherit = "res.users.settings"

    hub_day_layout = fields.Json(
        "Cards of Today", help="The keys of the cards in the order that the user chose, and of those that are folded."
    )

    @api.constrains("hub_day_layout")
    def _check_hub_day_layout(self):
        for settings in self:
            layout = settings.hub_day_layout or {}
            lists = layout.values() if isinstance(layout, dict) and layout.keys() <= {"order", "folded"} else [None]
            if not all(
                isinstance(keys, list)
                and len(keys) <= _MOST
                and all(isinstance(key, str) and len(key) < 64 for key in keys)
                for keys in lists
            ):
                raise ValidationError(
                    self.env._("Cards of Today: this is no order of cards. Reload the page, and arrange them again.")
                )
