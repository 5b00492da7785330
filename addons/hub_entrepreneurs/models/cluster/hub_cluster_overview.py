from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ...tools.dates import today

SHOWN_ROWS = 40


class HubCluster(models.Model):
    """A cluster's members on any day, and who joined and left in any year."""

    _inherit = "hub.cluster"

    @api.readonly
    def get_overview(self, day=False, year=False):
        """Return what the page of a cluster shows for a day and for a year.

        :param str day: a date; nothing for today
        :param int year: nothing for the present year
        :rtype: dict
        """
        self.ensure_one()
        now = today(self.env)
        day = fields.Date.to_date(day) or now
        year = int(year or now.year)
        [[first]] = self.env["hub.cluster.membership"]._read_group(
            [("cluster_id", "=", self.id)], aggregates=["date_start:min"]
        )
        return {
            "day": fields.Date.to_string(day),
            "year": year,
            "years": list(range(now.year, min(first.year if first else now.year, year) - 1, -1)),
            "members": self._overview_rows("members", day),
            "sectors": self._overview_bars("sector_ids", day),
            "communes": self._overview_bars("commune_id", day),
            "joined": self._overview_rows("joined", year),
            "left": self._overview_rows("left", year),
        }

    def action_open_overview(self, part, when, group=None, group_id=None):
        """Open the memberships behind a figure of the overview.

        :param str part: ``members``, ``joined`` or ``left``
        :param when: a date for members, else a year
        :param str group: ``sector_ids`` or ``commune_id``
        :param group_id: the sector or commune, false for the companies that have none
        """
        when = fields.Date.to_date(when) if part == "members" else int(when)
        domain = self._overview_domain(part, when)
        title = format_date(self.env, when) if part == "members" else str(when)
        if group in ("sector_ids", "commune_id"):
            domain &= Domain(f"partner_id.{group}", "=", group_id or False)
            name = self.env["res.partner"][group].browse(group_id or []).display_name
            title = ", ".join(filter(None, [title, name]))
        action = self._action_open_memberships()
        return {**action, "display_name": f"{self.display_name} – {title}", "domain": list(domain)}

    def _overview_domain(self, part, when):
        """Return the memberships of a part of the overview, see :meth:`action_open_overview`."""
        own = Domain("cluster_id", "=", self.id)
        if part == "members":
            return own & self.env["hub.cluster.membership"]._domain_on(when)
        field, operator = ("date_start", "<=") if part == "joined" else ("date_end", "<")
        first, last = fields.Date.to_date(f"{when}-01-01"), fields.Date.to_date(f"{when}-12-31")
        # Whoever has a last day is a member on it, and has left on the day after.
        return own & Domain(field, ">=", first) & Domain(field, "<=", last) & Domain(field, operator, today(self.env))

    def _overview_rows(self, part, when):
        """Return how many companies a part of the overview has, and the first of its memberships."""
        memberships = self.env["hub.cluster.membership"]
        domain = self._overview_domain(part, when)
        [[count]] = memberships._read_group(domain, aggregates=["partner_id:count_distinct"])
        order = {"members": "partner_id, id", "joined": "date_start DESC, id DESC", "left": "date_end DESC, id DESC"}
        shown = memberships.with_context(partner_display_name_hide_company=True).search(
            domain, order=order[part], limit=SHOWN_ROWS
        )
        kinds = dict(memberships._fields["kind"]._description_selection(self.env))
        return {
            "count": count,
            "rows": [
                {
                    "id": each.id,
                    "name": each.partner_id.display_name,
                    "commune": each.commune_id.display_name or "",
                    "kind": kinds[each.kind] if each.kind != "effective" else "",
                    "start": format_date(self.env, each.date_start),
                    "end": format_date(self.env, each.date_end),
                    "reason": each.leave_reason_id.display_name or "",
                }
                for each in shown
            ],
        }

    def _overview_bars(self, field, day):
        """Return how many companies are members on a day for each sector or commune, the most first.

        :rtype: list[dict]
        """
        running = self._overview_domain("members", day)
        groups = (
            self.env["res.partner"]
            .with_context(active_test=False)
            ._read_group([("membership_ids", "any", running)], [field], ["__count"])
        )
        bars = [
            {"id": record.id, "name": record.display_name or self.env._("None"), "count": count}
            for record, count in groups
        ]
        return sorted(bars, key=lambda bar: (not bar["id"], -bar["count"], bar["name"]))
