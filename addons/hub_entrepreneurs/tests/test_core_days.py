import inspect

from freezegun import freeze_time

from odoo.fields import Date
from odoo.modules import loading
from odoo.orm import domains
from odoo.tools.date_utils import parse_date

from .core_case import CoreCase


class TestCoreDays(CoreCase):
    """In core, a day of a filter is one of the environment's time zone, which a context may name."""

    @freeze_time("2026-06-30 23:30:00")
    def test_today_is_a_day_of_the_time_zone(self):
        for zone, day in (("UTC", "2026-06-30"), ("Europe/Brussels", "2026-07-01")):
            with self.subTest(zone=zone):
                env = self.env(context={"tz": zone})
                self.assertEqual(str(env.tz), zone, "env.tz no longer follows the context")
                self.assertEqual(parse_date("today", env), Date.to_date(day), "core reads “today” by another clock")

    @freeze_time("2026-06-30 23:30:00")
    def test_a_relative_day_without_today_is_a_moment(self):
        env = self.env(context={"tz": "Europe/Brussels"})
        self.assertEqual(str(parse_date("=1d", env)), "2026-06-30 22:00:00", "core counts it from today by itself")
        later = domains._OPTIMIZATIONS_FOR[domains.OptimizationLevel.DYNAMIC_VALUES]["date"]
        self.assertIn(domains._optimize_type_date_relative, later, "core reads relative days before we see them")

    def test_a_domain_reads_days_by_the_environment_of_its_model(self):
        self.assertParameters("base", "_search", "domain", "offset", "limit", "order", "active_test", "bypass_access")
        self.assertParameters("base", "filtered_domain", "domain")
        for method, reader in (("_search", "optimize_full(self)"), ("filtered_domain", "_as_predicate(self)")):
            self.assertIn(reader, self.source("base", method), "core reads domains in another place")

    def test_a_group_is_made_by_the_context_of_its_model(self):
        self.assertParameters("base", "_read_group_groupby", "alias", "groupby_spec", "query")
        self.assertParameters("base", "_read_group_format_result", "rows_dict", "lazy_groupby")
        self.assertParameters("base", "_web_read_group_groupby_formatter", "groupby_spec", "values")
        for method in (
            "_read_group_fill_temporal", "_read_group_format_result",
            "_web_read_group_fill_temporal", "_web_read_group_groupby_formatter",
        ):  # fmt: skip
            self.assertIn("self.env.context['tz']", self.source("base", method), f"{method} reads another clock")
        for reader in ("_read_group", "_read_grouping_sets"):
            self.assertIn("self._read_group_groupby(", self.source("base", reader), "groups are made in another place")

    def test_the_browser_makes_today_by_one_method(self):
        dates = self.script("web/static/src/core/py_js/py_date.js")
        pieces = [
            "export class PyDate {",
            "static today() {",
            "this.convertDate(new Date())",
            "static convertDate(date)",
        ]
        self.assertInOrder(dates, pieces, "the browser makes today in another way")
        builtins = self.script("web/static/src/core/py_js/py_builtin.js")
        for name in ("context_today() {", "get current_date() {", "get today() {"):
            self.assertIn(name, builtins)
        self.assertEqual(builtins.count("PyDate.today()"), 2, "a view reads today by another clock")

    def test_a_filter_by_date_has_a_moment_to_count_from(self):
        model = self.script("web/static/src/search/search_model.js")
        self.assertInOrder(model, ["setup(services) {", "this.referenceMoment = DateTime.local();"], "dates of filters")

    def test_a_start_calls_a_hook_of_each_model(self):
        source = inspect.getsource(loading.load_modules)
        self.assertIn("model._register_hook()", source, "nothing is called when a server has loaded a database")
