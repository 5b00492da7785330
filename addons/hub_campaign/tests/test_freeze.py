from datetime import timedelta

from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .common import CampaignCase


class TestFreeze(CampaignCase):
    def _reasons(self, campaign=None):
        """Return why companies are left out, by company."""
        campaign = campaign or self.campaign
        reasons = [reason for reason in campaign._get_freeze_counts() if reason]
        return {company: reason for reason in reasons for company in campaign._get_left_out(reason)}

    def test_companies_become_members_once(self):
        self.company.write({"zip": "1000", "city": "Bruxelles"})
        self.assertEqual(self.campaign._freeze(), 2)
        members = self.campaign.member_ids
        self.assertEqual(members.partner_id, self.companies)
        member = members.filtered(lambda each: each.partner_id == self.company)
        self.assertEqual(member.contact_id, self.company)
        self.assertEqual((member.email, member.email_normalized), ("atelier@example.com", "atelier@example.com"))
        self.assertEqual((member.lang, member.state), ("en_US", "targeted"))
        self.assertEqual(member.commune_id, self.company.commune_id)
        self.assertTrue(member.commune_id)
        self.assertEqual(member.create_uid, self.cluster_manager)
        self.assertTrue(self.campaign.frozen_on)
        self.assertEqual(self.campaign.frozen_by_id, self.cluster_manager)
        self.assertIn("companies added: 2.", self.campaign.message_ids[0].body)

    def test_the_statement_stores_what_the_fields_compute(self):
        person = self.create_person(self.company, lang="fr_FR", email="Paul <PAUL@example.com>")
        self.env["res.lang"]._activate_lang("fr_FR")
        self.company.write({"zip": "1000", "city": "Bruxelles"})
        self.campaign._freeze()
        names = ["contact_id", "email", "email_normalized", "lang", "commune_id", "state", "message_bounce"]
        inserted = self.campaign.member_ids.sorted("partner_id")
        before = inserted.read(names, load=None)
        other = self.create_campaign(self.companies)
        created = self.env["hub.campaign.member"].create(
            [
                {"campaign_id": other.id, "partner_id": each.partner_id.id, "contact_id": each.contact_id.id}
                for each in inserted
            ]
        )
        after = created.read(names, load=None)
        self.assertEqual([{**row, "id": 0} for row in before], [{**row, "id": 0} for row in after])
        self.assertEqual(inserted[0].contact_id, person)
        self.assertEqual(inserted[0].lang, "fr_FR")

    def _create_kinds(self):
        """Create a company of each kind that a freeze tells apart, by what it is called here."""
        names = (
            "general", "register", "nothing", "bad", "two", "blacklisted", "opted_out", "trader", "silent_trader",
            "public_trader", "register_trader", "person", "archived", "strange_lang", "represented", "register_person",
            "same",
        )  # fmt: skip
        kinds = dict(zip(names, self.create_companies(len(names), lang="nl_BE"), strict=True))
        kinds["general"].write({"zip": "1000", "city": "Bruxelles"})
        kinds["register"].email_source = "register"
        kinds["nothing"].write({"email": False, "phone": False})
        kinds["bad"].email = "nowhere"
        kinds["two"].email = "Two <TWO@example.com>, second@example.com"
        self.env["mail.blacklist"].create({"email": kinds["blacklisted"].email})
        self.env["hub.consent"]._answer(kinds["opted_out"], self.purpose, "withdrawn", "phone")
        for name in ("trader", "silent_trader", "public_trader", "register_trader"):
            kinds[name].is_natural_person = True
        for name in ("trader", "public_trader", "register_trader"):
            self.env["hub.consent"]._answer(kinds[name], self.purpose, "given", "form")
        kinds["register_trader"].email_source = "register"
        kinds["public_trader"].write({"email_source": "public", "phone": False})
        self.create_person(kinds["person"], lang="fr_FR", email="Paul <PAUL@example.com>", zip="1030")
        self.create_person(kinds["archived"], lang="fr_FR", email="gone@example.com").active = False
        strange = self.create_person(kinds["strange_lang"], email="strange@example.com")
        # Such a contact was archived when its language was, and came back.
        self.env.cr.execute(SQL("UPDATE res_partner SET lang = 'fi_FI' WHERE id = %s", strange.id))
        strange.invalidate_recordset(["lang"])
        voice = self.env["res.partner"].create({"name": "A voice", "email": "voice@example.com", "lang": "fr_FR"})
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": kinds["represented"].id, "contact_id": voice.id}
        )
        known = self.create_person(kinds["register_person"], email="known@example.com", phone="+32 2 555 99 99")
        known.email_source = "register"
        kinds["same"].email = kinds["general"].email
        return kinds

    def test_each_kind_of_company_is_stored_as_its_fields_compute_it(self):
        for code in ("fr_FR", "nl_BE"):
            self.env["res.lang"]._activate_lang(code)
        kinds = self._create_kinds()
        companies = self.env["res.partner"].union(*kinds.values())
        left_out = {
            "email": {
                "register": "register", "nothing": "no_address", "bad": "no_address", "blacklisted": "blacklisted",
                "opted_out": "opted_out", "silent_trader": "no_consent", "public_trader": "not_given",
                "register_trader": "register", "same": "same_person",
            },
            "both": {
                "nothing": "no_address", "opted_out": "opted_out", "silent_trader": "no_consent",
                "public_trader": "not_given", "same": "same_person",
            },
        }  # fmt: skip
        left_out["phone"] = left_out["both"]
        for addressee in ("decision_maker", "representative", "company"):
            for channel, expected in left_out.items():
                with self.subTest(addressee=addressee, channel=channel):
                    campaign = self.create_campaign(companies, addressee=addressee, channel=channel)
                    reasons = {company.name: reason for company, reason in self._reasons(campaign).items()}
                    self.assertEqual(reasons, {kinds[name].name: reason for name, reason in expected.items()})
                    campaign._freeze()
                    self.assertEqual(len(campaign.member_ids), len(kinds) - len(expected))
                    self._assert_computed(campaign.member_ids)
                    answers = self.env["hub.consent"]._get_answers
                    for name, company in kinds.items():
                        said = answers(company, company.email_normalized, self.purpose)[self.purpose.id]
                        self.assertEqual(said == "withdrawn", expected.get(name) == "opted_out", name)

    def _assert_computed(self, members):
        """Compare what is stored with what the fields compute, those that keep a value that is there from nothing."""
        kept = ["lang", "commune_id"]
        stored = [field for field in members._fields.values() if field.store and field.compute]
        self.assertGreater(
            {field.name for field in stored}, {"contact_id", "email", "email_normalized", "state", *kept}
        )
        names = [field.name for field in stored]
        before = members.read(names, load=None)
        self.env.cr.execute(
            SQL(
                "UPDATE hub_campaign_member SET %s WHERE id IN %s",
                SQL(", ").join(SQL("%s = NULL", SQL.identifier(name)) for name in kept),
                members._ids,
            )
        )
        members.invalidate_recordset()
        for field in stored:
            self.env.add_to_compute(field, members)
        members.flush_recordset()
        members.invalidate_recordset()
        self.assertEqual(before, members.read(names, load=None))

    def test_why_companies_are_left_out(self):
        nobody, no_address, register, blacklisted, opted_out, same = companies = self.create_companies(6)
        no_address.email = False
        register.email_source = "register"
        self.env["mail.blacklist"].create({"email": blacklisted.email})
        self.env["hub.consent"]._answer(opted_out, self.purpose, "withdrawn", "phone")
        same.email = self.company.email
        campaign = self.create_campaign(self.company + companies - nobody)
        self.assertEqual(
            self._reasons(campaign),
            {
                no_address: "no_address",
                register: "register",
                blacklisted: "blacklisted",
                opted_out: "opted_out",
                same: "same_person",
            },
        )
        campaign._freeze()
        self.assertEqual(campaign.member_ids.partner_id, self.company)
        self.assertEqual(
            set(self._reasons(campaign).values()),
            {"already", "same_person", "no_address", "register", "blacklisted", "opted_out"},
        )
        alone = self.create_campaign(nobody, addressee="founder", addressee_fallback=False)
        self.assertEqual(self._reasons(alone), {nobody: "nobody"})

    def test_an_opt_out_is_of_one_purpose_and_of_the_address(self):
        person = self.create_person(self.company)
        elsewhere = self.env["res.partner"].create({"name": "The same person", "email": person.email})
        self.env["hub.consent"]._answer(elsewhere, self.purpose, "withdrawn", "unsubscribe")
        campaign = self.create_campaign(self.company, addressee_fallback=False)
        self.assertEqual(self._reasons(campaign), {self.company: "opted_out"})
        campaign.purpose_id = self.other_purpose
        self.assertEqual(self._reasons(campaign), {})

    def test_a_sole_trader_needs_consent_and_an_address_of_the_own(self):
        self.company.is_natural_person = True
        self.assertEqual(self._reasons(), {self.company: "no_consent"})
        self.env["hub.consent"]._answer(self.company, self.purpose, "given", "form")
        self.assertEqual(self._reasons(), {})
        self.company.email_source = "public"
        self.assertEqual(self._reasons(), {self.company: "not_given"})

    def test_who_is_addressed(self):
        adviser = self.create_person(self.company, "adviser", "An adviser", email="adviser@example.com")
        owner = self.create_person(self.company, "owner", "An owner", email="owner@example.com")
        representative = self.env["res.partner"].create({"name": "A voice", "email": "voice@example.com"})
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "contact_id": representative.id}
        )
        for addressee, expected in (
            ("decision_maker", owner),
            ("adviser", adviser),
            ("representative", representative),
            ("company", self.company),
            ("founder", self.company),
        ):
            campaign = self.create_campaign(self.company, addressee=addressee)
            [row] = campaign._prepare_preview_values()
            self.assertEqual(row["contact_id"], expected.id, addressee)
        owner.email = False
        [row] = self.create_campaign(self.company)._prepare_preview_values()
        self.assertEqual(row["contact_id"], self.company.id, "who can't be written to is passed over")

    def test_a_role_of_the_past_is_none(self):
        owner = self.create_person(self.company)
        owner.held_role_ids.date_end = today(self.env) - timedelta(days=1)
        [row] = self.create_campaign(self.company)._prepare_preview_values()
        self.assertEqual(row["contact_id"], self.company.id)

    def test_the_language_decides_between_two_persons(self):
        self.env["res.lang"]._activate_lang("nl_BE")
        self.create_person(self.company, name="First", email="first@example.com", lang="en_US")
        dutch = self.create_person(self.company, name="Second", email="second@example.com", lang="nl_BE")
        [row] = self.create_campaign(self.company, addressee_lang="nl_BE")._prepare_preview_values()
        self.assertEqual((row["contact_id"], row["lang"]), (dutch.id, "nl_BE"))
        self.assertEqual(row["role"], "Owner")

    def test_one_person_for_two_companies_is_addressed_once(self):
        person = self.create_person(self.company)
        self.env["hub.company.role"].create(
            {"partner_id": self.other_company.id, "person_id": person.id, "role": "owner"}
        )
        self.assertEqual(self._reasons(), {self.other_company: "same_person"})
        self.campaign._freeze()
        self.assertEqual(self.campaign.member_ids.contact_id, person)
        self.assertEqual(self._reasons(), {self.company: "already", self.other_company: "same_person"})

    def test_reached_by_phone(self):
        [company] = self.create_companies(1, email=False)
        self.assertEqual(self._reasons(self.create_campaign(company)), {company: "no_address"})
        for channel in ("phone", "both"):
            self.assertEqual(self._reasons(self.create_campaign(company, channel=channel)), {})
        company.phone = False
        for channel in ("phone", "both"):
            self.assertEqual(self._reasons(self.create_campaign(company, channel=channel)), {company: "no_address"})

    def test_freezing_again_adds_the_new_ones_only(self):
        self.campaign._freeze()
        with self.assertRaisesRegex(UserError, "Each company of the audience is in the campaign already"):
            self.campaign._freeze()
        newcomer = self.create_companies(1)
        self.campaign.audience_domain = repr([("id", "in", (self.companies + newcomer).ids)])
        self.assertEqual(self.campaign._freeze(), 1)
        self.assertEqual(len(self.campaign.member_ids), 3)

    def test_an_empty_audience_is_a_sentence(self):
        for campaign, words in (
            (self.create_campaign(), "Choose the audience"),
            (self.create_campaign(self.env["res.partner"]), "No company fits"),
            (
                self.create_campaign(self.create_companies(1, email=False)),
                "None of the companies in the audience can be added",
            ),
        ):
            with self.assertRaisesRegex(UserError, words):
                campaign._freeze()

    def test_the_database_refuses_a_company_twice(self):
        self.campaign._freeze()
        with self.assertRefused("hub.campaign.member", "This company is in the campaign already"):
            self.env["hub.campaign.member"].create({"campaign_id": self.campaign.id, "partner_id": self.company.id})

    def test_the_dialog_shows_who_and_why_not(self):
        [silent] = self.create_companies(1, email=False)
        self.campaign.audience_domain = repr([("id", "in", (self.companies + silent).ids)])
        action = self.campaign.action_freeze()
        wizard = self.env["hub.campaign.freeze"].with_user(self.cluster_manager).with_context(**action["context"])
        wizard = wizard.create({})
        self.assertEqual((wizard.ready_count, wizard.left_out_count), (2, 1))
        self.assertEqual(wizard.line_ids.partner_id, self.companies)
        [reason] = wizard.reason_ids
        self.assertEqual((reason.reason, reason.count), ("no_address", 1))
        self.assertEqual(reason.action_open()["domain"], [("id", "in", silent.ids)])
        wizard.action_freeze()
        self.assertEqual(self.campaign.member_ids.partner_id, self.companies)

    def test_only_whoever_runs_the_campaign_freezes(self):
        foreign = self.create_campaign(self.companies, user=self.director, cluster_ids=self.other_cluster.ids)
        shared = self.create_campaign(
            self.companies, user=self.director, cluster_ids=(self.cluster + self.other_cluster).ids
        )
        for user, campaign in (
            (self.cluster_manager, foreign),
            (self.cluster_manager, shared),
            (self.account, self.campaign),
            (self.analyst, self.campaign),
        ):
            with self.assertRaises(AccessError):
                campaign.with_user(user)._freeze()
        self.assertEqual(self.campaign.with_user(self.director)._freeze(), 2)

    def test_companies_of_another_agency_stay_there(self):
        self.other_company.company_id = self.env["res.company"].create({"name": "Another agency"})
        self.campaign._freeze()
        self.assertEqual(self.campaign.member_ids.partner_id, self.company)

    def test_personal_data_stay_with_their_group(self):
        women = ("target_group_member_ids", "any", [("group_id.code", "=", "women")])
        domain = repr([("id", "in", self.companies.ids), women])
        with self.assertRaisesRegex(UserError, "uses personal data"):
            self.create_campaign(audience_domain=domain)
        knowing = new_test_user(
            self.env,
            login="hub_knowing",
            groups="hub_entrepreneurs.group_hub_director,hub_entrepreneurs.group_hub_personal_data",
        )
        self.env["hub.target.group.member"].with_user(self.env.ref("base.user_root")).create(
            {
                "group_id": self.env.ref("hub_entrepreneurs.hub_target_group_women").id,
                "partner_id": self.company.id,
                "date_start": "2026-01-01",
            }
        )
        campaign = self.create_campaign(user=knowing, audience_domain=domain)
        self.assertTrue(campaign.rests_on_personal_data)
        self.assertEqual(campaign.audience_count, 1)
        self.assertEqual(campaign._freeze(), 1)
        for user in (self.cluster_manager, self.director, self.analyst):
            seen = self.env["hub.campaign.member"].with_user(user).search([("campaign_id", "=", campaign.id)])
            self.assertFalse(seen, user.login)
            with self.assertRaises(UserError):
                campaign.with_user(user)._check_audience()
        self.assertTrue(self.env["hub.campaign.member"].with_user(knowing).search([("campaign_id", "=", campaign.id)]))

    def test_as_many_queries_for_many_as_for_few(self):
        def count(campaign):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            campaign._freeze()
            return self.env.cr.sql_log_count - before

        few, many = self.create_companies(3), self.create_companies(40)
        count(self.create_campaign(few))
        few, many = (count(self.create_campaign(companies)) for companies in (few, many))
        self.assertEqual(few, many)


