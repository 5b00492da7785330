"""What hub_export raises and the web client shows in a dialog of its own."""

from odoo.exceptions import UserError


class MissingRequirements(UserError):  # noqa: N818 - it is what the refusal is called
    """Leads were raised to a stage although something is missing.

    :param str message: sentences for whoever sees no dialog: importing, or calling from outside
    :param dict data: what the dialog shows, see ``crm.lead.get_stage_gate``
    """

    def __init__(self, message, data):
        super().__init__(message)
        # Odoo sends this attribute to the web client.
        self.context = {"stage_gate": data}
