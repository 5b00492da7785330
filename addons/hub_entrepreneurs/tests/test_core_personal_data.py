import inspect
from unittest.mock import patch

from odoo.models import BaseModel
from odoo.orm import fields_relational

from odoo.addons.hub_entrepreneurs.models.core.hub_personal_data_mixin import HubPersonalDataMixin

from .core_case import CoreCase

# What can be called from outside and reads rows: each leaves one row in the log, made by the mixin.
WRAPPED = {
    "create", "export_data", "formatted_read_group", "formatted_read_grouping_sets", "name_search", "onchange", "read",
    "read_progress_bar", "search", "search_count", "search_read", "unlink", "web_name_search", "web_read",
    "web_read_group", "web_search_read", "write",
}  # fmt: skip
# What reads through those, or through the places that every way in leads through.
READS_THROUGH_OTHERS = {
    "action_archive", "action_unarchive", "copy", "copy_data", "copy_translations", "get_field_translations",
    "get_metadata", "load", "name_create", "read_group", "search_panel_select_multi_range", "search_panel_select_range",
    "toggle_active", "update_field_translations", "web_override_translations", "web_resequence", "web_save",
    "web_save_multi",
}  # fmt: skip
# What tells nothing of rows.
TELLS_NO_ROWS = {
    "check_access_rights", "check_access_rule", "check_field_access_rights", "default_get", "fields_get",
    "get_base_url", "get_empty_list_help", "get_external_id", "get_formview_action", "get_formview_id",
    "get_import_templates", "get_property_definition", "get_view", "get_views", "has_access", "is_transient",
    "mail_allowed_qweb_expressions", "mail_get_partner_fields", "view_header_get", "with_user",
    # Of the job queue, which is loaded with each server: from outside, nothing can be asked of what they return.
    "delayable", "with_delay",
}  # fmt: skip
PLACES = ("_search", "_as_query", "fetch", "exists")


class TestCorePersonalData(CoreCase):
    """Every way to read rows leads through four methods of ``BaseModel``; those from outside are known by name."""

    def _public(self):
        """Return the names of all methods that core lets be called on any model from outside."""
        names, private = set(), set()
        for kind in type(self.env["base"]).__mro__:
            if kind.__module__.startswith("odoo.addons.hub_"):
                continue
            for name, value in vars(kind).items():
                function = getattr(value, "__func__", value)
                if callable(function) and not isinstance(function, type) and not name.startswith("_"):
                    (private if getattr(function, "_api_private", False) else names).add(name)
        return names - private

    def test_readers_are_known(self):
        public = self._public()
        self.assertEqual(
            public - WRAPPED - READS_THROUGH_OTHERS - TELLS_NO_ROWS,
            set(),
            "core has new public methods on every model: wrap those that read rows in "
            "models/core/hub_personal_data_mixin.py, and name each of them here",
        )
        self.assertEqual(WRAPPED - public, set(), "core has no such readers any more: take them out of the mixin")
        wrapped = {name for name in vars(HubPersonalDataMixin) if not name.startswith("_")}
        own_row = wrapped - {"exists", "fetch", "search_fetch"}
        self.assertEqual(own_row, WRAPPED - {"create", "unlink", "write"}, "the mixin wraps other readers than these")

    def test_parameters_of_the_places(self):
        for name, *expected in (
            ("_search", "domain", "offset", "limit", "order", "active_test", "bypass_access"),
            ("_as_query", "ordered"),
            ("fetch", "field_names"),
            ("exists",),
            ("search_fetch", "domain", "field_names", "offset", "limit", "order"),
        ):
            with self.subTest(name=name):
                self.assertParameters("base", name, *expected)
        for name, first in (("_read_group", "groupby"), ("_read_grouping_sets", "grouping_sets")):
            with self.subTest(name=name):
                code = self.core("base", name).__code__
                self.assertEqual(code.co_varnames[:4], ("self", "domain", first, "aggregates"))

    def test_every_reader_leads_through_a_place(self):
        """On a model that Hub does not touch, no reader finds rows in another way."""
        country = self.env.ref("base.be")
        model = country.browse()
        partner = self.env["res.partner"].create({"name": "Test Reader", "country_id": country.id})
        domain, spec = [("id", "=", country.id)], {"name": {}}
        readers = {
            "search": lambda: model.search(domain),
            "search_fetch": lambda: model.search_fetch(domain, ["name"]),
            "search_count": lambda: model.search_count(domain),
            "search_read": lambda: model.search_read(domain, ["name"]),
            "name_search": lambda: model.name_search("Belgium"),
            "web_name_search": lambda: model.web_name_search("Belgium", spec),
            "web_search_read": lambda: model.web_search_read(domain, spec),
            "read": lambda: country.read(["name"]),
            "web_read": lambda: country.web_read(spec),
            "export_data": lambda: country.export_data(["name"]),
            "formatted_read_group": lambda: model.formatted_read_group(domain, ["currency_id"], ["__count"]),
            "formatted_read_grouping_sets": lambda: model.formatted_read_grouping_sets(
                domain, [["currency_id"]], ["__count"]
            ),
            "web_read_group": lambda: model.web_read_group(domain, ["currency_id"], ["__count"]),
            "_read_group": lambda: model._read_group(domain, ["currency_id"], ["__count"]),
            "read_progress_bar": lambda: model.read_progress_bar(
                domain, "currency_id", {"field": "code", "colors": {"BE": "success"}}
            ),
            "onchange": lambda: country.onchange({}, [], spec),
            "get_field_translations": lambda: country.get_field_translations("name"),
            "search_panel_select_range": lambda: model.search_panel_select_range("currency_id", enable_counters=True),
            "a field": lambda: country.name,
            "exists": lambda: BaseModel.exists(country),
            "a field behind a link": lambda: partner.country_id.name,
        }
        for name, read in readers.items():
            with self.subTest(reader=name):
                self.env.flush_all()
                self.env.invalidate_all()
                self.assertTrue(self._places_passed(read), f"{name} reads rows of any model without asking {PLACES}")

    def _places_passed(self, read):
        passed = set()

        def spy(place):
            original = getattr(BaseModel, place)

            def passing(records, *args, **kwargs):
                if records._name == "res.country":
                    passed.add(place)
                return original(records, *args, **kwargs)

            return patch.object(BaseModel, place, passing)

        with spy("_search"), spy("_as_query"), spy("fetch"), spy("exists"):
            read()
        return passed

    def test_a_domain_with_records_asks_for_their_query(self):
        """A domain on a link with the ids of records makes a query of them without a search."""
        self.assertIn(
            "comodel.browse(value)._as_query(",
            inspect.getsource(fields_relational),
            "a domain on a link builds the query of its records in another way",
        )
        self.assertInOrder(
            self.source("base", "fetch"),
            ["self._search(", "self._as_query(ordered=False)", "self._fetch_query("],
            "fetch finds the rows that it reads in another way",
        )
        query = self.env.ref("base.be")._as_query()
        self.assertEqual(query.get_result_ids(), self.env.ref("base.be")._ids)
