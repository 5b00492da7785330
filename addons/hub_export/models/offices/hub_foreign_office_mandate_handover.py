from odoo import models

from ...domain.mandate_days import Days, without


class HubForeignOfficeMandate(models.Model):
    """What becomes of a mandate when another office takes over."""

    _inherit = "hub.foreign.office.mandate"

    def _days(self):
        self.ensure_one()
        return Days(self.date_start, self.date_end or None)

    def _ends_with_office(self):
        """Tell whether this mandate ends because its office closes."""
        self.ensure_one()
        return bool(self.date_end) and self.date_end == self.office_id.date_end

    def _days_from(self, day):
        """Return the days that are left for another office if it takes this mandate over on a day."""
        end = None if self._ends_with_office() else self.date_end or None
        return Days(max(day, self.date_start), end)

    def _covers(self, other):
        """Tell whether an office that has this mandate needs the other one not, on the same days."""
        self.ensure_one()
        if other.is_lead:
            return self.is_lead
        return not self.state_ids or bool(other.state_ids and other.state_ids <= self.state_ids)

    def _make_room(self, days, office):
        """Take out of an office's mandates what this one replaces on these days.

        :return: the days on which that office needs this one: none of its own covers it, and no third office leads
        :rtype: list[Days]
        """
        others = office.mandate_ids.filtered(
            lambda other: other != self and other.country_id == self.country_id and other._days().meets(days)
        )
        covering = others.filtered(lambda other: other._covers(self))
        for other in (others - covering).filtered(self._covers):
            other._run_in(without(other._days(), [days]))
        return without(days, [other._days() for other in covering | self._rivals(office)])

    def _rivals(self, office):
        """Return the mandates of third offices that lead the country, from the point of view of an office's agency."""
        if not self.is_lead:
            return self.browse()
        return self.search([
            ("is_lead", "=", True),
            ("country_id", "=", self.country_id.id),
            ("company_id", "=", office.company_id.id),
            ("office_id", "not in", (self.office_id | office).ids),
        ])  # fmt: skip

    def _run_in(self, pieces, **values):
        """Let this mandate run in these periods instead of its own, and have these values besides."""
        self.ensure_one()
        if not pieces:
            return self.unlink()
        first, *others = ({**values, "date_start": days.start, "date_end": days.end or False} for days in pieces)
        self.write(first)
        for other in others:
            self.copy(other)
        return True
