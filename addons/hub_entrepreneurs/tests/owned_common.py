from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import HubCase


class OwnedRowsCase(HubCase):
    """Rows of companies in two agencies; each role tries to get one of them into the other agency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency = cls.env["res.company"].create({"name": "Other Agency"})
        cls.abroad, cls.third = cls.env["res.partner"].create(
            [
                {"name": "Test Foreign", "is_company": True, "company_id": cls.agency.id},
                {"name": "Test Third", "is_company": True},
            ]
        )
        cls.stranger, cls.friend = cls.env["res.partner"].create(
            [{"name": "A Stranger", "company_id": cls.agency.id}, {"name": "A Friend"}]
        )

    def owned_models_of(self, addon):
        """Return the stored models of an addon whose rows have a contact as an owner."""
        heirs = self.env.registry.descendants(["hub.owned.mixin"], "_inherit")
        models = [self.env[name] for name in heirs if not self.env[name]._abstract]
        return {
            model._name for model in models if model._original_module == addon
            if any(model._fields[owner].comodel_name == "res.partner" for owner in model._owner_fields)
        }  # fmt: skip

    def check_owners_hold(self, rows, users):
        """Let each user create, move and import a row for an owner of another agency, and see it refused.

        :param dict rows: a row that has an owner of the users' agency, by model
        :param dict users: the users by role
        :return: the models of which one of the users at least creates, moves and imports rows within the agency
        """
        able = {"create": set(), "move": set(), "load": set()}
        for model, row in rows.items():
            for name in self.env[model]._owner_fields:
                field = self.env[model]._fields[name]
                if field.comodel_name != "res.partner":
                    continue
                person = row[name] and not row[name].is_company
                own, foreign = (self.friend, self.stranger) if person else (self.third, self.abroad)
                for role, user in users.items():
                    with self.subTest(model=model, field=name, role=role):
                        for way in (self._create, self._move, self._load):
                            if self._passes(way, row.with_user(user), name, own):
                                able[way.__name__.lstrip("_")].add(model)
                            self.assertFalse(self._passes(way, row.with_user(user), name, foreign), way.__name__)
        return able

    def _passes(self, way, row, name, owner):
        """Tell whether a user gets a row for an owner, without leaving anything behind."""
        row.env.invalidate_all()
        savepoint = self.env.cr.savepoint(flush=False)
        try:
            # A row that is there already is refused by the database, which an import logs.
            with mute_logger("odoo.sql_db"):
                return way(row, name, owner)
        except (AccessError, UserError):
            return False
        finally:
            self.env.cr.precommit.clear()
            self.env.invalidate_all(flush=False)
            savepoint.close(rollback=True)

    def _values(self, row, name, owner):
        """Return what a row is created with, with another owner."""
        values = row.sudo().with_context(active_test=False).copy_data()[0]
        fields = row._fields
        kept = {
            key: value
            for key, value in values.items()
            if fields[key].type not in ("one2many", "many2many") and value is not False
            if fields[key].required or not fields[key].readonly
        }
        return {**kept, **{key: row.sudo()[key].id for key in row._owner_fields}, name: owner.id}

    def _create(self, row, name, owner):
        created = row.browse().create(self._values(row, name, owner))
        created.flush_recordset()
        return bool(created)

    def _move(self, row, name, owner):
        row.write({name: owner.id})
        row.flush_recordset()
        return True

    def _load(self, row, name, owner):
        fields = row._fields
        values = self._values(row, name, owner)
        header = [f"{key}/.id" if fields[key].type == "many2one" else key for key in values]
        moved = row.browse().load([".id", f"{name}/.id"], [[str(row.id), str(owner.id)]])
        loaded = row.browse().load(header, [[str(value) for value in values.values()]])
        # The two are either both refused or both let in, but for rows that nobody makes by hand.
        return bool(moved["ids"] or loaded["ids"])
