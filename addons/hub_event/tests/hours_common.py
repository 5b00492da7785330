from datetime import date, timedelta

from odoo import fields
from odoo.tools import SQL

from .common import YEAR, ActionCase

__all__ = ["YEAR", "HoursCase"]

DAY = date(YEAR, 3, 10)
"""A Monday."""


class HoursCase(ActionCase):
    """An action with hours of the account manager in the office, a company and its person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hours_type = cls.env.ref("hub_event.hub_action_type_hours")
        cls.hours = cls.create_action(
            "Showcase Office",
            action_type_id=cls.hours_type.id,
            country_id=cls.belgium.id,
            date_begin=f"{YEAR}-01-01 06:00:00",
            date_end=f"{YEAR}-12-31 18:00:00",
            event_mail_ids=False,
            user_id=cls.director.id,
        )
        cls.person = cls.env["res.partner"].create(
            {"name": "Test Person", "parent_id": cls.company.id, "email": "person@example.com", "lang": "en_US"}
        )
        cls.other_person = cls.person.copy({"parent_id": cls.other_company.id, "email": "other@example.com"})
        cls.slot = cls.create_slot()

    @classmethod
    def create_slot(cls, hour=9, day=DAY, **values):
        return cls.env["event.slot"].create(
            {
                "event_id": cls.hours.id,
                "user_id": cls.account.id,
                "date": day,
                "start_hour": hour,
                "end_hour": hour + 0.5,
                **values,
            }
        )

    def series(self, user=None, **values):
        return (
            self.env["hub.slot.series"]
            .with_user(user or self.director)
            .create(
                {
                    "event_id": self.hours.id,
                    "user_id": self.account.id,
                    "date_from": DAY,
                    "date_to": DAY,
                    "hour_from": 9,
                    "hour_to": 11,
                    "minutes": 30,
                    **values,
                }
            )
        )

    def book(self, slot=None, user=None, **values):
        """Book by phone, as a colleague does."""
        dialog = self.env["hub.slot.booking"].with_user(user or self.account)
        dialog = dialog.create(
            {"slot_id": (slot or self.slot).id, "partner_id": self.company.id, "contact_id": self.person.id, **values}
        )
        dialog.action_book()
        self.env.invalidate_all()
        return (slot or self.slot).registration_ids.filtered(lambda each: each.state == "open")[:1]

    def end_hour(self, slot=None):
        """Let an hour be over."""
        self.move_hour(slot or self.slot, -2)

    def move_hour(self, slot, hours):
        """Let an hour begin in so many hours from now."""
        self.env.flush_all()
        begin = fields.Datetime.now() + timedelta(hours=hours)
        self.env.execute_query(
            SQL(
                "UPDATE event_slot SET start_datetime = %s, end_datetime = %s WHERE id = %s",
                begin,
                begin + timedelta(hours=1),
                slot.id,
            )
        )
        self.env.invalidate_all()
