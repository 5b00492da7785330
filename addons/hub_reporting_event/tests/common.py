from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_event.tests.common import YEAR, ActionCase
from odoo.addons.hub_reporting.domain.figures import year_of

OF_YEAR = year_of(YEAR)


class FiguresCase(ActionCase):
    """An action that was held, with its costs and who took part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["res.partner"].create({"name": "Test Person", "parent_id": cls.company.id})
        cls.venue = cls.env["res.partner"].create({"name": "Test Venue", "city": "Ixelles", "zip": "1050"})
        cls.programme = cls.env["hub.programme"].create({"name": "Test Programme", "code": "TSTPROG"})
        cls.action = cls.create_action(
            programme_id=cls.programme.id,
            user_id=cls.director.id,
            action_state="held",
            cost_ids=[
                (0, 0, {"kind": "space", "planned": 500, "spent": 600}),
                (0, 0, {"kind": "fees", "income": 150}),
            ],
        )
        cls.attend(cls.person, cls.other_company)

    @classmethod
    def attend(cls, *partners, action=None, state="done"):
        return cls.env["event.registration"].create(
            [{"event_id": (action or cls.action).id, "partner_id": partner.id, "state": state} for partner in partners]
        )

    @classmethod
    def ask(cls, **values):
        """Create a statement about the action."""
        return cls.env["hub.statement"].create(
            {
                "partner_id": cls.company.id,
                "event_id": cls.action.id,
                "programme_id": cls.programme.id,
                "moment": "6",
                "date_start": f"{YEAR}-03-10",
                "date_end": f"{YEAR + 1}-03-09",
                "date_due": f"{YEAR}-09-10",
                "state": "sent",
                "sent_on": f"{YEAR}-09-12",
                **values,
            }
        )

    def facts(self, kind, user=None, domain=()):
        self.env.flush_all()
        facts = self.env["hub.fact"].with_user(user or self.env.user)
        return facts.search([("kind", "=", kind), ("event_id.action_plan_id", "=", self.plan.id), *domain])

    def measured(self, code, by=(), user=None):
        version = self.env.ref(f"hub_reporting_event.hub_indicator_{code}_v1").with_user(user or self.analyst)
        return version._measure(OF_YEAR, by, [("event_id.action_plan_id", "=", self.plan.id)])


__all__ = ["OF_YEAR", "YEAR", "FiguresCase", "HubCase"]
