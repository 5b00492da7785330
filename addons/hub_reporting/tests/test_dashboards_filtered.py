import json
import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.fields import Domain
from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users
from odoo.addons.hub_entrepreneurs.tools import dates

from .test_dashboards import DashboardsCase

_NOTHING = "Nothing here yet"
_SCORE = re.compile(r'PIVOT\.VALUE\((\d+),"([^"]+)"(?:,"([^"]+)","([^"]+)")?\)')
_PAGE = """
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = async (what, ready) => {
    for (let turn = 0; turn < 300; turn++) {
        const found = await ready();
        if (found) {
            return found;
        }
        await pause(50);
    }
    throw new Error(typeof what === "function" ? what() : what);
};
const said = () => Object.fromEntries([...document.querySelectorAll(".o-scorecard")].map((score) => {
    const [, title, number] = /^(.*?)\\u00a0?: ?([^:]*)$/.exec(score.getAttribute("aria-label"));
    return [title, Number(number.replaceAll(",", "") || NaN)];
}));
const components = (node) => [node.component, ...Object.values(node.children).flatMap(components)];
const sheet = () => [...owl.App.apps].flatMap((app) => (app.root ? components(app.root) : []))
    .map((each) => each.props?.model).find((model) => model?.getters?.getEvaluatedCell);
const run = async (test) => {
    try {
        await until("the dashboard never came", () => document.querySelector(".o-scorecard") && sheet());
        await test();
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
};
"""
_FILTERED = """
const same = (numbers, expected) => Object.entries(expected).every(([title, number]) => numbers[title] === number);
run(async () => {
    for (const [label, name, expected] of %s) {
        const input = await until("no search", () => document.querySelector(".o_sp_dashboard_search input"));
        input.value = name;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        const items = () => [...document.querySelectorAll(".o_searchview_autocomplete .o-dropdown-item")];
        (await until(`no filter ${label}`, () => items().find((item) => item.textContent.includes(label)))).click();
        await until(
            () => `${label}: ${JSON.stringify(said())} is not ${JSON.stringify(expected)}`,
            () => same(said(), expected)
        );
        document.querySelector(".o_sp_dashboard_search .o_facet_remove").click();
        await until(`${label} stays`, () => !document.querySelector(".o_sp_dashboard_search .o_facet_remove"));
    }
});
"""
_EMPTY = """
run(async () => {
    await until("figures are still loading", () => Object.values(said()).every((number) => !Number.isNaN(number)));
    const wrong = Object.entries(said()).filter(([, number]) => number !== 0);
    const { getters } = sheet();
    const texts = [];
    for (const sheetId of getters.getSheetIds()) {
        for (let row = 0; row < getters.getNumberRows(sheetId); row++) {
            for (let col = 0; col < getters.getNumberCols(sheetId); col++) {
                const cell = getters.getEvaluatedCell({ sheetId, row, col });
                texts.push(cell.formattedValue);
                if (cell.type === "error") {
                    wrong.push([`${sheetId} ${col} ${row}`, cell.message || cell.value]);
                }
            }
        }
    }
    for (const dialog of document.querySelectorAll(".modal, .o_notification, .o-figure .o-error")) {
        wrong.push(["said", dialog.textContent]);
    }
    wrong.push(...texts.filter((text) => /\\bhub\\.|^#/.test(text)).map((text) => ["technical", text]));
    if (wrong.length) {
        throw new Error(JSON.stringify(wrong));
    }
    const sentences = texts.filter((text) => text === %s).length;
    if (sentences !== %s) {
        throw new Error(`of empty tables say so: ${sentences}`);
    }
});
"""


