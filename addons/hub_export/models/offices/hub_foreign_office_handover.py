from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date, format_list

from odoo.addons.hub_entrepreneurs.domain.days import day_after, day_before
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC, QUIET_ACTIVITIES

from ...tools.quiet import LEADS_LATER
from .crm_lead import OPEN_LEADS


class HubForeignOffice(models.Model):
    """An office that closes hands its countries, open leads and activities to another one."""

    _inherit = "hub.foreign.office"

    def _get_mandates_from(self, day):
        """Return the mandates that run on a day or begin later, or would if this office did not close."""
        return self.mandate_ids.filtered(
            lambda mandate: not mandate.date_end or mandate.date_end >= day or mandate._ends_with_office()
        )

    def _get_first_untouched_day(self):
        """Return the first day from which on everything can go to another office without changing the past."""
        day = today(self.env)
        ended = [mandate.date_end for mandate in self.mandate_ids if mandate.date_end and mandate.date_end < day]
        begun = [mandate.date_start for mandate in self.mandate_ids if mandate.date_start <= day]
        return max([*map(day_after, ended), *begun], default=None)

    def _hand_over(self, successor, day):
        """Close the day before, and let another office take everything over from that day on, in one transaction."""
        self.ensure_one()
        countries = self._get_mandates_from(day).country_id
        # The leads move once, when all mandates are where they belong.
        self.with_context(**{LEADS_LATER: AUTOMATIC})._hand_over_mandates(successor, day)
        self.write({"date_end": day_before(day), "successor_id": successor.id})
        successor.message_post(
            body=self.env._(
                "Takes over from %(office)s on %(day)s: %(countries)s.",
                office=self.display_name,
                day=format_date(self.env, day),
                countries=format_list(self.env, countries.mapped("display_name")) or self.env._("no country"),
            )
        )
        if day <= today(self.env):
            self._hand_over_open_work()
            self.env["hub.foreign.office.mandate"]._update_leads(countries)

    def _hand_over_mandates(self, successor, day):
        """Let the mandates go on at another office from a day on; what it has there already it need not have twice."""
        mandates = self._get_mandates_from(day).sorted(lambda mandate: not mandate.is_lead)
        begun = mandates.filtered(lambda mandate: mandate.date_start < day)
        days_of = {mandate: mandate._get_days_from(day) for mandate in mandates}
        begun.date_end = day_before(day)
        for mandate, days in days_of.items():
            pieces = mandate._make_room(days, successor)
            if mandate not in begun:
                mandate._run_in(pieces, office_id=successor.id)
                continue
            for start, end in pieces:
                mandate.copy({"office_id": successor.id, "date_start": start, "date_end": end or False})

    def _get_leaving_staff(self, successor):
        """Return who works for this office and not for the one that takes over."""
        return (self.user_id | self.user_ids) - successor.user_id - successor.user_ids

    def _get_open_work(self, successor):
        """Return what another office takes over: open leads, those of them that staff works on, its open activities.

        :rtype: tuple[crm.lead, crm.lead, mail.activity]
        """
        self.ensure_one()
        staff = self._get_leaving_staff(successor)
        # As superuser: leads and activities of colleagues and of other agencies go along.
        leads = self.env["crm.lead"].sudo().search(OPEN_LEADS & Domain("office_id", "=", self.id))
        on_leads = Domain("res_model", "=", "crm.lead") & Domain("res_id", "in", leads.ids)
        on_office = Domain("res_model", "=", self._name) & Domain("res_id", "=", self.id)
        activities = self.env["mail.activity"].sudo()
        activities = activities.search(Domain("user_id", "in", staff.ids) & (on_leads | on_office))
        return leads, leads.filtered(lambda lead: lead.user_id in staff), activities

    def _hand_over_open_work(self):
        """Give the open leads of closed offices to those that took over, and what their staff works on to its head."""
        for office in self:
            successor = office._get_present_successor()
            leads, leads_of_staff, activities = office._get_open_work(successor)
            leads._give_office(successor)
            if head := successor.user_id.filtered("active"):
                leads_of_staff._give_user(head)
                activities.with_context(**QUIET_ACTIVITIES).write({"user_id": head.id})

    def _get_present_successor(self):
        """Return who has the work of this office today: its successor, or whoever took over from that one since."""
        day = today(self.env)
        seen, office = self, self.successor_id
        while office.successor_id - seen and office.date_end < day:
            seen, office = seen | office, office.successor_id
        return office

    @api.model
    def _cron_offices(self):
        """Do what begins with the day: offices that closed hand over, mandates that begin or end move leads."""
        closed = self.search([("date_end", "<", today(self.env)), ("successor_id", "!=", False)])
        closed._hand_over_open_work()
        self.env["crm.lead"]._reassign_offices()
