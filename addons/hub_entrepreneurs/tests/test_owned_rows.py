from odoo import SUPERUSER_ID

from .owned_common import OwnedRowsCase

# What nobody makes or moves by hand, whatever the agency.
BY_NOBODY = {"hub.opened.company", "hub.target.group.member", "hub.transition.change"}


class TestOwnedRows(OwnedRowsCase):
    """What hangs on a company stays in the company's agency, whoever tries to move it and by whichever way."""

    def test_no_row_gets_into_another_agency(self):
        somebody, person = self.env["res.partner"].create([{"name": "Somebody"}, {"name": "Who Told Something"}])
        rows = self.one_of_each(self.company, somebody)
        profile = self.env["hub.person.profile"].with_user(SUPERUSER_ID)
        rows["hub.person.profile"] = profile.create({"person_id": person.id})
        self.assertEqual(set(rows), self.owned_models_of("hub_entrepreneurs"), "a new model gets a row in common.py")
        roles = ("account", "cluster_manager", "director", "analyst", "privacy", "outsider")
        able = self.check_owners_hold(rows, {role: getattr(self, role) for role in roles})
        self.assertEqual(able["create"], set(rows) - BY_NOBODY)
        self.assertEqual(able["load"], set(rows) - BY_NOBODY)
        self.assertEqual(able["move"], set(rows) - BY_NOBODY - {"hub.person.profile"}, "what one told stays with one")
