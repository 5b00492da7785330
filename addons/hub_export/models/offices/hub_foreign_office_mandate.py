import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.mandate_days import Days, without
from ...tools.quiet import LEADS_LATER

# What decides on the office that leads a country.
_LEADING_FIELDS = {"office_id", "country_id", "is_lead", "date_start", "date_end"}


def _one_lead_message(env, diagnostics):
    """Return the sentence for a second lead office, which names the first one where PostgreSQL tells which it is.

    :param diagnostics: what PostgreSQL tells about the violated constraint, or None
    """
    # Key (country, agency, days)=([75,76), [0,1), [2026-01-01,)) conflicts with …=([75,76), [0,1), [2020-01-01,))
    key = re.findall(r"=\(\[(\d+),\d+\), \[(\d+),\d+\), \[([\d-]+),", diagnostics.message_detail or "")[-1:]
    mandates = env["hub.foreign.office.mandate"]
    if key:
        [(country, agency, start)] = key
        # As superuser: whoever is refused may read why.
        leading = [("country_id", "=", int(country)), ("company_id", "=", int(agency) or False), ("is_lead", "=", True)]
        mandates = mandates.sudo().search([*leading, ("date_start", "=", start)], limit=1)
    return mandates._get_one_lead_message()


class HubForeignOfficeMandate(models.Model):
    """A country that an office serves over a period; on any day at most one office leads it."""

    _name = "hub.foreign.office.mandate"
    _description = "Mandate of an Office Abroad"
    _inherit = ["hub.computed.only.mixin", "hub.pointing.mixin", "hub.named.mixin", "hub.period.mixin"]
    _order = "country_id, date_start desc, id desc"
    _rec_names_search = ["office_id", "country_id"]
    _named_by = ("office_id", "country_id")

    office_id = fields.Many2one("hub.foreign.office", required=True, index=True, ondelete="cascade")
    country_id = fields.Many2one("res.country", required=True, index=True, ondelete="restrict")
    state_ids = fields.Many2many(
        "res.country.state",
        string="Regions",
        domain="[('country_id', '=', country_id)]",
        help="The parts of the country that the mandate is for. Empty: all of it.",
    )
    is_lead = fields.Boolean(
        "Lead Office",
        default=True,
        help="Leads for this market go to this office. On any day, one office leads a country.",
    )
    date_start = fields.Date("From", required=True, index=True, default=lambda self: today(self.env))
    date_end = fields.Date("Until", index="btree_not_null", help="The last day. Empty: still running.")
    is_current = fields.Boolean("Runs Today", compute="_compute_runs_today", search="_search_runs_today")
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index="btree_not_null")

    _one_lead = models.Constraint(
        """EXCLUDE USING gist (
            int4range(country_id, country_id, '[]') WITH &&,
            int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH &&,
            daterange(date_start, date_end, '[]') WITH &&
        ) WHERE (is_lead AND date_start IS NOT NULL)""",
        _one_lead_message,
    )

    @api.model_create_multi
    def create(self, vals_list):
        # The database has to know which mandates ended before it hears of new ones.
        self.flush_model()
        mandates = super().create(vals_list)
        mandates._update_leads(mandates._get_countries_led_today())
        return mandates

    def write(self, vals):
        before = self._get_countries_led_today() if vals.keys() & _LEADING_FIELDS else self.env["res.country"]
        result = super().write(vals)
        if "office_id" in vals:
            # The rules are checked on the old office before; the new one has to be the user's own as well.
            self.check_access("write")
        if vals.keys() & _LEADING_FIELDS:
            self._update_leads(before | self._get_countries_led_today())
        return result

    def unlink(self):
        countries = self._get_countries_led_today()
        result = super().unlink()
        self._update_leads(countries)
        return result

    def _get_countries_led_today(self):
        day = today(self.env)
        return self.filtered(lambda mandate: mandate.is_lead and mandate._runs_on(day)).country_id

    @api.model
    def _update_leads(self, countries):
        """Give the open leads of these countries to the offices that lead them now."""
        if countries and self.env.context.get(LEADS_LATER) is not AUTOMATIC:
            self.env["crm.lead"]._reassign_offices(countries)

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "company_id": lambda: self.env._(
                "The agency of a mandate is the one of its office and can't be typed in. Choose an office."
            )
        }

    @api.constrains("country_id", "state_ids")
    def _check_state_ids(self):
        for mandate in self:
            strange = mandate.state_ids.filtered(lambda state, mandate=mandate: state.country_id != mandate.country_id)
            if strange:
                raise ValidationError(
                    self.env._(
                        "Regions: %(regions)s does not lie in %(country)s. Remove it from the mandate of %(office)s, "
                        "or choose another country.",
                        regions=", ".join(strange.mapped("name")),
                        country=mandate.country_id.display_name,
                        office=mandate.office_id.display_name,
                    )
                )

    @api.constrains("office_id", "date_start", "date_end")
    def _check_office_is_open(self):
        # Or an office could close while somebody gives it a mandate.
        take_turns(self.office_id)
        for mandate in self:
            mandate._check_days_of_office()

    def _check_days_of_office(self):
        """Refuse a mandate on days on which its office is not open."""
        self.ensure_one()
        office = self.office_id
        names = {"office": office.display_name, "country": self.country_id.display_name}
        if office.date_start and self.date_start < office.date_start:
            raise ValidationError(
                self.env._(
                    "From: the mandate for %(country)s begins on %(start)s, but %(office)s opens on %(opened)s. "
                    "Choose that day or a later one.",
                    **names,
                    start=format_date(self.env, self.date_start),
                    opened=format_date(self.env, office.date_start),
                )
            )
        if office.date_end and not (self.date_end and self.date_end <= office.date_end):
            raise ValidationError(
                self.env._(
                    "Until: the mandate for %(country)s goes on after %(closed)s, the day on which %(office)s closes. "
                    "Choose that day or an earlier one, or another office.",
                    **names,
                    closed=format_date(self.env, office.date_end),
                )
            )

    @api.onchange("office_id", "country_id", "is_lead", "date_start", "date_end")
    def _onchange_one_lead(self):
        leading = self._domain_leading(self.office_id)
        if self.is_lead and (other := self._find_overlap(leading)):
            return {"warning": {"title": self.env._("Lead Office"), "message": other._get_one_lead_message()}}
        return None

    def _domain_leading(self, office):
        """Return the domain of the mandates that lead this one's country, for the agency of an office."""
        leading = Domain("is_lead", "=", True) & Domain("country_id", "=", self.country_id.id)
        return leading & Domain("company_id", "=", office.company_id.id)

    def _get_one_lead_message(self):
        """Return the sentence that refuses a second lead office besides this mandate's, or besides one unknown."""
        if not self:
            return self.env._(
                "Lead Office: another office leads this country on some of these days. End its mandate first, choose "
                "other dates, or let this office serve the country without leading it."
            )
        return self.env._(
            "Lead Office: %(office)s leads %(country)s %(period)s. End that mandate first, choose other dates, or let "
            "this office serve the country without leading it.",
            office=self.office_id.display_name,
            country=self.country_id.display_name,
            period=self._period(),
        )

    # When another office takes over

    def _get_days(self):
        self.ensure_one()
        return Days(self.date_start, self.date_end or None)

    def _ends_with_office(self):
        """Tell whether this mandate ends because its office closes."""
        self.ensure_one()
        return bool(self.date_end) and self.date_end == self.office_id.date_end

    def _get_days_from(self, day):
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
            lambda other: other != self and other.country_id == self.country_id and other._get_days().meets(days)
        )
        covering = others.filtered(lambda other: other._covers(self))
        for other in (others - covering).filtered(self._covers):
            other._run_in(without(other._get_days(), [days]))
        return without(days, [other._get_days() for other in covering | self._get_rivals(office)])

    def _get_rivals(self, office):
        """Return the mandates of third offices that lead the country, from the point of view of an office's agency."""
        if not self.is_lead:
            return self.browse()
        return self.search(self._domain_leading(office) & Domain("office_id", "not in", (self.office_id | office).ids))

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
