from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import HubCase

ROLES = ("outsider", "account", "cluster_manager", "director", "analyst", "privacy")
# Model: what each role may do, as letters of Create, Read, Write, Unlink. The analyst has no other role, nor has the
# one for personal data.
RIGHTS = {
    "hub.commune": ("R", "R", "R", "CRWU", "R", "R"),
    "hub.cluster": ("", "R", "RW", "CRWU", "R", ""),
    "hub.cluster.leave.reason": ("", "R", "R", "CRWU", "R", ""),
    "hub.cluster.membership": ("", "R", "CRWU", "CRWU", "R", ""),
    "hub.company.person": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.company.role": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.person.profile": ("", "", "", "", "", "CRWU"),
    "hub.person.profile.access": ("", "", "", "R", "", "R"),
    "hub.target.group": ("", "R", "R", "CRWU", "R", "R"),
    "hub.target.group.member": ("", "", "", "", "", "R"),
    "hub.evidence.scheme": ("", "R", "R", "CRWU", "R", ""),
    "hub.evidence.scheme.version": ("", "R", "R", "CRWU", "R", ""),
    "hub.evidence.scheme.level": ("", "R", "R", "CRWU", "R", ""),
    "hub.evidence": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.interaction": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.outcome": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.opened.company": ("", "R", "R", "R", "R", ""),
    "hub.members.layout": ("", "", "R", "R", "", ""),
    "hub.nace": ("R", "R", "R", "CRWU", "R", "R"),
    "hub.assessment": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.assessment.answer": ("", "CRW", "CRW", "CRWU", "R", ""),
    "hub.assessment.band": ("", "R", "R", "CRWU", "R", ""),
    "hub.assessment.dimension": ("", "R", "R", "CRWU", "R", ""),
    "hub.assessment.dimension.score": ("", "R", "R", "R", "R", ""),
    "hub.assessment.framework": ("", "R", "R", "CRWU", "R", ""),
    "hub.assessment.question": ("", "R", "R", "CRWU", "R", ""),
    "hub.commitment": ("", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.programme": ("", "R", "R", "CRWU", "R", ""),
    "hub.sector": ("R", "R", "R", "CRWU", "R", "R"),
    "hub.service": ("", "R", "R", "CRWU", "R", ""),
    "hub.stand.in": ("", "CRWU", "CRWU", "CRWU", "", ""),
    "hub.transition.change": ("", "R", "R", "R", "R", ""),
}


class TestAccess(HubCase):
    """Who may do what."""

    def test_rights_of_each_role_on_each_model(self):
        self.check_rights(ROLES, RIGHTS)

    def test_the_table_is_complete(self):
        self.assertEqual(self.models_brought_by("hub_entrepreneurs"), set(RIGHTS))

    def test_cluster_manager_keeps_to_the_own_clusters(self):
        own, other = self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cluster.id, "partner_id": self.company.id, "date_start": "2026-01-01"}
                for cluster in (self.cluster, self.other_cluster)
            ]
        )
        for record in (own, self.cluster):
            record.with_user(self.cluster_manager).check_access("write")
        for record in (other, self.other_cluster):
            record.with_user(self.cluster_manager).check_access("read")
            with self.assertRaises(AccessError):
                record.with_user(self.cluster_manager).check_access("write")
            record.with_user(self.director).check_access("write")
        with self.assertRaises(AccessError):
            self.env["hub.cluster.membership"].with_user(self.cluster_manager).create(
                {
                    "cluster_id": self.other_cluster.id,
                    "partner_id": self.other_company.id,
                }
            )
        other.unlink()
        with self.assertRaises(AccessError, msg="nor are members pushed into another manager's cluster"):
            own.with_user(self.cluster_manager).cluster_id = self.other_cluster

    def test_another_agency_sees_nothing_of_it(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        person = self.env["res.partner"].create({"name": "A Person", "parent_id": self.company.id})
        rows = self.one_of_each(self.company, person)
        rows["hub.person.profile"] = (
            self.env["hub.person.profile"].with_user(SUPERUSER_ID).create({"person_id": person.id})
        )
        self.assertEqual(set(rows), self.models_about_contacts(), "a new model belongs in here")
        personal = {"hub.person.profile", "hub.target.group.member"}
        readers = {model: self.privacy if model in personal else self.director for model in rows}
        # Nobody else sees which companies one opened.
        readers["hub.opened.company"] = self.account
        for model, row in rows.items():
            self.assertIn(row.id, self.env[model].with_user(readers[model]).search([]).ids)
        (self.company + person).company_id = agency
        for model, row in rows.items():
            with self.subTest(model=model):
                self.assertNotIn(row.id, self.env[model].with_user(readers[model]).search([]).ids)
        self.other_cluster.company_id = agency
        self.assertNotIn(self.other_cluster, self.other_cluster.with_user(self.director).search([]))

    def test_clusters_of_another_agency_find_no_companies(self):
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.other_cluster.id, "partner_id": self.company.id, "date_start": "2026-01-01"}
        )
        companies = self.env["res.partner"].with_user(self.director)
        members = [("membership_ids", "any", [("cluster_id", "=", self.other_cluster.id)])]
        self.assertEqual(companies.search(members), self.company)
        self.other_cluster.active = False
        self.assertEqual(companies.search(members), self.company, "it was a member all the same")
        self.other_cluster.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertFalse(companies.search(members))
        self.assertIn(self.company, companies.search(["!", *members]))

    def test_outsiders_are_unaffected(self):
        """A user without a role opens contacts as before, and sees nothing of clusters and evidence."""
        contacts = self.env["res.partner"].with_user(self.outsider)
        view = contacts.get_view(self.env.ref("base.view_partner_form").id, "form")
        for field in ("evidence_ids", "membership_ids", "cluster_ids", "membership_count"):
            self.assertNotIn(f'name="{field}"', view["arch"])
            self.assertNotIn(field, contacts.fields_get())
            with self.assertRaises(AccessError):
                self.company.with_user(self.outsider).read([field])
        self.assertTrue(self.company.with_user(self.outsider).read(["name", "commune_id", "enterprise_number"]))

    def test_a_salesman_without_a_role_creates_companies(self):
        """What only the roles see is computed all the same."""
        salesman = new_test_user(self.env, login="hub_salesman", groups="sales_team.group_sale_salesman")
        [company] = (
            self.env["res.partner"].with_user(salesman).web_save({"name": "New", "is_company": True}, {"id": {}})
        )
        self.assertEqual(self.env["res.partner"].browse(company["id"]).transition_status, "unknown")

    def test_export_is_for_cluster_managers_and_directors(self):
        for role in ROLES:
            self.assertEqual(
                getattr(self, role).has_group("base.group_allow_export"),
                role in ("cluster_manager", "director", "analyst"),
            )
