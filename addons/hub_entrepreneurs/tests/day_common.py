from datetime import timedelta

from odoo import fields
from odoo.tools import SQL

from ..tools import dates
from .common import HubCase


class DayCase(HubCase):
    """Today of each role, as the browser gets it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = dates.today(cls.env)
        cls.now = fields.Datetime.now()
        cls.company.user_id = cls.account
        cls.agency = cls.env["res.company"].create({"name": "Other Agency"})

    def day(self, user=None):
        """Return the cards of a user's day by key."""
        self.env.flush_all()
        self.env.invalidate_all()
        cards = self.env["hub.day"].with_user(user or self.account).get_day()["cards"]
        self.assertEqual(len(cards), len({card["key"] for card in cards}))
        return {card["key"]: card for card in cards}

    def lines(self, key, user=None):
        """Return the rows of a card of a user's day."""
        return list(self.day(user)[key]["lines"])

    def titles(self, key, user=None):
        return [line["title"] for line in self.lines(key, user)]

    def ago(self, **delta):
        return self.today - timedelta(**delta)

    def ahead(self, **delta):
        return self.today + timedelta(**delta)

    def noon(self, day):
        """Return the moment of a day's noon in the agency's zone, as Odoo stores it."""
        return dates.start_of(day, dates.zone(self.env)) + timedelta(hours=12)

    def make_older(self, records, day):
        """Let records be created on a day: Odoo writes the moment itself."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE %s SET create_date = %s WHERE id IN %s", SQL.identifier(records._table), day, records._ids)
        )
        records.invalidate_recordset()

    def plan(self, record, day, user=None, activity_type="mail.mail_activity_data_todo", **values):
        """Plan an activity on a record."""
        return record.activity_schedule(
            activity_type, date_deadline=day, user_id=(user or self.account).id, **{"summary": "Call back", **values}
        )
