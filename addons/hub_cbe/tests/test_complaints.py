from odoo.tests import tagged
from odoo.tools import SQL

from ..domain.numbers import dotted
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestComplaints(MatchCase):
    """What people complain of elsewhere about the same job, tried here; each test names where it was read."""

    def setUp(self):
        super().setUp()
        self.row = self.register("Quincaille", seat=RUE, contacts=[("EMAIL", "a@register.example")])
        self.prospect = self.row.partner_id

    def test_a_number_without_its_first_zero_is_found(self):
        """Github.com/SocialGouv/recherche-entreprises, issue 70: numbers that begin with a zero are not found."""
        row = self.env["hub.cbe.company"].create({"number": "0123456749", "partner_id": self.prospect.id})
        self.prospect.company_registry = row.number
        search = self.env["hub.search"].with_user(self.account)
        for text in ("123456749", "123.456.749", "BE0123456749", "BE 123.456.749", "0123.456.749"):
            with self.subTest(text=text):
                rows = [each for kind in search.find(text)["kinds"] for each in kind["rows"]]
                self.assertIn(self.prospect.id, [each["id"] for each in rows])

    def test_a_number_without_its_first_zero_makes_no_second_company(self):
        """Github.com/openownership/register, issue 144: without the zero, companies are there twice."""
        contact = self.env["res.partner"].create(
            {"name": "Sans Zero", "is_company": True, "country_id": self.belgium.id, "enterprise_number": "123.456.749"}
        )
        self.env.flush_all()
        self.assertEqual(self.env["hub.cbe.company"]._get_contacts([123456749]), {123456749: contact.id})

    def test_a_failed_job_is_made_again(self):
        """Github.com/OCA/queue, issue 386: whoever was interrupted stays in the way of what comes then."""
        extract = self.env["hub.cbe.extract"].create({"kind": "full", "number": 1, "state": "loading"})
        extract.read_on = "2026-01-05 03:00:00"
        self.env["hub.cbe.range"].create([{"extract_id": extract.id, "numbers": []} for _each in range(2)])
        extract._enqueue_loading()
        jobs = self.env["queue.job"].search([("channel", "=", "root.hub_cbe")])
        self.assertEqual(len(jobs), 3)
        extract.with_user(self.director).action_go_on()
        self.assertEqual(self.env["queue.job"].search([("channel", "=", "root.hub_cbe")]), jobs, "each once")
        jobs.write({"state": "failed"})
        extract.with_user(self.director).action_go_on()
        self.assertEqual(self.env["queue.job"].search_count([("channel", "=", "root.hub_cbe")]), 6)

    def test_the_same_row_twice(self):
        """Github.com/lucasfacchini/open-data-cnpj-import, issue 3: a row that is there twice ends the import."""
        number = int(self.row.number)
        before = self.env["res.partner"].search_count([("is_prospect", "=", True)])
        self.register_again(number)
        self.row.digest = False
        self.env.flush_all()
        self.assertEqual(self.take(number), self.row)
        self.assertEqual(self.env["res.partner"].search_count([("is_prospect", "=", True)]), before)

    def register_again(self, number):
        for name in ("enterprise", "denomination", "address", "contact"):
            table = SQL.identifier(f"hub_cbe_row_{name}")
            columns = SQL("company, entity, cells")
            self.env.cr.execute(
                SQL("INSERT INTO %s (%s) SELECT %s FROM %s WHERE company = %s", table, columns, columns, table, number)
            )

    def test_another_name_of_one_number_is_no_other_company(self):
        """Github.com/margince/margince, pull request 2387: an import makes a twin of every company already held."""
        held = self.in_hub("Tout Autre Nom", vat=f"BE{self.row.number}")
        match = self.find(held).filtered(lambda each: each.register_id == self.row)
        self.assertEqual(match.score, 100)
        match.with_user(self.account).action_take()
        self.assertEqual((held.enterprise_number, held.name), (dotted(int(self.row.number)), "Tout Autre Nom"))
        self.assertFalse(self.prospect.exists())
