from odoo import fields, models

from .hub_xlsx_job import DAYS_KEPT, LONG_EXPORT


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hub_xlsx_job_rows = fields.Integer(
        "Long Exports", config_parameter="hub_xlsx.job_rows", default=LONG_EXPORT, help="In records."
    )
    hub_xlsx_job_days = fields.Integer("Days to Keep Exports", config_parameter="hub_xlsx.job_days", default=DAYS_KEPT)
