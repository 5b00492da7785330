"""Each field of our models has a value, also where it is there to be searched alone; what is filled in has a page."""

from collections import defaultdict

from lxml import etree

from odoo.models import MAGIC_COLUMNS
from odoo.tests import TransactionCase, tagged

LEFT_OUT = {*MAGIC_COLUMNS, "active", "sequence"}

ELSEWHERE = {
    "hub.assessment.answer.is_answered": "the sheet of answers",
    "hub.assessment.answer.question_id": "the assessment, which has all questions of its framework",
    "hub.assessment.answer.value": "the sheet of answers",
    "res.users.settings.hub_day_layout": "Today, as its cards are moved",
    "res.users.settings.hub_opens_with_mine": "a list, as its filter is taken away",
    "res.users.settings.hub_xlsx_one_row": "the dialog of the export",
}
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
        self.assertEqual(sorted(self._get_hidden(shown)), sorted(ELSEWHERE))
        shown["hub.commitment"].remove("name")
        self.assertEqual(self._get_hidden(shown) - ELSEWHERE.keys(), {"hub.commitment.name"})

    def test_what_counts_as_a_page(self):
        """A list that only shows fills nothing in; what stands within a field is of the other model."""
        person, tag = "res.partner", "res.partner.category"
        for arch, counted in (
            ("<form><group><field name='name'/></group></form>", {person: {"name"}}),
            ("<list><field name='name'/></list>", {}),
            ("<list editable='bottom'><field name='name'/></list>", {person: {"name"}}),
            ("<list multi_edit='1'><field name='name'/></list>", {person: {"name"}}),
            (
                "<form><field name='child_ids'><list><field name='name'/></list>"
                "<form><field name='email'/></form></field></form>",
                {person: {"child_ids", "email"}},
            ),
            (
                "<form><field name='category_id'><list editable='top'><field name='color'/></list></field></form>",
                {person: {"category_id"}, tag: {"color"}},
            ),
        ):
            with self.subTest(arch):
                shown = defaultdict(set)
                self._collect(etree.fromstring(arch), self.env[person], shown)
                self.assertEqual(shown, counted)

    def _get_hidden(self, shown):
        """Return the fields that somebody may fill in and that stand on no page.

        :param dict shown: what :meth:`_get_shown` said
        """
        written = set(self.env["ir.model.access"].search([("perm_write", "=", True)]).model_id.mapped("model"))
        return {
            f"{name}.{field.name}"
            for name, model in self.env.items()
            if name in written and model._auto and not model._transient
            for field in model._fields.values()
            if self._is_typed(model, field) and field.name not in shown[name]
        }

    def _is_typed(self, model, field):
        """Tell whether a field of ours is filled in; what a row hangs on it gets where it is made."""
        is_ours = (field._module or "").startswith("hub_") and field.exportable
        hangs_on = field.type == "one2many" or any(model.pool.field_inverses[field])
        return is_ours and field.store and not (field.readonly or field.related or hangs_on or field.name in LEFT_OUT)

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
