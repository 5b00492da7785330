from datetime import date

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger


class TourCase(HttpCase):
    """Three companies, a cluster with its manager, and evidence that waits for a second person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.author, cls.verifier, cls.manager = (
            new_test_user(cls.env, login=f"hub_tour_{login}", groups=f"hub_entrepreneurs.group_hub_{role}")
            for login, role in (
                ("author", "account_manager"),
                ("verifier", "account_manager"),
                ("manager", "cluster_manager"),
            )
        )
        cls.sector = cls.env["hub.sector"].create({"name": "Tour Sector", "code": "TOUR", "kind": "artisan"})
        cls.atelier, cls.forge, cls.weaver = cls.env["res.partner"].create(
            [
                {
                    "name": f"Tour {name}",
                    "is_company": True,
                    "user_id": cls.verifier.id,
                    "sector_added_ids": [Command.set(cls.sector.ids)],
                }
                for name in ("Atelier", "Forge", "Weaver")
            ]
        )
        cls.cluster = cls.env["hub.cluster"].create(
            {"name": "Tour Makers", "code": "TOURMAKERS", "manager_id": cls.manager.id}
        )
        cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.cluster.id, "partner_id": partner.id, "date_start": start}
                for partner, start in ((cls.atelier, "2020-01-01"), (cls.forge, "2022-01-01"))
            ]
        )


@tagged("post_install", "-at_install")
class TestEvidenceTour(TourCase):
    """Four eyes in a browser."""

    def test_verify_an_evidence_as_a_second_person(self):
        evidence = (
            self.env["hub.evidence"]
            .with_user(self.author)
            .create(
                {
                    "partner_id": self.atelier.id,
                    "version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id,
                    "date_end": date(2999, 12, 31),
                }
            )
        )
        self.start_tour("/odoo/hub-evidence-to-verify", "hub_evidence_author", login=self.author.login)
        self.assertEqual(evidence.state, "to_verify")
        self.start_tour("/odoo/hub-evidence-to-verify", "hub_evidence_verifier", login=self.verifier.login)
        self.assertEqual((evidence.state, evidence.verified_by_id), ("verified", self.verifier))
        self.assertEqual(self.atelier.transition_status, "exemplary")


@tagged("post_install", "-at_install")
class TestClusterTour(TourCase):
    """A cluster manager's day in a browser."""

    def test_sign_a_member_off_and_find_it_among_the_leavers(self):
        with mute_logger("odoo.http"):  # the missing reason is refused
            self.start_tour("/odoo/hub-clusters", "hub_sign_off", login=self.manager.login)
        membership = self.atelier.membership_ids
        self.assertEqual((membership.state, membership.leave_reason_id.name), ("left", "Left the region"))

    def test_join_in_bulk(self):
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Tour Companies",
                "res_model": "res.partner",
                "view_mode": "list",
                "domain": [("id", "in", (self.atelier + self.weaver).ids)],
            }
        )
        self.start_tour(f"/odoo/action-{action.id}", "hub_join_in_bulk", login=self.manager.login)
        self.assertEqual(self.weaver.membership_ids.state, "active")
        self.assertEqual(len(self.atelier.membership_ids), 1)

    def test_members_of_another_day(self):
        self.start_tour("/odoo/hub-clusters", "hub_members_on_day", login=self.author.login)


@tagged("post_install", "-at_install")
class TestClusterTourPhone(TourCase):
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_members_of_another_day(self):
        self.start_tour("/odoo/hub-clusters", "hub_members_on_day", login=self.author.login)
