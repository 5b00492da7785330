from odoo.exceptions import AccessError

from .common import HubCase


class TestAnalyst(HubCase):
    """Who counts reads everything that is counted, and changes nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tag = cls.env["crm.tag"].create({"name": "A tag of leads"})
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "A lead",
                "type": "opportunity",
                "partner_id": cls.company.id,
                "user_id": cls.account.id,
                "tag_ids": tag.ids,
            }
        )

    def _menus_of(self, user):
        menus = self.env["ir.ui.menu"].with_user(user)
        return menus.search([]).filtered(lambda menu: menu.id in menus._visible_menu_ids())

    def test_every_screen_of_the_own_menu_opens(self):
        root = self.env.ref("hub_entrepreneurs.hub_analysis_menu_root")
        menus = self._menus_of(self.analyst)
        self.assertIn(root, menus)
        self.assertNotIn(self.env.ref("hub_entrepreneurs.hub_menu_root"), menus)
        opened = [menu.action for menu in menus.sudo() if menu.action and menu.parent_path.startswith(f"{root.id}/")]
        self.assertGreaterEqual(len(opened), 12)
        # Today reads what is the analyst's own.
        self.assertIn(self.env.ref("hub_entrepreneurs.hub_day_action"), opened)
        for action in (each for each in opened if each.type == "ir.actions.act_window"):
            model = self.env[action.res_model].with_user(self.analyst)
            with self.subTest(action=action.name):
                views = model.get_views([view for view in action.views if view[1] != "activity"])
                model.search([], limit=3).read(list(views["models"][action.res_model]["fields"]))
                for operation in ("create", "write", "unlink"):
                    self.assertFalse(model.has_access(operation))

    def test_reads_leads_of_everybody_and_changes_none(self):
        lead = self.lead.with_user(self.analyst)
        form = lead.get_views([(self.env.ref("crm.crm_lead_view_form").id, "form")])
        names = [name for name in form["models"]["crm.lead"]["fields"] if not name.startswith("calendar")]
        self.assertEqual(lead.read(names)[0]["name"], "A lead")
        self.assertEqual(lead.tag_ids.mapped("name"), ["A tag of leads"])
        with self.assertRaises(AccessError):
            lead.name = "Another name"

    def test_leads_of_another_agency_are_out_of_reach(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.lead.write({"user_id": False, "team_id": False, "partner_id": False, "company_id": agency.id})
        self.assertFalse(self.env["crm.lead"].with_user(self.analyst).search([("id", "=", self.lead.id)]))

    def test_the_menu_is_nobody_elses(self):
        root = self.env.ref("hub_entrepreneurs.hub_analysis_menu_root")
        for user in (self.account, self.director, self.privacy, self.outsider):
            self.assertNotIn(root, self._menus_of(user))
