from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tools import SQL, mute_logger

from .indicator_common import IndicatorCase


class TestIndicatorAccess(IndicatorCase):
    """A figure tells nobody what he or she may not read."""

    def figure_of(self, user, version=None, **question):
        version = (version or self.version).with_user(user)
        return version._measure(self.period, domain=self.part, **question)

    def test_each_counts_what_he_or_she_may_read(self):
        self.talk()
        self.talk(company=self.other_company)
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user=user.login):
                self.assertEqual(self.figure_of(user).total.value, 1)
                [unit] = self.version.with_user(user)._measure_units(self.period, (), self.part)
                self.assertEqual(unit.res_id, self.other_company.id)
        for user in (self.outsider, self.privacy):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.figure_of(user)

    def test_an_undertaking_ends_at_the_agency(self):
        """A parent company that the reader may not know is not named as a unit."""
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE res_partner SET parent_id = %s WHERE id = %s", self.company.id, self.other_company.id)
        )
        self.env.invalidate_all()
        self.talk(company=self.other_company)
        version = self.other(counted="undertaking")
        [unit] = version.with_user(self.account)._measure_units(self.period, (), self.part)
        self.assertEqual(unit.res_id, self.other_company.id)

    def test_a_source_never_looks_at_personal_data(self):
        self.account.group_ids += self.env.ref("hub_entrepreneurs.group_hub_personal_data")
        for domain in (
            "[('person_id.profile_ids.gender', '=', 'woman')]",
            "[('partner_id.company_role_ids.person_id.profile_ids.gender', '=', 'woman')]",
            "[('partner_id', 'any', [('profile_ids', '!=', False)])]",
            "[('partner_id.target_group_ids.code', '=', 'women')]",
        ):
            for user in (self.director, self.analyst, self.env.user):
                with self.subTest(domain=domain, user=user.login), self.assertRaises(UserError):
                    self.version.source_ids.with_user(user).domain = domain

    def test_a_source_is_no_code(self):
        for domain in (
            "[('date', '=', __import__('os').getcwd())]", "not a domain", "[('nonsense', '=', 1)]", "[1, 2]",
            "[('res_id', '=', (lambda: 1)())]", "{}",
        ):  # fmt: skip
            with self.subTest(domain=domain), self.assertRaises(ValidationError):
                self.version.source_ids.with_user(self.analyst).domain = domain

    def test_an_asked_part_never_looks_at_personal_data(self):
        for user in (self.director, self.analyst, self.account):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                version = self.version.with_user(user)
                version._measure(self.period, (), [("partner_id.profile_ids.gender", "=", "woman")])

    def test_companies_of_women_are_for_who_may_know(self):
        led = self.env.ref("hub_reporting.hub_indicator_women_led_v1")
        self.assertTrue(led.rests_on_personal_data)
        person = self.env["res.partner"].create({"name": "Test Woman"})
        self.env["hub.person.profile"].create(
            {"person_id": person.id, "gender": "woman", "gender_answer": "answered", "basis": "consent"}
        )
        self.env["hub.company.role"].create(
            {"partner_id": self.company.id, "person_id": person.id, "role": "owner", "ownership_share": 40}
        )
        self.talk()
        self.talk(company=self.other_company)
        for user in (self.director, self.analyst, self.account):
            with self.subTest(user=user.login), self.assertRaisesRegex(AccessError, "rests on what persons told"):
                self.figure_of(user, led)
        self.analyst.group_ids += self.env.ref("hub_entrepreneurs.group_hub_personal_data")
        log = self.env["hub.person.profile.access"]
        before = log.search_count([("user_id", "=", self.analyst.id)])
        self.assertEqual(self.figure_of(self.analyst, led).total.value, 1)
        self.assertGreater(log.search_count([("user_id", "=", self.analyst.id)]), before, "each asking is logged")
        not_asked = self.env.ref("hub_reporting.hub_indicator_women_not_asked_v1")
        self.assertEqual(self.figure_of(self.analyst, not_asked).total.value, 1)

    def test_nobody_asks_past_the_screens(self):
        """No public method of a version gives figures to whoever names one."""
        for name in ("_measure", "_measure_units", "_execute", "_get_statement", "_get_women_sql"):
            with self.subTest(name=name), self.assertRaises(AccessError), mute_logger("odoo.http"):
                call_kw(self.env["hub.indicator.version"].with_user(self.analyst), name, [self.version.ids], {})

    def test_the_page_tells_what_its_reader_may_read(self):
        self.talk()
        self.company.company_id = self.env["res.company"].create({"name": "Test Agency"})
        for user, value in ((self.env.user, 1), (self.analyst, 0)):
            page = (
                self.env["hub.indicator.figure"]
                .with_user(user)
                .create({"version_id": self.version.id, "date_start": self.period.start, "date_end": self.period.end})
            )
            with self.subTest(user=user.login):
                self.assertGreaterEqual(page.line_ids[0].value, value)
                if user == self.analyst:
                    units = self.version.with_user(user)._measure_units(self.period)
                    self.assertNotIn(self.company.id, [unit.res_id for unit in units])
