from datetime import date

from dateutil.relativedelta import relativedelta
from lxml import etree

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import hmac

from ..domain import suppression
from ..tools.stored_domains import rests_on_personal_data
from .test_personal_data import MEMBER, PersonalDataCase

DAY = date(2026, 6, 15)


class TestTargetGroup(PersonalDataCase):
    """Target groups as definitions, and their members by date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env[MEMBER].search([]).unlink()
        cls.young = cls.env.ref("hub_entrepreneurs.hub_target_group_young")
        cls.job_seekers = cls.env.ref("hub_entrepreneurs.hub_target_group_job_seekers")
        cls.retail = cls.env.ref("hub_entrepreneurs.hub_target_group_retail")

    def _run(self, day=DAY):
        self.env.flush_all()
        with self.on_day(day):
            self.env[MEMBER]._cron_members()

    def _members(self, group):
        return self.env[MEMBER].search([("group_id", "=", group.id), ("date_end", "=", False)]).partner_id

    # Who belongs to it

    def test_a_woman_decides(self):
        self._run()
        self.assertEqual(self._members(self.women), self.company)

    def test_a_woman_who_decides_no_more(self):
        self.role.date_end = "2026-06-14"
        self._run()
        self.assertFalse(self._members(self.women))
        self.role.write({"date_end": "2026-06-15"})
        self._run()
        self.assertEqual(self._members(self.women), self.company, "the last day is included")

    def test_a_woman_who_works_there(self):
        self.role.write({"role": "employee"})
        self._run()
        self.assertFalse(self._members(self.women))

    def test_women_hold_half_of_it_together(self):
        other = self.env["res.partner"].create({"name": "Test Cleo"})
        self._profile(other)
        self.role.write({"is_decision_maker": False, "ownership_share": 25})
        sister = self.env["hub.company.role"].create(
            {
                "partner_id": self.company.id,
                "person_id": other.id,
                "role": "shareholder",
                "ownership_share": 24.99,
            }
        )
        self._run()
        self.assertFalse(self._members(self.women))
        sister.ownership_share = 25
        self._run()
        self.assertEqual(self._members(self.women), self.company)

    def test_a_sole_trader(self):
        trader = self.env["res.partner"].create({"name": "Test Dora", "is_company": True, "is_natural_person": True})
        self._profile(trader)
        self._run()
        self.assertEqual(self._members(self.women), self.company + trader)
        trader.active = False
        self._run(date(2026, 6, 16))
        self.assertEqual(self._members(self.women), self.company)

    def test_who_declined_belongs_nowhere(self):
        self.profile.write({"gender": False, "gender_answer": "declined"})
        self._run()
        self.assertFalse(self._members(self.women))

    def test_young_people(self):
        self.profile.write({"birth_year": 1996, "birth_year_answer": "answered"})
        self._run()
        self.assertEqual(self._members(self.young), self.company, "turns 30 this year")
        self.profile.birth_year = 1995
        self._run()
        self.assertFalse(self._members(self.young))

    def test_job_seekers(self):
        self._run()
        self.assertFalse(self._members(self.job_seekers))
        self.profile.write({"employment_status": "job_seeker", "employment_status_answer": "answered"})
        self._run()
        self.assertEqual(self._members(self.job_seekers), self.company)

    # By date

    def test_history(self):
        self._run(date(2026, 6, 1))
        self._run(date(2026, 6, 5))
        row = self.env[MEMBER].search([("group_id", "=", self.women.id)])
        self.assertEqual((row.date_start, row.date_end), (date(2026, 6, 1), False))
        self.role.date_end = "2026-06-09"
        self._run(date(2026, 6, 10))
        self.assertEqual(row.date_end, date(2026, 6, 9))
        self.role.date_end = False
        self._run(date(2026, 6, 20))
        rows = self.env[MEMBER].search([("group_id", "=", self.women.id)])
        self.assertEqual(rows.mapped("date_start"), [date(2026, 6, 20), date(2026, 6, 1)])

    def test_a_day_that_is_taken_back(self):
        self._run()
        self.role.role = "employee"
        self._run()
        self.assertFalse(self.env[MEMBER].search([("group_id", "=", self.women.id)]), "it never was a member for a day")
        self.role.role = "owner"
        self._run()
        self.assertEqual(self._members(self.women), self.company)

    def test_an_archived_group_has_no_members(self):
        self._run()
        self.women.active = False
        self._run(date(2026, 6, 20))
        self.assertFalse(self._members(self.women))

    def test_the_job_leaves_no_row_in_the_log_and_costs_the_same_for_many(self):
        companies = self.env["res.partner"].create([{"name": f"Led {n}", "is_company": True} for n in range(40)])
        self._run()
        log = self.env["hub.person.profile.access"]

        def cost(companies):
            self.env["hub.company.role"].create(
                [{"partner_id": each.id, "person_id": self.person.id, "role": "owner"} for each in companies]
            )
            self.env.flush_all()
            before, logged = self.env.cr.sql_log_count, log.search_count([])
            self._run()
            self.assertEqual(log.search_count([]), logged)
            return self.env.cr.sql_log_count - before

        cost(companies[:2])
        self.assertEqual(cost(companies[2:4]), cost(companies[4:]))
        self.assertEqual(self._members(self.women), self.company + companies)

    # What everybody sees

    def _count(self, group, user):
        with self.on_day(DAY):
            return self._env(user)["hub.target.group"].browse(group.id).member_count

    def _lead_companies(self, count, person=None):
        """Create companies led by a woman, each by another one or all by the same."""
        companies = self.env["res.partner"].create([{"name": f"Led {n}", "is_company": True} for n in range(count)])
        women = self.env["res.partner"].create([{"name": f"Lea {n}"} for n in range(0 if person else count)])
        for woman in women:
            self._profile(woman)
        leaders = list(women) or [person] * count
        return self.env["hub.company.role"].create(
            [
                {"partner_id": each.id, "person_id": leader.id, "role": "owner"}
                for each, leader in zip(companies, leaders, strict=True)
            ]
        )

    def _publish(self, months=0):
        """Run the job on the first days of that many months later."""
        self._run(DAY + relativedelta(months=months))

    def _publish_anew(self):
        self.env.flush_all()
        self.env["hub.target.group"].search([]).write({"size_looked_at_on": False, "published_size": 0})
        self._run()

    def test_counts_are_suppressed(self):
        roles = self._lead_companies(19)
        self._publish_anew()
        for user in (self.account, self.analyst, self.director, self.curious):
            self.assertEqual(self._count(self.women, user), "20 to 29")
        self.assertEqual(self._count(self.women, self.keeper), "20")
        roles[:1].unlink()
        self._run()
        for shown, user in (("20 to 29", self.account), ("19", self.keeper)):
            self.assertEqual(self._count(self.women, user), shown)
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "10 to 19")
        roles[1:6].unlink()
        self._run()
        self.assertEqual(self._count(self.women, self.account), "10 to 19", "five fewer do not show")
        roles[6:].unlink()
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "fewer than 10")
        self.assertEqual(self._count(self.job_seekers, self.account), "fewer than 10", "none looks like nine")
        self.env["ir.config_parameter"].set_param("hub.suppression_threshold", "25")
        self.assertEqual(self._count(self.women, self.account), "fewer than 25")

    def test_ten_companies_of_one_person_are_one_person(self):
        self._lead_companies(29)
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "30 to 39")
        self._lead_companies(10, self.person)
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "30 to 39")
        self.assertEqual(self._count(self.women, self.keeper), "40")

    def test_persons_who_hold_half_of_it_together_count_each(self):
        self._run()
        other = self.env["res.partner"].create({"name": "Test Cleo"})
        self._profile(other)
        self.role.write({"is_decision_maker": False, "ownership_share": 25})
        self.env["hub.company.role"].create(
            {"partner_id": self.company.id, "person_id": other.id, "role": "shareholder", "ownership_share": 25}
        )
        trader = self.env["res.partner"].create({"name": "Test Dora", "is_company": True, "is_natural_person": True})
        self._profile(trader)
        self._publish_anew()
        self.assertEqual(self.women.published_size, 3)

    def test_no_single_person_moves_the_size_whatever_it_is(self):
        """Somebody adds known persons one by one, and waits for the step that one more takes."""
        self._lead_companies(7)
        self._publish_anew()
        shown = self._count(self.women, self.account)
        self.assertEqual(shown, "fewer than 10")
        for months in range(1, 9):
            self._lead_companies(1)
            self._publish(months)
            self.assertEqual(self._count(self.women, self.account), shown, "sixteen are eight more")
        self._lead_companies(20)
        self._publish(8)
        self.assertEqual(self._count(self.women, self.account), shown, "not within a month")
        self._publish(9)
        self.assertEqual(self._count(self.women, self.account), "30 to 39")
        self.assertEqual(self.women.published_size, 36)

    def test_by_how_much_it_has_to_move_is_not_to_be_foreseen(self):
        margins = {suppression.margin(10, hmac(self.env, "hub_target_group_size", (1, 2026, n))) for n in range(400)}
        self.assertEqual(margins, set(range(10, 20)))

    def test_what_was_published_exactly_is_for_those_who_may_know(self):
        self._run()
        for name in ("published_size", "size_looked_at_on"):
            for user in (self.account, self.analyst, self.director, self.curious):
                groups = self._env(user)["hub.target.group"]
                for read in (
                    lambda groups=groups, name=name: groups.browse(self.women.id).read([name]),
                    lambda groups=groups, name=name: groups.search([(name, "!=", False)]),
                    lambda groups=groups, name=name: groups.browse(self.women.id).write({name: False}),
                ):
                    with self.subTest(name, user=user.login), self.assertRaises(AccessError):
                        read()

    def test_counts_are_the_same_whichever_agency_one_looks_from(self):
        """Two counts that differ by one company would tell about it."""
        self._run()
        self.env["ir.config_parameter"].set_param("hub.suppression_threshold", "2")
        self.other_company.company_role_ids.person_id = self.person
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "fewer than 2", "one person")
        self.other_company.company_role_ids.person_id = self.silent
        self._profile(self.silent)
        self._publish_anew()
        self.assertEqual(self._count(self.women, self.account), "2 to 3")
        self.other_company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertEqual(self._count(self.women, self.account), "2 to 3")
        self.assertEqual(self._count(self.women, self.keeper), "1", "who may open the list sees as many as it has")

    def test_counts_are_not_to_be_searched_or_grouped(self):
        for read in (
            lambda groups: groups.search([("member_count", "=", "fewer than 10")]),
            lambda groups: groups._read_group([], ["member_count"], ["__count"]),
        ):
            with self.assertRaises(ValueError):
                read(self._env(self.account)["hub.target.group"])

    def test_only_personal_data_opens_the_members(self):
        self._run()
        with self.assertRaises(AccessError):
            self.women.with_user(self.curious).action_open_members()
        action = self.women.with_user(self.keeper).action_open_members()
        self.assertEqual(self.env[MEMBER].search(action["domain"]).partner_id, self.company)

    def test_nobody_writes_members(self):
        self._run()
        member = self.env[MEMBER].search([], limit=1)
        for user in (self.keeper, self.privacy, self.curious):
            for change in (
                lambda m: m.write({"date_end": "2026-06-30"}),
                lambda m: m.unlink(),
                lambda m: m.create(
                    {"group_id": self.women.id, "partner_id": self.company.id, "date_start": "2026-01-01"}
                ),
            ):
                with self.assertRaises(AccessError):
                    change(member.with_user(user))

    # Groups without personal data

    def test_a_filter_says_who_belongs_to_it(self):
        retail = self.env.ref("hub_entrepreneurs.hub_sector_retail")
        self.company.sector_added_ids = retail
        before = int(self._count(self.retail, self.account))
        self.other_company.sector_added_ids = retail
        self.assertEqual(int(self._count(self.retail, self.account)), before + 1)
        companies = self._env(self.account)["res.partner"]
        self.assertEqual(companies.browse(self.company.id).target_group_ids, self.retail)
        self.assertIn(self.company, companies.search([("target_group_ids", "in", self.retail.ids)]))
        self.assertIn(self.company, companies.search([("target_group_ids.code", "=", "retail")]))
        self.assertNotIn(self.company, companies.search([("target_group_ids", "not in", self.retail.ids)]))
        self.assertNotIn(self.company, companies.search([("target_group_ids", "=", False)]))
        action = self.retail.with_user(self.account).action_open_members()
        self.assertEqual(companies.search_count(action["domain"]), before + 1)

    def _conditions_on_women(self):
        """Return conditions on target groups, each of which names one that uses personal data."""
        return (
            ("target_group_ids", "in", self.women.ids),
            ("target_group_ids", "not in", self.women.ids),
            ("target_group_ids", "=", self.women.id),
            ("target_group_ids.code", "=", "women"),
            ("target_group_ids.rests_on_personal_data", "=", True),
            ("target_group_ids", "ilike", "Women"),
        )

    def test_a_company_does_not_show_its_personal_groups(self):
        self._run()
        for user in (self.account, self.curious, self.keeper):
            companies = self._env(user)["res.partner"]
            self.assertFalse(companies.browse(self.company.id).target_group_ids)
            self.assertNotIn(self.company, companies.search([("target_group_ids", "!=", False)]))

    def test_looking_for_a_personal_group_is_refused_with_what_is_published(self):
        """Nothing found would read as an answer: of companies, and of whatever hangs on them."""
        self._lead_companies(19)
        self._publish_anew()
        for user in (self.account, self.analyst, self.director, self.curious):
            for condition in self._conditions_on_women():
                name, operator, value = condition
                for model, domain in (
                    ("res.partner", [condition]),
                    ("hub.interaction", [(f"partner_id.{name}", operator, value)]),
                    ("hub.outcome", [("partner_id", "any", [condition])]),
                    ("hub.commitment", ["|", ("name", "=", "x"), (f"partner_id.{name}", operator, value)]),
                ):
                    records = self._env(user)[model]
                    for read in (
                        lambda records=records, domain=domain: records.search(domain),
                        lambda records=records, domain=domain: records.formatted_read_group(domain, [], ["__count"]),
                    ):
                        with (
                            self.subTest(user=user.login, model=model, domain=domain),
                            self.assertRaisesRegex(AccessError, "Women.*20 to 29 persons"),
                        ):
                            read()
            # Not even where the code has more rights.
            with self.assertRaises(AccessError):
                self._env(user)["res.partner"].sudo().search([("target_group_ids", "in", self.women.ids)])

    def test_one_field_finds_every_group_for_who_may(self):
        self._run()
        log = self.env["hub.person.profile.access"]
        for condition in self._conditions_on_women():
            companies, logged = self._env(self.keeper)["res.partner"], log.search_count([])
            with self.subTest(condition):
                self.assertEqual(self.company in companies.search([condition]), condition[1] != "not in")
                self.assertGreater(log.search_count([]), logged, "who looked for them is noted")
        retail = self.env.ref("hub_entrepreneurs.hub_sector_retail")
        self.other_company.sector_added_ids = retail
        both = self.env(user=self.keeper)["res.partner"].search(
            [("target_group_ids", "in", (self.women + self.retail).ids)]
        )
        self.assertLessEqual(self.company + self.other_company, both)

    def test_each_user_is_offered_one_field_at_most(self):
        names = ("target_group_ids", "target_group_member_ids")
        for user, offered in (
            (self.account, ["target_group_ids"]),
            (self.keeper, ["target_group_ids"]),
            (self.privacy, ["target_group_member_ids"]),
            (self.outsider, []),
        ):
            view = self.env.ref("hub_entrepreneurs.res_partner_view_search_company")
            arch = etree.fromstring(self._env(user)["res.partner"].get_view(view.id, "search")["arch"])
            found = [field.get("name") for field in arch.iter("field") if field.get("name") in names]
            self.assertEqual(found, offered, user.login)

    def test_a_stored_filter_knows_that_it_looks_at_personal_data(self):
        companies = self.env["res.partner"]
        for condition in self._conditions_on_women():
            for domain in ([condition], ["!", condition], [("commercial_partner_id", "any", [condition])]):
                self.assertTrue(rests_on_personal_data(Domain(domain), companies), domain)
        for condition in (
            ("target_group_ids", "in", self.retail.ids),
            ("target_group_ids.code", "=", "retail"),
            ("target_group_ids", "ilike", "Retail"),
            ("target_group_ids", "!=", False),
            ("target_group_ids.nothing", "=", 1),
        ):
            self.assertFalse(rests_on_personal_data(Domain([condition]), companies), condition)
        # For Odoo itself, which evaluates what others wrote, it finds nothing.
        self.assertFalse(companies.with_user(SUPERUSER_ID).search([("target_group_ids", "in", self.women.ids)]))

    def test_companies_among_personal_groups_for_who_may(self):
        self._run()
        found = self._env(self.keeper)["res.partner"].search(
            [("target_group_member_ids", "any", [("is_current", "=", True), ("group_id", "ilike", "Women")])]
        )
        self.assertEqual(found, self.company)

    def test_a_filter_must_not_look_at_personal_data(self):
        groups = self.env["hub.target.group"].with_user(self.director)
        for domain in (
            "[('profile_ids.gender', '=', 'woman')]",
            "[('company_role_ids.person_id.profile_ids', '!=', False)]",
            "[('company_role_ids', 'any', [('person_id', 'any', [('profile_ids.gender', '=', 'woman')])])]",
            "['!', ('target_group_member_ids.group_id', '=', 1)]",
            "[('target_group_ids', '!=', False)]",
        ):
            with (
                self.subTest(domain),
                self.assertRaisesRegex(ValidationError, "Remove that part"),
                self.cr.savepoint(),
            ):
                groups.create({"name": "Sly", "code": "sly", "definition": "…", "domain": domain})

    def test_a_filter_that_makes_no_sense(self):
        groups = self.env["hub.target.group"].with_user(self.director)
        for domain in ("[('nothing', '=', 1)]", "is_company", "[(", "[('name', 'resembles', 'a')]"):
            with (
                self.subTest(domain),
                self.assertRaisesRegex(ValidationError, "can't be read"),
                self.cr.savepoint(),
            ):
                groups.create({"name": "Wrong", "code": "wrong", "definition": "…", "domain": domain})
        with self.assertRaisesRegex(ValidationError, "enter the filter"):
            groups.create({"name": "Empty", "code": "empty", "definition": "…"})

    def test_what_rests_on_personal_data_is_part_of_the_program(self):
        groups = self.env["hub.target.group"].with_user(self.director)
        with self.assertRaisesRegex(ValidationError, "women, young, job_seekers"):
            groups.create({"name": "Men", "code": "men", "definition": "…", "rests_on_personal_data": True})
        with self.assertRaises(ValidationError):
            self.women.with_user(self.director).code = "men"

    def test_a_group_that_is_declared_harmless_afterwards(self):
        """Its members stay where they were: with those who may see them."""
        self._run()
        self.women.with_user(self.director).write({"rests_on_personal_data": False, "domain": "[('id', '=', 0)]"})
        self.assertEqual(self._count(self.women, self.curious), "0")
        with self.assertRaises(AccessError):
            self.women.with_user(self.curious).member_ids  # noqa: B018
