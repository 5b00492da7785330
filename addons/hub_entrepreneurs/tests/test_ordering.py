from .common import HubCase

NAMES = ["Ecole", "École", "eden", "Zinc", "Éditions", "zèbre", "atelier", "Œuvre", "Orfèvre"]
AS_A_PERSON_SORTS = ["atelier", "Ecole", "École", "eden", "Éditions", "Œuvre", "Orfèvre", "zèbre", "Zinc"]


class TestOrdering(HubCase):
    """Texts are in the order in which a person looks for them."""

    def test_companies(self):
        companies = self.env["res.partner"].create([{"name": name, "is_company": True} for name in NAMES])
        domain = [("id", "in", companies.ids)]
        self.assertEqual(companies.search(domain).mapped("name"), AS_A_PERSON_SORTS)
        self.assertEqual(companies.search(domain, order="name desc").mapped("name"), AS_A_PERSON_SORTS[::-1])
        listed = companies.with_user(self.account).web_search_read(domain, {"name": {}}, order="name")
        self.assertEqual([row["name"] for row in listed["records"]], AS_A_PERSON_SORTS)
        self.assertEqual([name for _id, name in companies.name_search("", domain)], AS_A_PERSON_SORTS)

    def test_translated_names_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        clusters = self.env["hub.cluster"].create([{"name": name, "code": name} for name in reversed(NAMES)])
        french = clusters.with_context(lang="fr_FR")
        french[0].name = "Abeilles"
        found = french.search([("id", "in", clusters.ids)]).mapped("name")
        self.assertEqual(found, ["Abeilles", *(name for name in AS_A_PERSON_SORTS if name != NAMES[-1])])

    def test_records_by_what_they_point_to(self):
        companies = self.env["res.partner"].create([{"name": name, "is_company": True} for name in NAMES])
        commitments = self.env["hub.commitment"].create(
            [{"name": "A promise", "partner_id": company.id} for company in companies]
        )
        found = commitments.search([("id", "in", commitments.ids)], order="partner_id")
        self.assertEqual(found.partner_id.mapped("name"), AS_A_PERSON_SORTS)

    def test_groups(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Company {city}", "is_company": True, "city": city} for city in NAMES * 2]
        )
        domain = [("id", "in", companies.ids)]
        groups = companies.formatted_read_group(domain, ["city"], ["__count"])
        self.assertEqual([group["city"] for group in groups], AS_A_PERSON_SORTS)
        self.assertEqual({group["__count"] for group in groups}, {2})
        groups = companies.formatted_read_group(domain, ["city"], ["__count"], order="city desc")
        self.assertEqual([group["city"] for group in groups], AS_A_PERSON_SORTS[::-1])
        self.assertEqual(companies.search(groups[0]["__extra_domain"]).mapped("city"), ["Zinc", "Zinc"])

    def test_groups_by_what_has_translated_names(self):
        models = self.env["ir.model"].search([("model", "in", ("res.partner", "res.country", "res.lang"))])
        self.env["mail.template"].create([{"name": "Letter", "model_id": model.id} for model in models])
        self.env["res.lang"]._activate_lang("fr_BE")
        for language in ("en_US", "fr_BE"):
            letters = self.env["mail.template"].with_context(lang=language)
            groups = letters.formatted_read_group([("name", "=", "Letter")], ["model_id"], ["__count"])
            found = self.env["ir.model"].browse(group["model_id"][0] for group in groups)
            self.assertEqual(found, models.with_context(lang=language).sorted(lambda each: not each.is_mail_thread))
