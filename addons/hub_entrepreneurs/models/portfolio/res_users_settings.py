from odoo import api, fields, models
from odoo.exceptions import ValidationError

# So many lists are more than all addons have.
_MOST = 200
_LONGEST = 128


class ResUsersSettings(models.Model):
    """Which lists a user left with *Mine*, and opens so again."""

    _inherit = "res.users.settings"

    hub_opens_with_mine = fields.Json(
        "Lists That Open With Mine", help="By model and filter; the others open so for whoever has a portfolio."
    )

    @api.constrains("hub_opens_with_mine")
    def _check_hub_opens_with_mine(self):
        for settings in self:
            kept = settings.hub_opens_with_mine or {}
            if (
                not isinstance(kept, dict)
                or not all(len(key) <= _LONGEST and isinstance(is_on, bool) for key, is_on in kept.items())
                or len(kept) > _MOST
            ):
                raise ValidationError(
                    self.env._("Lists That Open With Mine: these are no lists. Reload the page, and choose again.")
                )
