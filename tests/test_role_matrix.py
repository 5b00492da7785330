"""The attack of the role matrix: nobody reads, changes or learns of what belongs to another agency, or to no role."""

from psycopg2 import Error

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.hub_entrepreneurs.tests.common import create_users

from .role_matrix import Attacker, method_calls, our_methods, reading_calls, writing_calls

ROLES = {
    "portal": "base.group_portal",
    "outsider": "base.group_user",
    "mailing": "mass_mailing.group_mass_mailing_user",
    "desk": "event.group_event_registration_desk",
    "events": "event.group_event_manager",
    "account": "hub_entrepreneurs.group_hub_account_manager",
    "cluster": "hub_entrepreneurs.group_hub_cluster_manager",
    "adviser": "hub_export.group_hub_export_adviser",
    "director": "hub_entrepreneurs.group_hub_director",
    "analyst": "hub_entrepreneurs.group_hub_analyst",
    "privacy": "hub_entrepreneurs.group_hub_personal_data",
}
WITHOUT_ROLE = ("portal", "outsider", "mailing", "desk", "events")
OF_EVENTS = ("event.event", "event.registration", "event.slot", "event.event.ticket")
"""Models of core's that are actions, and what hangs on them."""
STRANGER = "Zzqx"
"""The mark on all texts of the other agency."""
MARKED = ("char", "text", "html")
OWN = "Qqfy"
"""The mark on all texts of the users' agency that users without a role of Hub may not see."""