class DashboardsBrowserCase(HttpCase, DashboardsCase):
    def look(self, key, user, code):
        """Open a dashboard in a browser, and let a script look at it."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.browser_js(
            f"/odoo/dashboards?dashboard_id={self.dashboards[key].id}", _PAGE + code, login=user.login, timeout=90
        )

    def scores(self, key):
        """Yield the numbers of a dashboard: title, pivot, measure, and the group that it is of, if any."""
        data = self.data[key]
        cells = data["sheets"][1]["cells"]
        for figure in data["sheets"][0]["figures"]:
            if figure["data"]["type"] == "scorecard":
                pivot, *rest = _SCORE.search(
                    cells[figure["data"]["keyValue"].rpartition("!")[2].replace("$", "")]
                ).groups()
                yield figure["data"]["title"]["text"], data["pivots"][pivot], *rest


@tagged("post_install", "-at_install")
class TestDashboardsFiltered(DashboardsBrowserCase):
    """Each number of each dashboard under a filter by sector, cluster and programme, compared with a query."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sector, cls.other_sector = cls.env["hub.sector"].create(
            [{"name": f"Glass {name}", "code": f"glass_{name}", "kind": "artisan"} for name in ("Zinc", "Plomb")]
        )
        cls.cluster.name, cls.other_cluster.name = "Circle Zinc", "Circle Plomb"
        programme, other = cls.env["hub.programme"].create(
            [{"name": f"Fund {name}", "code": f"fund_{name}"} for name in ("Zinc", "Plomb")]
        )
        day = dates.today(cls.env) - timedelta(days=40)
        everybody = cls.cluster_manager + cls.account + cls.director
        cls.companies = cls.env["res.partner"].create(
            [
                {
                    "name": f"Filtered {user.login} {rank}",
                    "is_company": True,
                    "user_id": user.id,
                    "sector_added_ids": [Command.link((sector if rank < 2 else cls.other_sector).id)],
                }
                for user in everybody
                for rank in range(3)
            ]
        )
        cls.cluster.manager_id = cls.other_cluster.manager_id = cls.cluster_manager
        for rank, company in enumerate(cls.companies):
            cls.env["hub.cluster.membership"].create(
                {
                    "partner_id": company.id,
                    "cluster_id": (cls.other_cluster if rank % 3 == 1 else cls.cluster).id,
                    "date_start": day,
                }
            )
            cls.env["hub.interaction"].create(
                {
                    "partner_id": company.id,
                    "user_id": company.user_id.id,
                    "date": f"{day} 10:00:00",
                    "duration": rank + 1,
                    "programme_id": (other if rank % 3 == 0 else programme).id,
                }
            )
        cls.env["crm.lead"].create(
            [
                {"name": "Filtered", "type": "opportunity", "partner_id": each.id, "user_id": each.user_id.id}
                for each in cls.companies
            ]
        )
        cls.env["hub.commitment"].create(
            [
                {"partner_id": each.id, "name": "Filtered", "date_deadline": dates.today(cls.env) + timedelta(days=9)}
                for each in cls.companies
            ]
        )
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        talks = cls.env["hub.interaction"].search([("programme_id", "=", programme.id)])
        # By filter: what is typed, the companies behind it, and by which field of some models it finds rows itself.
        cls.filters = {
            "Sector": (sector.name, cls.companies.filtered(lambda each: sector in each.sector_added_ids), {}),
            "Cluster": (
                cls.cluster.name,
                cls.env["hub.cluster.membership"].search([("cluster_id", "=", cls.cluster.id)]).partner_id,
                {"hub.cluster.membership": ("cluster_id", "=", cls.cluster.id)},
            ),
            "Programme": (programme.name, talks.partner_id, {"hub.fact": ("programme_id", "=", programme.id)}),
        }

    def expected(self, key, label):
        """Return the numbers of a dashboard under a filter, by a query for each."""
        _name, companies, own = self.filters[label]
        # As core has the last twelve months: whole ones, before the one that tomorrow is in.
        first = (dates.today(self.env) + timedelta(days=1)).replace(day=1)
        period = Domain("date", ">=", first - relativedelta(months=12)) & Domain("date", "<", first)
        numbers = {}
        for title, pivot, measure, group, value in self.scores(key):
            model = pivot["model"]
            rows = self.env[model].with_user(self.readers[key])
            domain = Domain(pivot["domain"])
            if "period" in pivot["fieldMatching"]:
                domain &= period
            if group:
                domain &= Domain(group, "=", value)
            of_company = ("id" if model == "res.partner" else "partner_id", "in", companies.ids)
            domain &= Domain(*own.get(model, of_company))
            [[number]] = rows._read_group(domain, [], [measure])
            numbers[title] = round(number or 0, 2)
        return numbers

    def _check(self, key):
        self.assertEqual({each["label"] for each in self.data[key]["globalFilters"][2:]}, set(self.filters))
        cases = [(label, self.filters[label][0], self.expected(key, label)) for label in self.filters]
        for label, _name, numbers in cases:
            self.assertTrue(any(numbers.values()), f"{label} finds nothing, so nothing is tried")
        self.look(key, self.readers[key], _FILTERED % json.dumps(cases))

    def test_director(self):
        self._check("director")

    def test_analyst(self):
        self._check("analyst")

    def test_cluster(self):
        self._check("cluster")

    def test_account(self):
        self._check("account")


@tagged("post_install", "-at_install")
class TestDashboardsEmpty(DashboardsBrowserCase):
    """Each dashboard before anything was typed in: zeros and sentences, and no error."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Nothing of the demonstration is of this agency.
        cls.agency = cls.env["res.company"].create({"name": "Empty Agency"})
        roles = {"director": "director", "analyst": "analyst", "cluster": "cluster_manager", "account": "account"}
        groups = {f"hub_empty_{key}": cls.USERS[role] for key, role in roles.items()}
        for key, user in zip(roles, create_users(cls.env, groups), strict=True):
            user.write({"company_ids": [Command.set(cls.agency.ids)], "company_id": cls.agency.id})
            cls.readers[key] = user
        agencies = cls.env["res.company"].search([]).partner_id
        all_rows = cls.env(context={**cls.env.context, "active_test": False})
        everybody = all_rows["res.partner"].search([("partner_share", "=", True), ("company_id", "=", False)])
        (everybody - agencies).company_id = cls.env.company
        # Odoo makes a contact of each agency, which is a company as well.
        agencies.is_company = False
        all_rows["crm.lead"].search([("company_id", "=", False)]).company_id = cls.env.company

    def _check(self, key):
        tables = sum(_NOTHING in cell for cell in self.data[key]["sheets"][0]["cells"].values())
        self.assertTrue(tables)
        self.look(key, self.readers[key], _EMPTY % (json.dumps(_NOTHING), tables))

    def test_director(self):
        self._check("director")

    def test_analyst(self):
        self._check("analyst")

    def test_cluster(self):
        self._check("cluster")

    def test_account(self):
        self._check("account")
