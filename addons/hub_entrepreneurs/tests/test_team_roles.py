from odoo import Command
from odoo.tests import new_test_user

from .common import HubCase, QueryCountCase

ACCOUNT_MANAGER = "hub_entrepreneurs.group_hub_account_manager"


class TestTeamRoles(HubCase):
    """A role brings its teams."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.role = cls.env.ref(ACCOUNT_MANAGER)
        cls.team = cls.env["crm.team"].create({"name": "Test Team", "sequence": 0, "role_ids": cls.role.ids})

    def _join(self, login, groups=ACCOUNT_MANAGER):
        return new_test_user(self.env, login=login, groups=groups)

    def test_who_has_the_role_when_the_team_gets_it(self):
        members = self.team.member_ids
        for user in (self.account, self.cluster_manager, self.director):
            self.assertIn(user, members, "roles that imply it as well")
        for user in (self.analyst, self.outsider, self.env.ref("base.user_root"), self.env.ref("base.user_admin")):
            self.assertNotIn(user, members)

    def test_who_gets_the_role_later(self):
        self.assertIn(self._join("hub_new"), self.team.member_ids)
        other = self._join("hub_other", "base.group_user")
        self.assertNotIn(other, self.team.member_ids)
        other.group_ids = [Command.link(self.role.id)]
        self.assertIn(other, self.team.member_ids)
        third = self._join("hub_third", "base.group_user")
        self.role.user_ids = [Command.link(third.id)]
        self.assertIn(third, self.team.member_ids)

    def test_the_first_lead_has_the_team(self):
        new = self._join("hub_new")
        lead = self.env["crm.lead"].with_user(new).create({"name": "First Lead", "type": "opportunity"})
        self.assertEqual((lead.team_id, lead.user_id), (self.team, new))

    def test_who_was_taken_out_stays_out(self):
        self.team.crm_team_member_ids.filtered(lambda member: member.user_id == self.account).action_archive()
        self.account.group_ids = [Command.link(self.env.ref("hub_entrepreneurs.group_hub_cluster_manager").id)]
        self.team.role_ids = [Command.set(self.role.ids)]
        self.assertNotIn(self.account, self.team.member_ids)

    def test_a_team_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        team = self.env["crm.team"].create({"name": "Theirs", "company_id": agency.id, "role_ids": self.role.ids})
        self.assertFalse(team.member_ids)
        self.account.company_ids += agency
        self.assertEqual(team.member_ids, self.account)


class TestTeamRolesQueryCount(QueryCountCase):
    def test_many_users(self):
        role = self.env.ref(ACCOUNT_MANAGER)
        self.env["crm.team"].create({"name": "Test Team", "role_ids": role.ids})
        users = self.env["res.users"].with_context(no_reset_password=True)
        counts = []
        for rank, size in enumerate((2, 20)):
            many = users.create([{"login": f"many_{rank}_{each}", "name": "Many"} for each in range(size)])
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["crm.team"]._add_role_members(many)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
