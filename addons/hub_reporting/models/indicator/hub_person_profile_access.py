from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools.suppressed import roughly


class HubPersonProfileAccess(models.Model):
    """Figures that rest on personal data are noted as reading these data is."""

    _inherit = "hub.person.profile.access"

    @api.model
    def _note_figures_read(self, persons):
        """Note that the user saw numbers, or a list, that rest on what persons told about themselves.

        :param int persons: about how many of them
        """
        # As superuser: nobody may write the log.
        self.sudo().create(
            {
                "user_id": self.env.uid,
                "operation": "read",
                "subject": "hub.person.profile",
                "person_count": roughly(self.env, persons),
                "field_names": "gender",
            }
        )
