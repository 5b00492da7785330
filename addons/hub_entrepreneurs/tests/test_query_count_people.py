from .common import HubCase


class TestQueryCountPeople(HubCase):
    """The screens with persons: their queries do not grow with the rows."""

    USERS = {
        **HubCase.USERS,
        "keeper": "hub_entrepreneurs.group_hub_personal_data,hub_entrepreneurs.group_hub_account_manager",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Count {rank}", "is_company": True} for rank in range(60)]
        )
        cls.persons = cls.env["res.partner"].create([{"name": f"Person {rank}"} for rank in range(60)])
        cls.roles = cls.env["hub.company.role"].create(
            [
                {"partner_id": company.id, "person_id": person.id, "role": "owner", "ownership_share": 50}
                for company, person in zip(cls.companies, cls.persons, strict=True)
            ]
        )
        cls.profiles = cls.env["hub.person.profile"].create(
            [{"person_id": person.id, "gender": "woman", "gender_answer": "answered"} for person in cls.persons]
        )
        cls.env["hub.target.group.member"]._cron_members()
        cls.members = cls.env["hub.target.group.member"].search([("partner_id", "in", cls.companies.ids)])

    def _cost(self, records, specification, user):
        counts = []
        for _warm in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.browse(records.ids).with_user(user).web_read(specification)
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def _assert_flat(self, view, view_type, records, user=None):
        user = user or self.account
        model = records.with_user(user)
        views = model.get_views([(self.env.ref(f"hub_entrepreneurs.{view}").id, view_type)])
        specification = {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {}
            for name, field in views["models"][records._name]["fields"].items()
        }
        self.assertEqual(self._cost(records[:3], specification, user), self._cost(records, specification, user))

    def test_roles(self):
        self._assert_flat("hub_company_role_view_list", "list", self.roles)
        self._assert_flat("hub_company_role_view_kanban", "kanban", self.roles)

    def test_personal_data(self):
        self._assert_flat("hub_person_profile_view_list", "list", self.profiles, self.keeper)
        self._assert_flat("hub_person_profile_view_kanban", "kanban", self.profiles, self.keeper)
        self._assert_flat("hub_target_group_member_view_list", "list", self.members, self.keeper)

    def test_access_log(self):
        for profile in self.profiles:
            profile.with_user(self.keeper).read(["gender"])
        rows = self.env["hub.person.profile.access"].search([("user_id", "=", self.keeper.id)], limit=60)
        self._assert_flat("hub_person_profile_access_view_list", "list", rows, self.keeper)

    def test_target_groups_that_rest_on_personal_data(self):
        groups = self.env["hub.target.group"].search([("rests_on_personal_data", "=", True)])
        for user in (self.account, self.keeper):
            self.assertEqual(
                self._cost(groups[:1], {"member_count": {}}, user), self._cost(groups, {"member_count": {}}, user)
            )

    def test_a_company_with_many_people(self):
        """The tab of one company costs the same with three roles and with sixty."""
        crowded, small = self.companies[:2]
        self.env["hub.company.role"].create(
            [{"partner_id": crowded.id, "person_id": person.id, "role": "employee"} for person in self.persons]
            + [{"partner_id": small.id, "person_id": person.id, "role": "employee"} for person in self.persons[:2]]
        )
        specification = {
            "company_role_ids": {"fields": {"person_id": {"fields": {"display_name": {}}}, "is_current": {}}},
            "decision_maker_ids": {"fields": {"display_name": {}}},
            "target_group_ids": {"fields": {"display_name": {}}},
            "people_count": {},
        }
        self.assertEqual(
            self._cost(small, specification, self.account), self._cost(crowded, specification, self.account)
        )
        self.assertEqual(
            self._cost(self.companies[2:5], specification, self.account),
            self._cost(self.companies[2:], specification, self.account),
        )
