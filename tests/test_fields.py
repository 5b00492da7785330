"""Each field of our models has a value, also where it is there to be searched alone."""

from odoo.tests import TransactionCase, tagged


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
