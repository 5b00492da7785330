from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestEventRegistration(HubCase):
    """Who registers has responded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign, cls.plain = cls.env["utm.campaign"].create(
            [
                {"title": "Fairs", "is_sector_campaign": True, "cluster_ids": cls.cluster.ids},
                {"title": "Newsletter", "is_sector_campaign": False},
            ]
        )
        cls.other_company.email = "forge@example.com"
        cls.person = cls.env["res.partner"].create({"name": "Ada Example", "parent_id": cls.company.id})
        cls.member, cls.other_member = cls.env["hub.campaign.member"].create(
            [{"campaign_id": cls.campaign.id, "partner_id": each.id} for each in (cls.company, cls.other_company)]
        )
        cls.event = cls.env["event.event"].create(
            {"name": "Open Day", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"}
        )

    def _register(self, **values):
        return self.env["event.registration"].create(
            {"event_id": self.event.id, "utm_campaign_id": self.campaign.id, "state": "open", **values}
        )

    def test_by_contact_and_by_email(self):
        self._register(partner_id=self.person.id)
        self.assertEqual((self.member.state, self.member.response), ("responded", "registration"))
        self.assertEqual(self.other_member.state, "targeted")
        self._register(name="Somebody", email="Forge <FORGE@example.com>")
        self.assertEqual((self.other_member.state, self.other_member.response), ("responded", "registration"))

    def test_only_when_confirmed(self):
        waiting, cancelled = (self._register(partner_id=self.company.id, state=state) for state in ("draft", "cancel"))
        self.assertEqual(self.member.state, "targeted")
        waiting.state = "open"
        self.assertEqual(self.member.state, "responded")
        self.assertEqual(cancelled.state, "cancel")

    def test_other_campaigns_and_other_people(self):
        self._register(partner_id=self.company.id, utm_campaign_id=self.plain.id)
        self._register(partner_id=self.company.id, utm_campaign_id=False)
        self._register(name="Stranger", email="stranger@example.com")
        self.assertEqual((self.member + self.other_member).mapped("state"), ["targeted"] * 2)

    def test_queries_do_not_grow_with_the_members(self):
        counts = []
        for size in (3, 30):
            companies = self.env["res.partner"].create(
                [{"name": f"Registered {size} {rank}", "is_company": True} for rank in range(size)]
            )
            self.env["hub.campaign.member"].create(
                [{"campaign_id": self.campaign.id, "partner_id": company.id} for company in companies]
            )
            registrations = self.env["event.registration"].create(
                [{"event_id": self.event.id, "partner_id": company.id} for company in companies]
            )
            self.env["event.registration"].flush_model()
            self.env.cr.execute(SQL("UPDATE event_registration SET utm_campaign_id = %s", self.campaign.id))
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            registrations._tell_campaigns()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(companies.campaign_member_ids.mapped("state")), {"responded"})
        self.assertLessEqual(counts[1], counts[0] + 2)
