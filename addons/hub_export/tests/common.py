from contextlib import contextmanager

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

STAGES = ("interest", "diagnosis", "export_plan", "market_entry", "exporting", "consolidated")


class ExportCase(HubCase):
    """An export adviser besides, the export team and its stages."""

    USERS = {**HubCase.USERS, "adviser": "hub_export.group_hub_export_adviser"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What a demo database knows of markets would be in the way.
        cls.env["hub.foreign.office.mandate"].search([]).unlink()
        cls.env["crm.lead"].search([("target_country_id", "!=", False)]).target_country_id = False
        cls.netherlands = cls.env.ref("base.nl")
        cls.team = cls.env.ref("hub_export.crm_team_export")
        cls.stages = cls.env["crm.stage"].union(*(cls.env.ref(f"hub_export.crm_stage_{stage}") for stage in STAGES))

    @classmethod
    def create_lead(cls, user=None, **values):
        """Create an opportunity of the export team for the company, as a user or as superuser."""
        leads = cls.env["crm.lead"].with_user(user) if user else cls.env["crm.lead"]
        return leads.create(
            {
                "name": "Test lead",
                "type": "opportunity",
                "partner_id": cls.company.id,
                "team_id": cls.team.id,
                **values,
            }
        )

    @classmethod
    def create_office(cls, name, countries=(), start="2020-01-01", end=False, **values):
        """Create an office that leads countries over a period."""
        return cls.env["hub.foreign.office"].create(
            {
                "name": name,
                "country_id": (countries[0] if countries else cls.france).id,
                "mandate_ids": [
                    (0, 0, {"country_id": country.id, "date_start": start, "date_end": end}) for country in countries
                ],
                **values,
            }
        )

    @contextmanager
    def assertSays(self, error, sentence):  # noqa: N802
        """Assert that this is refused with an error that says so, and leaves nothing behind.

        :param str sentence: a regular expression
        """
        with self.assertRaises(error) as refused, self.cr.savepoint():
            yield
            self.env.flush_all()
        self.assertRegex(str(refused.exception), sentence)
