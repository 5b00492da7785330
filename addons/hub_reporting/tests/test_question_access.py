from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw

from .question_common import QuestionCase

ROLES = ("account", "cluster_manager", "director", "analyst", "privacy", "outsider", "portal")


class TestQuestionAccess(QuestionCase):
    """Who asks, who reads what others asked, and who is told nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": "Portal",
                    "login": "hub_portal",
                    "group_ids": [Command.set([cls.env.ref("base.group_portal").id])],
                }
            )
        )

    def test_rights(self):
        self.check_rights(ROLES, {
            "hub.question": ("CRWU", "CRWU", "CRWU", "CRWU", "", "", ""),
            "hub.question.answer": ("", "", "R", "", "R", "", ""),
        })  # fmt: skip

    def test_who_may_not_count_is_told_nothing(self):
        question = self.ask(is_kept=True)
        question.get_answer()
        calls = (
            ("get_answer", []),
            ("action_open_cell", [self.indicator.id, []]),
            ("action_excel", []),
            ("action_keep_as_report", []),
            ("action_duplicate", []),
            ("action_open", []),
            ("read", [["name"]]),
        )
        for user in (self.privacy, self.outsider, self.portal):
            for method, arguments in calls:
                with self.subTest(user.login, method=method), self.assertRaises(AccessError):
                    call_kw(self.env["hub.question"].with_user(user), method, [question.ids, *arguments], {})

    def test_a_reader_counts_what_he_or_she_may_read(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.companies[:6].company_id = agency
        self.env.flush_all()
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(self.numbers(self.answer(user))["Total"], [34])

    def test_a_role_is_offered_what_it_may_ask(self):
        """A template about a target group that rests on personal data is no offer to who is refused its answer."""
        women, shops = (self.env.ref(f"hub_reporting.hub_question_{name}") for name in ("women_craft", "shops"))
        for user, offered in (
            (self.account, shops),
            (self.cluster_manager, shops),
            (self.analyst, women | shops),
            (self.director, women | shops),
        ):
            with self.subTest(user.login):
                found = self.env["hub.question"].with_user(user).search([("id", "in", (women | shops).ids)])
                self.assertEqual(found.sudo(), offered.sudo())

    def test_kept_ones_are_for_colleagues(self):
        question = self.ask(name="Own")
        for user, sees in ((self.account, False), (self.director, False), (self.analyst, True)):
            self.assertEqual(bool(self.env["hub.question"].with_user(user).search([("id", "=", question.id)])), sees)
        question.is_kept = True
        for user in (self.account, self.director, self.cluster_manager):
            with self.subTest(user.login):
                self.assertIn("rows", question.with_user(user).get_answer())
        with self.assertRaises(AccessError):
            question.with_user(self.account).name = "Changed"
        question.with_user(self.director).name = "Changed"
        self.assertEqual(question.name, "Changed")

    def test_a_part_that_a_reader_may_not_see_is_no_smaller_filter(self):
        """Without the programme, the colleague would be told about everybody, as if that were the programme's."""
        agency = self.env["res.company"].create({"name": "Test Agency"})
        programme = self.env["hub.programme"].create({"name": "T", "code": "T", "company_id": agency.id})
        self.director.company_ids += agency
        both = [self.env.company.id, agency.id]
        questions = self.env["hub.question"].with_user(self.director).with_context(allowed_company_ids=both)
        question = questions.create(
            {
                "indicator_ids": self.indicator.ids,
                "date_start": "2025-01-01",
                "date_end": "2025-12-31",
                "programme_ids": programme.ids,
                "is_kept": True,
            }
        )
        self.assertIn("rows", question.get_answer())
        own = question.with_user(self.analyst).with_context(allowed_company_ids=self.env.company.ids)
        self.assertIn("Programmes", own.get_answer()["problem"])
        for method in ("action_excel", "action_compare", "action_keep_as_report"):
            with self.subTest(method), self.assertRaisesRegex(UserError, "not for you to see"):
                getattr(own, method)()
        self.assertTrue(own.display_name)

    def test_of_another_agency_the_same_is_hidden(self):
        """Who works for two agencies asks about one, and about both in the name of the other: two more are told of."""
        agency = self.env["res.company"].create({"name": "Test Agency"})
        self.companies[:2].company_id = agency
        self.env.flush_all()
        self.analyst.company_ids += agency
        told = []
        for agencies in (self.env.company.ids, [agency.id, self.env.company.id]):
            question = self.ask().with_context(allowed_company_ids=agencies)
            told.append(self.numbers(question.get_answer())["Total"] if "rows" in question.get_answer() else "refused")
        self.assertEqual(told[0], [38])
        self.assertNotEqual(told[1], [40])

    def test_templates_stay_as_they_are(self):
        template = self.env.ref("hub_reporting.hub_question_shops")
        for user in (self.account, self.analyst, self.director):
            with self.subTest(user.login):
                self.assertTrue(template.with_user(user).name)
                with self.assertRaises(AccessError):
                    template.with_user(user).name = "Changed"
                with self.assertRaises(AccessError):
                    template.with_user(user).unlink()

    def test_another_agency_reads_nothing(self):
        agency = self.env["res.company"].create({"name": "Test Agency"})
        question = self.ask(is_kept=True, small_numbers="shown")
        question.get_answer()
        stranger = self.director.copy(
            {"login": "hub_stranger", "company_id": agency.id, "company_ids": [Command.set(agency.ids)]}
        )
        questions = self.env["hub.question"].with_user(stranger)
        self.assertFalse(questions.search([("is_template", "=", False)]))
        self.assertTrue(questions.search([("is_template", "=", True)]))
        self.assertFalse(self.env["hub.question.answer"].with_user(stranger).search([]))
        for method in ("get_answer", "action_excel", "action_duplicate"):
            with self.subTest(method), self.assertRaises(AccessError):
                call_kw(questions, method, [question.ids], {})

    def test_target_groups_of_personal_data(self):
        women = self.make_women(*self.companies[:20])
        for user in (self.account, self.cluster_manager):
            with self.subTest(user.login), self.assertRaisesRegex(AccessError, "Ask an analyst"):
                self.ask(user, target_group_ids=women.ids)
        for user in (self.analyst, self.director, self.knowing):
            with self.subTest(user.login):
                self.assertEqual(self.numbers(self.answer(user, target_group_ids=women.ids))["Total"], [20])
        question = self.ask(target_group_ids=women.ids, is_kept=True)
        self.assertIn("Ask an analyst", question.with_user(self.account).get_answer()["problem"])

    def test_lists_of_personal_data_are_for_that_group(self):
        women = self.make_women(*self.companies[:20])
        for user, opens in ((self.analyst, False), (self.director, False), (self.knowing, True)):
            with self.subTest(user.login):
                question = self.ask(user, target_group_ids=women.ids)
                [cell] = question.get_answer()["rows"][0]["cells"]
                self.assertEqual((cell["value"], cell["opens"]), (20, opens))
                if opens:
                    log = self.env["hub.person.profile.access"]
                    before = log.search_count([("user_id", "=", user.id)])
                    self.assertTrue(question.action_open_cell(self.indicator.id, cell["key"])["domain"])
                    self.assertEqual(log.search_count([("user_id", "=", user.id)]), before + 1)
                else:
                    with self.assertRaisesRegex(UserError, "is not shown"):
                        question.action_open_cell(self.indicator.id, cell["key"])

    def test_a_list_needs_an_answer(self):
        question = self.ask()
        with self.assertRaisesRegex(UserError, "is not shown"):
            question.action_open_cell(self.indicator.id, [])
        question.get_answer()
        self.assertTrue(question.action_open_cell(self.indicator.id, []))
        for key in ([[self.communes[0].id]], None, "all", 7):
            with self.subTest(key), self.assertRaisesRegex(UserError, "is not shown"):
                question.action_open_cell(self.indicator.id, key)
        with self.assertRaisesRegex(UserError, "is not shown"):
            question.action_open_cell(self.hours.id, [])

    def test_who_lost_the_right_since(self):
        question = self.ask(small_numbers="shown")
        self.assertIn("rows", question.get_answer())
        self.analyst.group_ids = [Command.set(self.env.ref("hub_entrepreneurs.group_hub_account_manager").ids)]
        self.assertIn("Choose Hidden", question.get_answer()["problem"])
        self.analyst.group_ids = [Command.set(self.env.ref("base.group_user").ids)]
        with self.assertRaises(AccessError):
            question.get_answer()

    def test_what_hub_notes_is_not_typed(self):
        for values in ({"is_template": True}, {"user_id": self.director.id}, {"asked_on": "2025-01-01 00:00:00"}):
            with self.subTest(values), self.assertRaises(UserError):
                self.ask(**values)
            with self.subTest(values), self.assertRaises(UserError):
                self.ask().write(values)
        questions = self.env["hub.question"].with_user(self.analyst).with_context(default_is_template=True)
        self.assertFalse(questions.create({}).is_template)

    def test_nobody_reads_what_published_numbers_rest_on(self):
        self.ask(small_numbers="shown").get_answer()
        self.ask().get_answer()
        answers = self.env["hub.question.answer"].search([("indicator_id", "=", self.indicator.id)])
        self.assertEqual(len(answers), 2)
        for user in (self.director, self.privacy):
            own = answers.with_user(user)
            self.assertEqual(own.search([("id", "in", answers.ids)]), answers.filtered("is_shown"))
            for name in ("published", "given", "withheld", "asked", "digest"):
                with self.subTest(user.login, name=name), self.assertRaises(AccessError):
                    own.filtered("is_shown").read([name])
        for user in (self.director, self.privacy, self.analyst):
            with self.subTest(user.login), self.assertRaises(AccessError):
                answers.with_user(user).filtered("is_shown").write({"is_shown": False})
            with self.subTest(user.login), self.assertRaises(AccessError):
                answers.with_user(user).unlink()
