from datetime import timedelta

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools import dates


class PeriodsCase(HubCase):
    """Two companies of which nothing has been kept yet, as if they were as old as the database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record()
        cls.today = dates.today(cls.env)

    @classmethod
    def record(cls):
        """Record what has changed, as at a commit."""
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        cls.env.invalidate_all()

    def later(self, days):
        """Go on so many days later."""
        return self.on_day(self.today + timedelta(days=days))

    def periods(self, company=None):
        """Return what is kept of a company, the first period first."""
        self.record()
        periods = self.env["hub.company.period"].search([("partner_id", "=", (company or self.company).id)])
        return periods.sorted("date_start")
