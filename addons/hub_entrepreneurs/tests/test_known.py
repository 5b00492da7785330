from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from .common import HubCase


class KnownCase(HubCase):
    """A company that is known by name, e-mail and phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls.env["res.partner"].create(
            {
                "name": "Vélos d’Étain SRL",
                "is_company": True,
                "email": "info@velos-known.example",
                "phone": "+32 2 555 77 88",
                "country_id": cls.belgium.id,
                "company_registry": "0100000268",
            }
        )
        cls.env.flush_all()

    def _known(self, contact, user=None):
        contact = contact.with_user(user or self.account)
        contact.invalidate_recordset(["known_contacts"])
        return contact.known_contacts

    def _create(self, **values):
        return self.env["res.partner"].create({"name": "Something Else", "is_company": True, **values})


class TestKnown(KnownCase):
    """Who is typed a second time is named at once."""

    def test_by_each_key(self):
        for values, why in (
            ({"name": "velos d'etain"}, "same name"),
            ({"name": "VELOS-D'ETAIN S.A."}, "same name"),
            ({"email": "INFO@velos-known.example"}, "same email"),
            ({"email": "Info <info@velos-known.example>"}, "same email"),
            ({"phone": "02/555.77.88", "country_id": self.belgium.id}, "same phone"),
            ({"name": "Velos d'Etain", "email": "info@velos-known.example"}, "same email, same name"),
        ):
            with self.subTest(values):
                [known] = self._known(self._create(**values))
                self.assertEqual((known["id"], known["why"]), (self.known.id, why))
                self.assertEqual((known["name"], known["number"]), ("Vélos d’Étain SRL", "0100.000.268"))
                self.env["res.partner"].search([("id", ">", self.known.id), ("is_company", "=", True)]).unlink()

    def test_while_typing(self):
        with Form(self.env["res.partner"].with_user(self.account).with_context(default_is_company=True)) as form:
            form.name = "Nobody knows"
            self.assertFalse(form.known_contacts)
            form.email = "info@velos-known.example"
            self.assertEqual(form.known_contacts[0]["id"], self.known.id)

    def test_no_duplicates(self):
        for values in (
            {},
            {"name": "SRL"},
            {"name": "Vélos d’Étain", "is_company": False},
            {"parent_id": self.known.id, "name": "Vélos d’Étain", "email": self.known.email},
            {"is_company": False, "parent_id": self.known.id, "phone": self.known.phone},
        ):
            with self.subTest(values):
                self.assertFalse(self._known(self._create(**values)))
        self.assertFalse(self._known(self.known), "nor is it one of its own people")
        self.assertFalse(self._known(self.company))

    def test_people(self):
        first, second, colleague = self.env["res.partner"].create(
            [
                {"name": "Zoé Personne", "email": "zoe@example.net", "parent_id": self.known.id},
                {"name": "Z. Personne", "email": "zoe@example.net", "parent_id": self.company.id},
                {"name": "Info", "email": "zoe@example.net", "parent_id": self.company.id},
            ]
        )
        self.env.flush_all()
        self.assertEqual([each["id"] for each in self._known(second)], [first.id])
        self.assertEqual({each["id"] for each in self._known(first)}, {second.id, colleague.id})

    def test_who_may_know(self):
        twin = self._create(email=self.known.email)
        self.known.company_id = self.env["res.company"].create({"name": "Other Agency"})
        self.env.flush_all()
        self.assertFalse(self._known(twin), "of another agency")
        with self.assertRaises(AccessError):
            self._known(twin, self.outsider)
        self.assertNotIn("known_contacts", self.env["res.partner"].with_user(self.outsider).fields_get())

    def test_archived_ones(self):
        twin = self._create(email=self.known.email)
        self.known.active = False
        self.assertFalse(self._known(twin))

    def test_questions_do_not_grow(self):
        def count(contacts):
            contacts = contacts.with_user(self.account)
            self.env.invalidate_all()
            contacts.mapped("known_contacts")
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            contacts.mapped("known_contacts")
            return self.env.cr.sql_log_count - before

        few, many = (
            [self._create(name=f"{size} {rank}", email=self.known.email) for rank in range(size)] for size in (2, 20)
        )
        self.env.flush_all()
        self.assertEqual(count(self.known.union(*few)), count(self.known.union(*many)))

    @mute_logger("odoo.sql_db")
    def test_the_index_answers(self):
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan = off"))
        self.env.cr.execute(SQL("SET LOCAL enable_indexscan = off"))
        query = "res_partner_name_key_idx"
        key = self.env["res.partner"]._name_key_idx
        self.assertIn("hash", key.get_definition(self.env.registry))
        plan = self.env.execute_query(
            SQL(
                "EXPLAIN SELECT id FROM res_partner WHERE %s IN ('a', 'b')",
                SQL(key.get_definition(self.env.registry).partition("hash (")[2].removesuffix(")")),
            )
        )
        self.assertIn(query, "\n".join(line for [line] in plan))


class TestMergeRequest(KnownCase):
    """An account manager asks a director, who merges."""

    def setUp(self):
        super().setUp()
        self.twin = self._create(name="Velos d'Etain", email=self.known.email)
        self.env.flush_all()

    def _ask(self, user=None, partners=None, **values):
        action = self.twin.with_user(user or self.account).action_ask_for_merge()
        dialog = self.env["hub.merge.request"].with_user(user or self.account).with_context(**action["context"])
        dialog = dialog.create({"user_id": self.director.id, **values})
        if partners is not None:
            dialog.partner_ids = partners
        return dialog.action_ask()

    def test_asked_and_done(self):
        self._ask(reason="Same shop")
        [activity] = self.known.activity_ids
        self.assertEqual((activity.user_id, activity.merge_partner_ids), (self.director, self.known | self.twin))
        self.assertIn("Same shop", activity.note)
        self.assertIn(str(self.known.id), activity.note)
        for user in (self.account, self.director):
            for contact in (self.twin, self.known):
                [known] = self._known(contact, user)
                self.assertTrue(known["is_asked"])
                self.assertIn("a merge was asked for", known["why"])
        action = self.twin.with_user(self.director).action_merge_known()
        dialog = (
            self.env["base.partner.merge.automatic.wizard"].with_user(self.director).with_context(**action["context"])
        )
        dialog = dialog.create({})
        self.assertEqual(dialog.partner_ids, self.known | self.twin)
        dialog.dst_partner_id = self.known
        dialog.action_merge()
        self.assertFalse(self.twin.exists())
        self.assertFalse(activity.exists() and activity.active, "the request is done")

    def test_even_if_nothing_is_the_same(self):
        self._ask(partners=self.company | self.twin)
        activity = self.env["mail.activity"].search([("merge_partner_ids", "in", self.twin.ids)])
        self.assertEqual(len(activity), 1)

    def test_refused(self):
        with self.assertRaisesRegex(UserError, "choose the two or more"):
            self._ask(partners=self.twin)
        with self.assertRaisesRegex(UserError, "different enterprises"):
            self._ask(partners=self.company | self.other_company)
        with self.assertRaisesRegex(UserError, "who may merge"):
            self._ask(user_id=self.colleague.id)

    def test_who_may_ask(self):
        for user in (self.analyst, self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["hub.merge.request"].with_user(user).create({"partner_ids": (self.known | self.twin).ids})

    def test_the_director_with_the_fewest(self):
        asked = self.env["hub.merge.request"].with_user(self.account).default_get(["user_id"])["user_id"]
        self.assertTrue(self.env["res.users"].browse(asked).has_group("hub_entrepreneurs.group_hub_director"))

    def test_of_another_agency(self):
        self.known.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.assertRaises(AccessError):
            self._ask(partners=self.known | self.twin)

    def test_the_dialog_shows_the_number(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.director)
        arch = wizard.get_view(view_type="form")["arch"]
        self.assertIn('name="enterprise_number"', arch)
        self.assertNotIn("Maximum of Group of Contacts", arch)
