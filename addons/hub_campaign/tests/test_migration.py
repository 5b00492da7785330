from odoo import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.test_migration import migration_of

from .common import CampaignCase
from .personal_common import ClosedListCase


class TestMigration(CampaignCase):
    """A database of an older version gets what a new one has."""

    def _older(self, campaign, **values):
        assignments = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items())
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE utm_campaign SET %s WHERE id = %s", assignments, campaign.id))
        self.env.invalidate_all()

    def test_purposes(self):
        self.env.cr.execute(SQL("ALTER TABLE utm_campaign DROP CONSTRAINT utm_campaign_purpose_of_sector_campaign"))
        plain = self.env["utm.campaign"].create({"title": "Plain", "purpose_id": False})
        self._older(self.campaign, purpose_id=None)
        migration_of("hub_campaign", "19.0.1.1.0/pre-migrate.py").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(self.campaign.purpose_id, self.purpose)
        self.assertFalse(plain.purpose_id)

    def test_agencies(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        manager = new_test_user(
            self.env,
            login="hub_other_manager",
            groups="hub_entrepreneurs.group_hub_director",
            company_id=agency.id,
            company_ids=[Command.set(agency.ids)],
        )
        foreign = self.create_campaign(user=manager, title="Foreign", user_id=manager.id, cluster_ids=[])
        plain = self.env["utm.campaign"].create({"title": "Plain"})
        for campaign in self.campaign + foreign:
            self._older(campaign, company_id=None)
        migration_of("hub_campaign", "19.0.1.1.0/post-migrate.py").migrate(self.env.cr, "19.0.1.0.0")
        self.assertEqual((self.campaign.company_id, foreign.company_id), (self.env.company, agency))
        self.assertFalse(plain.company_id)


class TestMigrationOfClosedLists(ClosedListCase):
    """Lists of an older database that were frozen from personal data are closed, and named nowhere else."""

    def _migrate(self):
        self.env.flush_all()
        migration_of("hub_campaign", "19.0.1.1.0/post-migrate.py").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def _forget(self, campaign, audience):
        """Make it a list of before, of whose audience only the chatter still knows."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE utm_campaign SET personal_data_frozen_on = NULL, rests_on_personal_data = FALSE,
                          audience_domain = %s WHERE id = %s""",
                audience,
                campaign.id,
            )
        )
        self.env.cr.execute(
            SQL("UPDATE hub_campaign_member SET rests_on_personal_data = FALSE WHERE campaign_id = %s", campaign.id)
        )
        self.env.invalidate_all()

    def test_a_list_whose_audience_was_changed_since(self):
        self.flush_history()
        women = self.women.with_context(tracking_disable=False)
        women.audience_domain = "[('id', '=', 0)]"
        self.flush_history()
        self._forget(self.women, "[('id', '=', 0)]")
        self._migrate()
        self.assertEqual(self.women.personal_data_frozen_on, self.women.frozen_on)
        self.assertEqual(set(self.members.mapped("rests_on_personal_data")), {True})
        self.assertFalse(self.seen("hub.campaign.member", [("campaign_id", "=", self.women.id)], self.director))
        self.assertFalse(self.campaign.personal_data_frozen_on)

    def test_names_are_taken_out_of_what_others_see(self):
        self.send_to_women()
        first, second = self.members[:2]
        first.lead_id = self.env["crm.lead"].create(
            {
                "name": f"Women in Craft – {first.partner_id.name}",
                "partner_id": first.partner_id.id,
                "campaign_id": self.women.id,
                "source_id": self.mailing.source_id.id,
            }
        )
        second.lead_id = self.env["crm.lead"].create({"name": "An idea", "partner_id": second.partner_id.id})
        conversation = self.env["hub.interaction"].create(
            {"partner_id": first.partner_id.id, "campaign_member_id": first.id}
        )
        call = first.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.knowing.id, summary="Women in Craft"
        )
        consent = self.env["hub.consent"].create(
            {
                "person_id": first.contact_id.id,
                "purpose_id": self.purpose.id,
                "note": "Women in Craft, to a@example.com",
            }
        )
        other = self.env["hub.consent"].create(
            {"person_id": second.contact_id.id, "purpose_id": self.purpose.id, "note": "The fair of 2025"}
        )
        note = self.women.message_post(body="The audience was frozen: 12 companies were added.")
        talk = self.women.message_post(body="We call 12 of them.", message_type="comment")
        self._forget(self.women, self.women.audience_domain)
        self._migrate()
        self.assertEqual((first.lead_id.name, second.lead_id.name), (first.partner_id.name, "An idea"))
        self.assertFalse(first.lead_id.campaign_id or first.lead_id.source_id or conversation.campaign_member_id)
        self.assertEqual((call.summary, call.res_name), (False, first.partner_id.display_name))
        self.assertEqual((consent.note, other.note), (first.email_normalized, "The fair of 2025"))
        self.assertFalse(note.body)
        self.assertIn("12", talk.body, "what somebody wrote stays")

    def test_authors(self):
        mailing = (
            self.env["mailing.mailing"]
            .with_user(self.cluster_manager)
            .create({"subject": "S", "mailing_model_id": self.env["ir.model"]._get_id("res.partner")})
        )
        for last, author in ((self.director, self.director), (self.env.ref("base.user_root"), self.cluster_manager)):
            mailing.with_user(last).sudo().name = f"S {last.id}"
            self.env.flush_all()
            self.env.cr.execute(SQL("UPDATE mailing_mailing SET domain_author_id = NULL WHERE id = %s", mailing.id))
            self._migrate()
            self.assertEqual(mailing.domain_author_id, author)
