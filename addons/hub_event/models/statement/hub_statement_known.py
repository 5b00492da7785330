from odoo import models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, today, zone

from ...domain.statement import Known, turnover_class


class HubStatement(models.Model):
    """What Hub knows of a company already: it fills the questions in, or they are not asked."""

    _inherit = "hub.statement"

    def _get_questions(self):
        """Return the names of the questions, which follow from the moment and from what is known.

        The turnover is left out where Hub knows that of this year or of the last one.

        :rtype: set[str]
        """
        self.ensure_one()
        asked = {"jobs"}
        if not self._get_known_turnover_class():
            asked.add("turnover_class")
        if self.asks_about_markets:
            asked.add("market_ids")
        if self.moment != "0":
            asked.add("without_support")
            if self.asks_about_markets:
                asked |= {"contract_count", "contract_amount"}
            if not self.baseline_id:
                asked.add("jobs_before")
        return asked

    def _get_known_turnover_class(self):
        company = self.partner_id
        return company.size_data_year >= today(self.env).year - 1 and turnover_class(company.turnover)

    def _get_answered(self):
        """Return the other answered statements of the company, whatever they are about, the last answer first."""
        answered = Domain("partner_id", "=", self.partner_id.id) & Domain("state", "=", "answered")
        return self.search(answered & Domain("id", "!=", self.id), order="answered_at desc, id desc")

    def _get_proposed(self):
        """Return what the questions are filled in with: the company's own answer, its last one, or what Hub knows.

        :return: the answers by field, of markets their records; and ``jobs_year``: of which year Hub knows the jobs
        """
        self.ensure_one()
        company, last = self.partner_id, self._get_answered()[:1]
        markets = self._get_known_markets() | last.market_ids
        if self.state == "answered":
            own = {name: self[name] for name in self._get_questions()}
            return {**own, "market_ids": self.market_ids, "jobs_year": False}
        # The figures of a year say more than an answer of that year or of one before.
        from_figures = company.size_data_year > (last._get_day().year if last else 0)
        return {
            "jobs": company.employee_count if from_figures else last.jobs if last else None,
            "jobs_year": company.size_data_year if from_figures else False,
            "jobs_before": None,
            "turnover_class": last.turnover_class,
            "market_ids": markets,
        }

    def _get_known_markets(self):
        """Return the markets where Hub knows that the company sells, or begins to."""
        targets = self.partner_id.export_target_ids.filtered(
            lambda target: target.active and target.is_present and target.status in ("entering", "exporting")
        )
        return targets.country_id

    def _get_asked_since(self):
        """Return the day since which contracts are asked for: the company's last answer, or the support's beginning."""
        days = [self.date_start]
        days += [each._get_day() for each in self._get_answered() if each.asks_about_markets]
        return max(days)

    def _get_day(self):
        """Return the agency's day on which the company answered."""
        return day_of(self.answered_at, zone(self.env))

    def _get_known(self, jobs_before):
        """Return what was known before this answer, to count nothing twice.

        :param float jobs_before: what the answer itself says of the time before
        """
        others = self._get_answered()
        told = self.baseline_id.mapped("jobs") or ([] if jobs_before is None else [jobs_before])
        if told:
            since = self.baseline_id._get_day() if self.baseline_id else self.date_start
            told += [each.jobs for each in others if each._get_day() >= since]
        by_hand = self.env["hub.outcome"]._read_group(
            [
                ("partner_id", "=", self.partner_id.id),
                ("statement_id", "=", False),
                ("kind", "in", ("jobs_created", "new_market", "export_contract")),
                ("date", ">", self._get_asked_since()),
            ],
            ["kind"],
            ["value:sum"],
        )
        markets = self._get_known_markets() | others.market_ids
        return Known(max(told, default=None), frozenset(markets.ids), dict(by_hand))
