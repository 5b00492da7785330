import inspect

from odoo.models import BaseModel
from odoo.orm.models import fix_import_export_id_paths
from odoo.tools.translate import get_translation

from odoo.addons.hub_xlsx.reading.leaf import ACCESS_HOOKS, READ_HOOKS, SEARCH_HOOKS
from odoo.addons.web.controllers import export

from .core_case import CoreCase


class TestCoreExport(CoreCase):
    """The way from the button to the file on the server: what core's code says."""

    def test_a_format_is_a_base_and_two_ways_to_make_a_file(self):
        for kind, extension in ((export.ExcelExport, ".xlsx"), (export.CSVExport, ".csv")):
            with self.subTest(kind=kind.__name__):
                core = next(each for each in kind.__mro__ if each.__module__ == export.__name__)
                self.assertTrue(issubclass(core, export.ExportFormat))
                self.assertEqual(list(inspect.signature(export.ExportFormat.base).parameters), ["self", "data"])
                for name in ("from_data", "from_group_data"):
                    self.assertIn(name, vars(core), "a format makes its file in another method")
                self.assertEqual(core.extension.fget(None), extension)
                self.assertTrue(core.content_type.fget(None))
        for route in (export.ExcelExport.web_export_xlsx, export.CSVExport.web_export_csv):
            self.assertIn("return self.base(data)", inspect.getsource(inspect.unwrap(route)))

    def test_base_goes_from_parameters_to_rows_to_the_file(self):
        self.assertInOrder(
            inspect.getsource(export.ExportFormat.base),
            [
                "params = json.loads(data)",
                "operator.itemgetter('model', 'fields', 'ids', 'domain', 'import_compat')(params)",
                ".with_context(import_compat=import_compat, **params.get('context', {}))",
                "if not Model._is_an_ordinary_table():",
                "columns_headers = field_names",
                "columns_headers = [val['label'].strip() for val in fields]",
                "records = Model.browse(ids) if ids else Model.search(domain)",
                "groupby = params.get('groupby')",
                "if not import_compat and groupby:",
                "records.export_data(['.id'] + field_names)",
                "tree = GroupsTreeNode(Model, field_names, groupby, groupby_type)",
                "SearchModel = Model.with_context(active_test=False)",
                ".formatted_read_group(domain, groupby, ['__count', 'id:array_agg'])",
                "grouped_rows[group_index].extend(rows)",
                "tree.insert_leaf(group_info, group_rows)",
                "self.from_group_data(fields, columns_headers, tree)",
                "records.export_data(field_names)",
                "self.from_data(fields, columns_headers, export_data)",
                "_logger.info(",
                "osutil.clean_filename(self.filename(model) + self.extension)",
            ],
            "an export is made in another order or of other things",
        )

    def test_a_tree_of_groups(self):
        node = export.GroupsTreeNode(self.env["res.partner"], ["name", "color"], ["country_id"], ["many2one"])
        self.assertEqual((node.count, len(node.children), list(node.data)), (0, 0, []))
        self.assertEqual(node._get_aggregated_field_names(), ["color"])
        self.assertEqual(list(inspect.signature(node._get_aggregate).parameters), ["field_name", "data", "aggregator"])
        node.insert_leaf({"country_id": (1, "A"), "__count": 2}, [["a", 1], ["b", 2]])
        leaf = node.children[1, "A"]
        self.assertEqual((node.count, leaf.count, leaf.aggregated_values), (2, 2, {"color": 3}))
        self.assertEqual(node.aggregated_values, {"color": 3}, "a group is not the sum of what is below it any more")

    def test_what_a_model_may_override(self):
        for name in (*READ_HOOKS, *ACCESS_HOOKS, *SEARCH_HOOKS, "export_data", "_compute_display_name"):
            with self.subTest(name=name):
                self.assertTrue(hasattr(BaseModel, name), f"core reads rows without {name}: by what does it read now?")
        self.assertInOrder(
            inspect.getsource(BaseModel.export_data),
            ["base.group_allow_export", "fix_import_export_id_paths(f)", "self._export_rows(fields_to_export)"],
            "export_data asks for no right, or makes its rows in another way",
        )
        self.assertEqual(fix_import_export_id_paths("country_id:id/.id"), ["country_id", "id", ".id"])

    def test_rules_are_a_domain(self):
        self.assertEqual(
            list(inspect.signature(self.env["ir.rule"]._compute_domain).parameters), ["model_name", "mode"]
        )
        self.assertInOrder(
            inspect.getsource(BaseModel._search),
            [
                "self.sudo().with_context(active_test=False)",
                "self.env['ir.rule']._compute_domain(self._name, 'read')",
                ".optimize_full(self_sudo)",
                "._to_sql(self_sudo, self._table, query)",
            ],
            "a search asks for its rules in another way",
        )

    def test_sentences_of_core(self):
        module = inspect.getsource(export)
        for sentence in (
            "Exporting grouped data to csv is not supported.",
            "The content of this cell is too long for an XLSX file (more than %s characters).",
            "Binary fields can not be exported to Excel unless their content is base64-encoded.",
            '"Undefined"',
        ):
            with self.subTest(sentence=sentence):
                self.assertIn(sentence, module, "core says it in other words, so ours have no translation")
        self.assertEqual(list(inspect.signature(get_translation).parameters), ["module", "lang", "source", "args"])
