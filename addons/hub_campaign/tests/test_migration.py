from pathlib import Path

from odoo import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.test_migration import load_migration

from .common import CampaignCase

MIGRATIONS = Path(__file__).parent.parent / "migrations"


class TestMigration(CampaignCase):
    """A database of an older version gets what a new one has."""

    def _older(self, campaign, **values):
        assignments = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items())
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE utm_campaign SET %s WHERE id = %s", assignments, campaign.id))
        self.env.invalidate_all()

    def test_purposes(self):
        self.env.cr.execute(SQL("ALTER TABLE utm_campaign DROP CONSTRAINT utm_campaign_purpose_of_sector_campaign"))
        plain = self.env["utm.campaign"].create({"title": "Plain", "purpose_id": False})
        self._older(self.campaign, purpose_id=None)
        load_migration(MIGRATIONS / "19.0.1.1.0/pre-migrate.py").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(self.campaign.purpose_id, self.purpose)
        self.assertFalse(plain.purpose_id)

    def test_agencies(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        manager = new_test_user(
            self.env,
            login="hub_other_manager",
            groups="hub_entrepreneurs.group_hub_director",
            company_id=agency.id,
            company_ids=[Command.set(agency.ids)],
        )
        foreign = self.create_campaign(user=manager, title="Foreign", user_id=manager.id, cluster_ids=[])
        plain = self.env["utm.campaign"].create({"title": "Plain"})
        for campaign in self.campaign + foreign:
            self._older(campaign, company_id=None)
        load_migration(MIGRATIONS / "19.0.1.1.0/post-migrate.py").migrate(self.env.cr, "19.0.1.0.0")
        self.assertEqual((self.campaign.company_id, foreign.company_id), (self.env.company, agency))
        self.assertFalse(plain.company_id)
