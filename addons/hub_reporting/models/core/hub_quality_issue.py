from odoo import api, models

_SHOWN = 80


class HubQualityIssue(models.Model):
    """A list that is opened says what is true now: what it is about to show is checked, and closed where it is mended.

    Core: web/models/models.py, 19.0. Contract: test_core_quality.
    """

    _inherit = "hub.quality.issue"

    @api.model
    def web_search_read(self, domain, specification, offset=0, limit=None, order=None, **options):
        self.search(domain, offset=offset, limit=min(limit or _SHOWN, _SHOWN), order=order)._close_mended()
        return super().web_search_read(domain, specification, offset=offset, limit=limit, order=order, **options)

    # It writes: what is mended is closed.
    web_search_read._readonly = False
