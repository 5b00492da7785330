from odoo.tools import SQL

from .common import ActionCase

ROLES = ("outsider", "account", "cluster_manager", "adviser", "director", "analyst", "privacy")
# Model: what each role may do, as letters of Create, Read, Write, Unlink.
RIGHTS = {
    "hub.action.type": ("", "R", "R", "R", "CRWU", "R", ""),
    "hub.action.plan": ("", "R", "R", "R", "CRWU", "R", ""),
    "hub.action.plan.target": ("", "R", "R", "R", "CRWU", "R", ""),
    "hub.action.plan.change": ("", "R", "RW", "RW", "RW", "R", ""),
    "hub.action.plan.consultation": ("", "R", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.action.plan.amendment": ("", "R", "R", "R", "R", "R", ""),
    "hub.action.contact": ("", "CRWU", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.action.cost": ("", "R", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.action.fee": ("", "R", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.action.opinion": ("", "R", "R", "R", "R", "R", ""),
    "hub.action.quota": ("", "R", "CRWU", "CRWU", "CRWU", "R", ""),
    "hub.action.result": ("", "R", "R", "R", "R", "R", ""),
    "hub.slot.invitation": ("", "R", "R", "R", "R", "R", ""),
    "hub.statement": ("", "RW", "RW", "RW", "RW", "R", ""),
}
EVENTS = {
    "event.event": ("", "R", "CRW", "CRW", "CRW", "R", ""),
    "event.registration": ("", "CRW", "CRW", "CRW", "CRW", "R", ""),
}


class TestAccess(ActionCase):
    """Who may do what, and nothing of it in another agency."""

    def test_rights_of_each_role_on_each_model(self):
        self.check_rights(ROLES, RIGHTS | EVENTS)

    def test_the_table_is_complete(self):
        self.assertEqual(self.models_brought_by("hub_event"), set(RIGHTS))

    def test_another_agency_sees_nothing_of_it(self):
        action = self.create_action(cost_ids=[(0, 0, {"planned": 5})], fee_ids=[(0, 0, {"amount": 5})])
        action.write({"seats_limited": True, "seats_max": 9, "quota_ids": [(0, 0, {"kind": "first", "places": 1})]})
        self.plan.target_ids = [(0, 0, {"action_type_id": self.fair.id})]
        self.plan.consultation_ids = [(0, 0, {"cluster_id": self.cluster.id})]
        self.plan.with_user(self.director).change_ids.reason = "New"
        self.plan.with_user(self.director).action_approve()
        action.with_user(self.director).write({"kanban_state": "cancel", "amendment_reason": "Ill"})
        rows = [
            self.plan, self.plan.target_ids, self.plan.change_ids, self.plan.consultation_ids, self.plan.amendment_ids,
            action, action.cost_ids, action.fee_ids, action.quota_ids,
        ]  # fmt: skip
        for row in rows:
            self.assertIn(row.id, row.with_user(self.director).search([]).ids, row._name)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_action_plan SET company_id = %s WHERE id = %s", agency.id, self.plan.id))
        self.env.cr.execute(SQL("UPDATE event_event SET company_id = %s WHERE id = %s", agency.id, action.id))
        self.env.invalidate_all()
        for row in rows:
            with self.subTest(model=row._name):
                self.assertNotIn(row.id, row.with_user(self.director).search([]).ids)

    def test_who_has_no_role_learns_nothing_of_an_action(self):
        """Whoever runs events without a role of Hub has them as core does."""
        action = self.create_action()
        self.outsider.group_ids += self.env.ref("event.group_event_user")
        fields = action.with_user(self.outsider).fields_get()
        self.assertIn("date_begin", fields)
        self.assertFalse({"action_plan_id", "cost_planned", "criteria_domain", "can_run"} & fields.keys())
        event = self.env["event.event"].with_user(self.outsider).create({"name": "Plain", **self._days()})
        event.with_user(self.outsider).name = "Other"
        event.with_user(self.outsider).copy()
        event.with_user(self.outsider).get_views([(False, "form"), (False, "kanban")])

    def _days(self):
        return {"date_begin": "2031-01-01 08:00:00", "date_end": "2031-01-01 18:00:00"}
