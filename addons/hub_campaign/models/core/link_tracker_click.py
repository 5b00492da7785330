from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import JUDGED_LATER


class LinkTrackerClick(models.Model):
    """A click on the link of a campaign's mail is judged by all clicks on that mail before it counts.

    Core: link_tracker/models/link_tracker.py and mass_mailing/models/link_tracker.py, 19.0.
    Contract: test_core_responses.
    """

    _inherit = "link.tracker.click"

    @api.model
    def add_click(self, code, **route_values):
        """Keep a click, and let the mail that it is of decide whether somebody responded."""
        judging = self.with_context(**{JUDGED_LATER: AUTOMATIC})
        click = super(LinkTrackerClick, judging).add_click(code, **route_values)
        if click and click.mailing_trace_id:
            click.with_env(self.env).mailing_trace_id._judge_clicks()
        return click
