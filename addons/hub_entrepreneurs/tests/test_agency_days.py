from datetime import date, datetime
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..tools import dates
from .common import HubCase

# In Brussels the 31st has begun; in Los Angeles it is the 30th still, and in UTC as well.
MOMENT = datetime(2026, 3, 30, 22, 30)
DAY = date(2026, 3, 31)


class TestAgencyDays(HubCase):
    """The contract with core's reading of relative dates: see models/core/base.py."""

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(fields.Datetime, "now", lambda: MOMENT))
        self.enterContext(self.on_day(DAY))
        self.account.tz = "America/Los_Angeles"

    def _as_user(self, records):
        return records.with_user(self.account).with_context(tz="America/Los_Angeles")

    def test_core_alone_reads_today_by_the_user(self):
        """If this fails, core has changed what models/core/base.py leans on."""
        today = fields.Date.context_today(self._as_user(self.env["res.country"]), MOMENT)
        self.assertEqual(today, date(2026, 3, 30))
        self.assertEqual(dates.today(self.env), DAY)

    def test_today_in_a_filter(self):
        programmes = self.env["hub.programme"].create([
            {"name": "Over", "code": "OVER", "date_end": "2026-03-30"},
            {"name": "Begins", "code": "BEGINS", "date_start": "2026-03-31"},
        ])  # fmt: skip
        own = [("id", "in", programmes.ids)]
        for model in (self.env["hub.programme"], self._as_user(self.env["hub.programme"])):
            for running in ([("runs_on", "=", "today")], [("date_start", "<=", "today"), ("date_start", "!=", False)]):
                self.assertEqual(model.search(own + running).mapped("code"), ["BEGINS"])
                self.assertEqual(model._read_group(own + running, [], ["__count"]), [(1,)])
            self.assertEqual(model.search([*own, ("date_end", "<", "today")]).mapped("code"), ["OVER"])
            kept = model.browse(programmes.ids).filtered_domain([("date_end", "<", "today")])
            self.assertEqual(kept.mapped("code"), ["OVER"])
            self.assertEqual(kept.env, model.env, "what is found stays in the user's time zone")

    def test_relative_days_of_a_date(self):
        """Core counts `=1d` from this moment: from midnight in Brussels, which is yesterday in UTC."""
        outcomes = self.env["hub.outcome"].create([
            {"partner_id": self.company.id, "kind": "jobs_created", "value": 1, "date": day}
            for day in ("2026-02-28", "2026-03-01", "2026-03-31")
        ])  # fmt: skip
        own = [("id", "in", outcomes.ids)]
        for model in (self.env["hub.outcome"], self._as_user(self.env["hub.outcome"])):
            for condition, days in {
                ("date", ">=", "=1d"): (1, 31),
                ("date", "<", "=1d"): (28,),
                ("date", "=", "now"): (31,),
                ("date", "in", ("=1d", "now =1d -1d")): (28, 1),
                ("date", ">=", "today =1d"): (1, 31),
                ("date", ">=", "2026-03-01"): (1, 31),
            }.items():
                with self.subTest(condition=condition, user=model.env.user.login):
                    found = model.search([*own, condition], order="id")
                    self.assertEqual(tuple(each.date.day for each in found), days)
                    self.assertEqual(model.browse(outcomes.ids).filtered_domain([condition]).ids, found.ids)
            companies = model.env["res.partner"].search(
                [("outcome_ids.date", "<", "=1d"), ("id", "=", self.company.id)]
            )
            self.assertEqual(companies.ids, self.company.ids)

    def test_midnight_of_a_moment(self):
        """A conversation at half past midnight in Brussels is one of that day, whoever looks."""
        conversation = self.env["hub.interaction"].create({"partner_id": self.company.id, "date": MOMENT})
        for model in (self.env["hub.interaction"], self._as_user(self.env["hub.interaction"])):
            for day in ("today", "2026-03-31"):
                found = model.search([("partner_id", "=", self.company.id), ("date", ">=", day)])
                self.assertEqual(found.ids, conversation.ids)

    def test_fields_of_ours_on_models_of_core(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id, "date": MOMENT})
        self.env.flush_all()
        contacts = self._as_user(self.env["res.partner"])
        own = [("id", "=", self.company.id)]
        self.assertTrue(contacts.search([*own, ("last_interaction_date", "=", "today")]))
        self.assertTrue(contacts.search([*own, ("interaction_ids", "any", [("date", ">=", "today")])]))

    def test_models_without_dates_of_ours_stay_with_the_user(self):
        self.assertFalse(self.env["res.country"]._has_agency_days())
        self.assertTrue(self.env["res.partner"]._has_agency_days())

    def test_what_is_counted_of_core_has_agency_days(self):
        for model in ("crm.lead", "mail.activity", "crm.activity.report", "hub.interaction"):
            self.assertTrue(self.env[model]._has_agency_days(), model)

    def test_what_ran_on_a_day(self):
        always, later = self.env["hub.programme"].create([
            {"name": "Always", "code": "ALWAYS"}, {"name": "Later", "code": "LATER", "date_start": "2026-06-01"},
        ])  # fmt: skip
        own = [("id", "in", (always + later).ids)]
        programmes = self.env["hub.programme"]
        self.assertEqual(programmes.search([*own, ("runs_on", "=", "2026-05-31")]), always)
        self.assertEqual(programmes.search([*own, ("runs_on", "=", date(2026, 6, 1))]), always + later)
        self.assertEqual(programmes.search([*own, ("runs_on", "!=", "2026-05-31")]), later)