@tagged("post_install", "-at_install")
class TestFreezeTwoAtOnce(CampaignCase):
    def test_the_database_lets_one_of_two_freeze(self):
        insert = """INSERT INTO hub_campaign_member (campaign_id, partner_id, state) VALUES (%s, %s, 'targeted')"""
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            first.execute(
                SQL(
                    """INSERT INTO utm_campaign (name, title, active, user_id, stage_id, channel, addressee)
                       SELECT 'race', '{"en_US": "Race"}', TRUE, 1, MIN(id), 'email', 'company' FROM utm_stage
                       RETURNING id"""
                )
            )
            campaign = first.fetchone()[0]
            first.execute(SQL("SELECT MIN(id) FROM res_partner WHERE is_company"))
            partner = first.fetchone()[0]
            first.commit()
            try:
                first.execute(SQL("UPDATE utm_campaign SET write_date = write_date WHERE id = %s", campaign))
                first.execute(SQL(insert, campaign, partner))
                second.execute(SQL("SELECT 1"))
                second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                    second.execute(SQL("UPDATE utm_campaign SET write_date = write_date WHERE id = %s", campaign))
                second.rollback()
                second.execute(SQL("SELECT 1 FROM utm_campaign"))
                first.commit()
                with self.assertRaises(errors.SerializationFailure, msg="Odoo starts the second one again"):
                    second.execute(SQL("UPDATE utm_campaign SET write_date = write_date WHERE id = %s", campaign))
                second.rollback()
                with self.assertRaises(errors.UniqueViolation):
                    second.execute(SQL(insert, campaign, partner))
                second.rollback()
            finally:
                first.rollback()
                first.execute(SQL("DELETE FROM hub_campaign_member WHERE campaign_id = %s", campaign))
                first.execute(SQL("DELETE FROM utm_campaign WHERE id = %s", campaign))
                first.commit()
