from odoo.exceptions import AccessError

from .test_personal_data import LOG, MEMBER, PROFILE, PersonalDataCase


class TestPersonalDataLog(PersonalDataCase):
    """Every reading leaves a row, whichever way in."""

    def _rows_of(self, read, user=None):
        """Return what the log has more after a call, as (operation, contacts) in the order of writing."""
        env = self._env(user or self.keeper)
        last = self.env[LOG].search([], order="id desc", limit=1).id or 0
        read(env)
        rows = self.env[LOG].search([("id", ">", last)], order="id")
        for row in rows:
            self.assertEqual(row.user_id, user or self.keeper)
            self.assertEqual(row.person_count, len(row.person_ids))
        return [(row.operation, row.person_ids) for row in rows]

    def test_one_row_for_each_call(self):
        second = self._profile(self.silent, gender="man", birth_year=1990, birth_year_answer="answered")
        both, both_persons = self.profile + second, self.person + self.silent
        progress = {"field": "gender", "colors": {"woman": "success"}}
        ours = [("id", "in", both.ids)]
        woman = [*ours, ("gender", "=", "woman")]
        for name, operation, persons, read in (
            ("read", "read", both_persons, lambda m, r: r.read(["gender"])),
            ("read all", "read", both_persons, lambda m, r: r.read()),
            (
                "web_read",
                "read",
                both_persons,
                lambda m, r: r.web_read({"person_id": {"fields": {"name": {}}}, "gender": {}}),
            ),
            ("search", "search", both_persons, lambda m, r: m.search(ours)),
            ("search by value", "search", self.person, lambda m, r: m.search(woman)),
            (
                "search nobody",
                "search",
                self.env["res.partner"],
                lambda m, r: m.search([*ours, ("birth_year", "=", 1950)]),
            ),
            ("search_count", "search", self.person, lambda m, r: m.search_count(woman)),
            ("search_fetch", "read", self.person, lambda m, r: m.search_fetch(woman, ["birth_year"])),
            ("search_read", "read", self.person, lambda m, r: m.search_read(woman, ["birth_year"])),
            ("web_search_read", "read", self.person, lambda m, r: m.web_search_read(woman, {"gender": {}})),
            ("name_search", "search", self.person, lambda m, r: m.name_search("Test Ann")),
            (
                "web_name_search",
                "search",
                self.person,
                lambda m, r: m.web_name_search("Test Ann", {"display_name": {}}),
            ),
            ("_read_group", "aggregate", both_persons, lambda m, r: m._read_group(ours, ["gender"], ["__count"])),
            (
                "formatted_read_group",
                "aggregate",
                both_persons,
                lambda m, r: m.formatted_read_group(ours, ["gender"], ["__count"]),
            ),
            (
                "grouping sets",
                "aggregate",
                both_persons,
                lambda m, r: m.formatted_read_grouping_sets(ours, [["gender"], []], ["__count"]),
            ),
            ("web_read_group", "aggregate", both_persons, lambda m, r: m.web_read_group(ours, ["gender"], ["__count"])),
            ("read_progress_bar", "aggregate", both_persons, lambda m, r: m.read_progress_bar(ours, "basis", progress)),
            ("export_data", "export", both_persons, lambda m, r: r.export_data(["person_id/name", "gender"])),
            ("mapped", "read", both_persons, lambda m, r: r.mapped("gender")),
            ("onchange", "read", self.person, lambda m, r: r[0].onchange({}, [], {"gender": {}})),
        ):
            with self.subTest(name):
                rows = self._rows_of(lambda env, read=read: read(env[PROFILE], env[PROFILE].browse(both.ids)))
                self.assertEqual(rows, [(operation, persons)])

    def test_what_is_in_memory_already(self):
        """Values that another user, or Odoo itself, has read in the same transaction."""
        self.profile.read()
        last = self.env[LOG].search([], order="id desc", limit=1).id
        profile = self.profile.with_user(self.keeper)
        profile.read(["gender"])
        row = self.env[LOG].search([("id", ">", last), ("user_id", "=", self.keeper.id)])
        self.assertEqual((row.operation, row.person_ids, row.field_names), ("read", self.person, "gender"))

    def test_from_other_models(self):
        person = self.person
        for name, read in {
            "the contact's": lambda env: env["res.partner"].browse(person.id).read(["profile_ids"]),
            "nested": lambda env: (
                env["res.partner"].browse(person.id).web_read({"profile_ids": {"fields": {"gender": {}}}})
            ),
            "path": lambda env: env["res.partner"].search(
                [("profile_ids.gender", "=", "woman"), ("id", "=", person.id)]
            ),
            "who has one": lambda env: env["res.partner"].search([("profile_ids", "!=", False)]),
            "whose it is": lambda env: env["res.partner"].search([("profile_ids", "in", self.profile.ids)]),
            "roles": lambda env: env["hub.company.role"].search([("person_id.profile_ids.gender", "=", "woman")]),
            "users": lambda env: env["res.users"].search([("partner_id.profile_ids.gender", "=", "woman")]),
            "count": lambda env: env["res.partner"].search_count([("profile_ids.gender", "=", "woman")]),
            "groups": lambda env: env["res.partner"]._read_group([("profile_ids.gender", "=", "woman")], ["lang"]),
            "mapped": lambda env: env["hub.company.role"].browse(self.role.id).mapped("person_id.profile_ids.gender"),
            "filtered": lambda env: (
                env["res.partner"].browse(person.id).filtered_domain([("profile_ids.gender", "=", "woman")])
            ),
            "exported": lambda env: env["res.partner"].browse(person.id).export_data(["name", "profile_ids/gender"]),
            "button": lambda env: env["res.partner"].browse(person.id).action_open_profile(),
            "sudo": lambda env: env["res.partner"].browse(person.id).sudo().profile_ids.gender,
        }.items():
            with self.subTest(name):
                rows = self._rows_of(read)
                self.assertTrue(rows)
                self.assertIn(person, rows[0][1])

    def test_members_of_target_groups(self):
        company = self.company
        for name, operation, read in (
            ("search", "search", lambda env: env[MEMBER].search([("partner_id", "=", company.id)])),
            ("read", "read", lambda env: env[MEMBER].browse(self.member.id).read(["group_id"])),
            (
                "group",
                "aggregate",
                lambda env: env[MEMBER]._read_group([("partner_id", "=", company.id)], ["group_id"]),
            ),
            (
                "company",
                "search",
                lambda env: env["res.partner"].search(
                    [("target_group_member_ids.group_id", "=", self.women.id), ("id", "=", company.id)]
                ),
            ),
        ):
            with self.subTest(name):
                [(logged, companies)] = self._rows_of(read)
                self.assertEqual(logged, operation)
                self.assertIn(company, companies)

    def test_changes(self):
        silent = self.silent
        [row] = self._rows_of(lambda env: env[PROFILE].create({"person_id": silent.id}))
        self.assertEqual(row, ("create", silent))
        [row] = self._rows_of(lambda env: env[PROFILE].browse(self.profile.id).write({"basis": "public_task"}))
        self.assertEqual(row, ("write", self.person))
        [row] = self._rows_of(lambda env: env[PROFILE].browse(self.profile.id).unlink())
        self.assertEqual(row, ("unlink", self.person))

    def test_what_was_refused_was_not_read(self):
        def read(env):
            with self.assertRaises(AccessError), self.cr.savepoint():
                env[PROFILE].browse(self.profile.id).read(["gender"])
            env[PROFILE].sudo().search([])

        self.assertEqual(self._rows_of(read, self.curious), [])

    def test_many_persons_cost_the_same(self):
        persons = self.env["res.partner"].create([{"name": f"Test {rank}"} for rank in range(60)])
        profiles = self.env[PROFILE].browse([self._profile(person).id for person in persons])

        def cost(profiles):
            env = self._env(self.keeper)
            before = self.env.cr.sql_log_count
            env[PROFILE].browse(profiles.ids).web_read({"person_id": {"fields": {"display_name": {}}}, "gender": {}})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(profiles[:2])
        self.assertEqual(cost(profiles[:2]), cost(profiles))

    def test_a_caller_cannot_switch_it_off(self):
        keys = ("hub_personal_data", "no_log", "tracking_disable", "active_test", "prefetch_fields")
        rows = self._rows_of(
            lambda env: env[PROFILE].with_context(**dict.fromkeys(keys, False)).browse(self.profile.id).read(["gender"])
        )
        self.assertEqual(len(rows), 1)

    def test_nobody_changes_the_log(self):
        self._env(self.keeper)[PROFILE].browse(self.profile.id).read(["gender"])
        row = self.env[LOG].search([], limit=1)
        for user in (self.keeper, self.privacy, self.director, self.curious):
            for change in (
                lambda log: log.write({"user_id": self.account.id}),
                lambda log: log.unlink(),
                lambda log: log.create({"operation": "read", "user_id": self.account.id, "subject": PROFILE}),
                lambda log: log.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    change(row.with_user(user))

    def test_reading_methods_ask_for_a_connection_that_writes(self):
        """Core sends methods that only read to a replica, where no log can be written."""
        for model in (PROFILE, MEMBER):
            for name in (
                "read",
                "search",
                "search_count",
                "search_read",
                "name_search",
                "web_read",
                "web_search_read",
                "web_name_search",
                "web_read_group",
                "formatted_read_group",
                "formatted_read_grouping_sets",
                "read_progress_bar",
            ):
                with self.subTest(model=model, method=name):
                    owner = next(c for c in type(self.env[model]).mro() if hasattr(getattr(c, name, None), "_readonly"))
                    self.assertIs(getattr(owner, name)._readonly, False)

    def test_the_log_tells_no_total(self):
        """Two exact totals, of before and of after, would tell a director about the one person in between."""
        people = self.env["res.partner"].create([{"name": f"Test Lea {number}"} for number in range(28)])
        for person in people:
            self._profile(person)
        env = self._env(self.keeper)
        self.assertEqual(len(env[PROFILE].search([("gender", "=", "woman")])), 29)
        row = self.env[LOG].search([], order="id desc", limit=1)
        self.assertEqual(row.with_user(self.director).person_count, 20)
        self.assertEqual(len(row.with_user(self.keeper).person_ids), 29)
