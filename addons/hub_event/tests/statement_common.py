from datetime import timedelta

from odoo import fields

from odoo.addons.hub_entrepreneurs.domain.days import months_later
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ..models.mixins.hub_link_mixin import hashed
from .common import EventCase

TOKEN = "the-key-of-a-test"


class StatementCase(EventCase):
    """A service that is followed up, and a company that can be written to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What a demo database is still to ask would be in the way.
        cls.env["hub.service"].search([]).follow_up_months = False
        cls.env["hub.statement"].search([]).unlink()
        cls.today = today(cls.env)
        cls.service, cls.plain, cls.other_service = cls.env["hub.service"].create(
            [
                {"name": "Test Export", "code": "TSTEXP", "follow_up_months": "12", "asks_about_markets": True},
                {"name": "Test Talk", "code": "TSTTALK"},
                {"name": "Test Coaching", "code": "TSTCOACH", "follow_up_months": "6"},
            ]
        )
        cls.programme = cls.env["hub.programme"].create({"name": "Test Programme", "code": "TSTPROG"})
        (cls.company + cls.other_company).user_id = cls.account
        cls.company.write({"email": "atelier@example.com", "email_source": "given", "lang": "en_US"})
        cls.person = cls.env["res.partner"].create(
            {"name": "Test Person", "parent_id": cls.company.id, "email": "person@example.com", "lang": "en_US"}
        )

    @classmethod
    def talk(cls, days=0, service=None, company=None, **values):
        """Log a conversation some days ago."""
        return cls.env["hub.interaction"].create(
            {
                "partner_id": (company or cls.company).id,
                "service_id": (service or cls.service).id,
                "date": fields.Datetime.now() - timedelta(days=days),
                "user_id": cls.account.id,
                "programme_id": cls.programme.id,
                "channel": "phone",
                **values,
            }
        )

    @classmethod
    def create_statement(cls, moment="0", company=None, service=None, **values):
        """Create a statement that was sent, and that the link with :data:`TOKEN` leads to."""
        start = months_later(cls.today, -int(moment))
        return cls.env["hub.statement"].create(
            {
                "partner_id": (company or cls.company).id,
                "service_id": (service or cls.service).id,
                "programme_id": cls.programme.id,
                "moment": moment,
                "date_start": start,
                "date_end": months_later(start, 12) - timedelta(days=1),
                "date_due": cls.today,
                "state": "sent",
                "sent_on": cls.today,
                "date_expires": cls.today + timedelta(days=60),
                "lang": "en_US",
                "token_hash": hashed(values.pop("token", f"{TOKEN}-{cls.env['hub.statement'].search_count([])}")),
                **values,
            }
        )

    @classmethod
    def create_answered_baseline(cls, jobs, statement):
        """Create the baseline of the occasion of a statement, with its answer."""
        return cls.create_statement(
            company=statement.partner_id,
            service=statement.service_id,
            date_start=statement.date_start,
            date_end=statement.date_end,
            state="answered",
            answered_at=fields.Datetime.now() - timedelta(days=(cls.today - statement.date_start).days),
            jobs=jobs,
        )

    def _create_contact(self, company):
        days = {"date_begin": "2031-01-01 08:00:00", "date_end": "2031-01-01 18:00:00"}
        event = self.env["event.event"].create({"name": "Fair", **days})
        contact = self.env["res.partner"].create({"name": "Buyer"})
        return self.env["hub.action.contact"].create(
            {"event_id": event.id, "partner_id": company.id, "contact_id": contact.id}
        )

    def one_of_each_of_statements(self, company):
        """Create one row of each model of statements that points to contacts, by model."""
        return {
            "hub.statement": self.create_statement(company=company),
            "hub.action.contact": self._create_contact(company),
            "hub.slot.invitation": self.env["hub.slot.invitation"].create({"partner_id": company.id}),
        }
