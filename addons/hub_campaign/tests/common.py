from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class CampaignCase(HubCase):
    """A campaign of the cluster manager's cluster, and companies that can be written to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.purpose = cls.env.ref("hub_campaign.hub_consent_purpose_cluster_news")
        cls.other_purpose = cls.env.ref("hub_campaign.hub_consent_purpose_export_offers")
        cls.company.write({"email": "atelier@example.com", "email_source": "given", "lang": "en_US"})
        cls.other_company.write({"email": "forge@example.com", "email_source": "public", "lang": "en_US"})
        cls.companies = cls.company + cls.other_company
        cls.campaign = cls.create_campaign(cls.companies)

    @classmethod
    def create_campaign(cls, companies=None, user=None, **values):
        """Create a campaign of the cluster manager for these companies."""
        if companies is not None:
            values["audience_domain"] = repr([("id", "in", companies.ids)])
        return (
            cls.env["utm.campaign"]
            .with_user(user or cls.cluster_manager)
            .create(
                {
                    "title": "Test Campaign",
                    "cluster_ids": cls.cluster.ids,
                    "user_id": cls.cluster_manager.id,
                    "is_sector_campaign": True,
                    **values,
                }
            )
        )

    @classmethod
    def create_companies(cls, count, **values):
        """Create companies with an address of their own."""
        return cls.env["res.partner"].create(
            [
                {
                    "name": f"Test Maker {number}",
                    "is_company": True,
                    "email": f"maker{number}@example.com",
                    "email_source": "given",
                    "phone": f"+32 2 555 {number:04}",
                    **values,
                }
                for number in range(count)
            ]
        )

    @classmethod
    def create_person(cls, company, role="owner", name="Test Person", **values):
        """Create a person with a role in a company today."""
        person = cls.env["res.partner"].create({"name": name, "email": "person@example.com", **values})
        cls.env["hub.company.role"].create({"partner_id": company.id, "person_id": person.id, "role": role})
        return person

    def one_of_each_of_campaigns(self, company):
        """Create one row of each model of campaigns that points to contacts.

        :return: the rows by their models
        """
        return {
            "hub.campaign.member": self.env["hub.campaign.member"].create(
                {"campaign_id": self.campaign.id, "partner_id": company.id}
            ),
            "hub.consent": self.env["hub.consent"]._answer(company, self.purpose, "given", "form"),
        }

    def models_of_campaigns_about_contacts(self):
        """Return the models of campaigns that store a link of their own to a contact."""
        links = self.env["ir.model.fields"].search(
            [
                ("model", "=like", "hub.%"),
                ("relation", "=", "res.partner"),
                ("ttype", "=", "many2one"),
                ("store", "=", True),
                ("related", "=", False),
                ("model_id.transient", "=", False),
            ]
        )
        ours = links.filtered(lambda link: link.modules == "hub_campaign" and self.env[link.model]._auto)
        return set(ours.mapped("model"))
