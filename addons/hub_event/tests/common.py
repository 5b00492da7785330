from odoo.addons.hub_entrepreneurs.tests.common import HubCase

YEAR = 2031
"""A year in which nothing else has a plan."""


class EventCase(HubCase):
    """A test in several languages."""

    @classmethod
    def speak(cls, lang):
        """Activate a language, with the words of the addon."""
        cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"]._load_module_terms(["hub_event"], [lang])


class ActionCase(EventCase):
    """An adviser with an office, a plan of a year and one of the year before, and a type of action."""

    USERS = {**HubCase.USERS, "adviser": "hub_export.group_hub_export_adviser"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fair = cls.env.ref("hub_event.hub_action_type_fair")
        cls.mission = cls.env.ref("hub_event.hub_action_type_mission")
        cls.last_plan, cls.plan = cls.env["hub.action.plan"].create([{"year": YEAR - 1}, {"year": YEAR}])
        cls.office = cls.env["hub.foreign.office"].create(
            {"name": "Test Office", "country_id": cls.france.id, "user_id": cls.adviser.id}
        )

    @classmethod
    def values_of(cls, name, month=3, year=YEAR, **values):
        """Return the values of an action on the tenth of a month."""
        return {
            "name": name,
            "date_begin": f"{year}-{month:02}-10 08:00:00",
            "date_end": f"{year}-{month:02}-11 16:00:00",
            "action_type_id": cls.fair.id,
            "address_id": False,
            "country_id": cls.france.id,
            **values,
        }

    @classmethod
    def create_action(cls, name="Test Fair", month=3, year=YEAR, **values):
        """Create an action in the plan of its year, if there is one."""
        plan = {YEAR: cls.plan, YEAR - 1: cls.last_plan}.get(year)
        values = {"action_plan_id": plan.id if plan else False, **values}
        return cls.env["event.event"].create(cls.values_of(name, month, year, **values))
