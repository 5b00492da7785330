from freezegun import freeze_time

from .common import YEAR, ActionCase

__all__ = ["YEAR", "RegistrationCase"]


class RegistrationCase(ActionCase):
    """An action with few places, and companies of an account manager, each with a person and an address."""

    USERS = {**ActionCase.USERS, "desk": "event.group_event_registration_desk"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": f"Registering {rank}",
                    "is_company": True,
                    "email": f"company{rank}@example.com",
                    "user_id": cls.account.id,
                    "lang": "en_US",
                }
                for rank in range(6)
            ]
        )
        cls.people = cls.env["res.partner"].create(
            [
                {"name": f"Person {rank}", "parent_id": company.id, "email": f"person{rank}@example.com"}
                for rank, company in enumerate(cls.companies)
            ]
        )
        cls.small = cls.create_action("Small Fair", seats_limited=True, seats_max=2, cluster_ids=cls.cluster.ids)

    @classmethod
    def register(cls, *ranks, event=None, user=None, **values):
        """Register the people of some companies for an action, one after the other."""
        registrations = cls.env["event.registration"]
        maker = registrations.with_user(user) if user else registrations
        for rank in ranks:
            made = maker.create({"event_id": (event or cls.small).id, "partner_id": cls.people[rank].id, **values})
            registrations += made.with_env(cls.env)
        return registrations

    def on_the_day(self):
        """Let it be the day of the small fair."""
        return freeze_time(f"{YEAR}-03-10 09:00:00")

    def places(self, registrations):
        """Return how the places of some registrations stand."""
        self.env.flush_all()
        registrations.invalidate_recordset()
        return registrations.mapped("place_state")

    @classmethod
    def micro(cls, *ranks):
        """Make some of the companies micro-enterprises."""
        for rank in ranks:
            cls.companies[rank].write({"employee_count": 2, "turnover": 1000, "size_data_year": 2029})
