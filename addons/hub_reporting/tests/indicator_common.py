from datetime import date, timedelta

from odoo import Command

from odoo.addons.hub_reporting.domain.figures import year_of

from .periods_common import PeriodsCase


class IndicatorCase(PeriodsCase):
    """An indicator of conversations, and some of these."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.indicator = cls.env["hub.indicator"].create({"name": "Test Contact", "code": "TEST", "unit": "company"})
        cls.by_year, cls.by_channel, cls.by_sector = (
            cls.env.ref(f"hub_reporting.hub_breakdown_{code}") for code in ("year", "channel", "sector")
        )
        cls.version = cls.define()
        cls.period = year_of(2025)
        cls.part = [("partner_id", "in", (cls.company + cls.other_company).ids)]

    @classmethod
    def define(cls, *sources, **values):
        """Return a version that counts companies in contact, unless something else is said."""
        return cls.env["hub.indicator.version"].create(
            {
                "indicator_id": cls.indicator.id,
                "definition": "Companies with a conversation.",
                "source_ids": [Command.create(source) for source in sources or ({"fact_kind": "support"},)],
                "breakdown_ids": [Command.set((cls.by_year + cls.by_channel + cls.by_sector).ids)],
                **values,
            }
        )

    def talk(self, day=date(2025, 5, 5), company=None, **values):
        return self.env["hub.interaction"].create(
            {
                "partner_id": (company or self.company).id, "date": f"{day} 11:00:00", "user_id": self.account.id,
                "channel": "office", **values,
            }
        )  # fmt: skip

    def other(self, *sources, **values):
        """Return another version, which is in force after the first one."""
        self.version.date_end = date(2020, 1, 1)
        self.env.flush_all()
        number = max(self.indicator.version_ids.mapped("number")) + 1
        start = date(2020 + number, 1, 1)
        return self.define(*sources, number=number, date_start=start, date_end=start + timedelta(days=10), **values)

    def value(self, version, period=None):
        return version._measure(period or self.period, (), self.part).total.value