# In Brussels the year has begun; in UTC and New York it has not, in Tokyo it has for hours.
NEW_YEARS_NIGHT = datetime(2025, 12, 31, 23, 30)
ZONES = ("America/New_York", "Asia/Tokyo", "Europe/Brussels", "UTC", None)


class TestNewYearsNight(HubCase):
    """A figure is the same for everybody, and New Year's night counts in the agency's year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conversation = cls.env["hub.interaction"].create({"partner_id": cls.company.id, "date": NEW_YEARS_NIGHT})
        cls.lead = cls.env["crm.lead"].create({"name": "Night", "partner_id": cls.company.id, "user_id": False})
        cls.lead.flush_recordset()
        cls.env.cr.execute(SQL("UPDATE crm_lead SET date_closed = %s WHERE id = %s", NEW_YEARS_NIGHT, cls.lead.id))
        cls.env.invalidate_all()

    def _seen_from_everywhere(self, record):
        for timezone in ZONES:
            with self.subTest(model=record._name, zone=timezone):
                yield record.with_context(tz=timezone), [("id", "=", record.id)]

    def test_groups(self):
        for record, name in ((self.conversation, "date"), (self.lead, "date_closed")):
            for records, own in self._seen_from_everywhere(record):
                for granularity, start in (("year", "2026-01-01"), ("month", "2026-01-01"), ("day", "2026-01-01")):
                    [(moment,)] = records._read_group(own, [f"{name}:{granularity}"])
                    self.assertEqual(str(moment.date()), start)
                self.assertEqual(records._read_group(own, [f"{name}:year_number"]), [(2026,)])

    def test_groups_of_a_screen_open_what_they_count(self):
        for record, name in ((self.conversation, "date"), (self.lead, "date_closed")):
            for records, own in self._seen_from_everywhere(record):
                for granularity, label in (("year", "2026"), ("month", "January 2026")):
                    [group] = records.formatted_read_group(own, [f"{name}:{granularity}"], ["__count"])
                    self.assertEqual(group[f"{name}:{granularity}"], ("2025-12-31 23:00:00", label))
                    self.assertEqual(records.search([*own, *group["__extra_domain"]]), record)
                [[_all], [group]] = records.formatted_read_grouping_sets(own, [[], [f"{name}:year"]], ["__count"])
                self.assertEqual(group[f"{name}:year"][1], "2026")

    def test_months_without_rows_are_filled_in(self):
        later = self.conversation.copy({"date": datetime(2026, 3, 31, 22, 30)})
        own = [("id", "in", (self.conversation + later).ids)]
        for timezone in ZONES:
            rows = self.env["hub.interaction"].with_context(tz=timezone, fill_temporal=True)
            groups = rows.formatted_read_group(own, ["date:month"], ["__count"])
            with self.subTest(zone=timezone):
                self.assertEqual(
                    [(group["date:month"][1], group["__count"]) for group in groups],
                    [("January 2026", 1), ("February 2026", 0), ("March 2026", 0), ("April 2026", 1)],
                )

    def test_filters(self):
        for record, name in ((self.conversation, "date"), (self.lead, "date_closed")):
            for records, own in self._seen_from_everywhere(record):
                for domain in ([(f"{name}.year_number", "=", 2026)], [(name, ">=", "2026-01-01")]):
                    self.assertEqual(records.search(own + domain), record)
                    self.assertEqual(records.filtered_domain(domain), record)
                self.assertFalse(records.search([*own, (name, "<", "2026-01-01")]))

    def test_what_is_shown_stays_with_the_user(self):
        record = self.conversation.with_context(tz="America/New_York")
        found = record.search([("id", "=", record.id)])
        self.assertEqual(found.env.context["tz"], "America/New_York")
        [(partner, rows)] = record._read_group([("id", "=", record.id)], ["partner_id"], ["id:recordset"])
        self.assertEqual({partner.env.context["tz"], rows.env.context["tz"]}, {"America/New_York"})

    def test_an_agency_elsewhere(self):
        parameters = self.env["ir.config_parameter"]
        self.assertEqual(self.conversation.day, date(2026, 1, 1))
        parameters.set_param("hub.timezone", "America/New_York")
        self.assertEqual(self.conversation.day, date(2025, 12, 31), "what is stored follows")
        own = [("id", "=", self.conversation.id)]
        self.assertEqual(self.env["hub.interaction"]._read_group(own, ["date:year_number"]), [(2025,)])
        self.assertFalse(self.env["hub.interaction"].search([*own, ("date", ">=", "2026-01-01")]))
        for none in ("Europe/Bruxelles", "../Brussels"):
            with self.assertRaisesRegex(ValidationError, "is no time zone"), self.env.cr.savepoint():
                parameters.set_param("hub.timezone", none)
        parameters.set_param("hub.timezone", False)
        self.assertEqual(self.conversation.day, date(2026, 1, 1), "without a parameter it is Brussels")


# At half past midnight in Brussels, whatever the zone of the browser.
IN_THE_BROWSER = """
const get = (name) => odoo.loader.modules.get(name);
const { evaluateExpr } = get("@web/core/py_js/py");
const { SearchModel } = get("@web/search/search_model");
const { constructDateDomain, getPeriodOptions } = get("@web/search/utils/dates");
const moment = Date.UTC(2025, 11, 31, 23, 30);
window.Date = class extends Date {
    constructor(...parts) {
        super(...(parts.length ? parts : [moment]));
    }
    static now() {
        return moment;
    }
};
luxon.Settings.defaultZone = "%s";
const model = Object.create(SearchModel.prototype);
model.setup({});
const item = { fieldName: "date", fieldType: "datetime", optionsParams: {
    startYear: -2, endYear: 0, startMonth: -2, endMonth: 0, customOptions: [] } };
const year = getPeriodOptions(model.referenceMoment, item.optionsParams).find((option) => option.id === "year");
const found = JSON.stringify([
    evaluateExpr("context_today().year"),
    evaluateExpr("current_date"),
    evaluateExpr("datetime.date.today().strftime('%%d')"),
    constructDateDomain(model.referenceMoment, item, ["year"]).domain.toList().slice(1).map((leaf) => leaf[2]),
    year.description,
]);
if (found !== `%s`) {
    throw new Error(found);
}
console.log("test successful");
"""


@tagged("post_install", "-at_install")
class TestAgencyDaysInTheBrowser(HttpCase):
    def test_new_years_night(self):
        seen = '[2026,"2026-01-01","01",["2025-12-31 23:00:00","2026-12-31 22:59:59"],"2026"]'
        script = IN_THE_BROWSER % ("America/New_York", seen)
        self.browser_js("/odoo", script, ready="odoo.isReady === true", login="admin", timeout=60)
