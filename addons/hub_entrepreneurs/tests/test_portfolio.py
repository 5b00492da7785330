from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form

from ..domain.sharing import share_out
from .common import HubCase


class TestShareOut(BaseCase):
    """The plain function."""

    def test_even_shares_of_whole_groups(self):
        shares = share_out({"a": 5, "b": 3, "c": 2, "d": 1}, ["x", "y"])
        self.assertEqual(shares, {"a": "x", "b": "y", "c": "y", "d": "x"})

    def test_one_receiver_gets_all(self):
        self.assertEqual(set(share_out({1: 1, 2: 1}, ["x"]).values()), {"x"})

    def test_who_has_something_already_gets_less(self):
        shares = share_out(dict.fromkeys(range(5), 1), ["x", "y"], {"x": 3})
        self.assertEqual([*shares.values()].count("y"), 4)
        self.assertEqual(share_out({"a": 1}, ["x", "y"], {"x": 2, "z": 0}), {"a": "y"})

    def test_nothing_to_share_and_nobody_to_receive(self):
        self.assertEqual(share_out({}, ["x"]), {})
        with self.assertRaisesRegex(ValueError, "nobody"):
            share_out({1: 1}, [])


class TestHandover(HubCase):
    """A portfolio goes to others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.communes = cls.env["hub.commune"].search([], limit=2)
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": f"Portfolio {rank}",
                    "is_company": True,
                    "user_id": cls.account.id,
                    "commune_id": cls.communes[rank % 2].id,
                    "active": rank != 5,
                }
                for rank in range(6)
            ]
        )
        cls.team = cls.env["crm.team"].create({"name": "Team of few", "member_ids": [(4, cls.account.id)]})
        stages = cls.env["crm.stage"].search([])
        cls.lead, cls.won_lead, cls.lone_lead = cls.env["crm.lead"].create(
            [
                {
                    "name": name,
                    "type": "opportunity",
                    "partner_id": partner,
                    "user_id": cls.account.id,
                    "team_id": cls.team.id,
                    "stage_id": stages.filtered(lambda stage, won=won: stage.is_won == won)[0].id,
                }
                for name, partner, won in (
                    ("open", cls.companies[0].id, False),
                    ("won", cls.companies[0].id, True),
                    ("without company", False, False),
                )
            ]
        )
        cls.activity, cls.lead_activity = (
            record.with_user(cls.account).activity_schedule("mail.mail_activity_data_todo", user_id=cls.account.id)
            for record in (cls.companies[0], cls.lead)
        )

    def _wizard(self, *receivers, user=None, **values):
        return (
            self.env["hub.portfolio.handover"]
            .with_user(user or self.director)
            .create(
                {"from_user_id": self.account.id, "to_user_ids": [(6, 0, [user.id for user in receivers])], **values}
            )
        )

    def test_all_goes_to_one(self):
        wizard = self._wizard(self.colleague)
        self.assertEqual((wizard.company_count, wizard.lead_count, wizard.activity_count), (6, 2, 2))
        message = wizard.action_hand_over()["params"]["message"]
        self.assertIn("6", message)
        self.assertEqual(self.companies.user_id, self.colleague, "the archived one as well")
        self.assertEqual((self.lead + self.lone_lead).user_id, self.colleague)
        self.assertEqual(self.won_lead.user_id, self.account, "what is closed stays as it was")
        self.assertEqual((self.activity + self.lead_activity).user_id, self.colleague)

    def test_a_lead_stays_in_its_team(self):
        self._wizard(self.colleague).action_hand_over()
        self.assertEqual((self.lead + self.lone_lead).team_id, self.team)

    def test_what_belongs_to_one_company_stays_together(self):
        self._wizard(self.colleague, self.cluster_manager).action_hand_over()
        shares = [
            len(self.companies.filtered(lambda company, user=user: company.user_id == user))
            for user in (self.colleague, self.cluster_manager)
        ]
        self.assertEqual(shares, [3, 3])
        receiver = self.companies[0].user_id
        for record in (self.lead, self.activity, self.lead_activity):
            self.assertEqual(record.user_id, receiver)

    def test_persons_go_with_their_company(self):
        persons = self.env["res.partner"].create(
            [
                {"name": f"Employee {rank}", "parent_id": company.id, "user_id": self.account.id}
                for company in self.companies
                for rank in range(3)
            ]
        )
        wizard = self._wizard(self.colleague, self.cluster_manager)
        self.assertEqual(wizard.company_count, 6)
        wizard.action_hand_over()
        for person in persons:
            self.assertEqual(person.user_id, person.parent_id.user_id)
        self.assertEqual(len(self.companies.filtered(lambda company: company.user_id == self.colleague)), 3)

    def test_communes_stay_together(self):
        self._wizard(self.colleague, self.cluster_manager, by_commune=True).action_hand_over()
        for commune in self.communes:
            self.assertEqual(
                len(self.companies.filtered(lambda company, commune=commune: company.commune_id == commune).user_id), 1
            )
        self.assertEqual(len(self.companies.user_id), 2)

    def test_somebody_who_left(self):
        self.archive_in_the_past(self.account)
        form = Form(self.env["hub.portfolio.handover"].with_user(self.director))
        form.from_user_id = self.account
        form.to_user_ids.add(self.colleague)
        self.assertEqual(form.company_count, 6)
        form.save().action_hand_over()
        self.assertEqual(self.companies.user_id, self.colleague)

    def test_nobody_is_mailed_once_for_each_company(self):
        before = self.env["mail.mail"].sudo().search_count([])
        self._wizard(self.colleague).with_context(tracking_disable=False).action_hand_over()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)

    def test_wrong_receivers(self):
        with self.assertRaisesRegex(UserError, "To: choose at least one colleague"):
            self._wizard().action_hand_over()
        with self.assertRaisesRegex(UserError, "can't receive it"):
            self._wizard(self.account, self.colleague).action_hand_over()
        self.assertEqual(self.companies.user_id, self.account)

    def test_only_directors(self):
        for user in (self.account, self.cluster_manager, self.analyst, self.outsider):
            with self.assertRaises(AccessError):
                self._wizard(self.colleague, user=user)
        wizard = self._wizard(self.colleague)
        with self.assertRaises(AccessError):
            wizard.with_user(self.account).sudo().with_user(self.account).action_hand_over()

    def test_queries_do_not_grow_with_the_portfolio(self):
        counts = []
        for size in (5, 60):
            self.env["res.partner"].create(
                [{"name": f"More {rank}", "is_company": True, "user_id": self.colleague.id} for rank in range(size)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            wizard = (
                self.env["hub.portfolio.handover"]
                .with_user(self.director)
                .create({"from_user_id": self.colleague.id, "to_user_ids": [(6, 0, self.cluster_manager.ids)]})
            )
            before = self.env.cr.sql_log_count
            wizard.action_hand_over()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 3)
