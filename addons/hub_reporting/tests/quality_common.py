from datetime import timedelta

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools import dates


class QualityCase(HubCase):
    """A company that lacks nothing, and what is to be mended of others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = dates.today(cls.env)
        cls.issues = cls.env["hub.quality.issue"]
        cls.sector = cls.env["hub.sector"].create({"name": "Test Glass", "code": "test_glass", "kind": "artisan"})
        (cls.company | cls.other_company).write(
            {
                "user_id": cls.account.id,
                "city": "Evere",
                "zip": "1140",
                "sector_added_ids": cls.sector.ids,
                "employee_count": 4,
                "turnover": 100_000,
                "size_data_year": cls.today.year - 1,
            }
        )
        cls.company.name, cls.other_company.name = "Test Atelier Zinc", "Test Forge Plomb"

    def rule(self, code):
        return self.env["hub.quality.rule"].search([("code", "=", code)])

    def find(self):
        """Let the daily job find what is wrong."""
        self.env["hub.quality.rule"]._cron_find()

    def save(self):
        """Let what was written be saved, as at a commit."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()

    def issue(self, code, record, state="open"):
        """Return what is known of a record by a rule."""
        about = [("rule_id.code", "=", code), ("res_model", "=", record._name), ("state", "=", state)]
        return self.issues.search([*about, "|", ("res_id", "=", record.id), ("other_id", "=", record.id)])

    def converse(self, **values):
        values = {"partner_id": self.company.id, "user_id": self.account.id, **values}
        return self.env["hub.interaction"].create(values)

    def programme(self, **values):
        start = self.today - timedelta(days=800)
        values = {"name": "Test Fund", "code": "test_fund", "date_start": start, "date_end": False, **values}
        return self.env["hub.programme"].create(values)
