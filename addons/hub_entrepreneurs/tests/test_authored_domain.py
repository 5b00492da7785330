import ast

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..tools.groups import PERSONAL_DATA
from ..tools.quiet import AS_AUTHOR, AUTOMATIC
from .test_personal_data import PersonalDataCase

WOMEN = "[('partner_id.target_group_member_ids.group_id.code', '=', 'women')]"


class TestAuthoredDomain(PersonalDataCase):
    """What a stored filter finds is what its author may find, whoever evaluates it."""

    USERS = {**PersonalDataCase.USERS, "knowing": f"{PERSONAL_DATA},hub_entrepreneurs.group_hub_director"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead, cls.other_lead = cls.env["crm.lead"].create(
            [
                {"name": each.name, "partner_id": each.id, "type": "lead", "team_id": False, "user_id": False}
                for each in (cls.company, cls.other_company)
            ]
        )
        # Others of the demo data are not to be shared out here.
        cls.env["crm.lead"].search([("id", "not in", (cls.lead + cls.other_lead).ids)]).active = False
        cls.team = cls.env["crm.team"].create({"name": "Filtered"})
        cls.place = cls.env["crm.team.member"].create(
            {"crm_team_id": cls.team.id, "user_id": cls.colleague.id, "assignment_max": 300}
        )

    def _inject(self, record, text):
        """Store a filter as it may be there from before, or from an author who has lost the right since."""
        [name] = [each for each in record._stored_domains if not each.endswith("preferred")]
        self.env.flush_all()
        table, column = SQL.identifier(record._table), SQL.identifier(name)
        self.env.cr.execute(SQL("UPDATE %s SET %s = %s WHERE id = %s", table, column, text, record.id))
        self.env.invalidate_all()

    def _allocated(self):
        """Return which leads the nightly job gives to the team."""
        self.env.flush_all()
        self.env.invalidate_all()
        return set(self.team._allocate_leads()[self.team]["assigned"])

    def test_who_is_the_author(self):
        team = self.team.with_user(self.director)
        self.assertEqual(self.team.domain_author_id.id, 1, "Odoo itself, as which this test runs")
        team.name = "Renamed"
        self.assertEqual(self.team.domain_author_id.id, 1)
        team.assignment_domain = "[]"
        self.assertEqual(self.team.domain_author_id, self.director)
        team.with_user(self.knowing).sudo().assignment_domain = "[('id', '>', 0)]"
        self.assertEqual(self.team.domain_author_id, self.knowing, "also behind the rights of the code")

    def test_nobody_types_the_author(self):
        team = self.team.with_user(self.director)
        team.write({"assignment_domain": "[]", "domain_author_id": self.knowing.id})
        self.assertEqual(self.team.domain_author_id, self.director)
        team.write({"domain_author_id": self.knowing.id})
        self.assertEqual(self.team.domain_author_id, self.director)
        for made in (
            self.env["crm.team"].with_user(self.director).create({"name": "T", "domain_author_id": self.knowing.id}),
            self.env["crm.team"]
            .with_user(self.director)
            .with_context(default_domain_author_id=self.knowing.id)
            .create({"name": "T"}),
            self.team.with_user(self.director).copy(),
        ):
            self.assertEqual(made.domain_author_id, self.director)

    def test_leads_are_shared_out_by_what_the_author_knows(self):
        self.team.with_user(self.knowing).assignment_domain = WOMEN
        self.assertEqual(self._allocated(), {self.lead.id})

    def test_not_by_what_the_superuser_of_the_job_knows(self):
        with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
            self.team.with_user(self.director).assignment_domain = WOMEN
        self.team.with_user(self.director).assignment_domain = "[('id', '>', 0)]"
        self._inject(self.team, WOMEN)
        self.assertEqual(self._allocated(), set())

    def test_nor_by_what_another_agency_may_see(self):
        self.other_lead.company_id = self.env["res.company"].create({"name": "Another Agency"})
        self.team.with_user(self.director).assignment_domain = "[('id', '>', 0)]"
        self.assertEqual(self._allocated(), {self.lead.id})

    def test_the_filters_of_members(self):
        (self.lead + self.other_lead).team_id = self.team
        place = self.place.with_user(self.director)
        place.assignment_domain = "[('id', '>', 0)]"
        self._inject(self.place, WOMEN)
        self.team._assign_and_convert_leads()
        self.assertFalse((self.lead + self.other_lead).user_id)
        self.place.with_user(self.knowing).assignment_domain = WOMEN
        self.team._assign_and_convert_leads()
        self.assertEqual((self.lead.user_id, self.other_lead.user_id.id), (self.colleague, False))

    def test_who_presses_the_button_finds_no_more_than_the_author_and_no_more_than_he_or_she_may(self):
        self.team.with_user(self.director).assignment_domain = "[('id', '>', 0)]"
        self._inject(self.team, WOMEN)
        pressed = self.team.with_user(self.knowing).with_context(**{AS_AUTHOR: AUTOMATIC})
        self.assertFalse(self.env["crm.lead"].search(ast.literal_eval(pressed.assignment_domain)))
        self.assertEqual(self.team.with_user(self.knowing).assignment_domain, WOMEN, "who reads it reads what it says")

    def test_an_author_who_is_gone(self):
        gone = new_test_user(self.env, "hub_gone", f"{PERSONAL_DATA},hub_entrepreneurs.group_hub_director")
        self.team.with_user(gone).assignment_domain = WOMEN
        self.assertEqual(self._allocated(), {self.lead.id})
        self.lead.write({"team_id": False, "user_id": False})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE crm_team SET domain_author_id = NULL WHERE id = %s", self.team.id))
        self.assertEqual(self._allocated(), set(), "nobody knows as whom to look")

    def test_odoo_itself_finds_nothing_by_personal_data(self):
        """Rules of automation and whatever else evaluates a filter as superuser of a scheduled action."""
        partners = self.env["res.partner"]
        for domain in (
            [("profile_ids.gender", "=", "woman")],
            [("profile_ids", "!=", False)],
            ["!", ("profile_ids.gender", "=", "man")],
            [("target_group_member_ids.group_id.code", "=", "women")],
            [("company_role_ids", "any", [("person_id", "any", [("profile_ids.gender", "=", "woman")])])],
        ):
            with self.subTest(domain):
                self.assertFalse(partners.search(domain))
                self.assertFalse(partners.search_count(domain))
                self.assertFalse((self.company + self.person).filtered_domain(domain))
        found = self._env(self.keeper)["res.partner"].search([("target_group_member_ids.group_id.code", "=", "women")])
        self.assertEqual(found, self.company)

    def test_a_saved_search(self):
        filters = self.env["ir.filters"].with_user(self.curious)
        values = {"name": "Sly", "model_id": "res.partner", "user_ids": [(6, 0, [])]}
        for domain in (
            "[('profile_ids.gender', '=', 'woman')]",
            "[('user_id', '=', uid), ('profile_ids.gender', '=', 'woman')]",
            "[('id', '>', 0)] + [('profile_ids.birth_year', '<', context_today().year)]",
        ):
            with self.subTest(domain), self.assertRaisesRegex(ValidationError, "Domain: "), self.cr.savepoint():
                filters.create({**values, "domain": domain})
        saved = filters.create({**values, "domain": "[('user_id', '=', uid)]"})
        self.assertTrue(saved)
        with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
            filters.create({**values, "model_id": "crm.lead", "domain": WOMEN})


class TestModelCount(PersonalDataCase):
    """How many records a model has is no way around access rights."""

    def test_count(self):
        names = ("hub.person.profile", "hub.target.group.member", "hub.person.profile.access", "res.partner")
        # Who sends mailings reads the list of models.
        erp = new_test_user(self.env, "hub_erp", "base.group_erp_manager,hub_entrepreneurs.group_hub_account_manager")
        for name in names:
            model = self.env["ir.model"]._get(name)
            with self.subTest(name):
                seen = model.with_user(erp).sudo(False).count
                allowed = self.env[name].with_user(erp).has_access("read")
                own = self.env[name].with_user(erp).with_context(active_test=False)
                self.assertEqual(seen, own.search_count([]) if allowed else 0)
                self.assertEqual(bool(seen), name == "res.partner")
        self.other_company.company_id = self.env["res.company"].create({"name": "Another Agency"})
        contacts = self.env["ir.model"]._get("res.partner").with_user(erp).sudo(False)
        before = contacts.count
        self.env.invalidate_all()
        self.env["res.partner"].create({"name": "There", "company_id": self.other_company.company_id.id})
        self.assertEqual(contacts.count, before)
