from .day_common import DayCase


class TestDayClusters(DayCase):
    """A cluster manager sees who comes and goes in the own clusters."""

    def join(self, name, cluster=None, **values):
        company = self.env["res.partner"].create({"name": name, "is_company": True})
        return self.env["hub.cluster.membership"].create(
            {"cluster_id": (cluster or self.cluster).id, "partner_id": company.id, **values}
        )

    def test_joined_left_and_candidates(self):
        self.join("Joined", date_start=self.ago(days=29))
        self.join("Long a Member", date_start=self.ago(days=31))
        self.join("Of Another", cluster=self.other_cluster, date_start=self.ago(days=1))
        self.join("Left", date_start=self.ago(days=90), date_end=self.ago(days=1))
        self.join("Leaves Today", date_start=self.ago(days=90), date_end=self.today)
        self.join("Candidate", date_start=False)
        self.join("Joins Tomorrow", date_start=self.ahead(days=1))
        of_manager = self.day(self.cluster_manager)

        def titles(key):
            return {line["title"] for line in of_manager[key]["lines"]}

        self.assertEqual(titles("joined"), {"Joined"})
        self.assertEqual(titles("left"), {"Left"})
        self.assertEqual(titles("candidates"), {"Candidate", "Joins Tomorrow"})
        self.assertIn("Test Makers", of_manager["joined"]["lines"][0]["text"])

    def test_members_without_a_contact(self):
        silent, heard = (self.join(name, date_start=self.ago(days=300)).partner_id for name in ("Silent", "Heard"))
        self.make_older(silent + heard, self.ago(days=400))
        self.env["hub.interaction"].create({"partner_id": heard.id, "date": self.noon(self.ago(days=5))})
        self.assertEqual(self.titles("silent_members", self.cluster_manager), ["Silent"])
        domain = self.day(self.cluster_manager)["silent_members"]["opens"]["domain"]
        found = self.env["hub.cluster.membership"].with_user(self.cluster_manager).search(domain)
        self.assertEqual(found.partner_id, silent, "all of them open as on the card")

    def test_nothing_of_another_agency(self):
        membership = self.join("Elsewhere", date_start=self.ago(days=2))
        self.assertEqual(self.titles("joined", self.cluster_manager), ["Elsewhere"])
        membership.partner_id.company_id = self.agency
        card = self.day(self.cluster_manager)["joined"]
        self.assertEqual((card["count"], card["lines"]), (0, ()))

    def test_names_of_clusters_are_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.cluster.with_context(lang="fr_FR").name = "Artisans"
        self.join("Joined", date_start=self.today)
        manager = self.cluster_manager
        cards = self.env["hub.day"].with_user(manager).with_context(lang="fr_FR").get_day()["cards"]
        [card] = [each for each in cards if each["key"] == "joined"]
        self.assertIn("Artisans", card["lines"][0]["text"])
