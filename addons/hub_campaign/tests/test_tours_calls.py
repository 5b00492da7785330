from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.hub_entrepreneurs.tools.dates import today


class TourCase(HttpCase):
    """A campaign by phone, its cluster manager and an account manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.caller, cls.manager = (
            new_test_user(cls.env, login=f"hub_tour_{login}", groups=f"hub_entrepreneurs.group_hub_{role}")
            for login, role in (("caller", "account_manager"), ("manager", "cluster_manager"))
        )
        cls.cluster = cls.env["hub.cluster"].create(
            {"name": "Tour Makers", "code": "TOURMAKERS", "manager_id": cls.manager.id}
        )
        cls.campaign = cls.env["utm.campaign"].create(
            {"title": "Tour Campaign", "is_sector_campaign": True, "cluster_ids": cls.cluster.ids}
        )
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": f"Tour {name}",
                    "is_company": True,
                    "phone": "+32 2 555 00 00",
                    "email": f"tour{rank}@example.com",
                    "user_id": cls.caller.id,
                }
                for rank, name in enumerate(("Atelier", "Forge", "Weaver", "Potter"))
            ]
        )
        cls.members = cls.env["hub.campaign.member"].create(
            [{"campaign_id": cls.campaign.id, "partner_id": company.id} for company in cls.companies]
        )
        cls.wave = cls.env["hub.campaign.wave"].create(
            {
                "campaign_id": cls.campaign.id,
                "name": "Tour Calls",
                "channel": "phone",
                "script": "<p>Ask about the workshop</p>",
            }
        )

    def plan_calls(self):
        """Plan a call with each member, one day after the other."""
        for rank, member in enumerate(self.members):
            member.write({"user_id": self.caller.id, "call_wave_id": self.wave.id})
            member._plan_calls(self.wave, self.caller, f"2030-01-0{rank + 1}")

    def check_calls(self):
        """Assert what the tour of the calls leaves behind."""
        self.env.invalidate_all()
        atelier, forge, weaver, potter = self.members
        self.assertEqual((atelier.state, atelier.call_result), ("responded", "interested"))
        self.assertEqual(atelier.partner_id.interaction_ids.note, "Comes to the workshop")
        self.assertEqual((forge.call_attempts, forge.state), (1, "targeted"))
        self.assertTrue(forge.call_on > today(self.env))
        self.assertEqual((weaver.state, weaver.partner_id.consent_ids.state), ("opted_out", "withdrawn"))
        self.assertEqual(potter.state, "targeted")
        self.assertTrue(potter.call_on)


@tagged("post_install", "-at_install")
class TestCallsTour(TourCase):
    """An account manager's calls, and a cluster manager who shares them out."""

    def test_three_calls(self):
        self.plan_calls()
        self.start_tour("/odoo/hub-my-calls", "hub_campaign_calls", login=self.caller.login)
        self.check_calls()

    def _start_at_members(self, tour):
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Tour Members",
                "res_model": "hub.campaign.member",
                "view_mode": "list",
                "domain": [("campaign_id", "=", self.campaign.id)],
            }
        )
        self.start_tour(f"/odoo/action-{action.id}", tour, login=self.manager.login)
        self.env.invalidate_all()

    def test_share_calls_out(self):
        self._start_at_members("hub_campaign_share_calls")
        self.assertEqual(len(self.members.activity_ids), 4)
        self.assertEqual(self.members.user_id, self.caller)

    def test_make_leads_of_who_registered(self):
        self._start_at_members("hub_campaign_leads")
        responded = self.members.filtered("responded_on")
        self.assertEqual(responded, self.members[:2])
        self.assertEqual(len(responded.lead_id), 2)
        self.assertFalse((self.members - responded).lead_id)


@tagged("post_install", "-at_install")
class TestCallsTourPhone(TourCase):
    """The same calls on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_three_calls(self):
        self.plan_calls()
        self.start_tour("/odoo/hub-my-calls", "hub_campaign_calls_phone", login=self.caller.login)
        self.check_calls()
