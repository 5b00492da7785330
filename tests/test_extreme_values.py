"""What is no number is refused in every field of ours, and every day of the calendar works, over each way in."""

import contextlib

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

DAYS = {
    "date": ("9999-12-31", "0001-01-01"),
    "datetime": ("9999-12-31 23:59:59", "0001-01-01 00:00:00"),
}
LOGGED = ("create_date", "write_date")
NO_NUMBERS = (float("nan"), float("inf"), float("-inf"), "nan", 10**400)


class _TakenBackError(Exception):
    """Ends a savepoint."""


@tagged("standard", "post_install")
class TestExtremeValues(TransactionCase):
    """One record of each model of ours that the demo data has, as an administrator writes and reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})

    def _records(self, kinds):
        """Yield a record of each model with those of its fields that we added and somebody may type."""
        for model in self.env.registry.models.values():
            if model._abstract or not model._auto or model._transient:
                continue
            names = [
                field.name
                for field in model._fields.values()
                if field.type in kinds and field.store and not (field.compute and field.readonly)
                if field.name not in LOGGED and any(module.startswith("hub_") for module in field._modules)
            ]
            records = self.env[model._name].with_context(active_test=False)
            record = names and records.search([], limit=1)
            if record:
                yield record.with_user(self.env.ref("base.user_admin")), names

    @contextlib.contextmanager
    def _taken_back(self):
        with contextlib.suppress(_TakenBackError), self.env.cr.savepoint():
            yield
            raise _TakenBackError
        self.env.cr.precommit.clear()
        self.env.invalidate_all()

    def test_every_day_of_the_calendar(self):
        """Refused with a sentence, or taken, and then its record and those that follow from it can be read."""
        count = 0
        for record, names in self._records(DAYS):
            readable = [name for name, field in record._fields.items() if record._has_field_access(field, "read")]
            for name in names:
                for day in DAYS[record._fields[name].type]:
                    count += 1
                    with self.subTest(model=record._name, field=name, day=day), mute_logger("odoo.sql_db"):
                        with contextlib.suppress(UserError, psycopg2.IntegrityError), self._taken_back():
                            record.write({name: day})
                            self.env.flush_all()
                            self.env.cr.precommit.run()
                            record.read(readable)
        self.assertGreater(count, 60)

    def test_what_is_no_number(self):
        count = 0
        for record, names in self._records(("integer", "float", "monetary")):
            for name in names:
                for value in NO_NUMBERS:
                    count += 1
                    with self.subTest(model=record._name, field=name, value=value):
                        with self.assertRaises(UserError), self.env.cr.savepoint():
                            record.write({name: value})
        self.assertGreater(count, 60)

    def test_no_numbers_in_new_records_dialogs_and_imports(self):
        company = self.env["res.partner"].create({"name": "Numbers", "is_company": True})
        for model, values in (
            ("hub.interaction", {"partner_id": company.id, "duration": float("nan")}),
            ("hub.interaction.log", {"partner_id": company.id, "duration": float("inf")}),
            ("hub.outcome", {"partner_id": company.id, "kind": "jobs_created", "value": "infinity"}),
            ("res.partner", {"name": "New", "employee_count": float("nan")}),
        ):
            with self.subTest(model), self.assertRaisesRegex(UserError, "is no number that can be kept"):
                self.env[model].create(values)
        for turnover, day, message in (
            ("nan", "", "Turnover: nan is no number"),
            ("inf", "", "Turnover: inf is no number"),
            ("", "0001-01-01", "Founded On: 1-01-01 is no day"),
            ("5", "9999-12-31", None),
        ):
            with self.subTest(turnover=turnover, day=day):
                loaded = self.env["res.partner"].load(
                    ["name", "is_company", "turnover", "founding_date"], [["New", "1", turnover, day]]
                )
                self.assertEqual(bool(loaded["ids"]), not message)
                for told in loaded["messages"]:
                    self.assertIn(message, told["message"])

    def test_what_is_no_day(self):
        company = self.env["res.partner"].create({"name": "Days", "is_company": True})
        for day in ("2026-02-30", "tomorrow", "31/12/2026", "0999-12-31"):
            with self.subTest(day), self.assertRaisesRegex(UserError, "Founded On: .* is no day"):
                company.write({"founding_date": day})
        company.founding_date = "9999-12-31"
        self.assertEqual(company.web_read({"founding_date": {}})[0]["founding_date"].year, 9999)
