import json

from odoo.fields import Domain
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase
from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet, menus_xml_ids_in_spreadsheet, odoo_charts

ROLES = {
    "director": {"director", "analyst", "cluster", "account"},
    "analyst": {"analyst"},
    "cluster_manager": {"cluster", "account"},
    "account": {"account"},
    "privacy": set(),
    "outsider": set(),
}
"""The dashboards that each role sees."""


class DashboardsCase(HubCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        keys = ("director", "analyst", "cluster", "account")
        cls.dashboards = {key: cls.env.ref(f"hub_reporting.spreadsheet_dashboard_{key}") for key in keys}
        cls.data = {key: json.loads(each.spreadsheet_data) for key, each in cls.dashboards.items()}
        cls.readers = {"director": cls.director, "analyst": cls.analyst}
        cls.readers |= {"cluster": cls.cluster_manager, "account": cls.account}

    def sources(self, key):
        """Yield what a dashboard reads: name, model, domain, paths of its filters, groups and aggregates."""
        data = self.data[key]
        for pivot in data["pivots"].values():
            measures = [measure["id"] for measure in pivot["measures"]]
            groups = [row["fieldName"] for row in pivot["rows"]]
            yield pivot["name"], pivot["model"], pivot["domain"], pivot["fieldMatching"], groups, measures
        for chart in odoo_charts(data):
            meta = chart["metaData"]
            aggregates = {"__count": "__count", "partner_id": "partner_id:count_distinct", "hours": "hours:sum"}
            measures = [aggregates[meta["measure"]]]
            domain = chart["searchParams"]["domain"]
            yield chart["title"]["text"], meta["resModel"], domain, chart["fieldMatching"], meta["groupBy"], measures
        for each in data["lists"].values():
            yield each["name"], each["model"], each["domain"], each["fieldMatching"], [], ["__count"]

    def all_sources(self):
        return ((key, *source) for key in self.dashboards for source in self.sources(key))


class TestDashboards(DashboardsCase):
    """What core checks of its own dashboards, and that each role may read every number of its own."""

    def test_fields_and_menus_exist(self):
        for key, data in self.data.items():
            for model, paths in fields_in_spreadsheet(data).items():
                for path in paths:
                    with self.subTest(dashboard=key, model=model, path=path):
                        self.assertTrue(self._field(model, path))
            self.assertFalse(menus_xml_ids_in_spreadsheet(data))

    def _field(self, model, path):
        field = None
        for name in path.split("."):
            field = self.env[model]._fields[name.partition(":")[0]]
            model = field.comodel_name
        return field

    def test_each_filter_is_matched_by_a_field_of_its_kind(self):
        for key, name, model, _domain, matching, _groups, _measures in self.all_sources():
            filters = {each["id"]: each for each in self.data[key]["globalFilters"]}
            for filter_id, how in matching.items():
                with self.subTest(dashboard=key, name=name, filter=filter_id):
                    field = self._field(model, how["chain"])
                    self.assertEqual(field.type, how["type"])
                    self.assertEqual(field.comodel_name, filters[filter_id].get("modelName"))
            with self.subTest(dashboard=key, name=name):
                self.assertEqual(set(filters) - set(matching), set() if model == "hub.fact" else {"period"})

    def test_what_no_period_touches_says_so(self):
        for key, data in self.data.items():
            scores = [each["data"] for each in data["sheets"][0]["figures"] if each["data"]["type"] == "scorecard"]
            today = [each["title"]["text"] for each in scores if "baseline" not in each]
            today += [each["title"]["text"] for each in odoo_charts(data) if "period" not in each["fieldMatching"]]
            for title in today:
                with self.subTest(dashboard=key, title=title):
                    self.assertIn("Today", title)

    def test_each_role_reads_every_number_of_its_dashboard(self):
        for key, name, model, domain, matching, groups, measures in self.all_sources():
            with self.subTest(dashboard=key, name=name):
                rows = self.env[model].with_user(self.readers[key])
                rows._read_group(Domain(domain), groups, measures)
                for how in matching.values():
                    rows.search_count(Domain(domain) & Domain(how["chain"], "!=", False), limit=1)

    def test_a_click_leads_to_the_list_of_an_action(self):
        for key, data in self.data.items():
            sources = [*data["pivots"].values(), *odoo_charts(data), *data["lists"].values()]
            for source in sources:
                with self.subTest(dashboard=key, action=source["actionXmlId"]):
                    action = self.env.ref(source["actionXmlId"])
                    model = source.get("model") or source["metaData"]["resModel"]
                    self.assertEqual(action.res_model, model)
                    self.assertIn("list", action.view_mode.split(","))

    def test_the_number_of_a_score_is_one_pivot_function(self):
        """That is how a click finds its records."""
        for key, data in self.data.items():
            cells = data["sheets"][1]["cells"]
            for address, content in cells.items():
                if not address.startswith("A"):
                    with self.subTest(dashboard=key, cell=address):
                        self.assertEqual(content.count("PIVOT.VALUE("), 1)

    def test_who_sees_which(self):
        for role, keys in ROLES.items():
            with self.subTest(role=role):
                seen = self.env["spreadsheet.dashboard"].with_user(getattr(self, role)).search([])
                self.assertEqual({key for key, each in self.dashboards.items() if each in seen}, keys)

    def test_account_managers_see_their_own(self):
        """A colleague's companies and work are on the colleague's dashboard, and on that of who stands in today."""
        owners = {self.company: self.account, self.other_company: self.colleague}
        for company, owner in owners.items():
            company.user_id = owner
            self.env["hub.interaction"].create({"partner_id": company.id, "user_id": owner.id})
        self.assert_found(self.company)
        self.env["hub.stand.in"].create(
            {"user_id": self.colleague.id, "stand_in_id": self.account.id, "date_end": dates.today(self.env)}
        )
        self.assert_found(self.company + self.other_company)

    def assert_found(self, companies):
        """Assert which of the two companies the account manager's dashboard counts."""
        self.env.flush_all()
        both = (self.company + self.other_company).ids
        for name, model, domain, *_others in self.sources("account"):
            rows = self.env[model].with_user(self.account)
            with self.subTest(name=name, model=model):
                if model == "res.partner":
                    self.assertEqual(rows.search(Domain(domain) & Domain("id", "in", both)), companies)
                elif model == "hub.fact":
                    found = rows.search(Domain(domain) & Domain("partner_id", "in", both))
                    self.assertEqual(found.partner_id, companies)

    def test_cluster_managers_see_their_own_clusters(self):
        self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cluster.id, "partner_id": self.company.id, "date_start": "2026-01-01"}
                for cluster in (self.cluster, self.other_cluster)
            ]
        )
        self.env.flush_all()
        for name, model, domain, _matching, _groups, _measures in self.sources("cluster"):
            if model == "hub.cluster.membership" and "Charter" not in name:
                found = self.env[model].with_user(self.cluster_manager).search(Domain(domain))
                self.assertEqual(found.cluster_id, self.cluster, name)


@tagged("post_install", "-at_install")
class TestDashboardsServed(DashboardsCase, HttpCase):
    def test_the_data_of_a_dashboard(self):
        """Whoever has no dashboard gets none by its address either."""
        for role, keys in ROLES.items():
            user = getattr(self, role)
            self.authenticate(user.login, user.login.ljust(8, "x"))
            for key, dashboard in self.dashboards.items():
                with self.subTest(role=role, dashboard=key):
                    page = self.url_open(f"/spreadsheet/dashboard/data/{dashboard.id}")
                    self.assertEqual(page.status_code == 200, key in keys)
                    if key in keys:
                        self.assertEqual(page.json()["translation_namespace"], "hub_reporting")
