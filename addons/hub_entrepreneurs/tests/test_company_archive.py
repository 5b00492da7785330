from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import HubCase

DAY = date(2026, 6, 15)


class ArchiveCase(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.user_id = cls.account
        cls.person = cls.env["res.partner"].create({"name": "Test Ann", "parent_id": cls.company.id})
        cls.lead = cls.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "partner_id": cls.person.id, "user_id": cls.account.id}
        )
        cls.promise = cls.env["hub.commitment"].create({"name": "Lamps", "partner_id": cls.company.id})
        cls.member, cls.candidate = cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.cluster.id, "partner_id": cls.company.id, "date_start": "2026-01-01"},
                {"cluster_id": cls.other_cluster.id, "partner_id": cls.company.id},
            ]
        )
        cls.activities = cls.env["mail.activity"].concat(
            *(
                record.activity_schedule("mail.mail_activity_data_todo", DAY, user_id=user.id)
                for record, user in ((cls.company, cls.colleague), (cls.lead, cls.account))
            )
        )

    def _ask(self, user=None, companies=None):
        action = (companies or self.company).with_user(user or self.account).action_archive()
        self.assertEqual((action["res_model"], action["target"]), ("hub.company.archive", "new"))
        return self.env["hub.company.archive"].with_user(user or self.account).browse(action["res_id"])


class TestCompanyArchive(ArchiveCase):
    """Archiving a company says what is open, and offers to end it."""

    def test_what_is_open_is_said_and_nothing_done(self):
        archive = self._ask()
        self.assertTrue(self.company.active)
        self.assertEqual(
            {line.kind: (line.count, line.other_count) for line in archive.line_ids},
            {"leads": (1, 0), "commitments": (1, 0), "memberships": (2, 2), "activities": (1, 0)},
        )

    def test_a_director_ends_everything(self):
        with self.on_day(DAY):
            archive = self._ask(self.director)
            self.assertEqual(set(archive.line_ids.mapped("other_count")), {0})
            archive.action_archive()
        self.assertFalse(self.company.active)
        self.assertEqual((self.lead.active, self.lead.won_status), (False, "lost"))
        self.assertEqual((self.promise.state, self.promise.dropped_on), ("dropped", DAY))
        self.assertEqual((self.member.date_end, self.member.leave_reason_id.name), (DAY, "Ceased its activity"))
        self.assertFalse(self.candidate.exists() or self.activities.exists())
        with self.assertRaisesRegex(UserError, "carried out already"):
            archive.action_archive()

    def test_what_somebody_else_runs_stays(self):
        with self.on_day(DAY):
            self._ask().action_archive()
        self.assertFalse(self.company.active)
        self.assertEqual((self.member.date_end, bool(self.candidate.exists())), (False, True))
        self.assertFalse(self.lead.active)

    def test_what_is_not_ticked_stays(self):
        archive = self._ask(self.director)
        archive.line_ids.filtered(lambda line: line.kind == "leads").is_ended = False
        archive.action_archive()
        self.assertFalse(self.company.active)
        self.assertTrue(self.lead.active)
        self.assertEqual(self.activities.exists(), self.lead.activity_ids, "what stays open keeps its reminder")
        self.assertEqual(self.promise.state, "dropped")

    def test_nothing_open_is_not_asked_about(self):
        self.assertFalse(self.other_company.with_user(self.account).action_archive())
        self.assertFalse(self.other_company.active)
        archive = self._ask(companies=self.company + self.other_company)
        self.assertEqual(archive.partner_ids, self.company)

    def test_programs_and_people_without_a_role_archive_as_ever(self):
        self.company.sudo().action_archive()
        self.assertFalse(self.company.active)
        self.company.active = True
        keeper = self.outsider
        keeper.group_ids += self.env.ref("base.group_partner_manager")
        self.company.with_user(keeper).action_archive()
        self.assertFalse(self.company.active)

    def test_who_may(self):
        archive = self._ask()
        for user in (self.colleague, self.director, self.analyst, self.privacy, self.outsider):
            with self.assertRaises(AccessError):
                archive.with_user(user).action_archive()
        with self.assertRaises(AccessError):
            self.company.with_user(self.analyst).action_archive()
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.assertRaisesRegex(UserError, "no longer in your sight"):
            archive.action_archive()
        self.assertTrue(self.company.active)

    def test_many_cost_the_same(self):
        companies = self.env["res.partner"].create([{"name": f"Many {n}", "is_company": True} for n in range(24)])
        self.env["hub.commitment"].create([{"name": "Lamps", "partner_id": each.id} for each in companies])

        def cost(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._ask(companies=some)
            return self.env.cr.sql_log_count - before

        cost(companies[:2])
        self.assertLessEqual(cost(companies[4:]), cost(companies[2:4]) + 2)


@tagged("post_install", "-at_install")
class TestCompanyArchiveTour(HttpCase, ArchiveCase):
    def test_from_the_form(self):
        self.start_tour(f"/odoo/hub-companies/{self.company.id}", "hub_company_archive", login="hub_director")
        self.assertFalse(self.company.active)
        self.assertEqual(self.lead.won_status, "lost")
