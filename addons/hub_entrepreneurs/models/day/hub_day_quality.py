from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.day import Card, Line
from ...tools.groups import DIRECTOR, READER


class HubDay(models.AbstractModel):
    """What makes figures wrong: companies that lack something by which they are counted or reached."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_quality()] if self._has_role(DIRECTOR) or self._is_analyst() else cards

    @api.model
    def _is_analyst(self):
        return self._has_role("hub_entrepreneurs.group_hub_analyst")

    @api.model
    def _get_gaps(self):
        """Return what a company may lack: a key, some words, and the domain of those that lack it.

        :rtype: list[tuple[str, str, Domain]]
        """
        return [
            ("user_id", self.env._("without an account manager"), Domain("user_id", "=", False)),
            ("commune_id", self.env._("without a commune"), Domain("commune_id", "=", False)),
            ("company_registry", self.env._("without an enterprise number"), Domain("company_registry", "=", False)),
            (
                "reach",
                self.env._("without phone and e-mail"),
                Domain("phone", "=", False) & Domain("email", "=", False),
            ),
        ]

    @api.model
    def _get_quality(self):
        companies = self.env["res.partner"]
        of_all = Domain("is_company", "=", True)
        query = companies._search(of_all)
        gaps = self._get_gaps()
        counted = [
            SQL("COUNT(*) FILTER (WHERE %s)", domain.optimize_full(companies)._to_sql(companies, query.table, query))
            for _key, _words, domain in gaps
        ]
        [counts] = self.env.execute_query(query.select(*counted))
        lines = tuple(
            Line(
                "res.partner",
                0,
                self.env._("Companies %(gap)s: %(count)s", count=count, gap=words),
                action=self._get_opened("hub_entrepreneurs.res_partner_action", of_all & domain),
            )
            for (_key, words, domain), count in zip(gaps, counts, strict=True)
            if count
        )
        return Card(
            key="quality",
            title=self.env._("Quality of the Data"),
            icon="fa-stethoscope",
            role=DIRECTOR if self._has_role(DIRECTOR) else READER,
            lines=lines,
            count=len(lines),
            empty=self.env._(
                "Companies that lack what they are counted or reached by stand here. None lacks anything."
            ),
        )