@tagged("standard", "post_install")
class TestRoleMatrix(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = dict(zip(ROLES, create_users(cls.env, {f"matrix_{r}": g for r, g in ROLES.items()}), strict=True))
        cls.agency = cls.env["res.company"].create({"name": "Another Agency"})
        foreign, own = cls._richest_companies()
        cls.foreign = cls._make_foreign(foreign)
        cls.own = cls._held_by({"res.partner": set(own.ids)})
        cls._mark(cls.foreign, STRANGER)
        cls._mark(cls.own, OWN)

    @classmethod
    def _richest_companies(cls):
        """The two companies of which the most models know something."""
        held = {}
        for name in cls._our_models():
            model = cls.env[name]
            if "partner_id" in model._fields and model._fields["partner_id"].store:
                for (partner,) in model._read_group([("partner_id.is_company", "=", True)], ["partner_id"]):
                    held.setdefault(partner, set()).add(name)
        return sorted(held, key=lambda partner: (-len(held[partner]), partner.id))[:2]

    @classmethod
    def _make_foreign(cls, company):
        """Give a company, what hangs on it, and one of each thing that an agency has, to the other agency.

        :return: the ids of the rows that are the other agency's, by model
        """
        people = company.company_role_ids.person_id | company.child_ids
        (company | people).write({"company_id": cls.agency.id})
        foreign = {"res.partner": set((company | people).ids)}
        for name, values in {
            "hub.cluster": {"name": "C", "code": "ZZQXC"},
            "hub.service": {"name": "S", "code": "ZZQXS"},
            "hub.programme": {"name": "P", "code": "ZZQXP"},
            "hub.foreign.office": {"name": "O", "country_id": cls.env.ref("base.jp").id},
            "utm.campaign": {"name": "K", "title": "K", "is_sector_campaign": True},
            "crm.lead": {"name": "L", "partner_id": company.id},
            "hub.action.plan": {"year": 2098},
            "event.event": {
                "name": "E",
                "date_begin": "2098-03-01 08:00:00",
                "date_end": "2098-03-01 18:00:00",
                "seats_limited": True,
                "seats_max": 9,
                "is_multi_slots": True,
                "action_type_id": cls.env.ref("hub_event.hub_action_type_hours").id,
                "event_ticket_ids": [(0, 0, {"name": "T"})],
                "event_slot_ids": [(0, 0, {"date": "2098-03-01", "start_hour": 10, "end_hour": 11, "place": "L"})],
                "cost_ids": [(0, 0, {"planned": 5, "note": "N"})],
                "fee_ids": [(0, 0, {"amount": 5})],
                "quota_ids": [(0, 0, {"kind": "first", "places": 1})],
            },
        }.items():
            if "company_id" in cls.env[name]._fields:
                foreign[name] = set(cls.env[name].create({**values, "company_id": cls.agency.id}).ids)
        action = cls.env["event.event"].browse(foreign["event.event"])
        cls.env["event.registration"].create(
            {"event_id": action.id, "event_slot_id": action.event_slot_ids.id, "partner_id": company.id, "subject": "S"}
        )
        return cls._held_by(foreign)

    @classmethod
    def _held_by(cls, owners):
        """Return the ids of these rows and of all that hangs on them, by model."""
        held = {name: set(ids) for name, ids in owners.items()}
        for _step in range(4):
            for name in cls._our_models():
                held.setdefault(name, set()).update(cls._rows_of(cls.env[name], held))
        return {name: ids for name, ids in held.items() if ids}

    @classmethod
    def _rows_of(cls, model, held):
        """Return the ids of a model's rows whose owner is among these rows, or what they are a part of."""
        owners = getattr(model, "_owner_fields", ())
        parts = [
            name
            for name, field in model._fields.items()
            if field.type == "many2one" and field.store and field.comodel_name in held
            if name in owners or (not owners and field.required and field.ondelete == "cascade")
        ]
        found = model.with_context(active_test=False).browse()
        for name in parts:
            found |= found.search([(name, "in", list(held[model._fields[name].comodel_name]))])
        return found.ids

    @classmethod
    def _mark(cls, held, mark):
        """Write a mark into each text of these rows that takes one."""
        cls.env.flush_all()
        for name, ids in held.items():
            model = cls.env[name]
            for field in model._fields.values():
                if field.type in MARKED and field.store and not (field.translate or field.company_dependent):
                    with mute_logger("odoo.sql_db"):
                        cls._write_mark(mark, model._table, field.name, ids)
        cls.env.invalidate_all(flush=False)

    @classmethod
    def _write_mark(cls, mark, table, column, ids):
        try:
            with cls.cr.savepoint(flush=False):
                statement = SQL(
                    "UPDATE %s SET %s = %s || id WHERE id IN %s AND %s IS NOT NULL",
                    SQL.identifier(table), SQL.identifier(column), mark, tuple(ids), SQL.identifier(column),
                )  # fmt: skip
                cls.env.cr.execute(statement)
        except Error:
            # A length, a form or a key that the mark does not have: the row has other texts.
            pass

    @classmethod
    def _our_models(cls):
        return sorted(
            name
            for name, model in cls.env.items()
            if (name.startswith("hub.") or name in OF_EVENTS)
            if model._auto and not model._abstract and not model._transient
        )

    def _attack(self, role, calls):
        env = self.env(user=self.users[role], context={})
        self._attack_rows(Attacker(env, STRANGER, self.foreign), calls)
        if role in WITHOUT_ROLE:
            closed = {name: ids for name, ids in self.own.items() if not env[name].has_access("read")}
            self.assertGreater(len(closed), 8)
            self._attack_rows(Attacker(env, OWN, closed), calls)

    def _attack_rows(self, attacker, calls):
        for call in calls(attacker.env, attacker.ids):
            attacker.make(call)
        self.assertGreater(attacker.calls, 30)
        shown = "\n".join(attacker.findings[:40])
        self.assertFalse(attacker.findings, f"{len(attacker.findings)} of {attacker.calls} calls:\n{shown}")

    def _methods(self, env, held):
        for name, model in env.items():
            if not model._abstract and any(True for _name in our_methods(model)):
                yield from method_calls(model, sorted(held.get(name, [1]))[:1])

    def _readers(self, env, held):
        for name, ids in held.items():
            for call in reading_calls(env[name], sorted(ids)[:2], self._readable(env[name])):
                # Of an event that is not chosen yet, core computes an error.
                if name not in OF_EVENTS or call.method != "onchange" or call.arguments[0]:
                    yield call

    def _writers(self, env, held):
        for name, ids in held.items():
            model = env[name]
            fields = [field for field in self._readable(model) if self._is_ours(model._fields[field])]
            yield from writing_calls(model, sorted(ids)[:1], fields if model.has_access("write") else fields[:1])

    def _readable(self, model):
        return list(model.fields_get(attributes=[]))

    def _is_ours(self, field):
        return field.store and any(module.startswith("hub_") for module in field._modules or ())

    def test_methods(self):
        for role in ROLES:
            with self.subTest(role=role), mute_logger("odoo.sql_db"):
                self._attack(role, self._methods)

    def test_readers(self):
        for role in ROLES:
            with self.subTest(role=role), mute_logger("odoo.sql_db"):
                self._attack(role, self._readers)

    def test_writers(self):
        for role in ROLES:
            with self.subTest(role=role), mute_logger("odoo.sql_db"):
                self._attack(role, self._writers)
