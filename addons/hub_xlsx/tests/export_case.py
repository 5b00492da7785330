"""What the tests of exports share: three users, sample records, and the paths that the export dialog offers."""

from __future__ import annotations

import itertools

from odoo.tests import TransactionCase, new_test_user

from . import sample_models

RELATIONAL = ("many2one", "one2many", "many2many")
EXPORT_GROUPS = "base.group_user,base.group_allow_export"


class ExportCase(TransactionCase):
    """Three users: an administrator, an internal user in New York, and one abroad who sees less, in French."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_reset_password": True})
        cls.env["res.lang"]._activate_lang("fr_BE")
        sample_models.register(cls)
        sample_models.create_records(cls)
        cls.admin = cls.env.ref("base.user_admin")
        cls.plain = new_test_user(cls.env, "hub_xlsx_plain", EXPORT_GROUPS, tz="America/New_York")
        cls.narrow = new_test_user(
            cls.env,
            "hub_xlsx_narrow",
            EXPORT_GROUPS,
            company_id=cls.other_company.id,
            lang="fr_BE",
            tz="Europe/Brussels",
        )
        cls.env["ir.rule"].create(
            [
                {"name": name, "model_id": cls.env["ir.model"]._get_id(model), "domain_force": domain}
                for name, model, domain in (
                    ("tags", sample_models.TAG, "[('company_id', 'in', [False] + company_ids)]"),
                    (
                        "samples",
                        sample_models.SAMPLE,
                        f"[('title', '!=', 'archived')] if user.id == {cls.narrow.id} else []",
                    ),
                )
            ]
        )

    def model_as(self, model, user, **context):
        """A model in the environment of a user, with the context that the web client sends."""
        own = {"lang": user.lang, "tz": user.tz, "uid": user.id, "allowed_company_ids": user.company_ids.ids}
        own["allowed_company_ids"].sort(key=lambda company: company != user.company_id.id)
        return self.env(user=user.id, context={**own, **context})[model]

    def paths_of(self, model, down=4):
        """The paths that the dialog offers for a model, and for each link some of the linked model's.

        :param int down: how many fields of each linked model, of types as different as possible
        """
        paths = []
        for name, field in self._exportable(model).items():
            paths.append(name)
            if field["type"] in RELATIONAL and field["relation"] in model.env:
                comodel = model.env[field["relation"]]
                below = self._varied(self._exportable(comodel), down, seed=len(paths))
                paths += [f"{name}/{leaf}" for leaf in (*(["id"] * comodel._is_an_ordinary_table()), *below)]
        return paths

    @staticmethod
    def _exportable(model):
        fields = model.fields_get(attributes=["type", "relation", "exportable"]) if model.has_access("read") else {}
        exportable = {name: field for name, field in fields.items() if field.get("exportable", True)}
        if not model._is_an_ordinary_table():
            exportable.pop("id", None)
        return {**exportable, ".id": {"type": "integer"}}

    @staticmethod
    def _varied(fields, count, seed):
        """Some of the fields, one a type as long as there are types left; the seed turns the choice."""
        by_type = {}
        for name, field in fields.items():
            if name != "id":
                by_type.setdefault(field["type"], []).append(name)
        turned = [names[seed % len(names) :] + names[: seed % len(names)] for names in by_type.values()]
        turned = turned[seed % len(turned) :] + turned[: seed % len(turned)]
        names = [name for layer in itertools.zip_longest(*turned) for name in layer if name]
        return names[:count]
