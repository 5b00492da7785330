from lxml import etree

from .mail_common import MailingCase


class TestScreens(MailingCase):
    """What the pages of campaigns offer, and to whom."""

    def _arch(self, model, view, view_type, user):
        view_id = self.env.ref(f"hub_campaign.{view}").id
        return self.env[model].with_user(user).get_views([(view_id, view_type)])["views"][view_type]["arch"]

    def test_only_who_runs_campaigns_is_offered_to_change_them(self):
        for view_type in ("form", "list", "kanban", "calendar"):
            view = f"utm_campaign_view_{view_type}_sector"
            # One after the other: views are kept in a cache.
            for user, offered in ((self.cluster_manager, True), (self.analyst, False), (self.director, True)):
                root = etree.fromstring(self._arch("utm.campaign", view, view_type, user))
                for action in ("create", "edit", "delete"):
                    self.assertEqual(root.get(action) != "0", offered, (view_type, user.login, action))

    def test_campaigns_of_other_addons_stay_as_they_are(self):
        view_id = self.env.ref("utm.utm_campaign_view_form").id
        for user, create in ((self.outsider, None), (self.account, None), (self.analyst, "False")):
            arch = self.env["utm.campaign"].with_user(user).get_view(view_id)["arch"]
            self.assertEqual(etree.fromstring(arch).get("create"), create, user.login)

    def test_the_mailings_of_a_wave_are_for_those_who_may_read_them(self):
        view = "hub_campaign_wave_view_form"
        self.assertIn('name="mailings"', self._arch("hub.campaign.wave", view, "form", self.cluster_manager))
        self.assertNotIn('name="mailings"', self._arch("hub.campaign.wave", view, "form", self.analyst))

    def test_a_manager_gives_a_call_to_somebody_else(self):
        view = "hub_campaign_member_view_form"
        field = '<field name="user_id" widget="many2one_avatar_user" options="{\'no_create\': True}"'
        self.assertIn(field, self._arch("hub.campaign.member", view, "form", self.cluster_manager))
        self.assertNotIn(field, self._arch("hub.campaign.member", view, "form", self.account))

    def test_a_campaign_has_the_colour_of_its_first_cluster(self):
        self.cluster.color = 4
        self.assertEqual(self.campaign.cluster_color, 4)
        self.campaign.sudo().cluster_ids = False
        self.assertEqual(self.campaign.sudo().cluster_color, 0)

    def test_the_first_message_names_what_was_made(self):
        self.assertEqual(self.campaign._creation_message(), "Campaign created")
        other = self.env["utm.campaign"].create({"title": "Newsletter"})
        self.assertEqual(other._creation_message(), "UTM Campaign created")
