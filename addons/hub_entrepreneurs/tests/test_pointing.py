from functools import partial

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form

from .common import HubCase


class TestPointing(HubCase):
    """A row names only what its author may read: neither a field that follows nor an error tells of the rest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency = cls.env["res.company"].create({"name": "Other Agency"})
        cls.abroad = cls.env["res.partner"].create(
            {"name": "Secret Works", "is_company": True, "company_id": cls.agency.id, "street": "Hidden Lane 1"}
        )
        cls.stranger = cls.env["res.partner"].create({"name": "Secret Person", "company_id": cls.agency.id})

    def _assert_refused(self, change, values):
        """Assert that it is refused, and that the sentence names nothing of the other agency, even if it is cached."""
        (self.abroad + self.stranger).mapped("display_name")
        with self.assertRaises(AccessError) as refused, self.cr.savepoint():
            change(values)
        self.assertNotIn("Secret", str(refused.exception))

    def test_people_of_another_agency(self):
        for model, values, field in (
            ("hub.interaction", {"partner_id": self.company.id}, "contact_id"),
            ("hub.cluster.membership", {"partner_id": self.company.id, "cluster_id": self.cluster.id}, "contact_id"),
            ("hub.company.role", {"partner_id": self.company.id, "role": "owner"}, "person_id"),
        ):
            rows = self.env[model].with_user(self.director)
            for target in (self.stranger, self.abroad):
                with self.subTest(model=model, target=target.name):
                    self._assert_refused(rows.create, {**values, field: target.id})
                    by_default = rows.with_context(**{f"default_{field}": target.id})
                    self._assert_refused(by_default.create, values)
            friend = self.env["res.partner"].create({"name": "A Friend"})
            row = rows.create({**values, field: friend.id})
            self._assert_refused(row.write, {field: self.stranger.id})

    def test_outcomes_of_foreign_leads(self):
        values = {"name": "Secret lead", "company_id": self.agency.id, "team_id": False, "user_id": False}
        lead = self.env["crm.lead"].create(values)
        outcomes = self.env["hub.outcome"].with_user(self.account)
        values = {"partner_id": self.company.id, "kind": "jobs_created"}
        self._assert_refused(outcomes.create, {**values, "lead_id": lead.id})
        outcome = outcomes.create(values)
        self._assert_refused(outcome.write, {"lead_id": lead.id})
        self._assert_refused(partial(outcome.web_save, specification={}), {"lead_id": lead.id})

    def test_a_contact_of_a_foreign_company(self):
        """Odoo copies the address of the company onto the contact."""
        contacts = self.env["res.partner"].with_user(self.director)
        self._assert_refused(contacts.create, {"name": "Spy", "parent_id": self.abroad.id})
        spy = contacts.create({"name": "Spy"})
        self._assert_refused(spy.write, {"parent_id": self.abroad.id})
        leads = self.env["crm.lead"].with_user(self.account)
        self._assert_refused(leads.create, {"name": "Spy", "partner_id": self.abroad.id})

    def test_nothing_is_given_to_another_agency(self):
        own = {
            "hub.cluster": self.cluster,
            "hub.service": self.env["hub.service"].create({"name": "Test", "code": "TEST"}),
            "hub.programme": self.env["hub.programme"].create({"name": "Test", "code": "TEST"}),
            "hub.evidence.scheme": self.env["hub.evidence.scheme"].create({"name": "Test"}),
            "hub.assessment.framework": self.env["hub.assessment.framework"].create({"name": "Test", "code": "TEST"}),
        }
        for model, record in own.items():
            with self.subTest(model=model), self.assertRaises(AccessError), self.cr.savepoint():
                record.with_user(self.director).company_id = self.agency

    def test_what_is_part_of_a_foreign_record(self):
        scheme = self.env["hub.evidence.scheme"].create({"name": "Secret label", "company_id": self.agency.id})
        version = self.env["hub.evidence.scheme.version"].create({"scheme_id": scheme.id})
        framework = self.env["hub.assessment.framework"].create(
            {"name": "Secret framework", "code": "SECRET", "company_id": self.agency.id, "date_start": False}
        )
        for model, values in (
            ("hub.evidence.scheme.version", {"scheme_id": scheme.id, "date_start": "2030-01-01"}),
            ("hub.evidence.scheme.level", {"version_id": version.id, "name": "Gold"}),
            ("hub.evidence", {"version_id": version.id, "partner_id": self.company.id}),
            ("hub.assessment.dimension", {"framework_id": framework.id, "name": "A theme"}),
            ("hub.assessment.band", {"framework_id": framework.id, "name": "A band"}),
            ("hub.assessment", {"framework_id": framework.id, "partner_id": self.company.id}),
        ):
            with self.subTest(model=model):
                self._assert_refused(self.env[model].with_user(self.director).create, values)

    def test_activities(self):
        activity = (
            self.env["mail.activity"]
            .with_user(self.account)
            .create({"res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": self.company.id})
        )
        for change in ({"res_id": self.abroad.id}, {"res_id": self.abroad.id, "user_id": self.account.id}):
            self._assert_refused(activity.write, change)
        activity.res_id = self.other_company.id

    def test_merging_names_no_foreign_contact(self):
        dialog = self.env["base.partner.merge.automatic.wizard"].with_user(self.director)
        partners = [Command.set((self.company + self.abroad).ids)]
        self._assert_refused(lambda values: dialog.new(values).hub_conflicts, {"partner_ids": partners})

    def test_a_form_saves_as_before(self):
        form = Form(self.env["hub.interaction"].with_user(self.account))
        form.partner_id = self.company
        form.contact_id = self.env["res.partner"].create({"name": "A Friend"})
        self.assertEqual(form.save().contact_id.name, "A Friend")
