"""Each field of our models has a value, also where it is there to be searched alone; what is filled in has a page."""

from collections import defaultdict

from odoo.tests import TransactionCase, tagged

ELSEWHERE = {}
"""Fields that somebody fills in on no page of their model, each with where."""


@tagged("standard", "post_install")
class TestFields(TransactionCase):
    def test_each_field_can_be_read(self):
        models = [model for name, model in self.env.items() if name.startswith("hub.") and not model._abstract]
        self.assertGreater(len(models), 40)
        for model in models:
            names = list(model.fields_get(attributes=[]))
            for records in (model.with_context(active_test=False).search([], limit=3), model.new()):
                with self.subTest(model=model._name, new=not records._ids or not records.ids):
                    for name in names:
                        records.mapped(name)

    def test_each_field_that_is_filled_in_stands_on_a_page(self):
        """What nobody can fill in is empty for ever: it stands on a form, or in a list that is typed into."""
        shown = self._get_shown()
        hidden = {
            f"{name}.{field.name}"
            for name, model in self.env.items()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if (field._module or "").startswith("hub_") and self._is_typed(field) and field.name not in shown[name]
        }
        self.assertEqual(hidden, set(ELSEWHERE))

    def _is_typed(self, field):
        return field.store and not (field.readonly or field.related or field.automatic or field.name == "active")

    def _get_shown(self):
        """Return, by model, the names of the fields that a form has, or a list that is typed into."""
        shown = defaultdict(set)
        views = self.env["ir.ui.view"].search([("type", "in", ("form", "list")), ("mode", "=", "primary")])
        for view in views.filtered(lambda each: each.model in self.env):
            self._collect(view._get_combined_arch(), self.env[view.model], shown)
        return shown

    def _collect(self, node, model, shown):
        if node.tag == "list" and not (node.get("editable") or node.get("multi_edit")):
            model = None
        for child in node:
            inner = model
            if child.tag == "field" and model is not None:
                shown[model._name].add(child.get("name"))
                field = model._fields.get(child.get("name"))
                inner = self.env[field.comodel_name] if field and field.relational and len(child) else model
            if child.tag != "field" or model is not None:
                self._collect(child, inner, shown)
