from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools.groups import PERSONAL_DATA

from ..hooks import post_init_hook

WOMEN = "[('partner_id.target_group_member_ids.group_id.code', '=', 'women')]"
_EVENTS = "event.group_event_manager,hub_entrepreneurs.group_hub_director"


class TestEventLeadRule(HubCase):
    """Leads are made of the registrations that the author of a rule may find, whoever registers."""

    USERS = {**HubCase.USERS, "keeper": _EVENTS, "knowing": f"{_EVENTS},{PERSONAL_DATA}"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hub.target.group.member"].create(
            {
                "group_id": cls.env.ref("hub_entrepreneurs.hub_target_group_women").id,
                "partner_id": cls.company.id,
                "date_start": "2026-01-01",
            }
        )
        cls.event = cls.env["event.event"].create(
            {"name": "Open Day", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"}
        )
        cls.rule = (
            cls.env["event.lead.rule"]
            .with_user(cls.keeper)
            .create({"name": "Rule", "event_id": cls.event.id, "event_registration_filter": "[('id', '>', 0)]"})
        )

    def _leads(self):
        """Return the companies of which leads are made."""
        self.env.flush_all()
        self.env.invalidate_all()
        registrations = self.env["event.registration"].create(
            [{"event_id": self.event.id, "partner_id": each.id} for each in (self.company, self.other_company)]
        )
        return self.env["crm.lead"].search([("registration_ids", "in", registrations.ids)]).partner_id

    def test_what_the_author_knows(self):
        self.assertEqual(self._leads(), self.company + self.other_company)
        self.rule.with_user(self.knowing).event_registration_filter = WOMEN
        self.assertEqual(self._leads(), self.company)

    def test_what_the_author_does_not_know(self):
        with self.assertRaisesRegex(ValidationError, "which you may not read"), self.cr.savepoint():
            self.rule.with_user(self.keeper).event_registration_filter = WOMEN
        self.env.flush_all()
        query = SQL("UPDATE event_lead_rule SET event_registration_filter = %s WHERE id = %s", WOMEN, self.rule.id)
        self.env.cr.execute(query)
        self.assertFalse(self._leads())

    def test_rules_of_before_get_an_author(self):
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE event_lead_rule SET domain_author_id = NULL WHERE id = %s", self.rule.id))
        post_init_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(self.rule.domain_author_id, self.keeper)
