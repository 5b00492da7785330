from odoo import fields, models


class HubService(models.Model):
    """Structured support is what funds count: prepared, with an aim and a result."""

    _inherit = "hub.service"

    is_structured = fields.Boolean(
        "Structured",
        help="Advice, training, incubation or a study with an aim and a result. European funds count it as support to "
        "an enterprise where it is documented and not by phone; information that is given once is none.",
    )
