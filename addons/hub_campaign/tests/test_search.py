from .personal_common import ClosedListCase


class TestSearch(ClosedListCase):
    """Campaigns are found by whoever may read them; one that rests on personal data by who may know these."""

    def _found(self, text, user):
        kinds = self.env["hub.search"].with_user(user).find(text)["kinds"]
        return [row["id"] for kind in kinds if kind["model"] == "utm.campaign" for row in kind["rows"]]

    def test_by_its_title(self):
        campaign = self.create_campaign(title="Été des œuvres")
        for user in (self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(self._found("oeuvres ete", user), [campaign.id])
        self.assertFalse(self._found("oeuvres ete", self.account), "a campaign of another's clusters")

    def test_of_another_agency(self):
        campaign = self.create_campaign(title="Été des œuvres")
        campaign.sudo().company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.assertFalse(self._found("oeuvres ete", self.director))

    def test_core_campaigns(self):
        self.env["utm.campaign"].create({"title": "Été des œuvres"})
        self.assertFalse(self._found("oeuvres ete", self.director), "those of a tracker say nothing")

    def test_personal_data(self):
        self.assertEqual(self._found("women in craft", self.knowing), [self.women.id])
        for user in (self.cluster_manager, self.director, self.analyst, self.both):
            with self.subTest(user.login):
                self.assertFalse(self._found("women in craft", user))
        self.women.with_user(self.knowing).audience_domain = "[]"
        self.assertFalse(self._found("women in craft", self.director), "the list was frozen from personal data")
