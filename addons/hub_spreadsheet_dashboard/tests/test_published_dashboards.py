"""Who publishes a dashboard, until when, and how it ends."""

from datetime import date, timedelta

from werkzeug.exceptions import Forbidden

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase, create_users
from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.hub_spreadsheet_dashboard import end_earlier_shares

DATA = '{"version": 21, "sheets": []}'


class PublishedCase(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env["spreadsheet.dashboard"].create(
            {
                "name": "Companies by Status",
                "spreadsheet_data": DATA,
                "dashboard_group_id": cls.env["spreadsheet.dashboard.group"].create({"name": "Agency"}).id,
            }
        )
        cls.today = dates.today(cls.env)

    def publish(self, user, **values):
        shares = self.env["spreadsheet.dashboard.share"].with_user(user)
        return shares.create({"dashboard_id": self.dashboard.id, "spreadsheet_data": DATA} | values)

    def opens(self, share):
        """Whether the public address shows the dashboard."""
        share = share.sudo().with_user(self.env.ref("base.public_user")).sudo()
        try:
            share._check_dashboard_access(share.access_token)
        except Forbidden:
            return False
        return True


@tagged("post_install", "-at_install")
class TestPublishedDashboards(PublishedCase):
    def test_who_publishes(self):
        for user in (self.director, self.analyst):
            values = {"dashboard_id": self.dashboard.id, "spreadsheet_data": DATA}
            address = self.env["spreadsheet.dashboard.share"].with_user(user).action_get_share_url(values)
            self.assertIn("/dashboard/share/", address)
        portal = create_users(self.env, {"hub_dashboard_portal": "base.group_portal"})
        share = self.publish(self.analyst)
        for user in (self.account, self.cluster_manager, self.privacy, self.outsider, portal):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.publish(user)
                with self.assertRaises(AccessError):
                    share.with_user(user).read(["access_token"])
                with self.assertRaises(AccessError):
                    share.with_user(user).action_withdraw()

    def test_nobody_publishes_what_he_or_she_does_not_see(self):
        self.dashboard.group_ids = self.env.ref("hub_entrepreneurs.group_hub_director")
        values = {"dashboard_id": self.dashboard.id, "spreadsheet_data": DATA}
        with self.assertRaises(AccessError):
            self.publish(self.analyst)
        with self.assertRaises(AccessError):
            self.env["spreadsheet.dashboard.share"].with_user(self.analyst).action_get_share_url(values)
        self.assertTrue(self.opens(self.publish(self.director)))

    def test_thirty_days_unless_another_day_within_a_year_is_chosen(self):
        share = self.publish(self.analyst)
        self.assertEqual(share.expires_on, self.today + timedelta(days=30))
        share.expires_on = self.today + timedelta(days=300)
        for day in (self.today + timedelta(days=367), date(9999, 12, 31)):
            with self.assertRaisesRegex(ValidationError, "within a year"):
                share.expires_on = day
        with self.assertRaises(ValidationError):
            self.publish(self.director, expires_on=self.today + timedelta(days=3660))

    def test_the_address_shows_it_until_the_last_day(self):
        share = self.publish(self.analyst, expires_on=self.today)
        self.assertTrue(share.is_open)
        self.assertTrue(self.opens(share))
        with self.on_day(self.today + timedelta(days=1)):
            share.invalidate_recordset(["is_open"])
            self.assertFalse(share.is_open)
            self.assertFalse(self.opens(share))

    def test_directors_withdraw_everybodys_and_analysts_their_own(self):
        mine, directors = self.publish(self.analyst), self.publish(self.director)
        with self.assertRaises(AccessError):
            directors.with_user(self.analyst).action_withdraw()
        mine.with_user(self.director).action_withdraw()
        self.assertFalse(self.opens(mine))
        self.assertTrue(self.opens(directors))
        directors.action_withdraw()
        self.assertFalse(self.opens(directors))
        listed = self.env["spreadsheet.dashboard.share"].with_user(self.director).with_context(active_test=False)
        self.assertLessEqual(mine | directors, listed.search([]))
        self.assertFalse(listed.search([("is_open", "=", True)]) & (mine | directors))
        self.assertLessEqual(mine | directors, listed.search([("is_open", "=", False)]))

    def test_it_ends_with_its_publishers_right(self):
        share = self.publish(self.analyst)
        self.analyst.group_ids -= self.env.ref("hub_entrepreneurs.group_hub_analyst")
        self.assertFalse(self.opens(share))
        share = self.publish(self.director)
        (self.cluster + self.other_cluster).manager_id = self.cluster_manager
        self.director.active = False
        self.assertFalse(self.opens(share))

    def test_nobody_chooses_the_address_or_the_agency(self):
        share = self.publish(self.analyst)
        for name, value in (("access_token", "easy"), ("company_id", self.env.company.id)):
            with self.subTest(field=name):
                with self.assertRaises(UserError):
                    share.with_user(self.analyst).write({name: value})
                with self.assertRaises(UserError):
                    self.publish(self.analyst, **{name: value})

    def test_another_agencys_director_sees_none(self):
        share = self.publish(self.director)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        other = create_users(self.env, {"hub_dashboard_other": "hub_entrepreneurs.group_hub_director"})
        other.write({"company_ids": [(6, 0, agency.ids)], "company_id": agency.id})
        self.assertNotIn(share, self.env["spreadsheet.dashboard.share"].with_user(other).search([]))
        with self.assertRaises(AccessError):
            share.with_user(other).action_withdraw()

    def test_what_was_published_before(self):
        kept = self.publish(self.analyst)
        closed = kept.with_user(self.outsider).sudo().create({"dashboard_id": self.dashboard.id})
        end_earlier_shares(self.env)
        self.assertTrue(kept.active)
        self.assertFalse(closed.active)


@tagged("post_install", "-at_install")
class TestPublicAddress(PublishedCase, HttpCase):
    def test_pages(self):
        share = self.publish(self.analyst)
        pages = [f"/dashboard/{kind}/{share.id}/{share.access_token}" for kind in ("share", "data")]
        self.assertEqual([self.url_open(page).status_code for page in pages], [200, 200])
        share.action_withdraw()
        self.assertEqual([self.url_open(page).status_code for page in pages], [403, 403])
