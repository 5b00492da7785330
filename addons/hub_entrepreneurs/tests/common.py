from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, Command, sql_db
from odoo.tests import TransactionCase
from odoo.tools import SQL, mute_logger

# Valid numbers that the register has not given out.
NUMBERS = ("0100000070", "0100000169", "0100000268", "0100000367")
OPERATIONS = {"C": "create", "R": "read", "W": "write", "U": "unlink"}


def create_users(env, groups):
    """Create users as ``new_test_user`` does, but in one batch: one by one they cost half of a class's set-up.

    :param dict groups: the external ids of a user's groups, with commas between them, by log-in
    :return: the users in this order
    """
    users = env["res.users"].with_context(no_reset_password=True)
    values = [
        {
            "login": login,
            "name": f"{login} ({names})",
            "password": login.ljust(8, "x"),
            "email": "h.h@example.com",
            "group_ids": [Command.set([env.ref(name).id for name in names.split(",")])],
        }
        for login, names in groups.items()
    ]
    return users.create(values).with_env(env)


class HubCase(TransactionCase):
    """A user of each role, two companies and a cluster."""

    USERS = {
        "account": "hub_entrepreneurs.group_hub_account_manager",
        "colleague": "hub_entrepreneurs.group_hub_account_manager",
        "cluster_manager": "hub_entrepreneurs.group_hub_cluster_manager",
        "director": "hub_entrepreneurs.group_hub_director",
        "analyst": "hub_entrepreneurs.group_hub_analyst",
        "privacy": "hub_entrepreneurs.group_hub_personal_data",
        "outsider": "base.group_user",
    }
    """The groups of the class's users, who are attributes of these names; heirs add theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "mail_create_nosubscribe": True})
        users = create_users(cls.env, {f"hub_{name}": groups for name, groups in cls.USERS.items()})
        for name, user in zip(cls.USERS, users, strict=True):
            setattr(cls, name, user)
        cls.belgium, cls.france = cls.env.ref("base.be"), cls.env.ref("base.fr")
        cls.company, cls.other_company = cls.env["res.partner"].create(
            [
                {"name": name, "is_company": True, "country_id": cls.belgium.id, "company_registry": number}
                for name, number in (("Test Atelier", NUMBERS[0]), ("Test Forge", NUMBERS[1]))
            ]
        )
        cls.cluster, cls.other_cluster = cls.env["hub.cluster"].create(
            [
                {"name": "Test Makers", "code": "TESTMAKERS", "manager_id": cls.cluster_manager.id},
                {"name": "Test Films", "code": "TESTFILMS", "manager_id": cls.director.id},
            ]
        )

    @contextmanager
    def on_day(self, day):
        """Make it that day for all of Hub's models.

        :param datetime.date day: the agency's calendar day
        """
        with patch("odoo.addons.hub_entrepreneurs.tools.dates._date_in", return_value=day):
            yield

    def archive_in_the_past(self, user):
        """Archive a user as a database of before has it: nobody asked about open work."""
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE res_users SET active = FALSE WHERE id = %s", user.id))
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    def flush_history(self):
        """Let the steps of the companies be recorded, as they are when a request commits."""
        self.env.cr.flush()

    @contextmanager
    def assertRefused(self, model, *parts):  # noqa: N802
        """Assert that the database refuses, and that the user reads a sentence with these parts.

        :param str model: the model whose constraint speaks
        """
        with self.assertRaises(IntegrityError) as refused, mute_logger("odoo.sql_db"), self.cr.savepoint():
            yield
        message = self.env[model]._sql_error_to_message(refused.exception)
        for part in parts:
            self.assertIn(part, message)

    @contextmanager
    def two_connections(self):
        """Open two connections of their own, to see what the database does with two users at once."""
        connection = sql_db.db_connect(self.env.cr.dbname)
        with connection.cursor() as first, connection.cursor() as second:
            yield first, second
            first.rollback()
            second.rollback()

    def check_rights(self, roles, rights):
        """Compare what each role may do with each model with a table.

        :param tuple roles: the names of the users
        :param dict rights: by model, what each role may do, as letters of Create, Read, Write, Unlink
        """
        for model, letters_of_roles in rights.items():
            for role, letters in zip(roles, letters_of_roles, strict=True):
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, role=role, operation=operation):
                        allowed = self.env[model].with_user(getattr(self, role)).has_access(operation)
                        self.assertEqual(allowed, letter in letters)

    def models_brought_by(self, addon, *, dialogs=False):
        """Return the names of the stored models of ours that come with an addon, or of its dialogs."""
        models = self.env["ir.model"].search(
            [("model", "=like", "hub.%"), ("transient", "=", dialogs), ("abstract", "=", False)]
        )
        return {model.model for model in models if self.env[model.model]._original_module == addon}

    def one_of_each(self, company, person):
        """Create one row of each model of ours that points to companies.

        :return: the rows by their models
        """
        day = date(2026, 1, 1)
        values = {
            "hub.assessment": {},
            "hub.cluster.membership": {"cluster_id": self.cluster.id},
            "hub.commitment": {"name": "A promise"},
            "hub.company.role": {"person_id": person.id, "role": "owner"},
            "hub.evidence": {"version_id": self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").id},
            "hub.interaction": {"contact_id": person.id},
            "hub.opened.company": {"user_id": self.account.id},
            "hub.outcome": {"kind": "jobs_created", "value": 1},
            "hub.target.group.member": {
                "group_id": self.env.ref("hub_entrepreneurs.hub_target_group_women").id,
                "date_start": day,
            },
            "hub.transition.change": {"old_status": "unknown", "new_status": "aware", "date": day, "cause": "lapse"},
        }
        return {
            model: self.env[model].with_user(SUPERUSER_ID).create({**each, "partner_id": company.id})
            for model, each in values.items()
        }

    def models_about_contacts(self):
        """Return our models with a link of their own to a contact; those that only show others' rows have none."""
        links = self.env["ir.model.fields"].search(
            [
                ("model", "=like", "hub.%"),
                ("relation", "=", "res.partner"),
                ("ttype", "=", "many2one"),
                ("store", "=", True),
                ("related", "=", False),
                ("model_id.transient", "=", False),
                ("model_id.abstract", "=", False),
            ]
        )
        ours = links.filtered(lambda link: "hub_entrepreneurs" in link.model_id.modules and self.env[link.model]._auto)
        return set(ours.mapped("model"))

    @classmethod
    def create_evidence(cls, partner, start, end, *, scope="enterprise", exemplary=True, state="verified"):
        """Create evidence of a scheme that counts for exemplarity or does not."""
        scheme = "b_corp" if exemplary else "artisan"
        return cls.env["hub.evidence"].create(
            {
                "partner_id": partner.id,
                "version_id": cls.env.ref(f"hub_entrepreneurs.hub_evidence_scheme_version_{scheme}").id,
                "scope": scope,
                "date_start": start,
                "date_end": end,
                "state": state,
            }
        )


class QueryCountCase(HubCase):
    """Counts the queries of a screen."""

    def _fields_of(self, view, view_type, model="res.partner", user=None):
        fields = (
            self.env[model]
            .with_user(user or self.account)
            .get_views([(self.env.ref(view).id, view_type)])["models"][model]["fields"]
        )
        return {
            name: {"fields": {"display_name": {}}} if field.get("relation") else {} for name, field in fields.items()
        }

    def _count(self, read, *args):
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        read(*args)  # warm the caches of views, rights and parameters
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        read(*args)
        return self.env.cr.sql_log_count - before

    def _assert_flat(self, view, view_type, records):
        specification = self._fields_of(view, view_type, records._name)
        records = records.browse(records.ids)
        few = self._count(lambda: records[:3].with_user(self.account).web_read(specification))
        many = self._count(lambda: records.with_user(self.account).web_read(specification))
        self.assertEqual(few, many, f"{view}: {few} queries for 3 rows, {many} for {len(records)}")
