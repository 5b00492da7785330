from odoo.tests import tagged

from ..domain.layout import Kind
from ..synthetic.world import Settings
from .common import RegisterCase


@tagged("post_install", "-at_install")
class TestFilters(RegisterCase):
    SETTINGS = Settings(enterprises=500, share=40, rate=2000)

    def set_filters(self, **filters):
        values = {name: [(6, 0, records.ids)] for name, records in filters.items()}
        self.env["res.config.settings"].create(values).execute()

    def load_all(self):
        """Load all in a savepoint, and return what each company is."""
        with self.env.cr.savepoint() as savepoint:
            self.load(self.write_extract())
            companies = self.env["hub.cbe.company"].search([])
            told = {
                company.number: (
                    {company.partner_id.commune_id.id, *company.partner_id.establishment_ids.commune_id.ids} - {False},
                    company.legal_form_id.code,
                    company.situation_id.code,
                    {*company.partner_id.sector_ids.ids},
                )
                for company in companies
            }
            savepoint.rollback()
        self.env.invalidate_all()
        return told

    def assert_let_in(self, told, is_let_in):
        self.load(self.write_extract())
        companies = self.env["hub.cbe.company"].search([])
        expected = {number for number, row in told.items() if is_let_in(row)}
        self.assertTrue(0 < len(expected) < len(told))
        self.assertEqual({*companies.mapped("number")}, expected)
        self.assertEqual({*companies.partner_id.mapped("company_registry")}, expected)

    def test_communes(self):
        told = self.load_all()
        communes = self.env["hub.commune"].search([], limit=4)
        self.set_filters(hub_cbe_commune_ids=communes)
        self.assert_let_in(told, lambda row: row[0] & {*communes.ids})

    def test_sectors(self):
        told = self.load_all()
        sectors = self.env["hub.sector"].search([], limit=8)
        self.set_filters(hub_cbe_sector_ids=sectors)
        self.assert_let_in(told, lambda row: row[3] & {*sectors.ids})

    def test_legal_forms_and_situations(self):
        # The codes come with an extract.
        told = self.load_all()
        codes = self.env["hub.cbe.code"]
        common = max((row[1] for row in told.values() if row[1]), key=[row[1] for row in told.values()].count)
        form = codes.create({"kind": "JuridicalForm", "code": common, "name": "Common"})
        situation = codes.create({"kind": "JuridicalSituation", "code": "000", "name": "Normal"})
        self.set_filters(hub_cbe_legal_form_ids=form, hub_cbe_situation_ids=situation)
        self.assert_let_in(told, lambda row: row[1] == common and row[2] == "000")

    def test_settings_are_kept_and_taken_back(self):
        communes = self.env["hub.commune"].search([], limit=2)
        self.set_filters(hub_cbe_commune_ids=communes)
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.hub_cbe_commune_ids, communes)
        self.set_filters(hub_cbe_commune_ids=communes.browse())
        self.assertFalse(self.env["res.config.settings"].create({}).hub_cbe_commune_ids)

    def test_whoever_is_in_stays_and_is_kept_fresh(self):
        self.load(self.write_extract())
        companies = self.env["hub.cbe.company"].search([])
        self.set_filters(hub_cbe_sector_ids=self.env["hub.sector"].search([], limit=1))
        extract = self.load(self.write_extract(1, Kind.UPDATE))
        self.assertEqual(companies.exists(), companies)
        self.assertTrue(companies.filtered(lambda each: each.extract_id == extract))
