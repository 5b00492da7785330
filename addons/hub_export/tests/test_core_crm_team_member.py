from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreCrmTeamMember(CoreCase):
    """Where one team for each person is allowed, core archives the memberships of the others in one method."""

    def test_other_memberships_are_archived(self):
        self.assertParameters("crm.team.member", "_synchronize_memberships", "user_team_ids")
        self.assertInOrder(
            self.source("crm.team.member", "_synchronize_memberships"),
            ["values['user_id']", "values['crm_team_id']", ".action_archive()", "return existing_to_archive"],
            "core takes people out of their other teams in another way",
        )
        for name in ("create", "write"):
            with self.subTest(name=name):
                self.assertIn(
                    "self._synchronize_memberships(",
                    self.source("crm.team.member", name),
                    "joining a team takes people out of the others by another method",
                )
