from odoo.exceptions import AccessError
from odoo.service.model import call_kw

from odoo.addons.hub_entrepreneurs.tools.groups import PERSONAL_DATA

from .common import HubCase

PROFILE, MEMBER, LOG = "hub.person.profile", "hub.target.group.member", "hub.person.profile.access"


class PersonalDataCase(HubCase):
    """A company led by a woman, and one by nobody who told anything."""

    USERS = {
        **HubCase.USERS,
        # All that Hub has to give but the group that counts here.
        "curious": ",".join(
            (
                "hub_entrepreneurs.group_hub_director",
                "hub_entrepreneurs.group_hub_analyst",
                "base.group_partner_manager",
            )
        ),
        "keeper": f"{PERSONAL_DATA},hub_entrepreneurs.group_hub_cluster_manager",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What persons of the demo data told is not to count here.
        cls.env[PROFILE].search([]).unlink()
        cls.env[MEMBER].search([]).unlink()
        cls.person, cls.silent = cls.env["res.partner"].create([{"name": "Test Ann"}, {"name": "Test Bob"}])
        cls.role, cls.silent_role = cls.env["hub.company.role"].create(
            [
                {"partner_id": cls.company.id, "person_id": cls.person.id, "role": "owner"},
                {"partner_id": cls.other_company.id, "person_id": cls.silent.id, "role": "owner"},
            ]
        )
        cls.profile = cls._profile(cls.person)
        cls.women = cls.env.ref("hub_entrepreneurs.hub_target_group_women")
        cls.env[MEMBER]._cron_members()
        cls.member = cls.env[MEMBER].search([("group_id", "=", cls.women.id), ("partner_id", "=", cls.company.id)])

    @classmethod
    def _profile(cls, person, **values):
        return cls.env[PROFILE].create(
            {"person_id": person.id, "gender": "woman", "gender_answer": "answered", "basis": "consent", **values}
        )

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.env.invalidate_all()

    def _env(self, user):
        """Return an environment in which nothing is known yet, as at the beginning of a request."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=user, su=False)


class TestPersonalDataClosed(PersonalDataCase):
    """Whoever lacks the group learns nothing, whichever way he or she tries."""

    def _users(self):
        return (self.outsider, self.account, self.cluster_manager, self.director, self.analyst, self.curious)

    def _assert_refused(self, name, read, users=None):
        for user in users or self._users():
            with self.subTest(name, user=user.login), self.assertRaises(AccessError):
                read(self._env(user))

    def _ways_in(self, field, by_value):
        """Return functions of the model and of a record, by their names."""
        specification = {field: {}}
        return {
            "read": lambda m, r: r.read([field]),
            "read all": lambda m, r: r.read(),
            "attribute": lambda m, r: r[field],
            "web_read": lambda m, r: r.web_read(specification),
            "search": lambda m, r: m.search([]),
            "search by value": lambda m, r: m.search(by_value),
            "search_count": lambda m, r: m.search_count([]),
            "search_read": lambda m, r: m.search_read([], [field]),
            "search_fetch": lambda m, r: m.search_fetch([], [field]),
            "web_search_read": lambda m, r: m.web_search_read([], specification),
            "name_search": lambda m, r: m.name_search("Test"),
            "web_name_search": lambda m, r: m.web_name_search("Test", {"display_name": {}}),
            "_read_group": lambda m, r: m._read_group([], [field], ["__count"]),
            "formatted_read_group": lambda m, r: m.formatted_read_group([], [field], ["__count"]),
            "formatted_read_grouping_sets": lambda m, r: m.formatted_read_grouping_sets([], [[field]], ["__count"]),
            "web_read_group": lambda m, r: m.web_read_group([], [field], ["__count"]),
            "read_progress_bar": lambda m, r: m.read_progress_bar(
                [], field, {"field": field, "colors": {"woman": "success"}}
            ),
            "get_metadata": lambda m, r: r.get_metadata(),
            "get_views": lambda m, r: m.get_views([(False, "list"), (False, "search")]),
            "mapped": lambda m, r: r.mapped(field),
            "filtered_domain": lambda m, r: r.filtered_domain(by_value),
            "onchange": lambda m, r: r.onchange({}, [], specification),
            "copy": lambda m, r: r.copy(),
            "write": lambda m, r: r.write({field: False}),
            "unlink": lambda m, r: r.unlink(),
            "create": lambda m, r: m.create({"person_id": self.silent.id}),
        }

    def test_the_records_themselves(self):
        for model, record, field, value in (
            (PROFILE, self.profile, "gender", "woman"),
            (MEMBER, self.member, "partner_id", self.company.id),
        ):
            for name, read in self._ways_in(field, [(field, "=", value)]).items():
                self._assert_refused(
                    f"{model}.{name}",
                    lambda env, read=read, model=model, record=record: read(env[model], env[model].browse(record.ids)),
                )
            for user in (self.analyst, self.curious):
                with self.subTest("export_data", user=user.login), self.assertRaises(AccessError):
                    self._env(user)[model].browse(record.ids).export_data([field])

    def test_that_a_record_exists(self):
        for user in self._users():
            with self.subTest(user.login):
                env = self._env(user)
                self.assertFalse(env[PROFILE].browse(self.profile.ids).exists())
                self.assertFalse(env[PROFILE].browse(self.profile.ids).has_access("read"))
                names = call_kw(env[PROFILE], "get_external_id", [[self.profile.id, self.profile.id + 1000]], {})
                self.assertEqual(len(set(names.values())), 1)

    def test_the_contact(self):
        specification = {"fields": {"gender": {}}}
        for name, read in {
            "read": lambda p: p.read(["profile_ids"]),
            "attribute": lambda p: p.profile_ids,
            "web_read": lambda p: p.web_read({"profile_ids": specification}),
            "search": lambda p: p.search([("profile_ids.gender", "=", "woman")]),
            "search any": lambda p: p.search([("profile_ids", "any", [("gender", "=", "woman")])]),
            "who has one": lambda p: p.search([("profile_ids", "!=", False)]),
            "who has none": lambda p: p.search([("profile_ids", "=", False)]),
            "whose it is": lambda p: p.search([("profile_ids", "in", self.profile.ids)]),
            "search_count": lambda p: p.search_count([("profile_ids.gender", "=", "woman")]),
            "name_search": lambda p: p.name_search("Test", [("profile_ids.gender", "=", "woman")]),
            "web_search_read": lambda p: p.web_search_read([], {"profile_ids": specification}),
            "order": lambda p: p.search([], order="profile_ids"),
            "_read_group": lambda p: p._read_group([], ["profile_ids"], ["__count"]),
            "_read_group domain": lambda p: p._read_group([("profile_ids.gender", "=", "woman")], [], ["__count"]),
            "aggregate": lambda p: p._read_group([], [], ["profile_ids:count"]),
            "formatted_read_group": lambda p: p.formatted_read_group(
                [("profile_ids.gender", "=", "woman")], ["is_company"], ["__count"]
            ),
            "read_progress_bar": lambda p: p.read_progress_bar(
                [("profile_ids.gender", "=", "woman")], "is_company", {"field": "type", "colors": {"contact": "info"}}
            ),
            "mapped": lambda p: p.mapped("profile_ids.gender"),
            "filtered_domain": lambda p: p.filtered_domain([("profile_ids.gender", "=", "woman")]),
            "onchange": lambda p: p.onchange({}, [], {"profile_ids": specification}),
            "button": lambda p: p.action_open_profile(),
            "write": lambda p: p.write({"profile_ids": [(0, 0, {"gender_answer": "declined"})]}),
            "target group": lambda p: p.search([("target_group_member_ids.group_id.code", "=", "women")]),
            "target group read": lambda p: p.read(["target_group_member_ids"]),
        }.items():
            self._assert_refused(name, lambda env, read=read: read(env["res.partner"].browse(self.person.ids)))

    def test_from_other_models(self):
        for model, path in (
            ("hub.company.role", "person_id.profile_ids.gender"),
            ("hub.company.role", "partner_id.company_role_ids.person_id.profile_ids.gender"),
            ("hub.cluster.membership", "partner_id.company_role_ids.person_id.profile_ids.gender"),
            ("crm.lead", "partner_id.profile_ids.gender"),
            ("hub.cluster.membership", "partner_id.target_group_member_ids.group_id.code"),
        ):
            self._assert_refused(
                f"{model} {path}",
                lambda env, model=model, path=path: env[model].search([(path, "in", ["woman", "women"])]),
                self._users()[1:],
            )
        for model, path in (
            # These delegate to the contact, and delegation searches past the access rules.
            ("res.users", "partner_id.profile_ids.gender"),
            ("res.users", "profile_ids.gender"),
            ("res.users", "partner_id.target_group_member_ids"),
            ("res.company", "partner_id.profile_ids.gender"),
            ("mail.message", "author_id.profile_ids.gender"),
            ("mail.followers", "partner_id.profile_ids.gender"),
        ):
            self._assert_refused(
                f"{model} {path}",
                lambda env, model=model, path=path: env[model].search([(path, "!=", False)]),
                (self.curious,),
            )
        self._assert_refused(
            "export",
            lambda env: (
                env["hub.company.role"]
                .browse(self.role.ids)
                .export_data(["person_id/name", "person_id/profile_ids/gender"])
            ),
            (self.analyst, self.curious),
        )
        self._assert_refused(
            "nested",
            lambda env: (
                env["hub.company.role"]
                .browse(self.role.ids)
                .web_read({"person_id": {"fields": {"profile_ids": {"fields": {"gender": {}}}}}})
            ),
            self._users()[1:],
        )
        self._assert_refused("members of a group", lambda env: self.women.with_env(env).member_ids, self._users()[1:])
        self._assert_refused(
            "group of a member",
            lambda env: env["hub.target.group"].search([("member_ids.partner_id", "=", self.company.id)]),
            self._users()[1:],
        )
        self._assert_refused(
            "count of members",
            lambda env: env["hub.target.group"]._read_group([], ["code"], ["member_ids:count"]),
            self._users()[1:],
        )

    def test_not_even_as_superuser_on_behalf_of_such_a_user(self):
        """A related field, delegation or a careless sudo() reads as superuser."""
        self._profile(self.curious.partner_id)
        env = self._env(self.curious)
        user = env["res.users"].browse(self.curious.id)
        self.assertFalse(user.filtered_domain([("partner_id.profile_ids.gender", "=", "woman")]), "through delegation")
        self.assertEqual(env["res.partner"].browse(self.person.id).sudo().read(["profile_ids"])[0]["profile_ids"], [])
        self.assertFalse(env[PROFILE].sudo().search([]))
        self.assertFalse(env[PROFILE].sudo().search_count([("gender", "=", "woman")]))
        self.assertFalse(env["res.partner"].sudo().search([("profile_ids.gender", "=", "woman")]))
        self.assertFalse(env[MEMBER].sudo().search([]))
        self.assertFalse(env[PROFILE].sudo()._read_group([], ["gender"], ["__count"]))
        with self.assertRaisesRegex(AccessError, "personal data"):
            env[PROFILE].browse(self.profile.id).sudo().gender  # noqa: B018
        self.assertTrue(self._env(self.keeper)[PROFILE].sudo().search([]))

    def test_no_field_of_another_model_leads_there_unguarded(self):
        """Related, computed and inverse fields say the group themselves."""
        own = {PROFILE, MEMBER}
        for model in self.env.registry.values():
            for field in model._fields.values():
                if model._name in own or field.comodel_name not in own:
                    continue
                with self.subTest(str(field)):
                    self.assertEqual(field.groups, PERSONAL_DATA)
                    self.assertNotEqual(field.type, "many2one", "its name would be shown with it")
        for name in own:
            for field in self.env[name]._fields.values():
                for dependent in self.env.registry.get_dependent_fields(field):
                    with self.subTest(str(dependent)):
                        self.assertIn(dependent.model_name, {*own, "res.partner", "res.users", "hub.target.group"})

    def test_what_the_screens_show(self):
        names = {"profile_ids", "target_group_member_ids", "member_ids"}
        for user in self._users()[1:]:
            env = self._env(user)
            with self.subTest(user.login):
                for model in ("res.partner", "res.users", "hub.target.group", LOG):
                    self.assertFalse(names & set(env[model].fields_get()))
                views = env["res.partner"].get_views(
                    [
                        (env.ref(f"hub_entrepreneurs.res_partner_view_{name}_company").id, name)
                        for name in ("search", "list", "kanban")
                    ]
                    + [(env.ref("base.view_partner_form").id, "form")]
                )
                for name in ("profile_ids", "target_group_member_ids", 'name="action_open_profile"', PROFILE, MEMBER):
                    self.assertNotIn(name, str(views))
                self.assertNotIn("Personal Target Group", str(views))
                menus = (
                    env["ir.ui.menu"].browse(env["ir.ui.menu"]._visible_menu_ids())
                    if hasattr(env["ir.ui.menu"], "_visible_menu_ids")
                    else env["ir.ui.menu"].search([])
                )
                self.assertNotIn(self.env.ref("hub_entrepreneurs.hub_person_profile_menu"), menus)

    def test_a_filter_that_somebody_else_saved(self):
        """It can be shared, and refuses whoever lacks the group."""
        keeper = self._env(self.keeper)
        domain = "[('profile_ids.gender', '=', 'woman')]"
        self.assertIn(self.person, keeper["res.partner"].search([("profile_ids.gender", "=", "woman")]))
        keeper["ir.filters"].create(
            {"name": "Women", "model_id": "res.partner", "domain": domain, "user_ids": [(6, 0, [])]}
        )
        for saved in self._env(self.curious)["ir.filters"].get_filters("res.partner"):
            if saved["name"] == "Women":
                with self.assertRaises(AccessError):
                    self._env(self.curious)["res.partner"].search([("profile_ids.gender", "=", "woman")])
        self._assert_refused(
            "saved export",
            lambda env: env["res.partner"].browse(self.person.id).export_data(["name", "profile_ids/gender"]),
            (self.analyst, self.curious),
        )

    def test_nothing_is_written_beside_it(self):
        """No message, tracked value, activity, follower or date of change tells that a profile was made or read."""
        person = self.env["res.partner"].create({"name": "Test Quiet"})
        self.env.flush_all()
        before = person.read(["write_date", "write_uid", "message_ids", "activity_ids"])
        keeper = self._env(self.keeper)
        profile = keeper[PROFILE].create({"person_id": person.id})
        profile.write({"gender": "woman", "gender_answer": "answered"})
        keeper["res.partner"].browse(person.id).action_open_profile()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(person.read(["write_date", "write_uid", "message_ids", "activity_ids"]), before)
        for model in (PROFILE, MEMBER, LOG):
            self.assertNotIn("message_ids", self.env[model]._fields)
            self.assertNotIn("activity_ids", self.env[model]._fields)

    def test_the_log_keeps_whose_data_they_were(self):
        """A director sees that somebody read, and not whose: having a profile is a secret as well."""
        self._env(self.keeper)[PROFILE].browse(self.profile.id).read(["gender"])
        for user in (self.director, self.curious):
            env = self._env(user)
            row = env[LOG].search([("user_id", "=", self.keeper.id)], limit=1)
            self.assertEqual((row.operation, row.person_count, row.field_names), ("read", 1, "gender"))
            for name, read in {
                "attribute": lambda env, row=row: env[LOG].browse(row.id).person_ids,
                "search": lambda env: env[LOG].search([("person_ids", "in", self.person.ids)]),
                "path": lambda env: env[LOG].search([("person_ids.name", "=", "Test Ann")]),
                "group": lambda env: env[LOG]._read_group([], ["person_ids"], ["__count"]),
                "grouping sets": lambda env: env[LOG].formatted_read_grouping_sets([], [["person_ids"]], ["__count"]),
                "aggregate": lambda env: env[LOG]._read_group([], [], ["person_ids:array_agg"]),
                "nested": lambda env, row=row: (
                    env[LOG].browse(row.id).web_read({"person_ids": {"fields": {"name": {}}}})
                ),
            }.items():
                self._assert_refused(f"log: {name}", read, (user,))
        self._assert_refused("log", lambda env: env[LOG].search([]), (self.account, self.analyst, self.outsider))
