from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import OFFICE_HANDED_OVER

# What the agency of a lead may follow from.
_AGENCY_FIELDS = {"company_id", "user_id", "team_id", "partner_id"}
OPEN_LEADS = Domain([("won_status", "=", "pending"), ("active", "=", True)])


class CrmLead(models.Model):
    """The office abroad that a lead goes to: the one that leads its market, unless somebody chose another."""

    _inherit = "crm.lead"

    office_id = fields.Many2one(
        "hub.foreign.office",
        compute="_compute_office_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        copy=False,
        help="The office that leads the target market. Choose another office by hand, or empty the field to go back to "
        "the lead office.",
    )
    office_set_by_hand = fields.Boolean("Office Chosen by Hand", readonly=True, copy=False)

    @api.depends("target_country_id")
    def _compute_office_id(self):
        leading = self._get_leading_offices()
        for lead in self:
            lead.office_id = lead.office_id if lead.office_set_by_hand else leading[lead]

    @api.constrains("office_id")
    def _check_office_agency(self):
        for lead in self:
            office = lead.office_id
            if not lead._is_own_agency(office):
                raise ValidationError(
                    self.env._(
                        "Office: %(office)s belongs to another agency than the lead “%(lead)s”. Choose an office of "
                        "the lead's own agency, or empty the field.",
                        office=office.display_name if office.has_access("read") else self.env._("this office"),
                        lead=lead.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        by_default = "default_office_id" in self.env.context
        if not by_default:
            # An empty office is the one that follows from the market.
            vals_list = [
                {name: value for name, value in vals.items() if value or name != "office_id"} for vals in vals_list
            ]
        leads = super().create(vals_list)
        chosen = [lead.id for lead, vals in zip(leads, vals_list, strict=True) if by_default or "office_id" in vals]
        leads.browse(chosen)._note_choice()
        return leads

    def write(self, vals):
        agencies = {lead: lead.company_id for lead in self} if vals.keys() & _AGENCY_FIELDS else {}
        result = super().write(vals)
        if "office_id" in vals and self.env.context.get(OFFICE_HANDED_OVER) is not AUTOMATIC:
            self._note_choice()
        moved = self.browse([lead.id for lead, agency in agencies.items() if lead.company_id != agency])
        moved._follow_agency()
        return result

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "office_set_by_hand": lambda: self.env._(
                "“Office Chosen by Hand” follows from the office and can't be typed in. Choose an office, or empty the "
                "field Office to go back to the office that leads the market."
            )
        }

    def _get_leading_offices(self):
        """Return the office that leads the market of each of these leads today, or none."""
        find = self.env["hub.foreign.office"]._get_finder_of_leading(self.target_country_id)
        return {lead: find(lead.target_country_id, lead.company_id) for lead in self}

    def _note_choice(self):
        """Remember by whose choice these leads have their office; those without one get the leading one again."""
        leading = self._get_leading_offices()
        by_hand = self.filtered(lambda lead: lead.office_id and lead.office_id != leading[lead])
        follow = self - by_hand
        # As superuser: nobody types this field in.
        by_hand.sudo().filtered(lambda lead: not lead.office_set_by_hand).office_set_by_hand = True
        follow.sudo().filtered("office_set_by_hand").office_set_by_hand = False
        follow._take_office_of(leading)

    def _follow_agency(self):
        """Give leads that went to another agency the office that leads their market there."""
        leading = self._get_leading_offices()
        self.filtered(
            # The office first: whether a lead is won follows from its probability, which would be computed once more.
            lambda lead: (
                lead.office_id != leading[lead]
                and (
                    not lead._is_own_agency(lead.office_id)
                    or (lead.active and lead.won_status == "pending" and not lead.office_set_by_hand)
                )
            )
        )._take_office_of(leading)

    def _take_office_of(self, leading):
        """Give these leads the office that :meth:`_get_leading_offices` found for each, where it is another one."""
        for office, leads in self.filtered(lambda lead: lead.office_id != leading[lead]).grouped(leading.get).items():
            leads.office_id = office

    def _is_own_agency(self, office):
        """Tell whether an office is one of the lead's agency, or one that all agencies share."""
        return office.sudo().company_id <= self.company_id

    @api.model
    def _reassign_offices(self, countries=None):
        """Give the open leads that nobody gave an office by hand the one that leads their market today.

        :param countries: these markets only; all of them if none are given
        """
        market = Domain("target_country_id", "!=", False)
        if countries:
            market = Domain("target_country_id", "in", countries.ids)
        # As superuser: which office a lead goes to does not depend on who changes a mandate.
        groups = self.sudo()._read_group(
            OPEN_LEADS & market & Domain("office_set_by_hand", "=", False),
            ["target_country_id", "company_id", "office_id"],
            ["id:recordset"],
        )
        markets = self.env["res.country"].union(*(country for country, *_others in groups))
        find = self.env["hub.foreign.office"]._get_finder_of_leading(markets)
        leads_of = {}
        for country, agency, office, leads in groups:
            leading = find(country, agency)
            if leading != office:
                leads_of[leading] = leads_of.get(leading, leads.browse()) | leads
        for office, leads in leads_of.items():
            leads._give_office(office)

    def _give_office(self, office):
        """Give all of these leads to an office, which says nothing about who chose it."""
        handed_over = self.with_context(**{OFFICE_HANDED_OVER: AUTOMATIC})
        handed_over._write_with_note({"office_id": office.id}, "office_id")

    def _give_user(self, user):
        """Give all of these leads to a salesperson, except those of agencies that are not the user's."""
        leads = self.filtered(lambda lead: not lead.company_id or lead.company_id in user.company_ids)
        # With its team, or Odoo moves the lead to the receiver's own one.
        for team, same in leads.grouped("team_id").items():
            same._write_with_note({"user_id": user.id, "team_id": team.id}, "user_id")

    def _write_with_note(self, vals, name):
        """Write the same values on all leads, and note how one of the fields changed.

        The notes are written at once: tracking would write one message after the other.
        """
        before = self.grouped(name)
        self.with_context(mail_notrack=True, mail_auto_subscribe_no_notify=True).write(vals)
        if self.env.context.get("tracking_disable"):
            return
        label = self._fields[name]._description_string(self.env)
        none = self.env._("none")
        notes = {
            lead.id: self.env._(
                "%(field)s: %(old)s → %(new)s",
                field=label,
                old=old.display_name or none,
                new=lead[name].display_name or none,
            )
            for old, leads in before.items()
            for lead in leads
        }
        self._message_log_batch(notes)

    @api.model
    def _get_merged_office_id(self, _name, leads):
        """Return the office that somebody chose, else that of the lead whose market is kept."""
        chosen = leads.filtered("office_set_by_hand")[:1] or leads.filtered("target_country_id")[:1]
        office = chosen.office_id
        return office.id if office.sudo().company_id <= leads.company_id[:1] else False
